/// The length and the footing of a period.
package enum Grain: String, CaseIterable, Hashable, Sendable {
    case day, month, quarter
    case financialYear = "fy"
    case academicYear = "ay"
    case calendarYear = "cy"
    /// Any other run of days.
    case span
    /// Not a period: a value that holds from its day until superseded (a target, a population).
    case from

    /// In months; `nil` where that is not fixed.
    package var months: Int? {
        switch self {
        case .month: 1
        case .quarter: 3
        case .financialYear, .academicYear, .calendarYear: 12
        case .day, .span, .from: nil
        }
    }

    /// One of it, in words: `month`, `financial year`.
    package var words: String {
        switch self {
        case .day: "day"
        case .month: "month"
        case .quarter: "quarter"
        case .financialYear: "financial year"
        case .academicYear: "academic year"
        case .calendarYear: "calendar year"
        case .span: "span"
        case .from: "start"
        }
    }
}

/// A run of whole days, from `first` to `last`.
package struct Period: Hashable, Sendable {
    package let grain: Grain
    package let first: Day
    package let last: Day

    /// See ``Calendar`` for periods that lie on a calendar.
    package init(_ grain: Grain, _ first: Day, _ last: Day) {
        precondition(first <= last, "a period runs forwards")
        self.grain = grain
        self.first = first
        self.last = last
    }

    package static func day(_ day: Day) -> Period { Period(.day, day, day) }

    package func contains(_ other: Period) -> Bool {
        first <= other.first && other.last <= last
    }
}
