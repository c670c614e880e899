import TallyEngine
import TallyModel
import Testing

/// `by source`, beside the figures that several sources give.
struct SourceTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "30 44 43 c", source: "second")
        desk.put("waiting", "_ 45 43 41 29")
        desk.put("waiting", "_ _ 43.4", source: "another")
        desk.put("waiting", "20", reference: "target")
        desk.put("seen", "5 6 7", source: "first")
        return desk
    }

    @Test(arguments: [
        ("waiting by source", ["first 29 1 "]),
        ("waiting in jul23 by source", ["second 30 1 "]),
        ("waiting in aug23 by source", ["first 45 1 ", "second 44 2 -1"]),
        (
            "waiting in sep23 by source",
            ["first 43 1 ", "second 43 2 0", "another 43.4 3 0.4"]
        ),
        (
            "waiting from sep23 to oct23 by source",
            [
                "first 43 1 ", "second 43 2 0", "another 43.4 3 0.4", "first 41 1 ", "second c 2 c",
            ]
        ),
        ("seen in q2 2023/24 by source", ["first 18 1 "]),
        ("twice by source", []),
        ("late_since in aug23 by source", []),
    ])
    func rows(_ sentence: String, _ expected: [String]) throws {
        let table = try Self.desk.ask(sentence)
        #expect(
            table.rows.map { row in
                zip(table.columns, row.values)
                    .filter { ["source", "value", "believed", "difference"].contains($0.0.id) }
                    .map { Self.text($0.1) }.joined(separator: " ")
            } == expected)
        #expect(table.rows.isEmpty != table.notes.isEmpty)
    }

    private static func text(_ value: ResultTable.Value) -> String {
        switch value {
        case .text(let text): text
        case .number(let number):
            number.cell.value.map(NumberText.full) ?? number.cell.reason?.symbol ?? ""
        default: ""
        }
    }

    @Test(arguments: [
        (
            "waiting - seen by source",
            "'waiting - seen' is computed, and only the published figures of an indicator have a source",
            ["waiting by source", "seen by source"]
        ),
        (
            "waiting by source, sex", "what is split by something else cannot be split by 'source'",
            ["waiting"]
        ),
        (
            "waiting by theme", "'waiting' is one figure, and themes are groups of indicators",
            ["list indicators by theme"]
        ),
        (
            "trend waiting by theme",
            "a comparison, a ranking, a trend or a list cannot be split by 'theme'",
            ["trend waiting"]
        ),
    ])
    func refused(_ sentence: String, _ message: String, _ offers: [String]) throws {
        do {
            _ = try Self.desk.ask(sentence)
            Issue.record("'\(sentence)' was answered")
        } catch let error as Diagnostic {
            #expect(error.code == .wrongKindOfName)
            #expect(error.message == message)
            #expect(error.offers == offers)
        }
    }
}
