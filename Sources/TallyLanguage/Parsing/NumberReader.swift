/// Reads numbers as they are typed: `473`, `10,000`, `2.5`, `.5`, `10k`, `1m`.
enum NumberReader {
    enum Reading: Equatable {
        /// Not meant as a number.
        case none
        /// Begins like a number and is none: `1,00`, `12,3456`.
        case bad
        case value(Double)
    }

    /// The greatest number of periods in `last 3 months` and `3 months ago`.
    static let greatestCount = 1200
    private static let mostDigits = 15

    /// - Parameter word: folded, as the lexer cuts it.
    static func read(_ word: String) -> Reading {
        let bytes = word.utf8
        guard let first = bytes.first, first == UInt8(ascii: ".") || first &- 0x30 < 10 else {
            return .none
        }
        var digits = 0
        var decimals: Int?
        var group: Int?
        var mantissa: Int64 = 0
        var factor = 1.0
        var isBad = false
        var isOver = false
        for byte in bytes {
            if isOver { return .none }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if let count = decimals { decimals = count + 1 }
                if let count = group, decimals == nil { group = count + 1 }
                if digits <= mostDigits { mantissa = mantissa * 10 + Int64(byte - 0x30) }
            case UInt8(ascii: "."):
                if decimals != nil { return .none }
                if let group, group != 3 { isBad = true }
                decimals = 0
            case UInt8(ascii: ","):
                if decimals != nil { isBad = true }
                if group ?? 3 != 3 || (group == nil && digits > 3) { isBad = true }
                group = 0
            case UInt8(ascii: "k"):
                factor = 1000
                isOver = true
            case UInt8(ascii: "m"):
                factor = 1_000_000
                isOver = true
            default: return .none
            }
        }
        if digits == 0 { return .none }
        if decimals == nil, let group, group != 3 { isBad = true }
        if isBad || digits > mostDigits || decimals == 0 { return .bad }
        var divisor = 1.0
        for _ in 0..<(decimals ?? 0) { divisor *= 10 }
        return .value(Double(mantissa) * factor / divisor)
    }

    /// A whole number of periods, from 1 to ``greatestCount``.
    static func count(_ word: String) -> Int? {
        guard word.utf8.count <= 4, let value = Int(word), (1...greatestCount).contains(value),
            word.utf8.allSatisfy({ $0 &- 0x30 < 10 })
        else { return nil }
        return value
    }
}
