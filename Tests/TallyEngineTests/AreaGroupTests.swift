import TallyEngine
import TallyModel
import TallyPlugins
import Testing

/// Areas that lie in an area, as a plugin says.
@Suite("Area groups")
struct AreaGroupTests {
    private static let map = """
        {"plugin": "map", "areas": [
          {"id": "land", "title": "The Land", "aliases": ["the land"], "level": "country"},
          {"id": "uplands", "title": "Uplands", "aliases": ["the hills"], "level": "region",
           "in": "land"},
          {"id": "lowlands", "title": "Lowlands", "level": "region", "in": "land"},
          {"id": "moor", "title": "Moor", "level": "region", "in": "land"},
          {"id": "march", "title": "March", "level": "region"},
          {"id": "north", "title": "North", "level": "authority", "in": "uplands"},
          {"id": "west", "title": "West", "level": "authority", "in": "uplands"},
          {"id": "fen", "title": "Fen", "level": "authority", "in": "lowlands"},
          {"id": "south", "title": "South", "level": "authority", "in": "lowlands"},
          {"id": "quay", "title": "Quay", "level": "town", "in": "south"},
          {"id": "pair", "title": "Pair", "level": "partnership", "parts": ["north", "south"]}]}
        """

    private static func desk() -> Desk {
        var desk = Desk()
        desk.beside = map
        desk.put("waiting", "10 12 11")
        desk.put("waiting", "20 25 22", area: "south")
        desk.put("waiting", "5 6 7", area: "west")
        desk.put("waiting", "1 2 3", area: "quay")
        desk.put("waiting", "90 91 92", area: "uplands")
        return desk
    }

    @Test(arguments: [
        ("rank authorities of uplands by waiting", ["7", "11"]),
        ("rank authorities in uplands by waiting in aug23", ["6", "12"]),
        ("rank uplands authorities by waiting", ["7", "11"]),
        ("rank the hills authorities by waiting", ["7", "11"]),
        ("rank authorities in the hills by waiting", ["7", "11"]),
        ("rank authority of \"Uplands\" by waiting", ["7", "11"]),
        // Far as well as near, whatever lies between.
        ("rank authorities of land by waiting", ["7", "11", "22"]),
        ("rank towns of land by waiting", ["3"]),
        ("rank regions of land by waiting", ["92"]),
        // What an area is made of lies in it.
        ("rank authorities of pair by waiting", ["11", "22"]),
        ("rank towns of pair by waiting", ["3"]),
        ("waiting for authorities of uplands", ["11", "7"]),
        ("waiting for uplands authorities in aug23", ["12", "6"]),
        ("waiting for authorities in uplands in aug23", ["12", "6"]),
        ("waiting by area for authorities of uplands in aug23", ["12", "6"]),
        ("waiting for south, authorities of uplands, west", ["22", "11", "7"]),
        ("waiting for authorities in aug23", ["12", "25", "6"]),
        ("trend waiting for authorities of uplands in aug23", ["12", "6"]),
        ("avg(waiting) from jul23 to sep23 for authorities of uplands", ["11", "6"]),
        ("compare south vs authorities of uplands for waiting in aug23", ["25", "12", "6"]),
        ("compare south vs uplands authorities for waiting in aug23", ["25", "12", "6"]),
        ("compare south vs authorities in uplands for waiting in aug23", ["25", "12", "6"]),
        ("compare north vs authorities of uplands for waiting in aug23", ["12", "6"]),
        ("compare uplands vs authorities of uplands for waiting in aug23", ["91", "12", "6"]),
    ])
    func areThoseOfTheLevelInTheArea(_ sentence: String, _ values: [String]) throws {
        #expect(try Self.desk().values(sentence) == values)
    }

    /// In a table they are rows beside the indicators that `for` names.
    @Test func namesRowsOfATable() throws {
        let table = try Self.desk().ask(
            "compare sep23 vs aug23 for authorities of uplands, waiting")
        let areas = try #require(table.columns.firstIndex { $0.id == "area" })
        #expect(table.rows.map { $0.values[areas] } == [.text("North"), .text("West")])
    }

