import TallyLanguage
import TallyModel

extension Evaluator {
    /// 1 for each period in which a figure stands so to another.
    func compared(
        _ left: CheckedExpression, _ sign: Comparison, _ right: CheckedExpression, on axis: Axis
    ) throws(Diagnostic) -> Column {
        tested(try column(left, on: axis), try column(right, on: axis)) { a, b in
            let difference = ExactDecimal.difference(a, b)
            return switch sign {
            case .equals: difference == 0
            case .differs: difference != 0
            case .less: difference < 0
            case .lessOrEqual: difference <= 0
            case .greater: difference > 0
            case .greaterOrEqual: difference >= 0
            }
        }
    }

    /// What one side decides alone is decided, whatever the other is; else a reason is carried on.
    func logical(
        _ word: LogicalWord, _ left: CheckedExpression, _ right: CheckedExpression, on axis: Axis
    ) throws(Diagnostic) -> Column {
        let (a, b) = (try column(left, on: axis), try column(right, on: axis))
        let decisive = Cell.value(word == .or ? 1 : 0)
        var result = tested(a, b) { word == .or ? $0 + $1 > 0 : $0 * $1 > 0 }
        for row in result.cells.indices
        where a.cells[row] == decisive || b.cells[row] == decisive {
            result.cells[row] = decisive
        }
        return result
    }

    func negated(condition: CheckedExpression, on axis: Axis) throws(Diagnostic) -> Column {
        var result = try column(condition, on: axis)
        for row in result.cells.indices {
            if let value = result.cells[row].value { result.cells[row] = .value(1 - value) }
        }
        return result
    }

    /// Whether figures are as good as the reference in force; missing where none is, or where the
    /// period is not of the grain for which it holds.
    func judged(
        _ inner: CheckedExpression, _ word: ReferenceWord, _ reference: String, on axis: Axis
    ) throws(Diagnostic) -> Column {
        let figures = try column(inner, on: axis)
        let judgement = Judgement(inner, self)
        var references = Column(repeating: .none(.missing), decimals: 0, count: axis.count)
        for (row, period) in axis.periods.enumerated() {
            if let point = judgement?.reference(reference, at: period) {
                references.cells[row] = point.cell
            }
        }
        return tested(figures, references) { value, reference in
            let gap = Judgement.gap(
                .value(value), .value(reference), good: inner.traits.good)
            return ((gap.value ?? 0) >= 0) == (word == .meets)
        }
    }

    /// Whether figures are better, or worse, than those of the period before.
    func moved(_ inner: CheckedExpression, _ word: MovementWord, on axis: Axis)
        throws(Diagnostic) -> Column
    {
        let now = try column(inner, on: axis)
        var before = try column(inner, on: before(axis))
        before.notes = []
        return tested(now, before) { now, before in
            Direction(from: before, to: now, good: inner.traits.good)
                == (word == .improves ? .improving : .worsening)
        }
    }

    private func tested(_ a: Column, _ b: Column, _ holds: (Double, Double) -> Bool) -> Column {
        var result = Column(
            cells: zip(a.cells, b.cells).map { Cell.combine($0, $1) { holds($0, $1) ? 1 : 0 } },
            decimals: Array(repeating: 0, count: a.cells.count))
        result.notes = a.notes + b.notes
        return result
    }

    /// For each period of the axis, in how many in a row up to it a condition held; the reason
    /// where the period's own cannot be told.
    func streak(_ condition: CheckedExpression, on axis: Axis) throws(Diagnostic) -> Column {
        var result = Column(repeating: .none(.missing), decimals: 0, count: axis.count)
        guard let first = axis.periods.first, let last = axis.periods.last else { return result }
        // Everything that is known before the first period is looked at.
        let start = coverage(of: condition, settled: false)?.first ?? first.first
        var before: [Period] = []
        var period = calendar.advanced(first, by: -1)
        while period.last >= start, before.count < Calendar.farthest {
            before.append(period)
            period = calendar.advanced(period, by: -1)
        }
        let periods = before.reversed() + calendar.periods(first.grain, within: last, from: first)
        let held = try column(condition, on: Axis(periods))
        var length = 0
        // The period that ended the run without anybody knowing how it was.
        var unknown: Period? = periods.first.map { calendar.advanced($0, by: -1) }
        var row = 0
        for (index, period) in periods.enumerated() {
            switch held.cells[index] {
            case .value(let value):
                length = value == 0 ? 0 : length + 1
                if value == 0 { unknown = nil }
            case .none:
                length = 0
                unknown = period
            }
            guard row < axis.count, axis.periods[row] == period else { continue }
            if held.cells[index].value == nil {
                result.cells[row] = held.cells[index]
            } else {
                result.cells[row] = .value(Double(length))
                if let unknown, length > 0 {
                    result.notes.append(
                        (row, .runCut(length, unknown.title(in: calendar))))
                }
            }
            result.notes += held.notes.filter { $0.row == index && $0.note.code == .provisional }
                .map { (row, $0.note) }
            row += 1
        }
        return result
    }
}

extension Calendar {
    /// The periods of a grain from one to another, both included.
    fileprivate func periods(_ grain: Grain, within last: Period, from first: Period) -> [Period] {
        var result: [Period] = []
        var next = first
        while next.last <= last.last {
            result.append(next)
            let following = advanced(next, by: 1)
            if following.last <= next.last { break }
            next = following
        }
        return result
    }
}
