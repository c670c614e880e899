import TallyEngine
import TallyModel

extension Unit {
    /// What follows a number of this unit in a sentence: `per 10,000`, `days`; `nil` where a sign
    /// says it (`%`, `£`) or nothing does.
    var words: String? {
        switch self {
        case .rate(let scale):
            "per \(NumberText.fixed(scale, decimals: Int(exactly: scale) == nil ? 2 : 0, grouped: true))"
        case .days: "days"
        case .weeks: "weeks"
        case .hours: "hours"
        case .percentagePoints: "percentage points"
        case .number, .percent, .score, .ratio, .money, .text: nil
        }
    }
}

/// A number as a person reads it, cut where numbers are aligned: `−1,234` and `.50%`. A reason is
/// its symbol; a missing value `–`.
struct NumberForPeople {
    let whole: String
    let rest: String

    init(_ number: ResultTable.NumberValue, columnUnit: Unit? = nil) {
        var bytes: [UInt8] = []
        let cut = Self.append(number, columnUnit: columnUnit, to: &bytes)
        whole = String(decoding: bytes[..<cut], as: UTF8.self)
        rest = String(decoding: bytes[cut...], as: UTF8.self)
    }

    /// Appends its text; gives where among the bytes its rest begins.
    static func append(
        _ number: ResultTable.NumberValue, columnUnit: Unit?, to bytes: inout [UInt8]
    ) -> Int {
        guard case .value(let value) = number.cell, value.isFinite else {
            let reason = number.cell.reason ?? .missing
            bytes += (reason == .missing ? "–" : reason.symbol).utf8
            return bytes.count
        }
        let unit = number.unit ?? columnUnit
        var decimals = min(20, max(0, number.decimals))
        // Tenths of a pound are pence.
        if case .money = unit, decimals == 1 { decimals = 2 }
        let start = bytes.count
        NumberText.append(value.magnitude, decimals: decimals, grouped: true, to: &bytes)
        var cut = bytes[start...].firstIndex(of: UInt8(ascii: ".")) ?? bytes.count
        var sign = ""
        if bytes[start...].contains(where: { (0x31...0x39).contains($0) }) {
            if value < 0 { sign = "−" } else if value > 0, number.signed { sign = "+" }
        }
        if case .money(let currency) = unit { sign += VisibleText.line(currency) }
        if !sign.isEmpty {
            bytes.insert(contentsOf: sign.utf8, at: start)
            cut += sign.utf8.count
        }
        if unit == .percent { bytes.append(UInt8(ascii: "%")) }
        return cut
    }

    var text: String { whole + rest }
}

extension ResultTable.NumberValue {
    /// With its unit in words, as in a sentence: `61.49 per 10,000`, `1 day`.
    var phrase: String {
        let text = NumberForPeople(self).text
        guard cell.value != nil, let words = unit?.words else { return text }
        return text == "1" && words.hasSuffix("s")
            ? "\(text) \(words.dropLast())" : "\(text) \(words)"
    }

    /// How far apart, without a sign; the unit only where leaving it out would mislead.
    var distance: String {
        guard case .value(let value) = cell, value.isFinite else {
            return NumberForPeople(self).text
        }
        let plain = ResultTable.NumberValue(.value(value.magnitude), decimals: decimals, unit: unit)
        return unit == .percentagePoints ? plain.phrase : NumberForPeople(plain).text
    }
}

extension Reason {
    /// Why there is no value: `: suppressed (c)`; nothing for a value that is simply missing.
    var explanation: String {
        switch self {
        case .missing: ""
        case .due: ": \(words)"
        default: ": \(words) (\(symbol))"
        }
    }
}

extension Period {
    /// The word that a sentence puts before a period: `in Sep 2023`, `on 31 Mar 2022`.
    var preposition: String {
        switch grain {
        case .day, .from: "on"
        case .span: "for"
        default: "in"
        }
    }
}

extension Status {
    var ink: Ink {
        switch self {
        case .green: .green
        case .amber: .amber
        case .red: .red
        }
    }

    /// A shape and a word, so that it is never colour alone.
    var shape: String {
        switch self {
        case .green: "● green"
        case .amber: "▲ amber"
        case .red: "■ red"
        }
    }
}

extension Direction {
    var ink: Ink? {
        switch self {
        case .improving: .green
        case .worsening: .red
        case .same: nil
        }
    }
}

extension ResultTable.Value {
    /// As a cell of a table for people, without alignment.
    func forPeople(columnUnit: Unit? = nil) -> String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .number(let number): NumberForPeople(number, columnUnit: columnUnit).text
        case .period(_, let title, _): title
        case .direction(let direction): direction.rawValue
        case .status(let status): status.shape
        }
    }
}
