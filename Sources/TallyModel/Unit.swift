/// What one figure of an indicator is counted in.
package enum Unit: Hashable, Sendable {
    case number
    case percent
    /// The difference of two percentages.
    case percentagePoints
    /// So many per `scale` of a population.
    case rate(per: Double)
    case days, weeks, hours
    case score
    case ratio
    /// An amount of money in a currency: `£`.
    case money(String)
    case text
}

/// What good looks like.
package enum Polarity: String, CaseIterable, Hashable, Sendable {
    case low, high
    case neither = "none"

    /// `low is good`, or `nil` for neither.
    package var words: String? {
        self == .neither ? nil : "\(rawValue) is good"
    }
}

/// How an indicator relates to time, which decides what a coarser period gives.
package enum TimeKind: Hashable, Sendable {
    /// True at an instant; a coarser period gives the last value.
    case stock
    /// Counted over a period; a coarser period gives the sum.
    case flow
    /// A ratio of two stocks: recomputed from its parts, else the last value.
    case ratioOfStocks
    /// A ratio of two flows: recomputed from its parts, else refused.
    case ratioOfFlows
    /// A mean over cases; without its parts a coarser period is refused.
    case average
    /// Counted over the last so many months, so that neighbouring figures overlap.
    case rolling(months: Int)
    /// Counted since the year began, of which grain it is; `nil` where a sentence has its figures run
    /// along whichever year they have.
    case yearToDate(Grain?)
    /// Nobody has said, as of what an import has made: nothing is made of a coarser period.
    case unknown
}

extension TimeKind {
    /// `stock`, `ratio of flows`, `figure rolling over 12 months`
    package var words: String {
        switch self {
        case .stock: "stock"
        case .flow: "flow"
        case .ratioOfStocks: "ratio of stocks"
        case .ratioOfFlows: "ratio of flows"
        case .average: "average"
        case .rolling(let months): "figure rolling over \(months) months"
        case .yearToDate(let year?): "figure for the \(year.words) to date"
        case .yearToDate(nil): "figure for the year to date"
        case .unknown: "unknown kind over time"
        }
    }
}

/// Where a figure went from one period to the next, read through polarity.
///
/// Source: the direction of travel column of local-authority board datasets.
package enum Direction: String, CaseIterable, Hashable, Sendable {
    case improving = "Improving"
    case worsening = "Worsening"
    case same = "Same"

    /// The sign of the change between unrounded values; `nil` where good is neither.
    package init?(from before: Double, to now: Double, good: Polarity) {
        if good == .neither { return nil }
        if now == before {
            self = .same
        } else {
            self = (now > before) == (good == .high) ? .improving : .worsening
        }
    }
}

/// Red, amber, green.
package enum Status: String, CaseIterable, Hashable, Sendable {
    case green, amber, red
}
