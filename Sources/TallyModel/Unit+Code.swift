extension Unit {
    /// As machine formats and the store have it: `number`, `percent`, `rate per 10000`, `money £`.
    package var code: String {
        switch self {
        case .number: "number"
        case .percent: "percent"
        case .percentagePoints: "percentage points"
        case .rate(let scale): "rate per \(NumberText.full(scale))"
        case .days: "days"
        case .weeks: "weeks"
        case .hours: "hours"
        case .score: "score"
        case .ratio: "ratio"
        case .money(let currency): "money \(currency)"
        case .text: "text"
        }
    }

    /// The unit that ``code`` wrote; `nil` where the text is none of them.
    package init?(code: String) {
        switch code {
        case "number": self = .number
        case "percent": self = .percent
        case "percentage points": self = .percentagePoints
        case "days": self = .days
        case "weeks": self = .weeks
        case "hours": self = .hours
        case "score": self = .score
        case "ratio": self = .ratio
        case "text": self = .text
        default:
            if code.hasPrefix("money ") {
                self = .money(String(code.dropFirst(6)))
            } else if code.hasPrefix("rate per "), let scale = Double(code.dropFirst(9)),
                scale.isFinite, scale > 0
            {
                self = .rate(per: scale)
            } else {
                return nil
            }
        }
    }
}
