import TallyLanguage
import TallyModel
import TallyPlugins

/// Reads the two columns in which open-data files print a period: `time_period` and
/// `time_identifier`.
///
/// Source: Department for Education, Explore education statistics, data standards: four figures
/// go with calendar and reporting years, months and weeks, six with everything that runs over two
/// calendar years. Terms are taken as the parts of the academic year that they fill, holidays
/// behind them included: September to December, January to March, April to August.
struct TimeIdentifier: Hashable {
    enum Column { case period, identifier }

    /// What is wrong, and with which of the two.
    struct Refusal: Error, Equatable {
        let column: Column
        let expected: String
    }

    let calendar: Calendar
    /// What the feed says that a reporting year is.
    let reportingYear: ReportingYear?

    /// The period that is printed so.
    func read(_ printed: String, _ identifier: String) throws(Refusal) -> Period {
        let name = NameFolding.fold(identifier)
        if let shape = Self.overTwoYears[name] {
            guard let year = Self.twoYears(printed) else {
                throw Refusal(column: .period, expected: "six figures for two years such as 202324")
            }
            return shape(calendar, year)
        }
        let month = Period.monthNames.firstIndex { NameFolding.fold($0) == name }
        let week = Self.week(name)
        let isYear = name == "calendar year" || name == "reporting year"
        guard month != nil || week != nil || isYear else {
            throw Refusal(
                column: .identifier,
                expected: "a time identifier such as 'Calendar year', 'Financial year Q1' or 'July'"
            )
        }
        guard let year = Self.figures(printed, 4) else {
            throw Refusal(column: .period, expected: "a year such as 2024")
        }
        if let month { return calendar.month(year, month + 1) }
        if let week {
            guard let period = Self.period(ofWeek: week, year) else {
                throw Refusal(column: .identifier, expected: "a week that \(year) has")
            }
            return period
        }
        return name == "calendar year" ? calendar.calendarYear(year) : try reporting(year)
    }

    /// A year that means what its publisher says.
    private func reporting(_ year: Int) throws(Refusal) -> Period {
        switch reportingYear {
        case .toMarch: Calendar().financialYear(from: year - 1)
        case .toAugust: Calendar().academicYear(from: year - 1)
        case .calendarYear: calendar.calendarYear(year)
        case .midYear: .day(Day(year, 6, 30))
        case nil:
            throw Refusal(
                column: .identifier,
                expected:
                    "a period that says its months, or a feed of the file whose field 'period' does"
            )
        }
    }

    /// The day from which a population serves that is printed for a period: the period's first, of
    /// a mid-year estimate 1 April.
    func start(of period: Period, _ identifier: String) -> Day {
        guard reportingYear == .midYear, NameFolding.fold(identifier) == "reporting year" else {
            return period.first
        }
        return Day(period.first.civil.year, 4, 1)
    }

    // MARK: - Shapes

    private typealias Shape = @Sendable (Calendar, Int) -> Period

    private static let overTwoYears: [String: Shape] = [
        "academic year": { $0.academicYear(from: $1) },
        "financial year": { $0.financialYear(from: $1) },
        "financial year q1": { $0.quarter(1, ofYearFrom: $1) },
        "financial year q2": { $0.quarter(2, ofYearFrom: $1) },
        "financial year q3": { $0.quarter(3, ofYearFrom: $1) },
        "financial year q4": { $0.quarter(4, ofYearFrom: $1) },
        "part 1 (april to september)": { Period(.span, Day($1, 4, 1), Day($1, 9, 30)) },
        "part 2 (october to march)": { Period(.span, Day($1, 10, 1), Day($1 + 1, 3, 31)) },
        "tax year": { Period(.span, Day($1, 4, 6), Day($1 + 1, 4, 5)) },
        "autumn term": { Period(.span, Day($1, 9, 1), Day($1, 12, 31)) },
        "spring term": { Period(.span, Day($1 + 1, 1, 1), Day($1 + 1, 3, 31)) },
        "summer term": { Period(.span, Day($1 + 1, 4, 1), Day($1 + 1, 8, 31)) },
        "autumn and spring term": { Period(.span, Day($1, 9, 1), Day($1 + 1, 3, 31)) },
    ]

    private static func figures(_ text: String, _ count: Int) -> Int? {
        guard text.utf8.count == count, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
            return nil
        }
        return Int(text).flatMap { count > 4 || (1000...9997).contains($0) ? $0 : nil }
    }

    /// The first of two years that follow each other: 2023 of `202324`.
    private static func twoYears(_ text: String) -> Int? {
        guard let number = figures(text, 6) else { return nil }
        let first = number / 100
        return (1000...9997).contains(first) && number % 100 == (first + 1) % 100 ? first : nil
    }

    private static func week(_ name: String) -> Int? {
        guard name.hasPrefix("week "), let number = Int(name.dropFirst(5)), 1...53 ~= number else {
            return nil
        }
        return number
    }

    /// Monday to Sunday; week 1 holds 4 January (ISO 8601). `nil` where the year has no 53rd.
    private static func period(ofWeek week: Int, _ year: Int) -> Period? {
        func monday(_ year: Int) -> Day {
            let fourth = Day(year, 1, 4)
            // Day 0, 1 January 1970, was a Thursday.
            let weekday = ((fourth.number + 3) % 7 + 7) % 7
            return fourth.advanced(by: -weekday)
        }
        let first = monday(year).advanced(by: (week - 1) * 7)
        guard first < monday(year + 1) else { return nil }
        return Period(.span, first, first.advanced(by: 6))
    }
}
