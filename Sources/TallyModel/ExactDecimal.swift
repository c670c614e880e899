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
