import TallyEngine
import TallyModel

/// How long a span is: in whole months where it can be said so, else in days.
enum SpanLength: Hashable {
    case months(Int)
    case days(Int)

    /// Nothing lasts longer than there are years with four digits.
    static let mostMonths = 9000 * 12
    static let mostDays = 9000 * 366

    /// Months from any day on: 6 April to 5 April are twelve.
    init(of period: Period) {
        let end = period.last.advanced(by: 1)
        let (year, month, day) = period.first.civil
        let (endYear, endMonth, endDay) = end.civil
        let months = (endYear - year) * 12 + endMonth - month
        if day == endDay, months > 0, Calendar.advanced(end, byMonths: -months) == period.first {
            self = .months(months)
        } else {
            self = .days(period.last.number - period.first.number + 1)
        }
    }

    /// The first day of a span of this length that ends on a day.
    func first(endingOn last: Day) -> Day {
        switch self {
        case .months(let count): Calendar.advanced(last.advanced(by: 1), byMonths: -count)
        case .days(let count): last.advanced(by: 1 - count)
        }
    }
}

extension StoredPoint {
    /// The same with the first day that it has at a length.
    func spanning(_ length: SpanLength) -> StoredPoint {
        StoredPoint(
            day: day, first: length.first(endingOn: day), cell: cell, decimals: decimals,
            text: text, origin: origin)
    }
}
