import TallyModel

extension Unit? {
    /// What a figure of the unit is, in a sentence: `a count`, `a percentage`.
    var words: String {
        switch self {
        case nil: "a bare number"
        case .number: "a count"
        case .percent: "a percentage"
        case .percentagePoints: "a difference of percentages"
        case .rate: "a rate"
        case .days: "days"
        case .weeks: "weeks"
        case .hours: "hours"
        case .score: "a score"
        case .ratio: "a ratio"
        case .money: "money"
        case .text: "text"
        }
    }
}

extension Unit {
    /// Whether figures that a formula gives in another unit can be figures of this one: a ratio may
    /// be called what the field calls it.
    func fits(formula other: Unit) -> Bool {
        switch (self, other) {
        case _ where self == other: true
        case (.ratio, _), (.score, _): other != .percent && other != .text
        case (.number, .ratio), (.rate, .ratio), (.percent, .percentagePoints): true
        case (.days, .number), (.weeks, .number), (.hours, .number), (.money, .number): true
        default: false
        }
    }
}
