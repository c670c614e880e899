import TallyModel
import Testing

struct CalendarTests {
    static let april = Calendar()
    static let january = Calendar(financialYearStart: 1, academicYearStart: 8)
    static let september = Calendar(financialYearStart: 9)

    static func days(_ period: Period) -> String { "\(period.first.iso) \(period.last.iso)" }

    @Test(arguments: [
        (april.month(2023, 9), "2023-09-01 2023-09-30"),
        (april.month(2024, 2), "2024-02-01 2024-02-29"),
        (april.month(2023, 12), "2023-12-01 2023-12-31"),
        (april.quarter(1, ofYearFrom: 2023), "2023-04-01 2023-06-30"),
        (april.quarter(4, ofYearFrom: 2023), "2024-01-01 2024-03-31"),
        (january.quarter(1, ofYearFrom: 2023), "2023-01-01 2023-03-31"),
        (september.quarter(2, ofYearFrom: 2023), "2023-12-01 2024-02-29"),
        (april.financialYear(from: 2022), "2022-04-01 2023-03-31"),
        (january.financialYear(from: 2022), "2022-01-01 2022-12-31"),
        (april.academicYear(from: 2022), "2022-09-01 2023-08-31"),
        (january.academicYear(from: 2022), "2022-08-01 2023-07-31"),
        (april.calendarYear(2022), "2022-01-01 2022-12-31"),
    ])
    func bounds(_ period: Period, _ expected: String) {
        #expect(Self.days(period) == expected)
    }

    @Test(arguments: [
        (april, Grain.month, Day(2024, 2, 29), "2024-02-01 2024-02-29"),
        (april, .quarter, Day(2023, 3, 31), "2023-01-01 2023-03-31"),
        (april, .quarter, Day(2023, 4, 1), "2023-04-01 2023-06-30"),
        (april, .quarter, Day(2023, 12, 31), "2023-10-01 2023-12-31"),
        (january, .quarter, Day(2023, 12, 31), "2023-10-01 2023-12-31"),
        (september, .quarter, Day(2023, 8, 15), "2023-06-01 2023-08-31"),
        (september, .quarter, Day(2024, 1, 15), "2023-12-01 2024-02-29"),
        (april, .financialYear, Day(2023, 3, 31), "2022-04-01 2023-03-31"),
        (april, .financialYear, Day(2023, 4, 1), "2023-04-01 2024-03-31"),
        (april, .academicYear, Day(2023, 8, 31), "2022-09-01 2023-08-31"),
        (april, .academicYear, Day(2023, 9, 1), "2023-09-01 2024-08-31"),
        (april, .calendarYear, Day(2023, 12, 31), "2023-01-01 2023-12-31"),
        (april, .day, Day(2023, 12, 31), "2023-12-31 2023-12-31"),
        (april, .from, Day(2023, 12, 31), "2023-12-31 2023-12-31"),
    ])
    func containing(_ calendar: Calendar, _ grain: Grain, _ day: Day, _ expected: String) {
        #expect(Self.days(calendar.period(grain, containing: day)) == expected)
    }

    @Test(arguments: [
        (april.month(2023, 9), 1, "2023-10-01 2023-10-31"),
        (april.month(2023, 1), -1, "2022-12-01 2022-12-31"),
        (april.month(2023, 3), -13, "2022-02-01 2022-02-28"),
        (april.quarter(4, ofYearFrom: 2022), 1, "2023-04-01 2023-06-30"),
        (april.financialYear(from: 2022), -2, "2020-04-01 2021-03-31"),
        (.day(Day(2024, 2, 28)), 1, "2024-02-29 2024-02-29"),
        (.day(Day(2024, 2, 28)), 2, "2024-03-01 2024-03-01"),
        // Five whole months move by five months, ten days by ten days.
        (Period(.span, Day(2023, 4, 1), Day(2023, 8, 31)), 1, "2023-09-01 2024-01-31"),
        (Period(.span, Day(2023, 4, 5), Day(2023, 4, 14)), -1, "2023-03-26 2023-04-04"),
    ])
    func steps(_ period: Period, _ count: Int, _ expected: String) {
        #expect(Self.days(Self.april.advanced(period, by: count)) == expected)
        #expect(Self.april.advanced(Self.april.advanced(period, by: count), by: -count) == period)
    }

