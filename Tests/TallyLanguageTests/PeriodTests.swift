import TallyLanguage
import TallyModel
import Testing

@Suite("Periods")
struct PeriodTests {
    @Test(
        "are read in every spelling",
        arguments: [
            ("sep23", .month(year: 2023, month: 9)),
            ("SEP23", .month(year: 2023, month: 9)),
            ("sep2023", .month(year: 2023, month: 9)),
            ("sept23", .month(year: 2023, month: 9)),
            ("september23", .month(year: 2023, month: 9)),
            ("sep 2023", .month(year: 2023, month: 9)),
            ("September 2023", .month(year: 2023, month: 9)),
            ("may 2023", .month(year: 2023, month: 5)),
            ("mar98", .month(year: 1998, month: 3)),
            ("2023-09", .month(year: 2023, month: 9)),
            ("2009-10", .month(year: 2009, month: 10)),
            ("2011-12", .month(year: 2011, month: 12)),
            ("2023-09-30", .day(Day(2023, 9, 30))),
            ("30/09/2023", .day(Day(2023, 9, 30))),
            ("1/4/2023", .day(Day(2023, 4, 1))),
            ("29/02/2024", .day(Day(2024, 2, 29))),
            ("30 September 2023", .day(Day(2023, 9, 30))),
            ("q2 2022/23", .quarter(2, year: 2022)),
            ("Q4 2022/2023", .quarter(4, year: 2022)),
            ("2022/23", .financialYear(2022)),
            ("2022/2023", .financialYear(2022)),
            ("1999/00", .financialYear(1999)),
            ("fy2022/23", .financialYear(2022)),
            ("ay2022/23", .academicYear(2022)),
            ("cy2022", .calendarYear(2022)),
            ("2025", .bareYear(2025)),
            ("latest", .latest),
            ("previous", .previous),
            ("last month", .ago(1, .month)),
            ("a year ago", .ago(1, .year)),
            ("3 months ago", .ago(3, .month)),
            ("1 quarter ago", .ago(1, .quarter)),
        ] as [(String, PeriodSyntax.Kind)])
    func spellings(_ text: String, _ kind: PeriodSyntax.Kind) throws {
        let reading = Reading("cic in \(text)")
        #expect(reading.diagnostics == [])
        guard case .at(let period) = try #require(reading.clauses?.window).kind else {
            Issue.record("no period")
            return
        }
        #expect(period.kind == kind)
        #expect(reading.source[period.span] == text)
        // As one operand of a comparison it is the same, and so is what is printed.
        let comparison = Reading("compare \(text) vs \(period.text)")
        guard case .query(let query) = try #require(comparison.statements.first).kind,
            case .compare(let comparison) = query.phrase
        else {
            Issue.record("no comparison")
            return
        }
        let kinds = comparison.operands.map { operand -> PeriodSyntax.Kind? in
            if case .period(let period) = operand { period.kind } else { nil }
        }
        #expect(kinds == [kind, kind])
    }

    @Test(
        "print in one way",
        arguments: [
            (.month(year: 2023, month: 9), "sep23"), (.month(year: 1969, month: 1), "jan69"),
            (.month(year: 2068, month: 1), "jan68"), (.month(year: 1968, month: 1), "1968-01"),
            (.day(Day(2023, 9, 30)), "2023-09-30"), (.quarter(1, year: 1999), "q1 1999/00"),
            (.financialYear(2009), "2009/10"), (.academicYear(2022), "ay2022/23"),
            (.calendarYear(2022), "cy2022"), (.bareYear(2025), "2025"), (.latest, "latest"),
            (.previous, "previous"), (.ago(1, .quarter), "a quarter ago"),
            (.ago(12, .month), "12 months ago"),
        ] as [(PeriodSyntax.Kind, String)])
    func prints(_ kind: PeriodSyntax.Kind, _ text: String) {
        #expect(PeriodSyntax.text(kind) == text)
    }

    @Test(
        "that could mislead are refused with what would do",
        arguments: [
            ("2022-23", .ambiguousPeriod, "2022-23", "2022/23"),
            ("2022-2023", .ambiguousPeriod, "2022-2023", "2022/23"),
            ("22/23", .badPeriod, "22/23", "2022/23"),
            ("2022/24", .badPeriod, "2022/24", "2022/23"),
            ("ay2022-23", .badPeriod, "ay2022-23", "ay2022/23"),
            ("cy2022/23", .badPeriod, "cy2022/23", "cy2022"),
            ("sep 23", .ambiguousPeriod, "sep 23", "sep23"),
            ("sep-23", .ambiguousPeriod, "sep-23", "sep23"),
            ("sep-2023", .badPeriod, "sep-2023", "sep23"),
            ("30/09/23", .badPeriod, "30/09/23", "30/09/2023"),
            ("q2 2022-23", .ambiguousPeriod, "q2 2022-23", "q2 2022/23"),
            ("q2 2009-10", .badPeriod, "q2 2009-10", "q2 2009/10"),
            ("q2 2022", .ambiguousPeriod, "q2 2022", "q2 2022/23"),
            ("last year", .ambiguousPeriod, "last year", "a year ago"),
            ("last quarter", .ambiguousPeriod, "last quarter", "a quarter ago"),
            ("spe23", .badPeriod, "spe23", "sep23"),
            ("latset", .badPeriod, "latset", "latest"),
        ] as [(String, DiagnosticCode, String, String)])
    func refused(_ text: String, _ code: DiagnosticCode, _ pointed: String, _ mend: String) {
        let reading = Reading("cic in \(text)")
        #expect(reading.diagnostics.map(\.code) == [code])
        #expect(reading.diagnostics.map(reading.pointed) == [pointed])
        #expect(reading.diagnostics.first?.replacement == mend)
        #expect(reading.diagnostics.first?.label == "did you mean '\(mend)'?")
        #expect(reading.statements == [])
    }

    @Test(
        "that do not exist are refused",
        arguments: [
            ("2023-02-29", "there is no such day", "February 2023 has 28 days"),
            ("31/09/2023", "there is no such day", "September 2023 has 30 days"),
            ("31 sep 2023", "there is no such day", "September 2023 has 30 days"),
            (
                "09/30/2023", "there is no month 30",
                "a day is written day first, as in 30/09/2023"
            ),
            ("q5 2022/23", "there is no quarter 5", "quarters are q1 to q4"),
            (
                "q2", "a quarter needs its financial year, as in 'q2 2022/23'",
                "which financial year?"
            ),
            ("sep", "a month needs its year, as in 'September 2023'", "which year?"),
            ("3 sep", "a day needs its year, as in '3 September 2023'", "which year?"),
            (
                "2023-45", "there is no month 45, in '2023-45'",
                "a month is written like 2023-09, a financial year like 2022/23"
            ),
            (
                "1234-05", "'1234' is no year that figures are kept for",
                "years run from 1900 to 2199"
            ),
            (
                "never", "'never' is not a period",
                "periods are written like sep23, 2023-09, q2 2022/23 or 2022/23"
            ),
        ])
    func nonexistent(_ text: String, _ message: String, _ label: String) {
        let reading = Reading("cic in \(text)")
        #expect(reading.diagnostics.map(\.code) == [.badPeriod])
        #expect(reading.diagnostics.first?.message == message)
        #expect(reading.diagnostics.first?.label == label)
    }

    @Test(
        "stand in windows",
        arguments: [
            ("in apr22 to mar23", "in apr22 to mar23"),
            ("at apr22..mar23", "in apr22 to mar23"),
            ("from apr22 to latest", "from apr22 to latest"),
            ("from apr22..mar23", "from apr22 to mar23"),
            ("since 2022/23", "since 2022/23"),
            ("last 1 year", "last 1 year"),
            ("last 8 quarters", "last 8 quarters"),
            ("LAST 12 Months", "last 12 months"),
        ])
    func windows(_ text: String, _ printed: String) {
        let reading = Reading("cic \(text)")
        #expect(reading.diagnostics == [])
        #expect(reading.clauses.map { Printer.text($0) } == printed)
    }
}
