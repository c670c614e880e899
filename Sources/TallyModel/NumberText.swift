/// Numbers as text, without a formatter: a formatter costs milliseconds at first use.
package enum NumberText {
    /// `value` with `decimals` digits behind the point, halves away from zero; thousands separated
    /// by commas where `grouped`. Never `-0`. From 10^21 on, and where it is not finite, as Swift
    /// describes it.
    package static func fixed(_ value: Double, decimals: Int, grouped: Bool = false) -> String {
        guard value.magnitude < 1e21 else { return value.description }
        let decimals = max(0, decimals)
        var digits: String
        var isNegative = value < 0
        if let scaled = scaled(value.magnitude, decimals: decimals) {
            return Digits(scaled, decimals, grouped, isNegative: isNegative && scaled > 0).text
        } else if value.magnitude < exactLimit, let whole = Int(exactly: value) {
            digits = String(whole.magnitude) + zeros(decimals)
        } else {
            let rounded = ExactDecimal(value).rounded(to: decimals)
            digits = String(rounded.mantissa.magnitude) + zeros(rounded.exponent + decimals)
            isNegative = rounded.mantissa < 0
        }
        digits = zeros(decimals + 1 - digits.utf8.count) + digits
        let split = digits.utf8.index(digits.endIndex, offsetBy: -decimals)
        var result = isNegative ? "-" : ""
        if grouped {
            appendGrouped(digits[..<split], to: &result)
        } else {
            result += digits[..<split]
        }
        if decimals > 0 {
            result += "."
            result += digits[split...]
        }
        return result
    }

    /// Appends ``fixed(_:decimals:grouped:)`` of a value that is not negative.
    package static func append(
        _ magnitude: Double, decimals: Int, grouped: Bool = false, to bytes: inout [UInt8]
    ) {
        if decimals >= 0, let scaled = scaled(magnitude, decimals: decimals) {
            let digits = Digits(scaled, decimals, grouped, isNegative: false)
            for index in digits.start..<digits.bytes.count { bytes.append(digits.bytes[index]) }
        } else {
            bytes += fixed(magnitude, decimals: decimals, grouped: grouped).utf8
        }
    }

    /// A whole number with a point before its last `decimals` digits, of which there are at most
    /// nine, as bytes that stand at the end of their room.
    private struct Digits {
        // Nineteen digits, a sign, a point and three commas at most, written from the end.
        private(set) var bytes = InlineArray<32, UInt8>(repeating: 0)
        private(set) var start = 32

        init(_ scaled: UInt64, _ decimals: Int, _ grouped: Bool, isNegative: Bool) {
            var rest = scaled
            var count = 0
            repeat {
                let whole = count - decimals
                if decimals > 0, whole == 0 { put(UInt8(ascii: ".")) }
                if grouped, whole > 0, whole.isMultiple(of: 3) { put(UInt8(ascii: ",")) }
                put(UInt8(ascii: "0") + UInt8(rest % 10))
                rest /= 10
                count += 1
            } while rest > 0 || count <= decimals
            if isNegative { put(UInt8(ascii: "-")) }
        }

        private mutating func put(_ byte: UInt8) {
            start -= 1
            bytes[start] = byte
        }

        var text: String { NumberText.text(bytes.span.extracting(start...)) }
    }

    /// A short text that is made of its bytes.
    package static func text<let count: Int>(ofASCII bytes: InlineArray<count, UInt8>) -> String {
        text(bytes.span)
    }

    private static func text(_ bytes: Swift.Span<UInt8>) -> String {
        guard let text = try? UTF8Span(validating: bytes) else { return "" }
        return String(copying: text)
    }

    /// How many of something there are, in words: `1 row`, `1,200 rows`. `plural` where it is not the
    /// word with an s.
    package static func counted(_ count: Int, _ word: String, plural: String? = nil) -> String {
        let number = fixed(Double(count), decimals: 0, grouped: true)
        return "\(number) \(count == 1 ? word : plural ?? word + "s")"
    }

    /// A number as text with the minus sign that people read in tables.
    package static func withMinus(_ text: String) -> String {
        text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    /// The shortest text that reads back as `value`: `473`, `61.4919`, never an exponent below
    /// 10^21. Where it is not finite, as Swift describes it.
    package static func full(_ value: Double) -> String {
        if value.magnitude < exactLimit, let whole = Int(exactly: value) { return String(whole) }
        let text = value.description
        if !value.isFinite || !text.utf8.contains(UInt8(ascii: "e")) {
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        return fixed(value, decimals: ExactDecimal(value).decimals)
    }

    /// `magnitude` times 10^`decimals`, rounded to a whole number as ``ExactDecimal`` would, without
    /// its wide arithmetic; `nil` where it is too large or too small for this short way.
    private static func scaled(_ magnitude: Double, decimals: Int) -> UInt64? {
        guard magnitude < 1e9, decimals <= 9 else { return nil }
        let power = powers[decimals]
        let product = magnitude * power
        let below = product.rounded(.down)
        if below == product, below / power == magnitude, product < 1e15 { return UInt64(below) }
        // Where it is clearly not half-way the product, which is rounded itself, decides it.
        if product < 1e12 {
            let rest = product - below
            if rest < 0.499 { return UInt64(below) }
            if rest > 0.501 { return UInt64(below) + 1 }
        }
        return magnitude >= 1e-4 ? reading(magnitude, decimals: decimals) : nil
    }

    private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

    /// The same by way of the text that Swift gives of it.
    private static func reading(_ magnitude: Double, decimals: Int) -> UInt64 {
        var result: UInt64 = 0
        // Digits that are still wanted behind the point; `nil` before it.
        var wanted: Int?
        for byte in magnitude.description.utf8 {
            if byte == UInt8(ascii: ".") {
                wanted = decimals
            } else if wanted == 0 {
                return byte >= UInt8(ascii: "5") ? result + 1 : result
            } else {
                result = result * 10 + UInt64(byte &- UInt8(ascii: "0"))
                wanted? -= 1
            }
        }
        for _ in 0..<(wanted ?? decimals) { result *= 10 }
        return result
    }

    /// 2^53: below it every whole number is a Double of its own.
    private static let exactLimit: Double = 0x1p53

    private static func zeros(_ count: Int) -> String {
        count > 0 ? String(repeating: "0", count: count) : ""
    }

    private static func appendGrouped(_ digits: Substring, to result: inout String) {
        if digits.utf8.count <= 3 {
            result += digits
            return
        }
        var left = digits.utf8.count
        for digit in digits.unicodeScalars {
            result.unicodeScalars.append(digit)
            left -= 1
            if left > 0, left.isMultiple(of: 3) { result += "," }
        }
    }
}
