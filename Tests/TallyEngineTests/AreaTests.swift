import TallyEngine
import TallyModel
import Testing

/// Which areas a sentence is about, and what areas may not be put together.
@Suite("Areas")
struct AreaTests {
    private static let areas = """
        {"plugin": "map", "areas": [
          {"id": "south", "title": "South Shire", "aliases": ["the south"], "level": "authority",
           "codes": {"la": "802"}},
          {"id": "west", "title": "West", "level": "authority"},
          {"id": "land", "title": "The Land", "level": "country"}],
         "indicators": [{"id": "abroad", "name": "Abroad", "good": "low"}]}
        """

    private static func desk(area: String? = nil) -> Desk {
        var desk = Desk()
        desk.beside = areas
        desk.area = area
        desk.put("waiting", "10 12 11")
        desk.put("waiting", "20 25 22", area: "south")
        desk.put("waiting", "5 6 7", area: "west")
        desk.put("waiting", "900 901 902", area: "land")
        desk.put("late", "10 20 30")
        desk.put("late", "40 50 60", area: "south")
        desk.put("abroad", "3 4 5", area: "south")
        return desk
    }

    private static func refusal(_ sentence: String) throws -> Diagnostic {
        do {
            _ = try desk().ask(sentence)
        } catch let error as Diagnostic { return error }
        throw NotRefused()
    }

    private struct NotRefused: Error {}

    /// By id, alias, title, whatever the case; several in the order in which they are named.
    @Test(arguments: [
        ("waiting", ["11"]),
        ("waiting for north", ["11"]),
        ("waiting for the south", ["22"]),
        ("waiting for SOUTH SHIRE", ["22"]),
        ("waiting for south, north", ["22", "11"]),
        ("waiting for area west", ["7"]),
        ("waiting by area", ["902", "11", "22", "7"]),
        ("waiting - (waiting for west)", ["4"]),
        ("abroad", ["5"]),
        ("avg(waiting) from jul23 to sep23 for south, west", ["22.333333333333332", "6"]),
        ("rank authorities by waiting", ["7", "11", "22"]),
        ("waiting for authorities in aug23", ["12", "25", "6"]),
        ("rank south, west by waiting in aug23", ["6", "25"]),
    ])
    func isOf(_ sentence: String, _ values: [String]) throws {
        #expect(try Self.desk().values(sentence) == values)
    }

    /// The session's area goes before the plugin's home, and what a sentence names before both.
    @Test(arguments: [
        ("waiting", ["22"]), ("waiting for west", ["7"]), ("waiting - (waiting for north)", ["11"]),
    ])
    func isOfTheSession(_ sentence: String, _ values: [String]) throws {
        #expect(try Self.desk(area: "south").values(sentence) == values)
    }

    @Test(
        arguments: [
            ("waiting for nroth", DiagnosticCode.unknownName, "did you mean 'north'?"),
            ("waiting for theme health", .unknownName, nil),
            ("waiting for sex", .wrongKindOfName, "an area is expected here"),
            ("waiting for parishes", .unknownName, nil),
            ("rank neighbours of west by waiting", .noArea, nil),
            ("compare west vs neighbours of west for waiting", .noArea, nil),
            (
                "avg(waiting for north, south) from jul23 to sep23", .averagingRatios,
                "each area by itself can be asked"
            ),
            (
                "(waiting for north, south) + 1", .nothingToCompare,
                "areas are named at the end, or compared"
            ),
            ("(late for north) + (late for south)", .averagingRatios, nil),
        ] as [(String, DiagnosticCode, String?)])
    func isRefused(_ sentence: String, _ code: DiagnosticCode, _ label: String?) throws {
        let error = try Self.refusal(sentence)
        #expect(error.code == code)
        #expect(error.label == label)
    }

    @Test(arguments: [
        ("rank neighbours of west by waiting", ["rank authorities by waiting"]),
        (
            "(late for north) + (late for south) in sep23",
            ["compare north vs south for late in sep23"]
        ),
    ])
    func offers(_ sentence: String, _ offers: [String]) throws {
        #expect(try Self.refusal(sentence).offers == offers)
    }

    @Test func whatHasFiguresForSeveralNeedsOne() throws {
        var desk = Desk()
        desk.beside = Self.areas
        desk.put("abroad", "3", area: "south")
        desk.put("abroad", "4", area: "west")
        #expect(throws: Diagnostic.self) { try desk.ask("abroad") }
        #expect(try desk.values("abroad for west") == ["4"])
        desk.area = "south"
        #expect(try desk.values("abroad") == ["3"])
    }
}
