import TallyEngine
import TallyModel
import Testing

/// Periods behind `where`: told by when they are, however they are typed.
struct PeriodTestTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "1 2 3 4 5 6 7 8 9")
        return desk
    }

    @Test(arguments: [
        ("period >= dec23", ["6", "7", "8", "9"]), ("period > \"Dec 2023\"", ["7", "8", "9"]),
        ("period < sep23", ["1", "2"]), ("period <= 2023-09", ["1", "2", "3"]),
        ("period is sep23", ["3"]), ("period is September 2023", ["3"]),
        ("period = \"sep 2023\"", ["3"]),
        ("period is not sep23", ["1", "2", "4", "5", "6", "7", "8", "9"]),
        ("period in (jul23, 2024-01)", ["1", "7"]),
        ("not period in (jul23, 2024-01) and period < oct23", ["2", "3"]),
        // Before a quarter is what ends before it begins.
        ("period < q3 2023/24", ["1", "2", "3"]), ("period > q3 2023/24", ["7", "8", "9"]),
        ("period >= q3 2023/24", ["4", "5", "6", "7", "8", "9"]),
        ("period >= cy2024", ["7", "8", "9"]), ("period < 2023-09-15", ["1", "2"]),
    ])
    func comparesByTime(_ condition: String, _ expected: [String]) throws {
        #expect(
            try Self.desk.values("waiting from jul23 to mar24 where \(condition)") == expected)
        #expect(
            try Self.desk.values("waiting from jul23 to mar24 | where \(condition)") == expected)
    }

    @Test(arguments: [
        ("period is soon", DiagnosticCode.badPeriod, "soon"),
        ("period >= 7", .badPeriod, "7"), ("period > 2023", .ambiguousPeriod, "2023"),
        ("period in (sep23, soon)", .badPeriod, "soon"),
    ])
    func refusesWhatIsNoPeriod(_ condition: String, _ code: DiagnosticCode, _ word: String) {
        let error = #expect(throws: Diagnostic.self) {
            try Self.desk.ask("waiting from jul23 to mar24 where \(condition)")
        }
        #expect(error?.code == code)
        #expect(error?.message.contains("'\(word)'") == true)
        #expect(error?.place != nil)
    }

    @Test func aBareYearIsTheYearOfWhatIsReportedSo() throws {
        var desk = Desk()
        desk.beside = """
            {"plugin": "years", "sources": ["first"],
             "indicators": [{"id": "yearly", "name": "Yearly", "every": "financial year"}]}
            """
        desk.put("yearly", "1 2 3", grain: .financialYear)
        // July 2023 is in the year to March 2024.
        #expect(
            try desk.values("yearly from 2023/24 to 2025/26 where period > 2024") == ["2", "3"])
    }

    @Test func periodsWithOthersBetweenThemAreNoSeries() throws {
        let kept = try Self.desk.ask("waiting from jul23 to mar24 where value <> 4")
        #expect(kept.layout == .grid)
        let run = try Self.desk.ask("waiting from jul23 to mar24 where value > 4")
        #expect(run.layout == .series)
    }
}
