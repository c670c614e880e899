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
}
