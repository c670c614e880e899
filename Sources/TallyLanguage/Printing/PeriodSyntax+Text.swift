import TallyModel

/// Periods as they are printed into sentences.
extension PeriodSyntax {
    /// `sep23`, `q2 2022/23`, `2022/23`, `apr22 to mar23`: reads back as the same period.
    package var text: String { Self.text(kind) }

    /// A period as it is typed.
    package static func text(_ kind: Kind) -> String {
        switch kind {
        case .day(let day): return day.iso
        case .month(let year, let month):
            guard (1969...2068).contains(year) else {
                return "\(year)-\(Day.twoDigits(month))"
            }
            return
                "\(Period.monthNames[month - 1].prefix(3).lowercased())\(Day.twoDigits(year % 100))"
        case .quarter(let quarter, let year): return "q\(quarter) \(pair(year))"
        case .financialYear(let year): return pair(year)
        case .academicYear(let year): return "ay\(pair(year))"
        case .calendarYear(let year): return "cy\(year)"
        case .bareYear(let year): return "\(year)"
        case .latest: return "latest"
        case .previous: return "previous"
        case .ago(let count, let unit): return Shift.ago(count, unit).words
        case .range(let first, let last): return "\(first.text) to \(last.text)"
        }
    }

    /// `30/09/2023`
    static func strokedDay(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.civil
        return "\(Day.twoDigits(dayOfMonth))/\(Day.twoDigits(month))/\(year)"
    }

    private static func pair(_ year: Int) -> String {
        "\(year)/\(Day.twoDigits((year + 1) % 100))"
    }
}

extension Shift {
    /// `a year ago`, `3 months ago`; `previous`.
    var words: String {
        switch self {
        case .ago(1, let unit): "a \(unit.rawValue) ago"
        case .ago(let count, let unit): "\(count) \(unit.rawValue)s ago"
        case .previous: Keyword.previous.word
        }
    }
}
