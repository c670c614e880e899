import TallyEngine
import TallyModel

/// A stretch of numbers between two round ones, with ticks at round steps.
struct ChartScale {
    /// A round number, kept as digits and a power of ten, so that it is exact however large it is.
    struct Tick {
        let multiple: Int
        let exponent: Int
    }

    /// Ascending, evenly spaced, two at least; the first and the last are the ends of the scale.
    let ticks: [Tick]
    private let low: Double
    private let high: Double
    /// Keeps the spread of the largest numbers finite.
    private let shrink: Double

    /// Covers all values (finite ones; none at all gives 0 to 1), and zero where asked to, in at
    /// most `intervals` steps, and where zero need not be there in three at least. Steps are no finer than `decimals` digits behind the point.
    init(_ values: [Double], zero: Bool, decimals: Int, intervals: Int = 5) {
        var low = values.min() ?? 0
        var high = values.max() ?? 1
        if zero {
            low = min(low, 0)
            high = max(high, 0)
        }
        let isHuge = max(low.magnitude, high.magnitude) > 1e290
        shrink = isHuge ? 1e-20 : 1
        low *= shrink
        high *= shrink
        let finest = isHuge ? 0 : -min(20, max(0, decimals))
        // So little apart that no step would be finer than the digits of a Double, or be shown.
        let least = max(Self.power(finest) / 2, max(low.magnitude, high.magnitude) * 1e-12)
        if high - low < least {
            let room = max(Self.power(finest), low.magnitude / 50)
            if !zero || low < 0 { low -= room }
            if !zero || high > 0 || low >= 0 { high += room }
        }
        let step = Self.step(low, high, finest: finest, intervals: max(2, intervals))
        let size = Double(step.multiple) * Self.power(step.exponent)
        // A whole number below 2^63: a step is never much finer than the digits of a Double.
        var first = Int(exactly: (low / size).rounded(.down)) ?? 0
        var last = max(first + 1, Int(exactly: (high / size).rounded(.up)) ?? 1)
        // A difference of one, drawn from floor to ceiling, would look like more than it is.
        while !zero, last - first < min(3, intervals) {
            if first > 0 { first -= 1 } else { last += 1 }
        }
        ticks = (first...min(last, first + 12)).map {
            Tick(
                multiple: $0.multipliedReportingOverflow(by: step.multiple).partialValue,
                exponent: step.exponent + (isHuge ? 20 : 0))
        }
        self.low = Double(first) * size
        self.high = Double(last) * size
    }

    /// How far up the scale a value stands: 0 at the first tick, 1 at the last; never beyond.
    func fraction(of value: Double) -> Double {
        let fraction = (value * shrink - low) / (high - low)
        return fraction.isFinite ? min(1, max(0, fraction)) : 0
    }

    /// What stands at the ticks, all with the same digits behind the point: `1,200`, `−0.5`, `40%`,
    /// `£25`; long numbers as `1.5e12`.
    func texts(unit: Unit?) -> [String] {
        let decimals = max(0, -(ticks.first?.exponent ?? 0))
        let needed = (0...decimals).first { digits in
            ticks.allSatisfy { $0.multiple.isMultiple(of: Self.whole(decimals - digits)) }
        }
        let texts = ticks.map { tick in
            NumberForPeople(
                ResultTable.NumberValue(
                    .value(tick.value), decimals: needed ?? decimals, unit: unit)
            ).text
        }
        if texts.allSatisfy({ DisplayWidth.of($0) <= 10 }) { return texts }
        return ticks.map(\.scientific)
    }

    /// The smallest of 1, 2, 2.5 and 5 times a power of ten that covers the stretch in so many steps.
    private static func step(_ low: Double, _ high: Double, finest: Int, intervals: Int) -> Tick {
        var exponent = finest
        let rough = (high - low) / Double(intervals)
        while exponent < 300, power(exponent + 1) <= rough { exponent += 1 }
        while exponent < 304 {
            let round = [
                Tick(multiple: 1, exponent: exponent), Tick(multiple: 2, exponent: exponent),
                Tick(multiple: 25, exponent: exponent - 1), Tick(multiple: 5, exponent: exponent),
            ]
            for tick in round where tick.exponent >= finest {
                let size = Double(tick.multiple) * power(tick.exponent)
                let steps = (high / size).rounded(.up) - (low / size).rounded(.down)
                if steps <= Double(intervals) { return tick }
            }
            exponent += 1
        }
        return Tick(multiple: 1, exponent: 305)
    }

    /// Ten to the power of an exponent.
    private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 1 }

    private static func whole(_ exponent: Int) -> Int {
        (0..<min(18, exponent)).reduce(1) { power, _ in power * 10 }
    }
}

extension ChartScale.Tick {
    /// The largest finite number where it is larger than that.
    var value: Double {
        let value = Double("\(multiple)e\(exponent)") ?? 0
        let most = Double.greatestFiniteMagnitude
        return min(most, max(-most, value))
    }

    /// `2.5e12`
    var scientific: String {
        if multiple == 0 { return "0" }
        var digits = String(multiple.magnitude)
        let power = exponent + digits.utf8.count - 1
        while digits.utf8.count > 1, digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        let rest = digits.dropFirst()
        return (multiple < 0 ? "−" : "") + String(digits.prefix(1))
            + (rest.isEmpty ? "" : "." + rest) + "e\(power)"
    }
}
