import TallyEngine
import TallyModel
import TallyRender
import Testing

/// One figure as a card.
struct TableFigureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let table: ResultTable
        let expected: String
        var testDescription: String { name }

        init(_ name: String, _ table: ResultTable, _ expected: String) {
            self.name = name
            self.table = table
            self.expected = expected
        }
    }

    /// The count of the samples with some cells replaced.
    static func count(_ changes: [String: ResultTable.Value]) -> ResultTable {
        Samples.figure(Samples.count.merging(changes) { $1 })
    }

    static let cases: [Case] = [
        Case(
            "a count", Samples.figure(Samples.count),
            """
            No. of CIC at end of month, Dorset
              473 in Sep 2023, up 9 from 464 in Aug 2023: Worsening (low is good)
              target 420: 53 over, red

            """),
        Case(
            "the title from the columns", Samples.figure(title: nil, Samples.count),
            """
            No. of CIC at end of month, Dorset
              473 in Sep 2023, up 9 from 464 in Aug 2023: Worsening (low is good)
              target 420: 53 over, red

            """),
        Case(
            "a rate with its parts and a note",
            Samples.figure(
                title: "CIC excluding UASC per 10,000, Dorset", Samples.rate,
                notes: [.init(.populationBreak, "the population changed in Sep 2023")]),
            """
            CIC excluding UASC per 10,000, Dorset
              61.49 per 10,000 in Sep 2023 (406 of 66,025), up 2.41 from 59.09 in Aug 2023: Worsening (low is good)
              note: the population changed in Sep 2023

            """),
        Case(
            "a percentage under its target, beside references",
            Samples.figure(
                title: "Immunisations, Dorset",
                [
                    ColumnID.period: Samples.month(2023, 9),
                    ColumnID.value: Samples.number(84.078, 2, .percent),
                    ColumnID.before: Samples.number(85.5, 2, .percent),
                    ColumnID.beforePeriod: Samples.month(2023, 8),
                    ColumnID.change: Samples.number(-1.422, 2, .percentagePoints, signed: true),
                    ColumnID.good: .text("high"), ColumnID.target: Samples.number(85, 0, .percent),
                    ColumnID.gap: Samples.number(-0.922, 2, .percentagePoints, signed: true),
                    ColumnID.status: .status(.amber),
                ],
                more: [
                    (
                        .init("england", "England average", .number),
                        Samples.number(85, 0, .percent)
                    ),
                    (
                        .init("england_gap", "Gap to England average", .number),
                        Samples.number(-0.922, 2, .percentagePoints, signed: true)
                    ),
                    (.init("cases", "Cases", .number), Samples.number(1201)),
                    (.init("source", "Source", .text), .text("board dataset")),
                    (.init("hidden", "Hidden", .text, machineOnly: true), .text("x")),
                ]),
            """
            Immunisations, Dorset
              84.08% in Sep 2023, down 1.42 percentage points from 85.50% in Aug 2023; high is good
              target 85%: 0.92 percentage points under, amber
              England average 85%: 0.92 percentage points under
              Cases 1,201
              Source: board dataset

            """),
        Case(
            "suppressed", count([ColumnID.value: Samples.none(.suppressed)]),
            """
            No. of CIC at end of month, Dorset
              no value in Sep 2023: suppressed (c)
              target 420: red

            """),
        Case(
            "missing",
            Samples.figure([
                ColumnID.period: Samples.month(2023, 9), ColumnID.value: Samples.none(.missing),
            ]),
            """
            No. of CIC at end of month, Dorset
              no value in Sep 2023

            """),
        Case(
            "not yet due",
            Samples.figure([
                ColumnID.period: Samples.month(2023, 9), ColumnID.value: Samples.none(.due),
            ]),
            """
            No. of CIC at end of month, Dorset
              no value in Sep 2023: not yet due

            """),
        Case(
            "down, target met",
            count([
                ColumnID.value: Samples.number(400), ColumnID.change: Samples.number(-64),
                ColumnID.direction: .direction(.improving), ColumnID.gap: Samples.number(20),
                ColumnID.status: .status(.green),
            ]),
            """
            No. of CIC at end of month, Dorset
              400 in Sep 2023, down 64 from 464 in Aug 2023: Improving (low is good)
              target 420: 20 under, green

            """),
        Case(
            "unchanged, met exactly",
            count([
                ColumnID.value: Samples.number(420), ColumnID.before: Samples.number(420),
                ColumnID.change: Samples.number(0), ColumnID.direction: .direction(.same),
                ColumnID.gap: Samples.number(0), ColumnID.status: .status(.green),
            ]),
            """
            No. of CIC at end of month, Dorset
              420 in Sep 2023, unchanged from 420 in Aug 2023: Same (low is good)
              target 420: met exactly, green

            """),
        Case(
            "a change too small to show",
            count([ColumnID.change: Samples.number(0.4), ColumnID.target: .empty]),
            """
            No. of CIC at end of month, Dorset
              473 in Sep 2023, up slightly from 464 in Aug 2023: Worsening (low is good)
              red

            """),
        Case(
            "no value before",
            Samples.figure([
                ColumnID.period: Samples.month(2023, 9), ColumnID.value: Samples.number(5),
                ColumnID.before: Samples.none(.suppressed),
                ColumnID.beforePeriod: Samples.month(2023, 8), ColumnID.good: .text("none"),
            ]),
            """
            No. of CIC at end of month, Dorset
              5 in Sep 2023; no value in Aug 2023: suppressed (c)

            """),
        Case(
            "days, on a day",
            Samples.figure(
                title: "Wait",
                [
                    ColumnID.period: .period(
                        .day(Day(2022, 3, 31)), title: "31 Mar 2022", code: "2022-03-31"),
                    ColumnID.value: Samples.number(1, 0, .days),
                ]),
            """
            Wait
              1 day on 31 Mar 2022

            """),
        Case(
            "money below nothing",
            Samples.figure(
                title: "Balance", [ColumnID.value: Samples.number(-12_345.678, 2, .money("£"))]),
            """
            Balance
              −£12,345.68

            """),
        Case(
            "money in tenths",
            Samples.figure(
                title: "Balance", [ColumnID.value: Samples.number(12_345.5, 1, .money("£"))]),
            """
            Balance
              £12,345.50

            """),
        Case(
            "a text that would write to the terminal",
            Samples.figure(title: "a\u{1B}[2Jb\nc", [ColumnID.value: .text("on\ttrack\u{7}")]),
            """
            a␛[2Jb c
              on track␇

            """),
    ]

    @Test(arguments: cases)
    func card(_ test: Case) {
        #expect(ResultFormat.table.text(test.table) == test.expected)
    }

    @Test func colourIsBesideTheWords() {
        let text = ResultFormat.table.text(
            Samples.figure(Samples.count), options: RenderOptions(colour: true))
        let expected =
            "\u{1B}[1mNo. of CIC at end of month, Dorset\u{1B}[0m\n"
            + "  473 in Sep 2023, up 9 from 464 in Aug 2023: \u{1B}[38;5;196mWorsening\u{1B}[0m"
            + " (low is good)\n  target 420: 53 over, \u{1B}[38;5;196mred\u{1B}[0m\n"
        #expect(text == expected)
    }

    @Test func laterResultsAreSetApart() {
        let text = ResultFormat.table.text(
            Samples.figure(title: "A", [ColumnID.value: Samples.number(1)]), isFirst: false)
        #expect(text == "\nA\n  1\n")
    }
}
