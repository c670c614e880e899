import TallyLanguage
import TallyModel

extension Unit {
    /// The unit that a file prints: `count`, `rate per 10,000`, `GBP`, `day`. A number where it prints
    /// none; `nil` where it prints one that is not known.
    init?(printed: String) {
        switch NameFolding.fold(printed) {
        case "", "no", "no.", "count", "#": self = .number
        case "%", "per cent": self = .percent
        case "gbp", "£": self = .money("£")
        case let folded:
            let code = folded.filter { $0 != "," }
            guard let unit = Unit(code: code) ?? Unit(code: code + "s") else { return nil }
            self = unit
        }
    }
}

extension Reading {
    /// The unit of an indicator to adopt. One that is not known is a number, with a warning.
    mutating func unit(printed: String, file: String) -> Unit {
        if let unit = Unit(printed: printed) { return unit }
        warn(.unknownUnit(printed, file: file))
        return .number
    }
}
