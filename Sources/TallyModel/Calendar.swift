/// Where years begin, and the arithmetic of periods.
///
/// Months and calendar years are everybody's; a plugin may say in which month its financial and
/// academic years begin.
package struct Calendar: Hashable, Sendable {
    /// 1 to 12; April for public bodies in England.
    package let financialYearStart: Int
    /// 1 to 12; September in England.
    package let academicYearStart: Int

    package init(financialYearStart: Int = 4, academicYearStart: Int = 9) {
        precondition(
            (1...12).contains(financialYearStart) && (1...12).contains(academicYearStart),
            "a year begins in a month")
        self.financialYearStart = financialYearStart
        self.academicYearStart = academicYearStart
    }

    /// `count` whole months from the first of `month`, where month may lie outside 1 to 12.
    private func months(_ grain: Grain, _ year: Int, _ month: Int, count: Int) -> Period {
        let start = Self.firstOfMonth(year * 12 + month - 1)
        let end = Self.firstOfMonth(year * 12 + month - 1 + count)
        return Period(grain, start, end.advanced(by: -1))
    }

    /// The first day of a month counted from year 0.
    private static func firstOfMonth(_ index: Int) -> Day {
        let year = index >= 0 ? index / 12 : (index - 11) / 12
        return Day(year, index - year * 12 + 1, 1)
    }

    package func month(_ year: Int, _ month: Int) -> Period {
        months(.month, year, month, count: 1)
    }

    /// Quarter 1 to 4 of the financial year that begins in `year`.
    package func quarter(_ quarter: Int, ofYearFrom year: Int) -> Period {
        months(.quarter, year, financialYearStart + (quarter - 1) * 3, count: 3)
    }

    package func financialYear(from year: Int) -> Period {
        months(.financialYear, year, financialYearStart, count: 12)
    }

    package func academicYear(from year: Int) -> Period {
        months(.academicYear, year, academicYearStart, count: 12)
    }

    package func calendarYear(_ year: Int) -> Period {
        months(.calendarYear, year, 1, count: 12)
    }

    /// The period of a grain that holds a day. For `span` and `from`, the day itself.
    package func period(_ grain: Grain, containing day: Day) -> Period {
        let (year, month, _) = day.civil
        switch grain {
        case .day, .span, .from: return .day(day)
        case .month: return self.month(year, month)
        case .calendarYear: return calendarYear(year)
        case .financialYear:
            return financialYear(from: month >= financialYearStart ? year : year - 1)
        case .academicYear:
            return academicYear(from: month >= academicYearStart ? year : year - 1)
        case .quarter:
            let start = month >= financialYearStart ? year : year - 1
            let quarter = ((month - financialYearStart + 12) % 12) / 3 + 1
            return self.quarter(quarter, ofYearFrom: start)
        }
    }

    /// The most that anything is moved by at once: ten thousand years of months. What was typed may
    /// ask for more, and there is nothing there either.
    package static let farthest = 120_000

    private static func bounded(_ count: Int) -> Int { max(-farthest, min(farthest, count)) }

    /// The period `count` of its own lengths later; earlier where negative. A run of whole months
    /// moves by its number of months, any other run of days by its number of days. No further than
    /// ``farthest``.
    package func advanced(_ period: Period, by count: Int) -> Period {
        let count = Self.bounded(count)
        if let length = monthCount(period) {
            let (year, month, _) = period.first.civil
            return months(period.grain, year, month + count * length, count: length)
        }
        let days = period.last.number - period.first.number + 1
        return Period(
            period.grain, period.first.advanced(by: count * days),
            period.last.advanced(by: count * days))
    }

    /// The period a number of months later; earlier where negative. A month end stays a month end,
    /// and a day that the month lacks becomes its last: 31 March less one month is 28 February. No
    /// further than ``farthest``.
    package func advanced(_ period: Period, byMonths count: Int) -> Period {
        let count = Self.bounded(count)
        if let length = monthCount(period) {
            let (year, month, _) = period.first.civil
            return months(period.grain, year, month + count, count: length)
        }
        return Period(
            period.grain, Self.advanced(period.first, byMonths: count),
            Self.advanced(period.last, byMonths: count))
    }

    package static func advanced(_ day: Day, byMonths count: Int) -> Day {
        let count = bounded(count)
        let (year, month, dayOfMonth) = day.civil
        let (newYear, newMonth, _) = firstOfMonth(year * 12 + month - 1 + count).civil
        let wasEnd = dayOfMonth == Day.length(ofMonth: month, in: year)
        let length = Day.length(ofMonth: newMonth, in: newYear)
        return Day(newYear, newMonth, wasEnd ? length : min(dayOfMonth, length))
    }

    /// How many whole calendar months a period is; `nil` where it is not whole months.
    package func monthCount(_ period: Period) -> Int? {
        if let months = period.grain.months { return months }
        let (firstYear, firstMonth, firstDay) = period.first.civil
        let (lastYear, lastMonth, lastDay) = period.last.civil
        guard firstDay == 1, lastDay == Day.length(ofMonth: lastMonth, in: lastYear) else {
            return nil
        }
        return (lastYear - firstYear) * 12 + lastMonth - firstMonth + 1
    }

    /// The periods of a grain that lie wholly within a period, in order; for a grain of days, each
    /// day. Empty for `span` and `from`.
    package func periods(_ grain: Grain, within outer: Period) -> [Period] {
        if grain == .span || grain == .from { return [] }
        var result: [Period] = []
        var next = period(grain, containing: outer.first)
        if next.first < outer.first { next = advanced(next, by: 1) }
        while next.last <= outer.last {
            result.append(next)
            next = advanced(next, by: 1)
        }
        return result
    }

    /// The run of days as the named period that it is, where it is one: twelve months from April
    /// are a financial year. Otherwise a span.
    package func named(_ first: Day, _ last: Day) -> Period {
        for grain in [Grain.month, .quarter, .financialYear, .calendarYear, .academicYear] {
            let candidate = period(grain, containing: first)
            if candidate.first == first, candidate.last == last { return candidate }
        }
        return Period(first == last ? .day : .span, first, last)
    }
}
