import TallyModel

/// Reads periods as files print them. `nil` everywhere where the text is no such period.
enum PrintedPeriod {
    /// A header that names a month: `2023-04`, `Apr 2023`, `Apr-23`, `April 2023`.
    static func month(header: String) -> Period? {
        if let month = yearMonth(header) { return month }
        let parts = header.split { $0 == " " || $0 == "-" || $0 == "/" || $0 == "_" }
        guard parts.count == 2, parts[0].utf8.count >= 3,
            let number = Period.monthNames.firstIndex(where: {
                let name = $0.lowercased()
                let typed = parts[0].lowercased()
                return name == typed || name.prefix(3) == typed
                    || (typed == "sept" && name == "september")
            }), let year = number4or2(parts[1])
        else { return nil }
        return Calendar().month(year, number + 1)
    }

    /// A period of one of the types that tidy files print: `month`, `quarter`, `financial_year`,
    /// `academic_year`, `calendar_year`, `snapshot`. A span of months, `2018-09/2018-11`, or
    /// of days may stand in any of them.
    static func read(_ text: String, type: String, calendar: Calendar) -> Period? {
        if let span = span(text) { return span }
        switch type {
        case "month": return yearMonth(text)
        case "financial_year": return yearPair(text).map { calendar.financialYear(from: $0) }
        case "academic_year": return yearPair(text).map { calendar.academicYear(from: $0) }
        case "calendar_year": return year(text).map { calendar.calendarYear($0) }
        case "quarter":
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let year = year(parts[0]), parts[1].utf8.count == 2,
                parts[1].hasPrefix("Q") || parts[1].hasPrefix("q"),
                let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter)
            else { return nil }
            return calendar.quarter(quarter, ofYearFrom: year)
        case "snapshot": return day(text).map { .day($0) } ?? yearMonth(text)
        default: return nil
        }
    }

    /// A period whose form says of which type it is: `2023-04`, `Apr 2023`, `2022-Q1`, `2022/23`
    /// (a financial year) or a span of months. A day, a bare year and `2022-23` could mean more than
    /// one thing.
    static func read(_ text: String, calendar: Calendar) -> Period? {
        if let month = month(header: text) { return month }
        if let quarter = read(text, type: "quarter", calendar: calendar) { return quarter }
        return text.contains("/") ? read(text, type: "financial_year", calendar: calendar) : nil
    }

    /// What ``read(_:calendar:)`` takes, for an error.
    static let examples =
        "a month such as 2023-04, a quarter such as 2022-Q1 or a financial year such as 2022/23"

    /// What ``read(_:type:calendar:)`` takes for a type, for an error; `nil` for a type that it
    /// does not know.
    static func example(of type: String) -> String? {
        switch type {
        case "month": "a month such as 2023-04"
        case "financial_year", "academic_year": "a year such as 2022-23"
        case "calendar_year": "a year such as 2022"
        case "quarter": "a quarter such as 2022-Q1"
        case "snapshot": "a day such as 2023-03-31 or a month such as 2023-03"
        default: nil
        }
    }

    static let types = [
        "month", "quarter", "financial_year", "academic_year", "calendar_year", "snapshot",
    ]

    /// The day from which something holds: a day, or the first of a month.
    static func start(_ text: String) -> Day? { day(text) ?? yearMonth(text)?.first }

    private static func digits(_ text: some StringProtocol, _ count: Int) -> Int? {
        guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int(text)
    }

    private static func year(_ text: some StringProtocol) -> Int? {
        digits(text, 4).flatMap { (1000...lastYear).contains($0) ? $0 : nil }
    }

    /// A year that begins in it must end in one that can be written, too.
    private static let lastYear = 9998

    private static func number4or2(_ text: some StringProtocol) -> Int? {
        year(text) ?? digits(text, 2).map { 2000 + $0 }
    }

    /// `2023-09-30`
    static func day(_ text: some StringProtocol) -> Day? {
        Day(iso: text).flatMap { $0.civil.year <= lastYear ? $0 : nil }
    }

    private static func yearMonth(_ text: some StringProtocol) -> Period? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = year(parts[0]), let month = digits(parts[1], 2),
            (1...12).contains(month)
        else { return nil }
        return Calendar().month(year, month)
    }

    /// The first year of `2022-23` or `2022/23`; the second must follow it.
    private static func yearPair(_ text: String) -> Int? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
        guard parts.count == 2, let first = year(parts[0]),
            digits(parts[1], 2) == (first + 1) % 100 || year(parts[1]) == first + 1
        else { return nil }
        return first
    }

    private static func span(_ text: String) -> Period? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        if let first = day(parts[0]), let last = day(parts[1]), first <= last {
            return Period(.span, first, last)
        }
        guard let first = yearMonth(parts[0]), let last = yearMonth(parts[1]),
            first.first <= last.first
        else { return nil }
        return Period(.span, first.first, last.last)
    }
}
