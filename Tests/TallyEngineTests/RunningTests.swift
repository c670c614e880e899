import TallyEngine
import TallyModel
import Testing

/// Windows that run along a series.
struct RunningTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "30 44 43 41 29 31 32")
        desk.put("waiting", "20 24 23 21 19 21 22", members: ["sex": "male"])
        desk.put("seen", "5 6 7 8 _ 9 10")
        desk.put("late", "10 20 15 20.5 19.5 21 22")
        desk.putPopulation([(2023, 1, 1000), (2023, 12, 500)])
        return desk
    }

    @Test(arguments: [
        ("seen rolling 3 months from jul23 to jan24", ["5", "11", "18", "21", "15", "17", "19"]),
        ("seen rolling 1 quarter in oct23", ["21"]),
        ("seen from sep23 to oct23 rolling 2 months", ["13", "15"]),
        ("seen rolling 3 months", ["19"]),
        ("seen year to date in oct23", ["26"]),
        ("seen year to date", ["45"]),
        ("waiting year to date", ["32"]),
        ("seen * 2 rolling 2 months in aug23", ["22"]),
        ("rate seen per 1000 rolling 3 months in sep23", ["18"]),
        ("rate seen per 1000 rolling 2 months in jan24", ["38"]),
        ("share seen of (seen * 4) rolling 3 months in sep23", ["25"]),
        ("(seen rolling 3 months) - (seen year to date) in sep23", ["0"]),
        ("seen a month ago rolling 2 months in sep23", ["11"]),
        ("max(seen rolling 3 months) from sep23 to jan24", ["21"]),
        ("run((seen rolling 2 months) > 12)", ["1"]),
    ])
    func values(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.values(sentence) == expected)
    }

    @Test func suppressionStays() throws {
        var desk = Desk()
        desk.put("seen", "5 c 7 8 9")
        #expect(
            try desk.values("seen rolling 2 months from aug23 to nov23") == ["c", "c", "15", "17"])
        #expect(try desk.values("seen year to date in nov23") == ["c"])
    }

    @Test func whatIsLeftOutIsCounted() throws {
        let notes = try Self.desk.ask("seen rolling 3 months in jan24").notes.map(\.text)
        #expect(notes.first == "2 of 3 months have a figure")
        #expect(try Self.desk.ask("seen rolling 2 months in sep23").notes.isEmpty)
    }

    @Test(arguments: [
        ("waiting rolling 3 months", DiagnosticCode.summingAStock, "avg(waiting) last 3 months"),
        ("late rolling 3 months", .ratioWithoutParts, "avg(late) last 3 months"),
        ("waiting rolling 3 months by sex", .summingAStock, "avg(waiting) last 3 months by sex"),
        ("late year to date", .ratioWithoutParts, ""),
        ("(seen rolling 3 months) rolling 3 months", .summingOverlaps, ""),
        ("sum(seen rolling 3 months) in sep23", .summingOverlaps, ""),
        ("seen > 3 rolling 3 months", .kindClash, ""),
        ("compare sep23 vs aug23 rolling 3 months", .kindClash, ""),
        ("list indicators year to date", .kindClash, ""),
    ])
    func refused(_ sentence: String, _ code: DiagnosticCode, _ offer: String) {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        #expect(refusal?.code == code)
        if !offer.isEmpty { #expect(refusal?.offers.first == offer) }
    }
}
