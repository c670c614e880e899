/// A decimal number held exactly: `mantissa × 10^exponent`.
///
/// Thresholds are judged and figures rounded in exact decimals, so that 11 against 10 is exactly
/// 10% over and 0.285 rounds as it reads. A Double becomes the shortest decimal that reads back as
/// the same Double.
package struct ExactDecimal: Hashable, Sendable {
    package let mantissa: Int128
    package let exponent: Int

    package init(mantissa: Int128, exponent: Int) {
        var mantissa = mantissa
        var exponent = exponent
        while mantissa != 0, mantissa % 10 == 0 {
            mantissa /= 10
            exponent += 1
        }
        self.mantissa = mantissa
        self.exponent = mantissa == 0 ? 0 : exponent
    }

    /// The shortest decimal that reads back as `value`, which must be finite.
    package init(_ value: Double) {
        precondition(value.isFinite, "a figure is finite")
        if let billionths = Self.billionths(value) {
            self.init(billionths: billionths)
        } else {
            self.init(reading: value)
        }
    }

    /// `value` in units of 10^-9, where it is less than a million and the shortest decimal that
    /// reads back as it has no more than nine digits behind the point: so has nearly every figure.
    /// No decimal of up to fifteen digits shares its Double with another.
    static func billionths(_ value: Double) -> Int? {
        guard value.magnitude < 1e6 else { return nil }
        let scaled = (value * 1e9).rounded()
        return scaled / 1e9 == value ? Int(scaled) : nil
    }

    private init(billionths: Int) {
        guard billionths != 0 else {
            mantissa = 0
            exponent = 0
            return
        }
        var rest = billionths
        var exponent = -9
        if rest.isMultiple(of: 1_000_000_000) {
            rest /= 1_000_000_000
            exponent = 0
        }
        while rest.isMultiple(of: 10) {
            rest /= 10
            exponent += 1
        }
        mantissa = Int128(rest)
        self.exponent = exponent
    }

    /// By way of the text that Swift gives of it.
    private init(reading value: Double) {
        var mantissa: Int128 = 0
        var exponent = 0
        var negative = false
        var afterPoint = false
        var text = value.description.utf8[...]
        while let byte = text.popFirst() {
            switch byte {
            case UInt8(ascii: "-"): negative = true
            case UInt8(ascii: "."): afterPoint = true
            case UInt8(ascii: "e"):
                exponent += Int(String(Substring(text))) ?? 0
                text = text[text.endIndex...]
            default:
                mantissa = mantissa * 10 + Int128(byte - UInt8(ascii: "0"))
                if afterPoint { exponent -= 1 }
            }
        }
        self.init(mantissa: negative ? -mantissa : mantissa, exponent: exponent)
    }

    /// Digits behind the point; never negative.
    package var decimals: Int { max(0, -exponent) }

    /// Rounded to `decimals` digits behind the point, halves away from zero.
    package func rounded(to decimals: Int) -> ExactDecimal {
        let surplus = -exponent - decimals
        guard surplus > 0 else { return self }
        // No mantissa has more than 39 digits: what is left is less than a half.
        guard surplus <= 38 else { return ExactDecimal(mantissa: 0, exponent: 0) }
        let unit = Self.power(surplus)
        let (whole, rest) = mantissa.quotientAndRemainder(dividingBy: unit)
        let isHalf = rest.magnitude >= unit.magnitude - rest.magnitude
        let step: Int128 = isHalf ? (mantissa < 0 ? -1 : 1) : 0
        return ExactDecimal(mantissa: whole + step, exponent: -decimals)
    }

    package var doubleValue: Double {
        Double("\(mantissa)e\(exponent)") ?? .nan
    }

    /// 10 to the power `n`, for n from 0 to 38.
    static func power(_ n: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<n { result *= 10 }
        return result
    }
}
