import TallyEngine
import TallyModel
import Testing

@testable import TallyRender

struct ChartLineTests {
    private static let n = ChartSamples.count

    static let drawings: [Drawing] = [
        Drawing(
            "points are joined, the target is dashed",
            ChartSamples.months([n(437), n(441), n(439), n(450), n(446)], target: 420), width: 48,
            """
            Children in care, Dorset
              450 ┤                  ╭──●──╮
                  │                  │     │
                  │                  │     ╰───● 446
                  │                  │
              440 ┤    ╭───●──────●──╯
                  │ ●──╯
                  │
                  │
              430 ┤
                  │
                  │
                  │
              420 ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ target 420
                  └─┬─────────────┬────────────┬─
                  Jan 2022     Mar 2022     May 2022

            """),
        Drawing(
            "gaps stay open, a break has its mark",
            ChartSamples.months(
                [n(410), Samples.none(.suppressed), n(430), n(440), n(435)], breaks: [3],
                notes: [3: [0], 4: [1]], texts: ["the population changed", "provisional"]),
            width: 48,
            """
            Children in care, Dorset
                                          ¹           ²
              440 ┤                       ┊   ●───╮
                  │                       ┊       │
                  │                       ┊       ╰───● 435
                  │                       ┊
              430 ┤                  ●    ┊
                  │                       ┊
                  │                       ┊
                  │                       ┊
              420 ┤                       ┊
                  │                       ┊
                  │                       ┊
                  │                       ┊
              410 ┤ ●                     ┊
                  └─┬────────────────┬────────────────┬─
                  Jan 2022        Mar 2022         May 2022
              no value: Feb 2022 (c)
              ¹ the population changed
              ² provisional

            """),
        Drawing(
            "many points are dots", ChartSamples.months((0..<30).map { n(Double($0)) }), width: 48,
            """
            Children in care, Dorset
              30 ┤                                     ⢀ 29
                 │                                  ⣀⠔⠊⠁
                 │                               ⡠⠔⠉
                 │                            ⡠⠔⠊
              20 ┤                         ⡠⠔⠊
                 │                     ⢀⡠⠒⠉
                 │                  ⢀⡠⠔⠁
                 │               ⢀⠤⠒⠁
              10 ┤            ⢀⠤⠒⠁
                 │         ⣀⠔⠊⠁
                 │      ⣀⠤⠊
                 │   ⡠⠔⠊
               0 ┤ ⠔⠊
                 └───────┬──────────────┬──────────────┬─
                      Jun 2022       Jun 2023       Jun 2024

            """),
        Drawing(
            "one point", ChartSamples.months([n(5)]), width: 48,
            """
            Children in care, Dorset
              6 ┤
                │
                │
                │
              5 ┤       ●      5
                │
                │
                │
              4 ┤
                │
                │
                │
              3 ┤
                └───────┬──────
                     Jan 2022

            """),
        Drawing(
            "all equal", ChartSamples.months([n(5), n(5), n(5)]), width: 48,
            """
            Children in care, Dorset
              6 ┤
                │
                │
                │
              5 ┤ ●───────────●───────────● 5
                │
                │
                │
              4 ┤
                │
                │
                │
              3 ┤
                └─┬───────────┬───────────┬─
                Jan 2022   Feb 2022    Mar 2022

            """),
        Drawing(
            "no value at all", ChartSamples.months([Samples.none(.due), Samples.none(.missing)]),
            width: 48,
            """
            Children in care, Dorset
              no values to draw
              no value: Jan 2022 (due), Feb 2022

            """),
        Drawing(
            "no rows", ChartSamples.months([]), width: 48,
            """
            Children in care, Dorset
              no rows

            """),
        Drawing(
            "below zero", ChartSamples.months([n(-2), n(1), n(-1)], target: 0), width: 48,
            """
            Children in care, Dorset
               1 ┤       ╭─────●─────╮
                 │       │           │
                 │       │           │
                 │       │           │
               0 ┤┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄│┄┄┄┄┄┄ target 0
                 │       │           │
                 │       │           │
                 │       │           │
              −1 ┤       │           ╰─────● −1
                 │       │
                 │       │
                 │       │
              −2 ┤ ●─────╯
                 └─┬───────────┬───────────┬─
                 Jan 2022   Feb 2022    Mar 2022

            """),
        Drawing(
            "a scale from zero, with its sign",
            ChartSamples.months(
                [Samples.number(0.5, 1, .percent), Samples.number(2.25, 2, .percent)], target: 30),
            width: 48,
            """
            Children in care, Dorset
              30% ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄ target 30%
                  │
                  │
                  │
              20% ┤
                  │
                  │
                  │
              10% ┤
                  │
                  │
                  │       ╭─────● 2.25%
               0% ┤ ●─────╯
                  └─┬───────────┬─
                  Jan 2022   Feb 2022

            """),
        Drawing(
            "the ends of a Double", ChartSamples.months([n(1.7e308), n(-1.7e308)]), width: 48,
            """
            Children in care, Dorset
               2e308 ┤
                     │ ●─────╮
                     │       │
               1e308 ┤       │
                     │       │
                     │       │
                   0 ┤ · · · │ · · ·
                     │       │
                     │       │
              −1e308 ┤       │
                     │       │
                     │       ╰─────● −1.7e+308
              −2e308 ┤
                     └─┬───────────┬─
                     Jan 2022   Feb 2022

            """),
        Drawing(
            "small numbers",
            ChartSamples.months(
                [Samples.number(0.0001, 4), Samples.number(0.00035, 4)]), width: 48,
            """
            Children in care, Dorset
              0.0004 ┤
                     │
                     │       ╭─────● 0.0004
                     │       │
              0.0003 ┤       │
                     │       │
                     │       │
                     │       │
              0.0002 ┤       │
                     │       │
                     │       │
                     │       │
              0.0001 ┤ ●─────╯
                     └─┬───────────┬─
                     Jan 2022   Feb 2022

            """),
        Drawing(
            "two series by shape and name",
            ChartSamples.areas(
                .line, ["a", "b"],
                [("Jan", [n(1), n(4)]), ("Feb", [n(2), n(3)]), ("Mar", [n(4), n(3)])]), width: 48,
            """
            By area
              ● a  ■ b
              4 ┤ ■──────╮          ╭─────● ● a 4
                │        │          │
                │        │          │
                │        │          │
              3 ┤        ╰────■─────┼─────■ ■ b 3
                │                   │
                │                   │
                │                   │
              2 ┤       ╭─────●─────╯
                │       │
                │       │
                │       │
              1 ┤ ●─────╯
                └─┬───────────┬───────────┬─
                 Jan         Feb         Mar

            """),
        Drawing(
            "labels that collide are thinned",
            ChartSamples.areas(
                .line, ["a"], [("東京都の子ども", [n(1)]), ("大阪府", [n(2)])]), width: 30,
            """
            By area
              3 ┤
                │
                │
                │
              2 ┤       ╭─────● 2
                │       │
                │       │
                │       │
              1 ┤ ●─────╯
                │
                │
                │
              0 ┤
                └─────────────┬─
                            大阪府

            """),
        Drawing(
            "a long table is a series for each age", ChartSamples.byAge, width: 48,
            """
            By age
              ● 0-4  ■ 5-9
              5 ┤                    ╭────■ ■ 5-9 5
                │                    │
              4 ┤                   ╭┼────● ● 0-4 4
                │                   ││
              3 ┤        ╭────■─────┼╯
                │        │          │
              2 ┤       ╭┼────●─────╯
                │       ││
              1 ┤ ■─────┼╯
                │       │
              0 ┤ ●─────╯
                └─┬───────────┬───────────┬─
                Jan 2022   Feb 2022    Mar 2022

            """),
    ]

    @Test(arguments: drawings)
    func draws(_ drawing: Drawing) {
        #expect(drawing.drawn == drawing.expected)
    }
}
