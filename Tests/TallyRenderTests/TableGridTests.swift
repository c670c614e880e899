import TallyEngine
import TallyModel
import TallyRender
import Testing

/// Series, grids and prose as text for people.
struct TableGridTests {
    @Test func series() {
        let expected = """
            CIC less UASC, Dorset
              Period    Value
              ────────  ─────
              Jun 2023  1,397
              Jul 2023      c
              Aug 2023    400 ²
              Sep 2023    906 ¹ ²
              █ ▁▅  lowest 400 in Aug 2023, highest 1,397 in Jun 2023
              c: suppressed
              ¹ the population changed
              ² provisional: one month in arrears
              note: computed, not published

            """
        #expect(ResultFormat.table.text(Samples.series) == expected)
    }

    @Test func seriesWithMoreColumnsHasAHeader() {
        let table = ResultTable(
            layout: .series, title: "Waits, Dorset",
            columns: [
                .init(ColumnID.period, "Period", .period),
                .init(ColumnID.value, "Value", .number, unit: .days),
                .init(ColumnID.target, "Target", .number, unit: .days),
            ],
            rows: [
                .init([Samples.month(2023, 8), Samples.number(9.5, 1, .days), Samples.number(10)]),
                .init([Samples.month(2023, 9), Samples.number(12, 1, .days), Samples.number(10)]),
            ])
        let expected = """
            Waits, Dorset
              Period    Value (days)  Target
              ────────  ────────────  ──────
              Aug 2023           9.5      10
              Sep 2023          12.0      10

            """
        #expect(ResultFormat.table.text(table) == expected)
    }

    @Test func seriesSaysItsTarget() {
        let table = ResultTable(
            layout: .series, title: "T",
            columns: [
                .init(ColumnID.period, "Period", .period),
                .init(ColumnID.value, "Value", .number),
                .init(ColumnID.target, "Target", .number, machineOnly: true),
            ],
            rows: (1...3).map {
                .init([Samples.month(2023, $0), Samples.number(7), Samples.number(10)])
            })
        let expected = """
            T
              Period    Value
              ────────  ─────
              Jan 2023      7
              Feb 2023      7
              Mar 2023      7
              ▄▄▄  all 7, target 10

            """
        #expect(ResultFormat.table.text(table) == expected)
    }

    @Test func grid() {
        let expected = """
            Sep 2023 against target, Dorset
              Indicator                      Sep 2023    Target        Gap  Status   Direction
              ───────────────────────────  ──────────    ──────  ─────────  ───────  ─────────
              No. of CIC at end of month    1,473         420    −1,053     ■ red    Worsening
              % CIC placed outside Dorset      41.44% ¹    30%      −11.44  ▲ amber  Same
              No. of visits                     c          12.5       c
              Cost                         £1,234.50        –        £0.00  ● green  Improving
              4 rows, 1 meeting the target
              c: suppressed
              ¹ 8 of 12 months

            """
        #expect(ResultFormat.table.text(Samples.grid) == expected)
    }

    @Test func aNarrowGridWrapsItsNames() {
        let table = ResultTable(
            layout: .grid,
            columns: [
                .init("name", "Indicator", .text), .init("value", "Value", .number),
                .init("status", "Status", .status),
            ],
            rows: [
                .init([
                    .text("% of new children with a health check in 20 days"),
                    Samples.number(25.58, 2),
                    .status(.red),
                ]),
                .init([.text("Children"), Samples.number(473), .status(.green)]),
            ])
        let expected = """
            Indicator               Value  Status
            ─────────────────────  ──────  ───────
            % of new children       25.58  ■ red
              with a health check
              in 20 days
            Children               473     ● green

            """
        let text = ResultFormat.table.text(table, options: RenderOptions(width: 38))
        #expect(text == expected)
    }

    @Test func wideAndCombiningTextIsAligned() {
        let table = ResultTable(
            layout: .grid,
            columns: [.init("name", "名前", .text), .init("value", "N", .number)],
            rows: [
                .init([.text("東京都"), Samples.number(1)]),
                .init([.text("Cafe\u{301}"), Samples.number(2)]),
                .init([.text("👨‍👩‍👧 🇬🇧"), Samples.number(3)]),
            ])
        let expected = """
            名前    N
            ──────  ─
            東京都  1
            Cafe\u{301}    2
            👨‍👩‍👧 🇬🇧   3

            """
        #expect(ResultFormat.table.text(table) == expected)
    }

    @Test func colourKeepsTheColumns() {
        let table = ResultTable(
            layout: .grid,
            columns: [.init("status", "S", .status), .init("value", "N", .number)],
            rows: [
                .init([.status(.red), Samples.number(1)]),
                .init([.status(.green), Samples.number(2)]),
            ])
        let expected =
            "S        N\n───────  ─\n\u{1B}[38;5;196m■ red\u{1B}[0m    1\n\u{1B}[38;5;28m● green\u{1B}[0m  2\n"
        #expect(ResultFormat.table.text(table, options: RenderOptions(colour: true)) == expected)
    }

    @Test(arguments: [
        (
            ResultTable(
                layout: .grid, title: "Nothing", columns: [.init("a", "A", .text)], rows: [],
                notes: [.init(.noValues, "no values of cic after sep23; the last is sep23")]),
            "Nothing\n  note: no values of cic after sep23; the last is sep23\n"
        ),
        (ResultTable(layout: .series, columns: [], rows: []), "no rows\n"),
        (ResultTable(layout: .figure, title: "F", columns: [], rows: []), "F\n  no rows\n"),
        (
            ResultTable(
                layout: .prose, columns: [.init("line", "", .text)],
                rows: [.init([.text("one\n\ntwo")]), .init([.text("")]), .init([.text("three")])]),
            "one\n\ntwo\n\nthree\n"
        ),
        // Rows that are too short and notes that are not there are no crash.
        (
            ResultTable(
                layout: .grid, columns: [.init("a", "A", .text), .init("b", "B", .number)],
                rows: [.init([.text("x")], notes: [7, -1])]),
            "A\n─\nx\n"
        ),
    ])
    func edges(_ table: ResultTable, _ expected: String) {
        #expect(ResultFormat.table.text(table) == expected)
    }

    @Test(
        arguments: [
            ([1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"),
            ([5, nil, 5], "▄ ▄"),
            ([nil, nil], "  "),
            ([0, .infinity, 10], "▁ █"),
            ([-1.7e308, 1.7e308], "▁█"),
            ([], ""),
        ] as [([Double?], String)])
    func sparkline(_ values: [Double?], _ expected: String) {
        #expect(Sparkline.text(values) == expected)
    }

    @Test(arguments: [
        (0.0, 0, false, "0"), (-0.0, 2, true, "0.00"), (-0.004, 2, true, "0.00"),
        (0.005, 2, true, "+0.01"), (1_234_567, 0, false, "1,234,567"), (-5, 0, false, "−5"),
        (5, 0, true, "+5"), (1e21, 0, false, "1e+21"), (.nan, 0, false, "–"), (2.5, -3, false, "3"),
    ])
    func numbers(_ value: Double, _ decimals: Int, _ signed: Bool, _ expected: String) {
        let table = ResultTable(
            layout: .prose, columns: [.init("a", "A", .number)],
            rows: [.init([Samples.number(value, decimals, nil, signed: signed)])])
        #expect(ResultFormat.table.text(table) == expected + "\n")
    }
}
