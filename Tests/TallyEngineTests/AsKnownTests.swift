import TallyEngine
import TallyModel
import Testing

/// What had been published by a day, and nothing else.
struct AsKnownTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "40 44", source: "second", known: Day(2023, 9, 5))
        desk.put("waiting", "40 45 43", source: "first", known: Day(2023, 11, 23))
        return desk
    }

    @Test(arguments: [
        ("waiting from jul23 to sep23", ["40", "45", "43"]),
        ("waiting from jul23 to sep23 as known at 2023-11-23", ["40", "45", "43"]),
        ("waiting from jul23 to aug23 as known at 2023-11-22", ["40", "44"]),
        ("waiting as known at 2023-09-05", ["44"]),
        ("waiting as known at 2023-09-04", []),
    ])
    func values(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.values(sentence) == expected)
    }

    /// `late` is a month in arrears: what has settled hangs on how far its source ran by the day.
    @Test(arguments: [
        ("late as known at 2023-09-30", "Aug 2023", "Sep 2023"),
        ("late as known at 2023-10-31", "Aug 2023", "Sep 2023"),
        ("late as known at 2023-11-04", "Sep 2023", "Oct 2023"),
        ("late", "Sep 2023", "Oct 2023"),
    ])
    func arrearsAreCountedFromWhatWasKnown(
        _ sentence: String, _ latest: String, _ last: String
    ) throws {
        var desk = Desk()
        desk.put("late", "10 20 30", known: Day(2023, 9, 30))
        desk.put("waiting", "1 2 3 4", known: Day(2023, 11, 4))
        let table = try desk.ask(sentence)
        #expect(
            table.notes.first?.text
                == "1 month in arrears: the latest settled is \(latest), though its source runs to "
                + last)
    }

    @Test(arguments: [
        ("late in sep23 as known at 2023-11-03", true),
        ("late in sep23 as known at 2023-11-04", false), ("late in sep23", false),
    ])
    func aFigureIsProvisionalUntilTheNextAreKnown(_ sentence: String, _ isProvisional: Bool)
        throws
    {
        var desk = Desk()
        desk.put("late", "10 20 30", known: Day(2023, 9, 30))
        desk.put("waiting", "1 2 3 4", known: Day(2023, 11, 4))
        #expect(try desk.ask(sentence).notes.contains { $0.code == .provisional } == isProvisional)
    }

    @Test func isSaid() throws {
        let notes = try Self.desk.ask("waiting as known at 2023-09-05").notes
        #expect(
            notes.last?.text == "as known at 2023-09-05: what was published later is left out")
    }

    @Test(arguments: [
        "list indicators as known at 2023-09-05", "describe waiting as known at 2023-09-05",
        "lineage waiting as known at 2023-09-05",
    ])
    func isRefusedOfWhatHasNoFigures(_ sentence: String) {
        #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
    }

    @Test func isRefusedInABracket() {
        let refusal = #expect(throws: Diagnostic.self) {
            try Self.desk.ask("(waiting as known at 2023-09-05) - waiting")
        }
        #expect(refusal?.code == .kindClash)
        #expect(refusal?.place.map { String($0.source[$0.span]) } == "as known at 2023-09-05")
    }
}
