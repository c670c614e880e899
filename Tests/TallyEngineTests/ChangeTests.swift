import TallyEngine
import TallyModel
import Testing

/// The way from one figure to another, and what is moved in time.
struct ChangeTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "30 44 43 41 29 31 32")
        desk.put("seen", "0 6 c 8 _ 9 10")
        desk.put("late", "10 20 15 20.5 _ 21 22")
        return desk
    }

    @Test(arguments: [
        ("change(waiting)", ["1"]),
        ("change(waiting) in aug23", ["14"]),
        ("change(waiting) from jul23 to oct23", ["11"]),
        ("change(waiting) in q2 2023/24", ["13"]),
        ("change(waiting) last 3 months", ["3"]),
        ("change(waiting) from aug23 to oct23 by month", ["14", "-1", "-2"]),
        ("trend change(waiting) from aug23 to oct23", ["14", "-1", "-2"]),
        ("change(waiting) a month ago", ["2"]),
        ("change(waiting a month ago)", ["2"]),
        ("change(late) in q2 2023/24", ["5"]),
        ("change(late) from aug23 to nov23", ["0.5"]),
        ("pct_change(late) in q2 2023/24", ["50"]),
        ("pct_change(seen) in aug23", ["z"]),
        ("change(seen) in aug23", ["6"]),
        ("change(seen) in sep23", ["c"]),
        ("change(seen) from jul23 to nov23", ["c"]),
        ("change(seen) from oct23 to jan24", ["2"]),
        ("sum(change(waiting)) from aug23 to sep23", ["13"]),
        ("run(change(waiting) > 0)", ["2"]),
        ("waiting 1 month ago in q3 2023/24", ["29"]),
    ])
    func values(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.values(sentence) == expected)
    }

    @Test func unitPolarityAndEndsAreSaid() throws {
        let table = try Self.desk.ask("change(late) from jul23 to nov23")
        #expect(
            table.notes.map(\.text) == [
                "4 of 5 months have a figure", "from 10% in Jul 2023 to 20.5% in Oct 2023",
            ])
        let row = try #require(table.rows.first)
        func value(_ id: String) -> ResultTable.Value? {
            table.columns.firstIndex { $0.id == id }.map { row.values[$0] }
        }
        #expect(value(ColumnID.direction) == .direction(.worsening))
        #expect(value(ColumnID.unit) == .text("percentage points"))
        #expect(value(ColumnID.before) == .empty)
    }

    @Test func whatIsOfferedWorks() throws {
        let refusal = #expect(throws: Diagnostic.self) {
            try Self.desk.ask("late in q2 2023/24 where value > 3")
        }
        #expect(
            refusal?.offers == [
                "late in sep23 where value > 3", "avg(late) in q2 2023/24 where value > 3",
            ])
        #expect(refusal?.place?.span == Span(0, 4))
    }

    /// From the earlier of two periods to the later, whichever is named first.
    @Test(arguments: [
        ("compare jul23 vs aug23 for waiting", "14", Direction.worsening),
        ("compare aug23 vs jul23 for waiting", "14", Direction.worsening),
        ("compare oct23 vs sep23 for waiting", "-2", Direction.improving),
        ("compare sep23 vs oct23 for waiting", "-2", Direction.improving),
    ])
    func aComparisonRunsForwards(
        _ sentence: String, _ change: String, _ direction: Direction
    ) throws {
        #expect(try Self.desk.values(sentence, column: "change") == [change])
        let table = try Self.desk.ask(sentence)
        let column = try #require(table.columns.firstIndex { $0.id == ColumnID.direction })
        #expect(table.rows.map { $0.values[column] } == [.direction(direction)])
    }

    @Test func aFigureThatStartsAfreshSaysSo() throws {
        var desk = Desk()
        desk.beside = """
            {"plugin": "school", "home": "north", "indicators": [
              {"id": "absent", "name": "Absent", "kind": "academic year to date", "good": "low"},
              {"id": "spent", "name": "Spent", "kind": "calendar year to date", "good": "low"}]}
            """
        desk.put("absent", "30 32 4 6 7 9 12")
        desk.put("spent", "30 32 34 36 37 39 2")
        let afresh = "counted afresh from Sep 2023, where the 2023/24 academic year begins"
        func said(_ sentence: String) throws -> [String] {
            try desk.ask(sentence).notes.map(\.text)
        }
        #expect(try said("absent in sep23") == [afresh])
        #expect(try said("absent in oct23") == [])
        #expect(try said("compare jan24 vs jul23 for absent") == [afresh])
        #expect(try said("compare jul23 vs jan24 for absent") == [afresh])
        #expect(try said("compare jan24 vs sep23 for absent") == [])
        #expect(
            try said("spent") == [
                "counted afresh from Jan 2024, where the calendar year 2024 begins"
            ])
    }
}
