import TallyEngine
import TallyModel
import Testing

/// Indicators that mean something else from a day on, or something only for a while.
struct DefinitionTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "30 44 43 41 29 31")
        desk.put("places", "10 11 12 20 21 22")
        desk.put("places", "4 5 6 7 8 9", members: ["sex": "male"])
        desk.put("grants", "1 2 3 4 5 6")
        desk.put("calls", "1 2 3 4 5 6")
        desk.putPopulation([(2023, 1, 1000)])
        return desk
    }

    private static let change = "break in Oct 2023: beds counted; before, rooms counted"
    private static let scheme =
        "grants holds only from Sep 2023 to Nov 2023: the scheme of 2023"

    @Test(arguments: [
        ("places from aug23 to nov23", ["11", "12", "20", "21"]),
        ("places", ["22"]),
        ("grants", ["5"]),
        ("grants from jul23 to dec23", ["3", "4", "5"]),
        ("grants from jul23 to aug23", []),
        ("grants in dec23", []),
        ("sum(grants) from jul23 to dec23", ["12"]),
        ("calls in q2 2023/24", ["6"]),
        ("twice from sep23 to oct23", ["24", "40"]),
        ("late_since", ["62"]),
        ("late_since from jul23 to sep23", ["86"]),
    ])
    func values(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.values(sentence) == expected)
    }

    @Test(arguments: [
        ("places from sep23 to nov23", [change]),
        ("places from oct23 to nov23", [change]),
        ("places from nov23 to dec23", []),
        ("places in aug23", []),
        ("places only male from sep23 to nov23", [change]),
        ("places by sex from sep23 to nov23", [change]),
        ("rate places per 1000 from sep23 to oct23", [change]),
        (
            "twice from sep23 to oct23",
            ["computed as places * 2", change]
        ),
        (
            "compare dec23 vs aug23 for places",
            ["break in Oct 2023: beds counted; before, rooms counted"]
        ),
        (
            "compare aug23 vs dec23 for places",
            ["break in Oct 2023: beds counted; before, rooms counted"]
        ),
        ("compare dec23 vs nov23 for places", []),
        (
            "avg(places) from jul23 to dec23",
            [change, "an unweighted mean of 6 monthly figures"]
        ),
        (
            "calls in q2 2023/24",
            ["break within Q2 2023/24, on 15 Aug 2023: by telephone; before, by post"]
        ),
        (
            "calls from jul23 to sep23",
            ["break within Aug 2023, on 15 Aug 2023: by telephone; before, by post"]
        ),
        ("grants", ["grants ends in Nov 2023, though the first runs to Dec 2023"]),
        (
            "grants in dec23",
            [
                "no values of grants for north in Dec 2023; the last is Nov 2023", scheme,
                "grants in nov23", "grants",
            ]
        ),
        (
            "grants from jul23 to sep23",
            ["no values of grants for north before Sep 2023; the first is Sep 2023", scheme]
        ),
        (
            "late_since in aug23",
            [
                "no values of late_since for north in Aug 2023; the first is Sep 2023",
                "late_since holds only from Sep 2023: new", "late_since in sep23", "late_since",
            ]
        ),
    ])
    func notes(_ sentence: String, _ expected: [String]) throws {
        let said = try Self.desk.ask(sentence).notes.map(\.text).map {
            $0.replacing("for North", with: "for north")
        }
        #expect(said == expected)
    }

    @Test func aBreakIsMarkedInACharts() throws {
        let table = try Self.desk.ask("places from aug23 to nov23 | chart")
        #expect(table.chart?.breaks == [2])
    }

    @Test func everyDefinitionIsDescribed() throws {
        let rows = try Self.desk.ask("describe places").rows
        #expect(
            rows.contains { row in
                row.values == [
                    .text("definition"),
                    .text("until Sep 2023: rooms counted; from Oct 2023: beds counted"),
                ]
            })
    }
}
