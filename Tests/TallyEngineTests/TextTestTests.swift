import TallyEngine
import TallyModel
import Testing

/// What stands somewhere in a text, behind `where`.
struct TextTestTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "1 2 3")
        return desk
    }

    private static func ids(_ condition: String) throws -> [ResultTable.Value] {
        try desk.ask("list indicators where \(condition)").rows.map { $0.values[0] }
    }

    @Test(arguments: [
        ("name contains late", ["late", "late_since"]), ("name contains LATE S", ["late_since"]),
        (
            "name contains \"\"",
            [
                "waiting", "seen", "late", "places", "grants", "calls", "twice",
                "late_since",
            ]
        ),
        ("name not contains a", ["seen", "twice"]),
        ("id contains _ or name contains ee", ["seen", "late_since"]),
        ("name contains 16", []), ("good contains hig", ["seen", "places"]),
        // What has no theme has none to look into.
        ("theme not contains x", []),
    ])
    func looksIntoTexts(_ condition: String, _ expected: [String]) throws {
        #expect(try Self.ids(condition) == expected.map { .text($0) })
    }

    @Test func directionsAndStatusesAreWords() throws {
        let kept = try Self.desk.ask("trend waiting where direction contains worse")
        #expect(kept.rows.count == 2)
    }

    @Test func whatNoRowHasIsSaid() throws {
        let kept = try Self.desk.ask("list indicators where name contains zebra")
        #expect(kept.notes.map(\.text) == ["no row has 'zebra' in its name"])
    }

    @Test(arguments: ["value", "period"])
    func numbersAndPeriodsHaveNoTexts(_ column: String) {
        let error = #expect(throws: Diagnostic.self) {
            try Self.desk.ask("waiting from jul23 to sep23 where \(column) contains 3")
        }
        #expect(error?.code == .kindClash)
        #expect(error?.message == "the column '\(column)' has no texts to look into")
    }
}
