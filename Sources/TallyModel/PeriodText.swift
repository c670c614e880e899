/// Periods as people and as machines read them.
extension Period {
    package static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// The first three letters of each month, one behind the other.
    private static let shortMonths = monthNames.flatMap { $0.utf8.prefix(3) }

    private static func shortMonth(_ day: Day) -> String {
        let (year, month, _) = day.civil
        guard let digits = Day.digits(ofYear: year) else {
            return monthNames[month - 1].prefix(3) + " " + String(year)
        }
        let start = 3 * (month - 1)
        return NumberText.text(ofASCII: [
            shortMonths[start], shortMonths[start + 1], shortMonths[start + 2],
            UInt8(ascii: " "), digits[0], digits[1], digits[2], digits[3],
        ])
    }

    private static func yearPair(_ first: Day, _ last: Day) -> String {
        let start = first.civil.year
        let end = last.civil.year
        return start == end ? "\(start)" : "\(start)/\(Day.twoDigits(end % 100))"
    }

    /// For a table or a sentence: `Sep 2023`, `Q2 2023/24`, `2022/23`, `2022`, `2022/23 academic
    /// year`, `31 Mar 2022`, `Apr 2022 to Mar 2023`.
    package func title(in calendar: Calendar) -> String {
        switch grain {
        case .day, .from:
            return "\(last.civil.day) \(Self.shortMonth(last))"
        case .month:
            return Self.shortMonth(last)
        case .quarter:
            let year = calendar.period(.financialYear, containing: first)
            let quarter = calendar.periods(.quarter, within: year).firstIndex { $0.first == first }
            return "Q\((quarter ?? 0) + 1) \(Self.yearPair(year.first, year.last))"
        case .financialYear:
            return Self.yearPair(first, last)
        case .academicYear:
            return "\(Self.yearPair(first, last)) academic year"
        case .calendarYear:
            return "\(first.civil.year)"
        case .span:
            guard calendar.monthCount(self) != nil else {
                return "\(Period.day(first).title(in: calendar)) to "
                    + Period.day(last).title(in: calendar)
            }
            return "\(Self.shortMonth(first)) to \(Self.shortMonth(last))"
        }
    }

    /// As an analyst would type it: `sep23`, else as ``code(in:)``.
    package func typed(in calendar: Calendar) -> String {
        guard grain == .month else { return code(in: calendar) }
        let (year, month, _) = first.civil
        guard (2000...2099).contains(year) else { return code(in: calendar) }
        return Self.monthNames[month - 1].prefix(3).lowercased() + Day.twoDigits(year % 100)
    }

    /// As it may be typed, and as JSON and CSV have it: `2023-09`, `q2 2023/24`, `2022/23`,
    /// `cy2022`, `ay2022/23`, `2022-03-31`, `2022-04 to 2023-03`.
    package func code(in calendar: Calendar) -> String {
        switch grain {
        case .day, .from: return last.iso
        case .month: return last.isoMonth
        case .quarter: return "q" + title(in: calendar).dropFirst()
        case .financialYear: return title(in: calendar)
        case .academicYear: return "ay" + Self.yearPair(first, last)
        case .calendarYear: return "cy\(first.civil.year)"
        case .span:
            let whole = calendar.monthCount(self) != nil
            return whole
                ? "\(first.isoMonth) to \(last.isoMonth)" : "\(first.iso) to \(last.iso)"
        }
    }
}
