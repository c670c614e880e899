import TallyModel
import Testing

struct PeriodTests {
    static let april = Calendar()
    static let january = Calendar(financialYearStart: 1)
    static let september = Calendar(financialYearStart: 9)

    @Test(arguments: [
        (april, april.month(2023, 9), "Sep 2023", "2023-09"),
        (april, april.month(2023, 5), "May 2023", "2023-05"),
        (april, april.quarter(2, ofYearFrom: 2022), "Q2 2022/23", "q2 2022/23"),
        (april, april.quarter(4, ofYearFrom: 2022), "Q4 2022/23", "q4 2022/23"),
        (april, april.quarter(1, ofYearFrom: 1999), "Q1 1999/00", "q1 1999/00"),
        (january, january.quarter(3, ofYearFrom: 2023), "Q3 2023", "q3 2023"),
        (september, september.quarter(4, ofYearFrom: 2022), "Q4 2022/23", "q4 2022/23"),
        (april, april.financialYear(from: 2022), "2022/23", "2022/23"),
        (april, april.financialYear(from: 2008), "2008/09", "2008/09"),
        (april, april.academicYear(from: 2022), "2022/23 academic year", "ay2022/23"),
        (april, april.calendarYear(2022), "2022", "cy2022"),
        (april, .day(Day(2022, 3, 31)), "31 Mar 2022", "2022-03-31"),
        (april, .day(Day(2022, 3, 1)), "1 Mar 2022", "2022-03-01"),
        (april, Period(.from, Day(2022, 3, 1), Day(2022, 3, 1)), "1 Mar 2022", "2022-03-01"),
        (
            april, Period(.span, Day(2022, 4, 1), Day(2023, 2, 28)), "Apr 2022 to Feb 2023",
            "2022-04 to 2023-02"
        ),
        (
            april, Period(.span, Day(2022, 4, 6), Day(2023, 4, 5)), "6 Apr 2022 to 5 Apr 2023",
            "2022-04-06 to 2023-04-05"
        ),
    ])
    func words(_ calendar: Calendar, _ period: Period, _ title: String, _ code: String) {
        #expect(period.title(in: calendar) == title)
        #expect(period.code(in: calendar) == code)
    }

    @Test func contains() {
        let year = Self.april.financialYear(from: 2022)
        #expect(year.contains(Self.april.month(2022, 4)))
        #expect(year.contains(Self.april.month(2023, 3)))
        #expect(year.contains(year))
        #expect(!year.contains(Self.april.month(2023, 4)))
        #expect(!year.contains(Self.april.calendarYear(2022)))
    }

    @Test(
        arguments: [
            (Grain.day, nil, "day"), (.month, 1, "month"), (.quarter, 3, "quarter"),
            (.financialYear, 12, "financial year"), (.academicYear, 12, "academic year"),
            (.calendarYear, 12, "calendar year"), (.span, nil, "span"), (.from, nil, "start"),
        ] as [(Grain, Int?, String)])
    func grains(_ grain: Grain, _ months: Int?, _ words: String) {
        #expect(grain.months == months)
        #expect(grain.words == words)
    }
}
