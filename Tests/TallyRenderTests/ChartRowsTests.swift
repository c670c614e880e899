import TallyEngine
import TallyModel
import Testing

@testable import TallyRender

struct ChartRowsTests {
    private static let n = ChartSamples.count

    static let drawings: [Drawing] = [
        Drawing(
            "bars to an eighth, a reason in place of a value",
            ChartSamples.areas(
                .bar, ["a"],
                [
                    ("Wiltshire", [n(41)]),
                    ("Bournemouth, Christchurch and Poole", [Samples.number(70.5, 1)]),
                    ("東京都", [Samples.none(.suppressed)]), ("Zero", [n(0)]),
                ], target: 60), width: 48,
            """
            By area
                                         target 60 ┃
              Wiltshire          │███████████▋     ┃    41
              Bournemouth, Chri… │█████████████████┃██  70.5
              東京都             │                 ┃     c
              Zero               │                 ┃     0

            """),
        Drawing(
            "below zero goes left, a break is dashed",
            ChartSamples.areas(
                .bar, ["a"], [("A", [n(-10)]), ("B", [n(30)]), ("C", [n(-1)])], breaks: [2]),
            width: 40,
            """
            By area
              A ▐███████│                        −10
              B         │██████████████████████   30
                ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
              C        ▐│                         −1

            """),
        Drawing(
            "two series of bars",
            ChartSamples.areas(
                .bar, ["2022", "2023"],
                [("A", [n(10), n(8)]), ("B", [n(5), Samples.none(.missing)])]), width: 40,
            """
            By area
              ● 2022  ■ 2023
              A ● │█████████████████████████████  10
                ■ │███████████████████████▎        8
              B ● │██████████████▌                 5
                ■ │                                –

            """),
        Drawing(
            "dots with their trail",
            ChartSamples.areas(
                .dot, ["a"], [("A", [n(41)]), ("B", [n(70)]), ("C", [Samples.none(.due)])],
                target: 60), width: 48,
            """
            By area
                                         ┃ target 60
              A ·●                       ┃                41
              B ·························┃············●   70
              C                          ┃               due
                ┴────────────┴───────────┴────────────┴
                40           50          60           70

            """),
        Drawing(
            "two series of dots, and where they meet",
            ChartSamples.areas(
                .dot, ["2022", "2023"], [("A", [n(41), n(49)]), ("B", [n(70), n(70)])]), width: 48,
            """
            By area
              ● 2022  ■ 2023  ◈ several
              A  ●────────■                        ● 41 ■ 49
              B                                 ◈  ● 70 ■ 70
                ┴──────────┴─────────┴──────────┴
                40         50        60         70

            """),
        Drawing(
            "units that differ have no scale",
            ChartSamples.areas(
                .bar, ["a"], [("A", [n(41)]), ("B", [Samples.number(5, 1, .percent)])]), width: 48,
            """
            By area
              A │                                      41
              B │                                       5.0%
              no common scale: the units differ

            """),
    ]

    @Test(arguments: drawings)
    func draws(_ drawing: Drawing) {
        #expect(drawing.drawn == drawing.expected)
    }

    @Test func seriesHaveColoursOnlyWhereAsked() {
        let table = ChartSamples.areas(
            .bar, ["2022", "2023"], [("A", [Self.n(2), Self.n(1)])])
        let expected =
            "\u{1B}[1mBy area\u{1B}[0m\n"
            + "  \u{1B}[38;5;30m● 2022\u{1B}[0m  \u{1B}[38;5;163m■ 2023\u{1B}[0m\n"
            + "  A \u{1B}[38;5;30m●\u{1B}[0m │\u{1B}[38;5;30m██████████████\u{1B}[0m  2\n"
            + "    \u{1B}[38;5;163m■\u{1B}[0m │\u{1B}[38;5;163m███████\u{1B}[0m         1\n"
        #expect(
            ResultFormat.table.text(table, options: RenderOptions(colour: true, width: 24))
                == expected)
    }

    @Test func markdownHasTheDrawingInAFence() {
        let table = ChartSamples.months(
            [Self.n(5), Self.n(6)], notes: [0: [0]], texts: ["a note"])
        let expected = """
            **Children in care, Dorset**

            ```text
                ¹
            6 ┤       ╭─────● 6
              │       │
              │       │
              │       │
            5 ┤ ●─────╯
              │
              │
              │
            4 ┤
              │
              │
              │
            3 ┤
              └─┬───────────┬─
              Jan 2022   Feb 2022
            ```

            - ¹ a note

            """
        #expect(ResultFormat.md.text(table) == expected)
    }
}
