/// Judging figures against each other without the noise of binary fractions.
extension ExactDecimal {
    /// Negative, zero or positive as this is less than, equal to or greater than the other.
    package func compared(with other: ExactDecimal) -> Int {
        let (a, b, _) = aligned(with: other)
        return a < b ? -1 : a == b ? 0 : 1
    }

    /// Whether this differs from a reference by no more than so many per cent of the reference.
    package func isWithin(percent: ExactDecimal, of reference: ExactDecimal) -> Bool {
        let (a, b, _) = aligned(with: reference)
        let (left, leftOverflow) = (a > b ? a - b : b - a).multipliedReportingOverflow(by: 100)
        let (right, rightOverflow) = (b < 0 ? -b : b)
            .multipliedReportingOverflow(by: percent.mantissa)
        if leftOverflow || rightOverflow {
            return (doubleValue - reference.doubleValue).magnitude * 100
                <= reference.doubleValue.magnitude * percent.doubleValue
        }
        return ExactDecimal(mantissa: left, exponent: 0)
            .compared(with: ExactDecimal(mantissa: right, exponent: percent.exponent)) <= 0
    }

    /// The difference of two figures as a reader would take it: 90.51 less 95 is -4.49 to the last
    /// digit. Figures with long fractions are taken away as they are.
    package static func difference(_ a: Double, _ b: Double) -> Double {
        if a.rounded() == a, b.rounded() == b { return a - b }
        if a.magnitude < 1e6, b.magnitude < 1e6 {
            guard let x = billionths(a), let y = billionths(b) else { return a - b }
            return Double(x - y) / 1e9
        }
        let (x, y) = (ExactDecimal(a), ExactDecimal(b))
        guard x.decimals <= 9, y.decimals <= 9, x.mantissa.magnitude < 1_000_000_000_000_000,
            y.mantissa.magnitude < 1_000_000_000_000_000
        else { return a - b }
        let (left, right, exponent) = x.aligned(with: y)
        return ExactDecimal(mantissa: left - right, exponent: exponent).doubleValue
    }

    /// A figure as a percentage of another as a reader would take it: -0.97 of 5 is -19.4 to the
    /// last digit. Not finite where the other is 0, or where the figure is not.
    package static func percentage(_ part: Double, of whole: Double) -> Double {
        guard part.isFinite, whole.isFinite else { return part / whole * 100 }
        let (x, y) = (ExactDecimal(part), ExactDecimal(whole))
        guard x.decimals <= 9, y.decimals <= 9, x.mantissa.magnitude < 1_000_000_000_000_000,
            y.mantissa.magnitude < 1_000_000_000_000_000
        else { return part / whole * 100 }
        let (left, right, _) = x.aligned(with: y)
        return Double(left * 100) / Double(right)
    }

    /// Both mantissas at one exponent. Where that would not fit, the greater is taken as the
    /// greatest there is: digits so far apart cannot decide otherwise.
    private func aligned(with other: ExactDecimal) -> (Int128, Int128, exponent: Int) {
        let common = min(exponent, other.exponent)
        func scaled(_ number: ExactDecimal) -> Int128 {
            var result = number.mantissa
            for _ in 0..<(number.exponent - common) {
                let (next, overflow) = result.multipliedReportingOverflow(by: 10)
                // Half the range, so that two of them can still be taken from each other.
                if overflow { return number.mantissa < 0 ? .min / 2 : .max / 2 }
                result = next
            }
            return result
        }
        return (scaled(self), scaled(other), common)
    }
}