    @Test(arguments: [
        (april.month(2023, 3), -1, "2023-02-01 2023-02-28"),
        (april.quarter(1, ofYearFrom: 2023), -12, "2022-04-01 2022-06-30"),
        (april.quarter(1, ofYearFrom: 2023), 1, "2023-05-01 2023-07-31"),
        (.day(Day(2023, 3, 31)), -1, "2023-02-28 2023-02-28"),
        (.day(Day(2024, 3, 31)), -1, "2024-02-29 2024-02-29"),
        (.day(Day(2024, 2, 29)), 12, "2025-02-28 2025-02-28"),
        (.day(Day(2023, 2, 28)), 12, "2024-02-29 2024-02-29"),
        (.day(Day(2024, 2, 28)), 1, "2024-03-28 2024-03-28"),
        (.day(Day(2023, 1, 30)), 1, "2023-02-28 2023-02-28"),
        (.day(Day(2023, 4, 30)), 1, "2023-05-31 2023-05-31"),
        (.day(Day(2023, 1, 15)), -1, "2022-12-15 2022-12-15"),
        (Period(.span, Day(2023, 4, 5), Day(2023, 4, 14)), -1, "2023-03-05 2023-03-14"),
    ])
    func months(_ period: Period, _ count: Int, _ expected: String) {
        #expect(Self.days(Self.april.advanced(period, byMonths: count)) == expected)
    }

    @Test(arguments: [Int.max, Int.min, 1_000_000_000])
    func noStepIsTooFar(_ count: Int) {
        let bounded = count > 0 ? 120_000 : -120_000
        for period in [Self.april.month(2023, 9), .day(Day(2023, 9, 30))] {
            #expect(
                Self.april.advanced(period, byMonths: count)
                    == Self.april.advanced(period, byMonths: bounded))
            #expect(
                Self.april.advanced(period, by: count) == Self.april.advanced(period, by: bounded))
        }
    }

    @Test(
        arguments: [
            (april.month(2023, 9), 1), (april.quarter(1, ofYearFrom: 2023), 3),
            (april.financialYear(from: 2022), 12), (.day(Day(2023, 9, 1)), nil),
            (Period(.span, Day(2022, 11, 1), Day(2023, 2, 28)), 4),
            (Period(.span, Day(2022, 11, 1), Day(2024, 2, 28)), nil),
            (Period(.span, Day(2022, 11, 2), Day(2023, 2, 28)), nil),
        ] as [(Period, Int?)])
    func monthCount(_ period: Period, _ expected: Int?) {
        #expect(Self.april.monthCount(period) == expected)
    }

    @Test(arguments: [
        (Grain.month, april.quarter(4, ofYearFrom: 2022), ["2023-01", "2023-02", "2023-03"]),
        (
            .quarter, april.financialYear(from: 2022),
            ["q1 2022/23", "q2 2022/23", "q3 2022/23", "q4 2022/23"]
        ),
        (.month, Period(.span, Day(2023, 4, 2), Day(2023, 7, 30)), ["2023-05", "2023-06"]),
        (
            .day, Period(.span, Day(2024, 2, 28), Day(2024, 3, 1)),
            [
                "2024-02-28", "2024-02-29", "2024-03-01",
            ]
        ),
        (.financialYear, april.month(2023, 4), []),
        (.span, april.financialYear(from: 2022), []), (.from, april.month(2023, 4), []),
    ])
    func within(_ grain: Grain, _ outer: Period, _ expected: [String]) {
        let found = Self.april.periods(grain, within: outer)
        #expect(found.map { $0.code(in: Self.april) } == expected)
    }

    @Test(arguments: [
        (april, Day(2023, 9, 1), Day(2023, 9, 30), Grain.month),
        (april, Day(2023, 7, 1), Day(2023, 9, 30), .quarter),
        (april, Day(2022, 4, 1), Day(2023, 3, 31), .financialYear),
        (april, Day(2022, 9, 1), Day(2023, 8, 31), .academicYear),
        (april, Day(2022, 1, 1), Day(2022, 12, 31), .calendarYear),
        (january, Day(2022, 1, 1), Day(2022, 12, 31), .financialYear),
        (april, Day(2022, 1, 1), Day(2022, 1, 1), .day),
        (april, Day(2022, 5, 1), Day(2022, 7, 31), .span),
        (september, Day(2022, 5, 1), Day(2022, 7, 31), .span),
        (april, Day(2022, 4, 1), Day(2023, 3, 30), .span),
    ])
    func named(_ calendar: Calendar, _ first: Day, _ last: Day, _ grain: Grain) {
        #expect(calendar.named(first, last) == Period(grain, first, last))
    }
}
