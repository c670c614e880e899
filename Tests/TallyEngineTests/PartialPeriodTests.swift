import TallyEngine
import TallyModel
import Testing

/// Longer periods of which some months have no figure.
struct PartialPeriodTests {
    /// July 2023 on; seen lacks November, calls lack August and December.
    private static var desk: Desk {
        var desk = Desk()
        desk.put("seen", "5 6 7 8 _ 9 10 20 30")
        desk.put("calls", "50 _ 70 80 90 _ 100 200 300")
        desk.put("waiting", "30 44 43 41 29 31 32 33 34")
        return desk
    }

    @Test(arguments: [
        // July and September: 12 of 120.
        ("share seen of calls in q2 2023/24", ["10"]),
        // October only: 8 of 80.
        ("share seen of calls in q3 2023/24", ["10"]),
        ("share seen of calls in q4 2023/24", ["10"]),
        ("share (seen + seen) of calls in q2 2023/24", ["20"]),
        ("calls - seen in q2 2023/24", ["108"]),
        ("calls + calls - seen in q2 2023/24", ["228"]),
        ("calls - seen in q4 2023/24", ["540"]),
        // What does not add up over months is as it was.
        ("seen * 2 in q3 2023/24", ["34"]),
        ("abs(seen) - abs(seen) in q3 2023/24", ["0"]),
        ("seen - waiting in q3 2023/24", ["-14"]),
    ])
    func sidesAreOfTheSameMonths(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.values(sentence) == expected)
    }

    @Test func theMonthsAreSaid() throws {
        let table = try Self.desk.ask("share seen of calls in q3 2023/24")
        #expect(table.notes.map(\.text).first == "1 of 3 months have both figures")
        #expect(
            try Self.desk.values("share seen of calls in q3 2023/24", column: "numerator") == ["8"])
        let explained = try Self.desk.ask("explain share seen of calls in q3 2023/24")
        let periods = explained.rows.compactMap { row -> String? in
            for case .period(_, let title, _) in row.values { return title }
            return nil
        }
        #expect(periods.filter { $0 == "Oct 2023" }.count == 2)
        #expect(!periods.contains("Nov 2023"))
    }

    @Test func sidesWithoutACommonMonthHaveNoFigure() throws {
        var desk = Desk()
        desk.put("seen", "_ _ _ 5 _ _")
        desk.put("calls", "_ _ _ _ 7 8")
        #expect(try desk.values("share seen of calls in q3 2023/24") == [])
    }

    @Test func aSuppressedMonthSuppresses() throws {
        var desk = Desk()
        desk.put("seen", "5 c 7")
        desk.put("calls", "50 60 _")
        #expect(try desk.values("share seen of calls in q2 2023/24") == ["c"])
    }

    @Test(arguments: [
        // Q3 lacks a month, so that neither it nor the quarter behind it has a change.
        ("seen from q2 2023/24 to q4 2023/24 by quarter", ["", "", ""]),
        ("calls from q2 2023/24 to q4 2023/24 by quarter", ["", "", ""]),
        ("waiting from q3 2023/24 to q4 2023/24 by quarter", ["-12", "3"]),
    ])
    func whatLacksMonthsHasNoChange(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.values(sentence, column: ColumnID.change) == expected)
    }

    @Test func whatLacksMonthsIsNotCompared() throws {
        let sentence = "compare q4 2023/24 vs q3 2023/24 for seen"
        let table = try Self.desk.ask(sentence)
        #expect(try Self.desk.values(sentence) == ["60"])
        #expect(try Self.desk.values(sentence, column: ColumnID.change) == ["_"])
        let direction = try #require(
            table.columns.firstIndex { $0.id == ColumnID.direction })
        #expect(table.rows.map { $0.values[direction] } == [.empty])
        #expect(table.notes.map(\.text) == ["Q3 2023/24: 2 of 3 months have a figure"])
    }

    @Test func whatIsSaidOfOtherPeriodsStaysOut() throws {
        // The quarter before the second lacks a month; it is not asked for.
        let table = try Self.desk.ask("compare jan24..feb24 vs dec23..jan24 for seen")
        #expect(table.notes.isEmpty)
    }
}