    /// Those that should have a figure and have none are told.
    @Test func saysWhichHaveNoFigure() throws {
        let desk = Self.desk()
        #expect(
            try desk.ask("rank authorities of lowlands by waiting").notes.map(\.text).first
                == "left out: Fen, no value")
        #expect(
            try desk.ask("compare north vs authorities of lowlands for waiting").notes
                .map(\.text).first == "left out: Fen, no value")
        #expect(
            try desk.ask("waiting for authorities of lowlands").notes.map(\.text).first?
                .hasPrefix("no values of waiting for Fen") == true)
    }

    private static let earlier =
        "files of open data say so of each area when they are imported, and again in a store of an "
        + "earlier version; plugins may with 'in'"

    private static func refusal(_ sentence: String) throws -> Diagnostic {
        do {
            _ = try desk().ask(sentence)
        } catch let error as Diagnostic { return error }
        throw NotRefused()
    }

    private struct NotRefused: Error {}

    @Test(
        arguments: [
            (
                "rank authorities of north by waiting", DiagnosticCode.nothingWithin,
                "no authority lies in North", ["it lies in Uplands, Pair"],
                ["rank authorities of uplands by waiting", "rank authorities of pair by waiting"]
            ),
            (
                "waiting for towns of uplands in aug23", .nothingWithin, "no town lies in Uplands",
                ["in it lie 2 authorities", "it lies in The Land"],
                ["waiting for authorities of uplands in aug23"]
            ),
            (
                "compare north vs authorities of moor for waiting", .nothingWithin,
                "no authority lies in Moor", ["it lies in The Land"],
                ["compare north vs authorities of land for waiting"]
            ),
            (
                "rank authorities of march by waiting", .nothingWithin,
                "no authority is known to lie in March", [earlier], []
            ),
            (
                "rank authorities of waiting by waiting", .wrongKindOfName,
                "'waiting' is not an area, it is an indicator", [], []
            ),
            (
                "(waiting for authorities of uplands) + 1", .nothingToCompare,
                "a bracketed phrase can be for one area only", [], []
            ),
        ] as [(String, DiagnosticCode, String, [String], [String])])
    func isRefused(
        _ sentence: String, _ code: DiagnosticCode, _ message: String, _ notes: [String],
        _ offers: [String]
    ) throws {
        let error = try Self.refusal(sentence)
        #expect(error.code == code)
        #expect(error.message == message)
        #expect(error.notes == notes)
        if code == .nothingWithin { #expect(error.offers == offers) }
    }

    /// `in` is the clause of a period, too: the longer of an area's name and a period is meant.
    @Test func aNameThatIsAPeriodTooIsRefused() throws {
        var desk = Self.desk()
        desk.beside = Self.map.replacingFirst(
            "{\"id\": \"march\", \"title\": \"March\"",
            """
            {"id": "fair", "title": "Fair", "level": "authority", "in": "aug23"},
            {"id": "fete", "title": "Fete", "level": "authority", "in": "aug23_moor"},
            {"id": "aug23_moor", "title": "A", "level": "region", "aliases": ["aug23 moor"]},
            {"id": "aug23", "title": "B"
            """)
        desk.put("waiting", "1 2 3", area: "fair")
        desk.put("waiting", "4 5 6", area: "fete")
        for (sentence, offers) in [
            (
                "rank authorities in aug23 by waiting",
                ["rank authorities of aug23 by waiting", "rank authorities by waiting in aug23"]
            ),
            (
                "waiting for authorities in aug23",
                ["waiting for authorities of aug23", "waiting for authorities at aug23"]
            ),
        ] {
            do {
                _ = try desk.ask(sentence)
                Issue.record("not refused")
            } catch let error as Diagnostic {
                #expect(error.code == .ambiguousName)
                #expect(error.message == "'aug23' may be an area or a period")
                #expect(error.offers == offers)
            }
        }
        #expect(try desk.values("rank authorities of aug23 by waiting") == ["3"])
        #expect(try desk.values("rank authorities in aug23 moor by waiting") == ["6"])
    }

    @Test func whereNothingLiesInAnythingItIsSaid() throws {
        var desk = Desk()
        desk.put("waiting", "1 2 3")
        do {
            _ = try desk.ask("rank authorities of north by waiting")
            Issue.record("not refused")
        } catch let error as Diagnostic {
            #expect(error.message == "no authority is known to lie in North")
            #expect(error.code == .nothingWithin)
        }
    }

    @Test(arguments: [
        ("list areas of lowlands", ["fen", "quay", "south"]),
        ("list areas in lowlands", ["fen", "quay", "south"]),
        ("list areas for lowlands", ["fen", "quay", "south"]),
        ("list authorities for pair", ["north", "south"]),
        ("list authorities", ["fen", "north", "south", "west"]),
        ("list authorities of uplands", ["north", "west"]),
        ("list uplands authorities", ["north", "west"]),
        ("list areas where lies_in is Uplands", ["north", "west"]),
        ("list areas where part_of is Pair", ["north", "south"]),
    ])
    func areListed(_ sentence: String, _ ids: [String]) throws {
        let table = try Self.desk().ask(sentence)
        #expect(table.rows.map { $0.values[0] } == ids.map { .text($0) })
    }

    @Test(arguments: [
        ("describe north", ["in": "Uplands, Pair"]),
        ("describe uplands", ["in": "The Land", "in it": "2 authorities: North; West"]),
        ("describe land", ["in it": "4 authorities, 3 regions, 1 town"]),
        ("describe moor", ["in": "The Land"]),
        ("describe march", [:]),
    ])
    func areDescribed(_ sentence: String, _ expected: [String: String]) throws {
        var said: [String: String] = [:]
        for row in try Self.desk().ask(sentence).rows {
            guard case .text(let field) = row.values[0], case .text(let text) = row.values[1],
                field == "in" || field == "in it"
            else { continue }
            said[field] = text
        }
        #expect(said == expected)
    }

    /// Plugins that cannot both be right.
    @Test(arguments: [
        (
            "{\"id\": \"a\", \"title\": \"A\", \"level\": \"town\", \"in\": \"a\"}",
            "an area lies in itself: a → a"
        ),
        (
            "{\"id\": \"a\", \"title\": \"A\", \"level\": \"town\", \"in\": \"b\"}, "
                + "{\"id\": \"b\", \"title\": \"B\", \"level\": \"town\", \"in\": \"a\"}",
            "an area lies in itself: a → b → a"
        ),
        // By a part and by what the other lies in.
        (
            "{\"id\": \"a\", \"title\": \"A\", \"level\": \"town\", \"in\": \"b\", "
                + "\"parts\": [\"b\"]}, {\"id\": \"b\", \"title\": \"B\", \"level\": \"town\"}",
            "an area lies in itself: a → b → a"
        ),
        (
            "{\"id\": \"a\", \"title\": \"A\", \"level\": \"town\", \"in\": \"nowhere\"}",
            "no plugin declares the area 'nowhere'"
        ),
        (
            "{\"id\": \"north\", \"title\": \"North\", \"level\": \"authority\", "
                + "\"in\": \"lowlands\"}",
            "the area 'north' has another level, code, part or place here than elsewhere"
        ),
    ])
    func pluginsAreChecked(_ areas: String, _ message: String) throws {
        var plugins: [PluginDeclaration] = []
        for text in [Self.map, "{\"plugin\": \"more\", \"areas\": [\(areas)]}"] {
            let (plugin, problems) = PluginReader.read(SourceText(text, name: "areas.json"))
            #expect(problems.isEmpty)
            plugins.append(try #require(plugin))
        }
        #expect(Catalogue.build(plugins).diagnostics.map(\.message) == [message])
    }
}

extension String {
    /// The text with what stands in place of the first of some words.
    fileprivate func replacingFirst(_ words: String, _ other: String) -> String {
        var text = self
        if let range = firstRange(of: words) { text.replaceSubrange(range, with: other) }
        return text
    }
}
