import TallyEngine
import TallyModel

/// A period as an export prints it, such that it is read as the same again.
struct ExportedPeriod {
    let text: String
    /// As tidy files name it: `month`, `financial_year`; `from` for the day from which a reference or
    /// a population holds.
    let type: String

    /// `nil` where it is read otherwise: a year of another calendar than its indicator has now.
    init?(_ day: Day, _ grain: ReadCache.StoredGrain, _ calendar: Calendar) {
        if grain.grain == .from {
            text = day.iso
            type = Self.from
            return
        }
        let period: Period
        switch grain.grain {
        case .day, .from: period = .day(day)
        case .span:
            guard let first = grain.length?.first(endingOn: day), first <= day else { return nil }
            period = Period(.span, first, day)
        case .month, .quarter, .financialYear, .academicYear, .calendarYear:
            period = calendar.period(grain.grain, containing: day)
        }
        (text, type) = Self.printed(period, calendar)
        guard period.last == day,
            PrintedPeriod.read(text, type: type, calendar: calendar) == period
        else { return nil }
    }

    /// The type of what holds from a day on.
    static let from = "from"

    private static func printed(_ period: Period, _ calendar: Calendar) -> (String, String) {
        let year = String(period.first.iso.prefix(4))
        let next = String(((Int(year) ?? 0) + 1) % 100 + 100).suffix(2)
        switch period.grain {
        case .day, .from: return (period.last.iso, "snapshot")
        case .month: return (String(period.first.iso.prefix(7)), "month")
        case .quarter:
            let whole = calendar.period(.financialYear, containing: period.first)
            let index = calendar.periods(.quarter, within: whole).firstIndex(of: period) ?? 0
            return ("\(whole.first.iso.prefix(4))-Q\(index + 1)", "quarter")
        case .financialYear: return ("\(year)-\(next)", "financial_year")
        case .academicYear: return ("\(year)-\(next)", "academic_year")
        case .calendarYear: return (year, "calendar_year")
        case .span: return ("\(period.first.iso)/\(period.last.iso)", "span")
        }
    }
}
