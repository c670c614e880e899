import TallyEngine
import TallyModel
import Testing

/// What is said beside figures travels with them, and stands where it belongs.
struct NoteTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.beside = """
            {"plugin": "more", "home": "north", "indicators": [
              {"id": "quick", "name": "Quick", "kind": "flow", "good": "high", "caveats": [
                {"text": "counted by hand"}, {"text": "from the minutes", "source": "second"},
                {"text": "of the south", "area": "south"}]},
              {"id": "quick_share", "name": "Quick, %", "unit": "percent", "good": "high",
               "kind": "ratio of flows", "formula": "share quick of seen"}
            ]}
            """
        desk.put("waiting", "40 44 43")
        desk.put("waiting", "20 22", members: ["sex": "male"])
        desk.put("waiting", "19 21", members: ["sex": "female"])
        desk.put("seen", "5 10 7")
        desk.put("seen", "5 12 7", source: "second")
        desk.put("quick", "4 9")
        desk.put("quick", "_ _ 6", source: "second")
        desk.put("quick_share", "_ 85")
        desk.put("late", "10 20 30")
        desk.put("late", "15", reference: "target")
        desk.putPopulation([(2023, 1, 1000), (2023, 9, 900)])
        return desk
    }

    private static let differs = "seen is 10 in the first, 12 in the second"
    private static let moved = "break in Sep 2023: people is 900, before 1,000"
    private static let share = "quick_share is published as 85; share quick of seen gives 90"
    private static let part = "divided by the whole people, not by a part of it"

    @Test(arguments: [
        ("seen in aug23", [differs]),
        ("seen in q2 2023/24", ["Aug 2023: \(differs)"]),
        ("sum(seen) from jul23 to sep23", ["Aug 2023: \(differs)"]),
        ("max(seen) from jul23 to sep23", ["Aug 2023: \(differs)", "in Aug 2023"]),
        ("seen rolling 3 months in sep23", ["Aug 2023: \(differs)"]),
        ("seen rolling 2 months in jul23", ["1 of 2 months have a figure"]),
        ("change(seen) from jul23 to sep23", ["from 5 in Jul 2023 to 7 in Sep 2023"]),
        ("seen - quick in aug23", [differs, "counted by hand"]),
        ("quick in jul23", ["counted by hand"]),
        ("quick in sep23", ["counted by hand", "from the minutes"]),
        ("quick in q2 2023/24", ["counted by hand", "from the minutes"]),
        ("sum(quick) from jul23 to aug23", ["counted by hand"]),
        ("quick_share in aug23", [share]),
        ("share quick of seen in aug23", ["counted by hand", differs, share]),
        ("share quick of seen in jul23", ["counted by hand"]),
        (
            "avg(rate waiting per 1000) from jul23 to sep23",
            [moved, "an unweighted mean of 3 monthly rates"]
        ),
        ("max(rate waiting per 1000) from jul23 to sep23", [moved, "in Sep 2023"]),
        ("min(rate waiting per 1000) from jul23 to aug23", ["in Jul 2023"]),
        ("rate waiting only male per 1000 in aug23", [part]),
        ("rate waiting per 1000 in aug23", []),
        (
            "avg(rate waiting only male per 1000) from jul23 to jul23",
            [part, "the mean of a single figure"]
        ),
    ])
    func texts(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.ask(sentence).notes.map(\.text) == expected)
    }

    /// What ends is named: the part, and not the whole that goes on.
    @Test(arguments: [
        (
            "waiting only male",
            ["waiting only male ends in Aug 2023, though waiting runs to Sep 2023"]
        ),
        (
            "share (waiting only male) of waiting",
            ["waiting only male ends in Aug 2023, though waiting runs to Sep 2023"]
        ),
        ("waiting only male in aug23", []),
        ("waiting by sex", ["waiting by sex ends in Aug 2023, though waiting runs to Sep 2023"]),
        ("waiting by sex in aug23", []),
        (
            "waiting by sex in sep23",
            ["no breakdown of waiting by sex for North in Sep 2023; the last is for Aug 2023"]
        ),
        (
            "waiting by sex from aug23 to sep23",
            ["no breakdown of waiting by sex for North in Sep 2023; the last is for Aug 2023"]
        ),
        (
            "explain waiting by sex in sep23",
            ["no breakdown of waiting by sex for North in Sep 2023; the last is for Aug 2023"]
        ),
        (
            "compare latest vs target for late",
            [
                "1 month in arrears: the latest settled is Aug 2023, though its source runs to "
                    + "Sep 2023"
            ]
        ),
        ("compare aug23 vs target for late", []),
    ])
    func whatEnds(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.ask(sentence).notes.map(\.text) == expected)
    }

    /// In a table of many columns a note is about some of them.
    @Test(arguments: [
        ("trend for seen, waiting from jul23 to sep23", [["2023-08"]]),
        ("compare sep23 vs aug23 for seen", [["2023-08"]]),
        ("compare aug23 vs jul23 for seen", [["value"]]),
        ("trend for quick from aug23 to sep23", [["2023-08", "2023-09"], ["2023-09"]]),
    ])
    func places(_ sentence: String, _ expected: [[String]]) throws {
        let row = try #require(try Self.desk.ask(sentence).rows.first)
        #expect(row.notes.map { row.places[$0] ?? [] } == expected)
    }

    /// Rows that are left keep the places of their notes.
    @Test func placesStayWhenRowsGo() throws {
        let table = try Self.desk.ask(
            "trend for quick, seen from jul23 to aug23 | where id is seen")
        #expect(table.notes.map(\.text) == ["Aug 2023: \(Self.differs)"])
        #expect(table.rows.map(\.places) == [[0: ["2023-08"]]])
    }

    /// A change is never shown as nothing or as another than the figures beside it tell.
    @Test(arguments: [
        ("12 13", "11 12", 1),  // 92 and 92: +0.6
        ("1000 1000", "920 921", 1),  // 92.0 and 92.1: +0.1
        ("10000 10000", "9200 9201", 2),  // 92.00 and 92.01: +0.01
        ("100 100", "92 95", 0),
        ("100 100", "92 92", 0),
        ("1000 1000", "264 278", 1),  // 26 and 28: +1.4
        ("1000 1000", "262 278", 0),  // 26 and 28: +1.6
    ])
    func changes(_ whole: String, _ part: String, _ decimals: Int) throws {
        var desk = Desk()
        desk.beside = Self.desk.beside
        desk.put("seen", whole)
        desk.put("quick", part)
        for (sentence, id) in [
            ("quick_share in aug23", "change"), ("quick_share from jul23 to aug23", "change"),
            ("compare aug23 vs jul23 for quick_share", "change"),
        ] {
            let table = try desk.ask(sentence)
            let column = try #require(table.columns.firstIndex { $0.id == id })
            guard case .number(let number)? = table.rows.last?.values[column] else {
                Issue.record("\(sentence) has no change")
                continue
            }
            #expect(number.decimals == decimals, "\(sentence)")
        }
    }

    /// Of what nothing was known it is said since when it is.
    @Test func sinceWhenItIsKnown() throws {
        var desk = Desk()
        desk.put("waiting", "40 44", known: Day(2024, 2, 1))
        let then = "as known at 2024-01-31: what was published later is left out"
        #expect(
            try desk.ask("waiting as known at 2024-01-31").notes.map(\.text) == [
                "no values of waiting for North", then, "waiting is known since 2024-02-01",
            ])
        #expect(
            try desk.ask("seen as known at 2024-01-31").notes.map(\.text) == [
                "no values of seen for North", then,
            ])
    }

    @Test(arguments: zip(["late", "list areas", "describe late"], [true, false, false]))
    func theSessionsDayIsSaid(_ sentence: String, _ isSaid: Bool) throws {
        var desk = Self.desk
        desk.asKnown = Day(2024, 3, 1)
        let codes = try desk.ask(sentence).notes.map(\.code)
        #expect(codes.contains(.asKnown) == isSaid)
    }
}
