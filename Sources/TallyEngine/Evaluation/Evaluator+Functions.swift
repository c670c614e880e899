import TallyLanguage
import TallyModel

extension Evaluator {
    /// A function applied to each figure, or to those of a window.
    func call(
        _ function: Function, _ arguments: [CheckedExpression], decimals: Int, on axis: Axis
    ) throws(Diagnostic) -> Column {
        guard let first = arguments.first else { return Column(cells: [], decimals: []) }
        switch function.body {
        case .each(let body):
            let numbers = arguments.dropFirst().compactMap { argument -> Double? in
                if case .number(let value) = argument.kind { value } else { nil }
            }
            var result = mapped(try column(first, on: axis)) { body($0, numbers) }
            // The sum of what was rounded is not what is rounded of a sum.
            result.summed = [:]
            // What is rounded to so many digits is shown with no more.
            if function.numbers != nil {
                result.decimals = result.decimals.map { min($0, decimals) }
            }
            return result
        case .streak: return try streak(first, on: axis)
        case .chosen: return try column(first, on: axis)
        case .window, .ends:
            var result = Column(repeating: .none(.missing), decimals: decimals, count: axis.count)
            if case .scoped(let inner, let areas, let window?) = first.kind {
                let evaluator = try scopedTo(areas)
                let resolver = PeriodResolver(evaluator: evaluator, expression: inner)
                let (cell, notes) = try evaluator.reduced(
                    function, inner, over: try resolver.whole(window), isAlone: true)
                for row in 0..<axis.count {
                    result.cells[row] = cell
                    result.decimals[row] = digits(of: cell, function, decimals)
                    result.notes += notes.map { (row, $0) }
                }
                return result
            }
            let windows = axis.window.map { [$0] } ?? axis.periods
            for (index, window) in windows.enumerated() {
                let (cell, notes) = try reduced(
                    function, first, over: window, isAlone: windows.count == 1)
                let rows = axis.window == nil ? index..<(index + 1) : 0..<axis.count
                for row in rows {
                    result.cells[row] = cell
                    result.decimals[row] = digits(of: cell, function, decimals)
                    result.notes += notes.map { (row, $0) }
                }
            }
            return result
        }
    }

    /// The digits behind the point with which a figure of a function is shown.
    private func digits(of cell: Cell, _ function: Function, _ decimals: Int) -> Int {
        guard function.mayNeedDigit, let value = cell.value,
            ExactDecimal(value).decimals == decimals + 1
        else { return decimals }
        return decimals + 1
    }

    /// A window function over the native periods of one window. One suppressed figure makes the
    /// result suppressed; other reasons are skipped and counted.
    private func reduced(
        _ function: Function, _ argument: CheckedExpression, over window: Period, isAlone: Bool
    ) throws(Diagnostic) -> (Cell, [ResultTable.Note]) {
        let grain = nativeGrain(of: argument)
        let periods = periods(of: function, argument, over: window)
        let column = try column(argument, on: Axis(periods))
        let known = column.cells.indices.filter { column.cells[$0].value != nil }
        if column.cells.contains(.none(.suppressed)) { return (.none(.suppressed), []) }
        guard let first = known.first, let last = known.last else {
            return (.none(column.cells.compactMap(\.reason).min() ?? .missing), [])
        }
        let values = column.cells.compactMap(\.value)
        var notes: [ResultTable.Note] = []
        for (row, note) in column.notes {
            // A change is of its ends, and tells below what lies between them.
            let isOfEnds = function.givesChange
            guard note.code.travels || note.code.isBreak && !isOfEnds,
                !isOfEnds || !note.code.isOfOnePeriod || row == first || row == last
            else { continue }
            let said =
                note.code == .disagreement ? note.of(periods[row].title(in: calendar)) : note
            if !notes.contains(said) { notes.append(said) }
        }
        func counted() {
            guard values.count < periods.count else { return }
            notes.append(.partCounted(values.count, of: periods.count, grain))
        }
        func told() -> [ResultTable.Note] {
            [function.note?(values.count, grain, argument.traits.unit)].compactMap { $0 }
        }
        switch function.body {
        case .window(let body):
            if let told = function.tellsWhen?(values),
                let row = column.cells.firstIndex(of: .value(told))
            {
                notes.append(.reached(in: periods[row].title(in: calendar)))
            }
            counted()
            notes += told()
            return (Cell(computed: body(values)), notes)
        case .ends(let body):
            if periods.count > 2 { counted() }
            guard first < last else {
                return (.none(column.cells.compactMap(\.reason).min() ?? .missing), notes)
            }
            let isOfOtherDecimals = column.decimals[first] != column.decimals[last]
            for (row, note) in column.notes
            where row > first && !notes.contains(note)
                && (note.code.isBreak || note.code == .sourceChange && isOfOtherDecimals)
            {
                notes.append(note)
            }
            if isAlone {
                notes.append(
                    .between(
                        column, [first, last].map { ($0, periods[$0].title(in: calendar)) },
                        unit: argument.traits.unit))
            }
            notes += told()
            let cell = Cell.combine(column.cells[first], column.cells[last], body)
            return (cell, notes)
        case .each, .streak, .chosen: return (.none(.missing), notes)
        }
    }

    /// The native periods that a function reads for a window: for a change over just one of them
    /// the one before, too.
    func periods(
        of function: Function, _ argument: CheckedExpression, over window: Period
    ) -> [Period] {
        let periods = calendar.periods(nativeGrain(of: argument), within: window)
        guard function.givesChange, periods.count == 1 else { return periods }
        return [calendar.advanced(periods[0], by: -1)] + periods
    }
}
