import TallyLanguage
import TallyModel

/// Evaluates checked expressions over periods, in one area, from data already fetched.
package struct Evaluator: Sendable {
    package let catalogue: Catalogue
    package let data: SentenceData
    package let area: String
    package let calendar: Calendar

    package init(catalogue: Catalogue, data: SentenceData, area: String, calendar: Calendar) {
        self.catalogue = catalogue
        self.data = data
        self.area = area
        self.calendar = calendar
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
            return try column(figure, on: axis)
        case .population(let id):
            return population(id, on: axis)
        case .negated(let inner):
            return mapped(try column(inner, on: axis)) { -$0 }
        case .remainder(let inner, let remaining):
            var result = try column(inner, on: axis)
            for figure in remaining {
                let other = try column(figure, on: axis)
                for row in axis.periods.indices where other.cells[row] == .none(.suppressed) {
                    result.cells[row] = .none(.suppressed)
                }
            }
            return result
        case .binary(.otherwise, let left, let right):
            return try firstOf(try column(left, on: axis), right, on: axis)
        case .binary(let sign, let left, let right):
            return combined(
                try column(left, on: axis), try column(right, on: axis), decimals: decimals,
                Self.operation(sign))
        case .rate(let numerator, let scale, let population):
            return try rate(
                numerator, scale: scale, population, decimals: decimals, expression.traits.kind,
                on: axis
            ).value
        case .share(let part, let whole):
            return try share(part, of: whole, decimals: decimals, on: axis).value
        case .shifted(let inner, let shift):
            return try column(inner, on: shifted(axis, shift))
        case .scoped(let inner, let areas, let window):
            return try scoped(inner, areas, window, expression.span, on: axis)
        case .computed(let formula, _):
            // The window is the sentence's, and each figure of the formula is for its own period.
            var result = try column(formula, on: Axis(axis.periods))
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
            return try running(inner, window, decimals: decimals, on: axis)
        }
    }

    private static func operation(_ sign: BinaryOperator) -> (Double, Double) -> Double {
        switch sign {
        case .add: { $0 + $1 }
        case .subtract: { $0 - $1 }
        case .multiply: { $0 * $1 }
        case .divide, .otherwise: { $0 / $1 }
        }
    }

    private func mapped(_ column: Column, _ operation: (Double) -> Double) -> Column {
        var column = column
        for row in column.cells.indices {
            if let value = column.cells[row].value { column.cells[row] = .value(operation(value)) }
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
        let open = left.cells.indices.filter { row in
            left.cells[row].reason.map { $0 != .suppressed } ?? false
        }
        if open.isEmpty { return result }
        let other = try column(right, on: axis)
        for row in open {
            result.cells[row] = other.cells[row]
            result.decimals[row] = max(result.decimals[row], other.decimals[row])
            result.notes.removeAll { $0.row == row }
            if other.cells[row].value != nil { result.notes.append((row, .standsIn)) }
        }
        result.notes += other.notes.filter { open.contains($0.row) }
        return result
    }

    func shifted(_ axis: Axis, _ shift: Shift) -> Axis {
        func moved(_ period: Period) -> Period {
            switch shift {
            case .previous: calendar.advanced(period, by: -1)
            case .ago(let count, let unit):
                calendar.advanced(period, byMonths: -count * unit.months)
            }
        }
        return Axis(axis.periods.map(moved), window: axis.window.map(moved))
    }

    /// A bracketed phrase with clauses of its own: in its own area, over its own window.
    private func scoped(
        _ inner: CheckedExpression, _ areas: [String]?, _ window: Window?, _ span: Span,
        on axis: Axis
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
        return Evaluator(catalogue: catalogue, data: data, area: area, calendar: calendar)
    }

    private func call(
        _ function: Function, _ arguments: [CheckedExpression], decimals: Int, on axis: Axis
    ) throws(Diagnostic) -> Column {
        guard let first = arguments.first else { return Column(cells: [], decimals: []) }
        switch function.body {
        case .each(let body):
            let numbers = arguments.dropFirst().compactMap { argument -> Double? in
                if case .number(let value) = argument.kind { value } else { nil }
            }
            return mapped(try column(first, on: axis)) { body($0, numbers) }
        case .streak: return try streak(first, on: axis)
        case .chosen: return try column(first, on: axis)
        case .window(let body):
            var result = Column(repeating: .none(.missing), decimals: decimals, count: axis.count)
            if case .scoped(let inner, let areas, let window?) = first.kind {
                let evaluator = try scopedTo(areas)
                let resolver = PeriodResolver(evaluator: evaluator, expression: inner)
                let (cell, notes) = try evaluator.reduced(
                    function, inner, over: try resolver.whole(window), body)
                for row in 0..<axis.count {
                    result.cells[row] = cell
                    result.notes += notes.map { (row, $0) }
                }
                return result
            }
            let windows = axis.window.map { [$0] } ?? axis.periods
            for (index, window) in windows.enumerated() {
                let (cell, notes) = try reduced(function, first, over: window, body)
                let rows = axis.window == nil ? index..<(index + 1) : 0..<axis.count
                for row in rows {
                    result.cells[row] = cell
                    result.notes += notes.map { (row, $0) }
                }
            }
            return result
        }
    }

    /// A window function over the native periods of one window. One suppressed figure makes the
    /// result suppressed; other reasons are skipped and counted.
    private func reduced(
        _ function: Function, _ argument: CheckedExpression, over window: Period,
        _ body: ([Double]) -> Double
    ) throws(Diagnostic) -> (Cell, [ResultTable.Note]) {
        let grain = nativeGrain(of: argument)
        let periods = calendar.periods(grain, within: window)
        let column = try column(argument, on: Axis(periods))
        let values = column.cells.compactMap(\.value)
        if column.cells.contains(.none(.suppressed)) { return (.none(.suppressed), []) }
        guard !values.isEmpty else {
            return (.none(column.cells.compactMap(\.reason).min() ?? .missing), [])
        }
        var notes: [ResultTable.Note] = []
        let told: Set = ["provisional", ResultTable.Note.definitionBreakCode]
        for (_, note) in column.notes where told.contains(note.code) && !notes.contains(note) {
            notes.append(note)
        }
        if let told = function.tellsWhen?(values),
            let row = column.cells.firstIndex(of: .value(told))
        {
            notes.append(.reached(in: periods[row].title(in: calendar)))
        }
        if values.count < periods.count {
            notes.append(.partCounted(values.count, of: periods.count, grain))
        }
        if function.name == Function.average.name {
            notes.append(
                .unweightedMean(of: values.count, grain, unit: argument.traits.unit))
        }
        return (.value(body(values)), notes)
    }
}
