import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// One figure at a time, by the rules of the language as they are written: slow, plain, and without
/// a line in common with the evaluator that answers sentences.
package struct PlainEvaluator {
    package let reader: MeaningReader
    package let shelf: Shelf
    package let calendar: Calendar

    package init(_ reader: MeaningReader, _ shelf: Shelf, _ calendar: Calendar) {
        self.reader = reader
        self.shelf = shelf
        self.calendar = calendar
    }

    var catalogue: Catalogue { reader.catalogue }

    /// For when, and over which window a function reads.
    package struct Moment: Hashable {
        package var period: Period
        /// The sentence's window; each period is its own where there is none.
        package var window: Period?

        package init(_ period: Period, window: Period? = nil) {
            self.period = period
            self.window = window
        }
    }

    /// A figure and what was left out of it.
    package struct Found {
        package var cell: Cell
        /// `8 of 12`, of every sum and function in it.
        package var counted: [String] = []
        /// Whether it is of what there is so far of a longer period.
        package var isUnfinished = false
        /// Which of the finer periods it is the sum of, where it is one.
        var summed: Summed?

        struct Summed: Equatable {
            var grain: Grain
            var parts: [Int]
        }

        package init(_ cell: Cell, counted: [String] = [], isUnfinished: Bool = false) {
            self.cell = cell
            self.counted = counted
            self.isUnfinished = isUnfinished
        }
    }

    static let missing = Found(.none(.missing))

    package func figure(_ meaning: Meaning, _ at: Moment, in area: String) throws -> Found {
        switch meaning {
        case .number(let value): return Found(.value(value))
        case .leaf(let leaf): return try figure(leaf, at.period, in: area)
        case .population(let id):
            return Found(try population(id, on: at.period.last, in: area))
        case .negative(let inner):
            return with(try figure(inner, at, in: area)) { -$0 }
        case .group(let inner, _, let beside):
            var found = try figure(inner, at, in: area)
            for other in beside
            where try figure(other, at.period, in: area).cell == .none(.suppressed) {
                found.cell = .none(.suppressed)
            }
            return found
        case .arithmetic(.otherwise, let left, let right):
            let found = try figure(left, at, in: area)
            switch found.cell {
            case .value, .none(.suppressed): return found
            case .none: return try figure(right, at, in: area)
            }
        case .arithmetic(let sign, let left, let right):
            let (a, b) = try ofTheSame(left, right, at, in: area)
            var found = joined(a, b) {
                switch sign {
                case .add: $0 + $1
                case .subtract: $0 - $1
                case .multiply: $0 * $1
                case .divide, .otherwise: $0 / $1
                }
            }
            guard sign == .add || sign == .subtract else { return found }
            if b.summed != nil { found.summed = a.summed }
            return try guarded(found, meaning, at, in: area)
        case .rate(let count, let scale, let id):
            return joined(
                try figure(count, at, in: area),
                Found(try population(id, on: at.period.last, in: area))
            ) { $0 / $1 * scale }
        case .share(let part, let whole):
            let (a, b) = try ofTheSame(part, whole, at, in: area)
            return joined(a, b) { $0 / $1 * 100 }
        case .shifted(let inner, let shift):
            var found = try figure(inner, moved(at, shift), in: area)
            if shift == .previous { found.summed = nil }
            return found
        case .within(let inner, let areas, let window):
            let own = try only(areas) ?? area
            guard let window else { return try figure(inner, at, in: own) }
            return try figure(inner, Moment(try single(window, of: inner, in: own)), in: own)
        case .call(let name, let inner, let numbers):
            return try call(name, inner, numbers, at, in: area)
        case .running(let inner, let kind):
            return try running(inner, kind, at, in: area)
        case .compares(let left, let sign, let right):
            let found = joined(try figure(left, at, in: area), try figure(right, at, in: area)) {
                let difference = ExactDecimal.difference($0, $1)
                let holds =
                    switch sign {
                    case .equals: difference == 0
                    case .differs: difference != 0
                    case .less: difference < 0
                    case .lessOrEqual: difference <= 0
                    case .greater: difference > 0
                    case .greaterOrEqual: difference >= 0
                    }
                return holds ? 1 : 0
            }
            // Beside a number nothing is told but what is shown.
            return left.isNumbers || right.isNumbers
                ? found : try guarded(found, meaning, at, in: area)
        case .logical(let word, let left, let right):
            let (a, b) = (try figure(left, at, in: area), try figure(right, at, in: area))
            let decisive = Cell.value(word == .or ? 1 : 0)
            if a.cell == decisive || b.cell == decisive { return Found(decisive) }
            return joined(a, b) { _, _ in word == .or ? 0 : 1 }
        case .not(let inner):
            return with(try figure(inner, at, in: area)) { 1 - $0 }
        case .judged(let inner, let word, let id):
            let value = try figure(inner, at, in: area)
            let reference = try reference(id, of: inner, at, in: area)
            return joined(value, Found(reference ?? .none(.missing))) {
                let better = good(inner) == .low ? $1 - $0 : $0 - $1
                return (better >= 0) == (word == .meets) ? 1 : 0
            }
        case .moves(let inner, let word):
            let now = try figure(inner, at, in: area)
            let before = try figure(.shifted(inner, .previous), at, in: area)
            return joined(now, before) {
                let better = good(inner) == .low ? $1 - $0 : $0 - $1
                return (word == .improves ? better > 0 : better < 0) ? 1 : 0
            }
        }
    }

    /// The reference of what is an indicator, where and when it is that: brackets have their own
    /// area and period.
    package func reference(_ id: String, of meaning: Meaning, _ at: Moment, in area: String) throws
        -> Cell?
    {
        if case .within(let inner, let areas, let window) = meaning {
            let own = try only(areas) ?? area
            guard let window else { return try reference(id, of: inner, at, in: own) }
            return try reference(
                id, of: inner, Moment(try single(window, of: inner, in: own)), in: own)
        }
        guard let indicator = identity(of: meaning) else { return nil }
        return try reference(id, of: indicator, in: at.period, area: area)
    }

    // MARK: - Cells

    /// The stronger reason where either has none; what is divided by zero is not applicable.
    func joined(_ a: Found, _ b: Found, _ operation: (Double, Double) -> Double) -> Found {
        let counted = a.counted + b.counted
        let isUnfinished = a.isUnfinished || b.isUnfinished
        if let x = a.cell.reason, let y = b.cell.reason {
            let order: [Reason] = [
                .suppressed, .low, .unreliable, .notAvailable, .notApplicable, .due, .missing,
            ]
            return Found(
                .none(order.first { $0 == x || $0 == y } ?? .missing), counted: counted,
                isUnfinished: isUnfinished)
        }
        if let reason = a.cell.reason ?? b.cell.reason {
            return Found(.none(reason), counted: counted, isUnfinished: isUnfinished)
        }
        guard let x = a.cell.value, let y = b.cell.value else { return Self.missing }
        let result = operation(x, y)
        return Found(
            result.isFinite ? .value(result) : .none(.notApplicable), counted: counted,
            isUnfinished: isUnfinished)
    }

    private func with(_ found: Found, _ operation: (Double) -> Double) -> Found {
        guard let value = found.cell.value else { return found }
        var result = found
        result.cell = .value(operation(value))
        return result
    }

    /// Two sums, each of the finer periods of which both have a figure.
    func ofTheSame(
        _ left: Meaning, _ right: Meaning, _ at: Moment, in area: String
    ) throws -> (Found, Found) {
        var (a, b) = (try figure(left, at, in: area), try figure(right, at, in: area))
        guard let x = a.summed, let y = b.summed, x != y else { return (a, b) }
        let grain = (x.grain.months ?? 0) < (y.grain.months ?? 0) ? y.grain : x.grain
        let parts = calendar.periods(grain, within: at.period)
        var sums = (0.0, 0.0)
        var both: [Int] = []
        for (index, part) in parts.enumerated() {
            guard let one = try figure(left, Moment(part), in: area).cell.value,
                let other = try figure(right, Moment(part), in: area).cell.value
            else { continue }
            sums = (sums.0 + one, sums.1 + other)
            both.append(index)
        }
        a.cell = both.isEmpty ? .none(.missing) : .value(sums.0)
        b.cell = both.isEmpty ? .none(.missing) : .value(sums.1)
        a.summed = Found.Summed(grain: grain, parts: both)
        b.summed = a.summed
        a.counted = ["\(both.count) of \(parts.count)"]
        b.counted = []
        return (a, b)
    }

    /// Of several figures that are added or picked from: one suppressed one suppresses the result,
    /// other reasons are skipped and counted; without any value the strongest reason stands.
    func reduced(
        _ found: [Found], of count: Int, _ operation: ([Double]) -> Double
    ) -> Found {
        let cells = found.map(\.cell)
        if cells.contains(.none(.suppressed)) { return Found(.none(.suppressed)) }
        let values = cells.compactMap(\.value)
        if values.isEmpty {
            let strongest = cells.compactMap(\.reason).min { $0.rawValue < $1.rawValue }
            return Found(.none(strongest ?? .missing))
        }
        return Found(
            .value(operation(values)),
            counted: values.count < count ? ["\(values.count) of \(count)"] : [])
    }

    /// The one area that brackets may name.
    func only(_ areas: [String]?) throws -> String? {
        guard let areas else { return nil }
        guard areas.count == 1 else { throw Refused(why: "several areas in brackets") }
        return areas[0]
    }

    /// The one period that brackets name.
    private func single(_ window: Window, of inner: Meaning, in area: String) throws -> Period {
        let moments = try moments(window, nil, of: inner, in: area)
        guard moments.count == 1 else { throw Refused(why: "a series in brackets") }
        return moments[0].period
    }

    // MARK: - What it is

    /// The first indicator that is computed just so, or that it names alone.
    package func identity(of meaning: Meaning) -> String? {
        if case .leaf(let leaf) = meaning {
            return leaf.members == reader.alone(leaf.indicator).members ? leaf.indicator : nil
        }
        if let inner = standingStill(meaning) { return identity(of: inner) }
        let bare = meaning.bare
        return catalogue.indicatorOrder.first { formula(of: $0)?.bare == bare }
    }

    /// What an indicator's formula means, in its own plugin's words.
    func formula(of id: String) -> Meaning? {
        guard let expression = catalogue.formulas[id] else { return nil }
        var reader = MeaningReader(catalogue)
        reader.plugin = catalogue.indicators[id]?.plugin
        return try? reader.meaning(of: expression)
    }

    /// What is good of a figure: rates, shares and subgroups keep it, other arithmetic has none.
    package func good(_ meaning: Meaning) -> Polarity {
        if let id = identity(of: meaning), let indicator = catalogue.indicators[id] {
            return indicator.declaration.good
        }
        if let inner = standingStill(meaning) { return good(inner) }
        switch meaning {
        case .leaf(let leaf):
            return catalogue.indicators[leaf.indicator]?.declaration.good ?? .neither
        // A subgroup that is an indicator of its own says itself what is good of it.
        case .group(.leaf(let part), let whole?, _) where part.indicator != whole.indicator:
            return good(.leaf(part))
        case .group(let inner, let whole, _):
            return whole.map { good(.leaf($0)) } ?? good(inner)
        // Of what a whole consists is neither good nor bad.
        case .share(let part, let whole):
            return Self.oneLeaf(whole).map { Self.consists(of: part, $0) } ?? false
                ? .neither : good(part)
        case .rate(let inner, _, _), .shifted(let inner, _), .within(let inner, _, _):
            return good(inner)
        case .arithmetic(.otherwise, let a, let b):
            return good(a) == good(b) ? good(a) : .neither
        case .call(let name, let inner, _):
            return ["abs", "count", "run"].contains(name) ? .neither : good(inner)
        case .running(let inner, let kind):
            // What is counted since the year began grows, which is neither good nor bad.
            if kind == .yearToDate, !isShare(inner) { return .neither }
            return good(inner)
        default: return .neither
        }
    }

    /// The leaf that something is, of the whole or of a member.
    private static func oneLeaf(_ meaning: Meaning) -> Leaf? {
        switch meaning {
        case .leaf(let leaf), .group(.leaf(let leaf), _, _): leaf
        default: nil
        }
    }

    /// Whether a whole consists of a part and others: of its members, or of the rest of it.
    private static func consists(of part: Meaning, _ whole: Leaf) -> Bool {
        switch part {
        case .leaf(let leaf): leaf.indicator == whole.indicator && leaf.members != whole.members
        case .group(let inner, _, _): consists(of: inner, whole)
        case .arithmetic(.add, let a, let b): consists(of: a, whole) && consists(of: b, whole)
        case .arithmetic(.subtract, let a, _): a == .leaf(whole) || consists(of: a, whole)
        default: false
        }
    }

    /// A stock's year to date is the stock.
    func standingStill(_ meaning: Meaning) -> Meaning? {
        guard case .running(let inner, .yearToDate) = meaning else { return nil }
        switch inner {
        case .rate, .share, .within, .shifted, .arithmetic(.multiply, _, _),
            .arithmetic(.divide, _, _):
            return nil
        default:
            let kind = kindOverTime(inner)
            return kind == .stock || kind == .ratioOfStocks ? inner : nil
        }
    }

    private func isShare(_ meaning: Meaning) -> Bool {
        switch meaning {
        case .share: return true
        case .leaf(let leaf):
            return catalogue.indicators[leaf.indicator]?.declaration.unit == .percent
        case .within(let inner, _, _), .shifted(let inner, _), .group(let inner, _, _):
            return isShare(inner)
        default: return false
        }
    }
}
