import TallyLanguage
import TallyModel

extension PeriodSyntax {
    /// The period, where a calendar alone says which; `nil` for one that depends on the data.
    package func period(in calendar: Calendar) -> Period? {
        switch kind {
        case .day(let day): return .day(day)
        case .month(let year, let month): return calendar.month(year, month)
        case .quarter(let quarter, let year): return calendar.quarter(quarter, ofYearFrom: year)
        case .financialYear(let year): return calendar.financialYear(from: year)
        case .academicYear(let year): return calendar.academicYear(from: year)
        case .calendarYear(let year): return calendar.calendarYear(year)
        case .range(let from, let to):
            guard let first = from.period(in: calendar)?.first,
                let last = to.period(in: calendar)?.last, first <= last
            else { return nil }
            return calendar.named(first, last)
        case .bareYear, .latest, .previous, .ago: return nil
        }
    }
}
