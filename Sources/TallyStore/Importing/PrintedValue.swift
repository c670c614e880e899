import TallyModel

/// What a cell of a file says.
enum PrintedValue: Equatable {
    /// Nothing: no observation.
    case blank
    /// A number with its digits behind the point, trailing zeros included.
    case number(Double, decimals: Int)
    case reason(Reason)
    /// None of these.
    case unreadable

    /// The most digits behind the point that are kept as printed.
    static let mostDecimals = 15

    /// Reads the bytes of one cell, without white space around them: a number with thousands
    /// separators, `£` before it or `%` behind it, or a published symbol for a value that is not
    /// there. Not an exponent, not `nan`, not hexadecimal.
    init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
        var at = range.lowerBound
        var end = range.upperBound
        if at == end {
            self = .blank
            return
        }
        if end - at <= 3, bytes[at] >= UInt8(ascii: "a"), bytes[at] <= UInt8(ascii: "z"),
            let reason = Reason(symbol: String(decoding: bytes[at..<end], as: UTF8.self))
        {
            self = .reason(reason)
            return
        }
        let isNegative = Self.skipSign(bytes, &at, end)
        let currency = Self.skip([0xC2, 0xA3], bytes, &at, end)
        let negatedBehind = currency && !isNegative && Self.skipSign(bytes, &at, end)
        if end > at, bytes[end - 1] == UInt8(ascii: "%"), !currency {
            end -= 1
            while end > at, bytes[end - 1] == 0x20 { end -= 1 }
        }
        self = Self.digits(bytes, at, end, isNegative: isNegative || negatedBehind)
    }

    private static func skip(
        _ text: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: Int
    ) -> Bool {
        guard end - at >= text.count else { return false }
        for offset in text.indices where bytes[at + offset] != text[offset] { return false }
        at += text.count
        return true
    }

    /// A hyphen or a true minus sign.
    private static func skipSign(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: Int
    ) -> Bool {
        guard at < end else { return false }
        if bytes[at] == UInt8(ascii: "-") {
            at += 1
            return true
        }
        return bytes[at] == 0xE2 && skip([0xE2, 0x88, 0x92], bytes, &at, end)
    }

    private static func digits(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, isNegative: Bool
    ) -> PrintedValue {
        var mantissa: UInt64 = 0
        var count = 0
        var decimals = 0
        var afterPoint = false
        var sinceComma = -1
        var hasDigit = false
        for index in start..<end {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                hasDigit = true
                if count < 19 { mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0")) }
                if mantissa > 0 { count += 1 }
                if afterPoint { decimals += 1 } else if sinceComma >= 0 { sinceComma += 1 }
            case UInt8(ascii: "."):
                if afterPoint || !hasDigit || (sinceComma >= 0 && sinceComma != 3) {
                    return .unreadable
                }
                afterPoint = true
            case UInt8(ascii: ","):
                let group = index - start
                let isPlaced = sinceComma < 0 ? (1...3).contains(group) : sinceComma == 3
                if afterPoint || !isPlaced { return .unreadable }
                sinceComma = 0
            default:
                return .unreadable
            }
        }
        if !hasDigit || (sinceComma >= 0 && sinceComma != 3 && !afterPoint)
            || (afterPoint && decimals == 0)
        {
            return .unreadable
        }
        let printed = min(decimals, mostDecimals)
        // Up to 15 digits and a power of ten up to 22 are exact in Double, so is their quotient
        // rounded once.
        if count <= 15, decimals < powers.count {
            let value = Double(mantissa) / powers[decimals]
            return .number(isNegative && value != 0 ? -value : value, decimals: printed)
        }
        var text = isNegative ? "-" : ""
        for index in start..<end where bytes[index] != UInt8(ascii: ",") {
            text.unicodeScalars.append(Unicode.Scalar(bytes[index]))
        }
        guard let value = Double(text), value.isFinite else { return .unreadable }
        return .number(value, decimals: printed)
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
