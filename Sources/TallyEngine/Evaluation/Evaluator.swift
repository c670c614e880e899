import TallyLanguage
import TallyModel

/// Evaluates checked expressions over periods, in one area, from data already fetched.
package struct Evaluator: Sendable {
    /// What the evaluators of a sentence have in common, which are copied for every leaf.
    private let common: Common
    package private(set) var area: String
    package private(set) var calendar: Calendar
    /// The text from which the expressions were read, for the places of what is refused; `nil`
    /// within the formulas of plugins.
    var sentence: SourceText?

    private final class Common: Sendable {
        let catalogue: Catalogue
        let data: SentenceData

        init(_ catalogue: Catalogue, _ data: SentenceData) {
            self.catalogue = catalogue
            self.data = data
        }
    }

    package var catalogue: Catalogue { common.catalogue }
    package var data: SentenceData { common.data }

    package init(
        catalogue: Catalogue, data: SentenceData, area: String, calendar: Calendar,
        sentence: SourceText? = nil
    ) {
        common = Common(catalogue, data)
        self.area = area
        self.calendar = calendar
        self.sentence = sentence
    }

    /// The same in another area; as it is where none is named.
    func within(_ area: String?) -> Evaluator {
        guard let area else { return self }
        var other = self
        other.area = area
        return other
    }

    /// The same by another calendar: years begin as the indicator's plugin says.
    func keeping(_ calendar: Calendar) -> Evaluator {
        var other = self
        other.calendar = calendar
        return other
    }

    /// The same for a formula, which stands in another text.
    var withoutSentence: Evaluator {
        var other = self
        other.sentence = nil
        return other
    }

    /// A refusal placed at words of the sentence, where it has no place yet.
    private func located(_ refusal: Diagnostic, _ span: Span) -> Diagnostic {
        guard refusal.place == nil, let sentence, span.lower < span.upper else { return refusal }
        let spaces = sentence[span].utf8.prefix { $0 == UInt8(ascii: " ") }.count
        var refusal = refusal
        refusal.place = Diagnostic.Place(sentence, Span(span.lower + spaces, span.upper))
        return refusal
    }

    /// One cell for each period of the axis.
    ///
    /// Throws what can only be seen beside the data: a ratio that cannot be recomputed, a window
    /// of a bracketed phrase that is no single period.
    package func column(_ expression: CheckedExpression, on axis: Axis) throws(Diagnostic) -> Column
    {
        let decimals = expression.traits.decimals
        switch expression.kind {
        case .number(let value):
            return Column(repeating: .value(value), decimals: decimals, count: axis.count)
        case .figure(let figure):
            do throws(Diagnostic) {
                return try column(figure, on: axis)
            } catch {
                throw located(error, expression.span)
            }
        case .population(let id):
            return population(id, on: axis)
        case .negated(let inner):
            return mapped(try column(inner, on: axis)) { -$0 }
        case .remainder(let inner, let remainder):
            var result = try column(inner, on: axis)
            for (row, found) in try givenAway(remainder, on: axis).enumerated() where found != nil {
                result.cells[row] = .none(.suppressed)
            }
            return result
        case .binary(.otherwise, let left, let right):
            return try firstOf(try column(left, on: axis), right, on: axis)
        case .binary(let sign, let left, let right):
            let sides = try alike(left, right, on: axis)
            var result = combined(
                sides.left, sides.right, decimals: decimals, Self.operation(sign))
            if sign == .add || sign == .subtract {
                result.summed = sides.left.summed.filter { sides.right.summed[$0.key] != nil }
            }
            if sign == .subtract {
                result.notes += try breaks(between: left, and: right, on: axis)
            }
            return result
        case .rate, .share:
            return try ratio(expression, on: axis)?.value
                ?? Column(repeating: .none(.missing), decimals: decimals, count: axis.count)
        case .shifted(let inner, let shift):
            var result = try column(
                inner, on: try shifted(axis, shift, of: inner, in: expression))
            // What is before a quarter is another thing than what is before each of its months.
            if shift == .previous { result.summed = [:] }
            return result
        case .scoped(let inner, let areas, let window):
            do throws(Diagnostic) {
                return try scoped(inner, areas, window, on: axis)
            } catch {
                throw located(error, expression.span)
            }
        case .computed(let formula, _):
            // The window is the sentence's, and each figure of the formula is for its own period.
            var result = try withoutSentence.column(formula, on: Axis(axis.periods))
            result.decimals = Array(repeating: decimals, count: axis.count)
            return result
        case .call(let function, let arguments):
            return try call(function, arguments, decimals: decimals, on: axis)
        case .compared(let left, let sign, let right):
            return try compared(left, sign, right, on: axis)
        case .logical(let word, let left, let right):
            return try logical(word, left, right, on: axis)
        case .not(let inner): return try negated(condition: inner, on: axis)
        case .judged(let inner, let word, let reference):
            return try judged(inner, word, reference, on: axis)
        case .moved(let inner, let word): return try moved(inner, word, on: axis)
        case .running(let inner, let window):
            do throws(Diagnostic) {
                return try running(inner, window, decimals: decimals, on: axis)
            } catch {
                throw located(error, expression.span)
            }
        }
    }

    private static func operation(_ sign: BinaryOperator) -> (Double, Double) -> Double {
        switch sign {
        case .add: { $0 + $1 }
        case .subtract: ExactDecimal.difference
        case .multiply: { $0 * $1 }
        case .divide, .otherwise: { $0 / $1 }
        }
    }

    func mapped(_ column: Column, _ operation: (Double) -> Double) -> Column {
        var column = column
        for row in column.cells.indices {
            guard let value = column.cells[row].value else { continue }
            column.cells[row] = Cell(computed: operation(value))
        }
        return column
    }

    func combined(
        _ left: Column, _ right: Column, decimals: Int, _ operation: (Double, Double) -> Double
    ) -> Column {
        var result = Column(
            cells: zip(left.cells, right.cells).map { Cell.combine($0, $1, operation) },
            decimals: Array(repeating: decimals, count: left.cells.count))
        result.notes = left.notes + right.notes
        return result
    }

    /// The left figures, and the right where the left have none; a suppressed one stays.
    private func firstOf(_ left: Column, _ right: CheckedExpression, on axis: Axis)
        throws(Diagnostic) -> Column
    {
        var result = left
        let open = Set(
            left.cells.indices.filter { row in
                left.cells[row].reason.map { $0 != .suppressed } ?? false
            })
        if open.isEmpty { return result }
        let other = try column(right, on: axis)
        result.notes.removeAll { open.contains($0.row) }
        for row in open.sorted() {
            result.cells[row] = other.cells[row]
            result.summed[row] = other.summed[row]
            result.decimals[row] = max(result.decimals[row], other.decimals[row])
            if other.cells[row].value != nil { result.notes.append((row, .standsIn)) }
        }
        result.notes += other.notes.filter { open.contains($0.row) }
        return result
    }

    /// The periods of a shifted expression. A longer one that no longer lies on its own calendar is
    /// the run of months that it has become.
    ///
    /// Throws where figures are for longer periods than they are moved by.
    func shifted(
        _ axis: Axis, _ shift: Shift, of inner: CheckedExpression, in whole: CheckedExpression
    ) throws(Diagnostic) -> Axis {
        guard case .ago(let count, let unit) = shift else { return before(axis) }
        let grain = nativeGrain(of: inner)
        if let step = grain.months, count * unit.months % step != 0 {
            throw located(
                .shiftedBetween(grain, months: count * unit.months),
                Span(min(inner.span.upper, whole.span.upper), whole.span.upper))
        }
        return moved(axis, shift)
    }

    /// The periods before those of an axis.
    func before(_ axis: Axis) -> Axis { moved(axis, .previous) }

    private func moved(_ axis: Axis, _ shift: Shift) -> Axis {
        Axis(
            axis.periods.map { moved($0, shift) }, window: axis.window.map { moved($0, shift) })
    }

    /// A period at another time.
    func moved(_ period: Period, _ shift: Shift) -> Period {
        guard case .ago(let count, let unit) = shift else {
            return calendar.advanced(period, by: -1)
        }
        let moved = calendar.advanced(period, byMonths: -count * unit.months)
        let isOwn =
            moved.grain.months == nil
            || calendar.period(moved.grain, containing: moved.first) == moved
        return isOwn ? moved : calendar.named(moved.first, moved.last)
    }

    /// A bracketed phrase with clauses of its own: in its own area, over its own window.
    private func scoped(
        _ inner: CheckedExpression, _ areas: [String]?, _ window: Window?, on axis: Axis
    ) throws(Diagnostic) -> Column {
        let evaluator = try scopedTo(areas)
        guard let window else { return try evaluator.column(inner, on: axis) }
        let resolver = PeriodResolver(evaluator: evaluator, expression: inner)
        let own = try resolver.axis(window)
        guard own.count == 1 else { throw .seriesInBracket() }
        let once = try evaluator.column(inner, on: own)
        var result = Column(
            repeating: once.cells[0], decimals: once.decimals[0], count: axis.count)
        for row in 0..<axis.count {
            result.notes += once.notes.map { (row, $0.note) }
        }
        return result
    }

    /// The evaluator of a bracket's own area, where it names one.
    func scopedTo(_ areas: [String]?) throws(Diagnostic) -> Evaluator {
        guard let areas else { return self }
        guard areas.count == 1, let area = areas.first else { throw .severalAreasInBracket() }
        return within(area)
    }
}
