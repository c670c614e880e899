import TallyEngine
import TallyModel
import Testing

/// How a figure is reached, down to the rows of a file.
struct ExplainTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "30 44 43")
        desk.put("waiting", "30", reference: "target")
        desk.put("seen", "5 6 7")
        desk.put("late", "10 20 15")
        desk.put("waiting", "12 _ 20", members: ["sex": "male"])
        desk.put("waiting", "18 _ 21", members: ["sex": "female"])
        desk.putPopulation([(2023, 1, 1000), (2023, 9, 500)])
        return desk
    }

    /// Part, period, value and source of each row.
    private static func lines(_ sentence: String) throws -> [String] {
        try desk.ask(sentence).rows.map { row in
            row.values.enumerated().compactMap { index, value in
                switch value {
                case .text(let text): index == 4 || text.isEmpty ? nil : text
                case .number(let number):
                    index == 0 ? nil : number.cell.value.map(NumberText.full) ?? "none"
                case .period(_, _, let code): code
                default: nil
                }
            }.joined(separator: " | ")
        }
    }

    @Test(arguments: [
        (
            "explain waiting in aug23",
            ["waiting | 2023-08 | 44 | desk.csv row 3, known at 2024-02-01"]
        ),
        (
            "explain waiting - seen * 2",
            [
                "waiting - (seen * 2) | 2023-09 | 29",
                "  waiting | 2023-09 | 43 | desk.csv row 4, known at 2024-02-01",
                "  seen * 2 | 2023-09 | 14",
                "    seen | 2023-09 | 7 | desk.csv row 4, known at 2024-02-01",
            ]
        ),
        (
            "explain rate waiting per 1000 in sep23",
            [
                "rate waiting per 1000 of people | 2023-09 | 86",
                "  waiting | 2023-09 | 43 | desk.csv row 4, known at 2024-02-01",
                "  people | 2023-09 | 500 | in force since 1 Sep 2023; desk.csv row 2, "
                    + "known at 2024-02-01",
            ]
        ),
        (
            "explain seen in q2 2023/24",
            [
                "seen | q2 2023/24 | 18",
                "  seen | 2023-07 | 5 | desk.csv row 2, known at 2024-02-01",
                "  seen | 2023-08 | 6 | desk.csv row 3, known at 2024-02-01",
                "  seen | 2023-09 | 7 | desk.csv row 4, known at 2024-02-01",
            ]
        ),
        (
            "explain seen rolling 2 months",
            [
                "seen rolling 2 months | 2023-09 | 13",
                "  seen | 2023-08 | 6 | desk.csv row 3, known at 2024-02-01",
                "  seen | 2023-09 | 7 | desk.csv row 4, known at 2024-02-01",
            ]
        ),
        (
            "explain waiting meets target in jul23",
            [
                "waiting meets target | 2023-07 | yes",
                "  waiting | 2023-07 | 30 | desk.csv row 2, known at 2024-02-01",
                "  target | 2023-07 | 30 | since 1 Jul 2023; desk.csv row 2, known at 2024-02-01",
            ]
        ),
        (
            "explain avg(late) from aug23 to sep23",
            [
                "avg(late) | 2023-08 to 2023-09 | 17.5",
                "  late | 2023-08 | 20 | desk.csv row 3, known at 2024-02-01",
                "  late | 2023-09 | 15 | desk.csv row 4, known at 2024-02-01",
            ]
        ),
        (
            "explain compare aug23 vs target for waiting",
            [
                "waiting against target | 2023-08 | -14 | target less waiting; "
                    + "red: not within 10% of target",
                "  waiting | 2023-08 | 44 | desk.csv row 3, known at 2024-02-01",
                "  target | 2023-08 | 30 | since 1 Jul 2023; desk.csv row 2, known at 2024-02-01",
            ]
        ),
        (
            "explain compare sep23 vs aug23 for seen, waiting where change > 0",
            [
                "seen against Aug 2023 | 2023-09 | 1 | Sep 2023 less Aug 2023",
                "  seen | 2023-09 | 7 | desk.csv row 4, known at 2024-02-01",
                "  seen | 2023-08 | 6 | desk.csv row 3, known at 2024-02-01",
            ]
        ),
        (
            "explain compare waiting vs seen in jul23",
            [
                "seen less waiting | 2023-07 | -25",
                "  seen | 2023-07 | 5 | desk.csv row 2, known at 2024-02-01",
                "  waiting | 2023-07 | 30 | desk.csv row 2, known at 2024-02-01",
            ]
        ),
        (
            "explain waiting by sex in sep23",
            [
                "Male: waiting (sex=male) | 2023-09 | 20 | desk.csv row 4, known at 2024-02-01",
                "Female: waiting (sex=female) | 2023-09 | 21 | desk.csv row 4, "
                    + "known at 2024-02-01",
                "not accounted for | 2023-09 | 2 | the total less its members",
                "total: waiting | 2023-09 | 43 | desk.csv row 4, known at 2024-02-01",
            ]
        ),
        (
            "explain rank north by seen",
            ["1 North: seen | 2023-09 | 7 | desk.csv row 4, known at 2024-02-01"]
        ),
        (
            "explain trend seen where value > 5",
            [
                "seen | 2023-08 | 6 | desk.csv row 3, known at 2024-02-01",
                "seen | 2023-09 | 7 | desk.csv row 4, known at 2024-02-01",
            ]
        ),
        (
            "explain when waiting > 43",
            [
                "waiting > 43 | 2023-08 | yes",
                "  waiting | 2023-08 | 44 | desk.csv row 3, known at 2024-02-01",
            ]
        ),
        (
            "explain change(seen)",
            [
                "change(seen) | 2023-09 | 1",
                "  seen | 2023-08 | 6 | desk.csv row 3, known at 2024-02-01",
                "  seen | 2023-09 | 7 | desk.csv row 4, known at 2024-02-01",
            ]
        ),
        (
            "explain waiting worsens in aug23",
            [
                "waiting worsens | 2023-08 | yes",
                "  waiting | 2023-08 | 44 | desk.csv row 3, known at 2024-02-01",
                "  waiting | 2023-07 | 30 | desk.csv row 2, known at 2024-02-01",
            ]
        ),
    ])
    func parts(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.lines(sentence) == expected)
    }

    @Test func whatIsLeftOutIsSaid() throws {
        let notes = try Self.desk.ask("explain seen rolling 12 months in sep23").notes
        #expect(notes.map(\.text) == ["3 of 12 months have a figure"])
    }

    @Test(arguments: [
        ("explain compare sep23 vs aug23 by sex", DiagnosticCode.wrongKindOfName),
        ("explain waiting by sex where value > 3", .kindClash),
        ("explain avg(waiting)", .windowNeeded),
        ("lineage waiting rolling 3 months", .kindClash),
        ("lineage target", .wrongKindOfName),
    ])
    func refused(_ sentence: String, _ code: DiagnosticCode) {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        #expect(refusal?.code == code)
    }
}
