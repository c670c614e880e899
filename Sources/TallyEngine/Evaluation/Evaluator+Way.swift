import TallyLanguage
import TallyModel

/// What lies between figures of one thing at different times.
extension Evaluator {
    /// Of more periods than this between two only the two are looked at.
    private static let longestWay = 1_200

    /// The breaks on the way of a figure from one period to a later one, those between other periods
    /// that lie on it too.
    func breaks(
        of expression: CheckedExpression, from first: Period, to last: Period
    ) throws(Diagnostic) -> [ResultTable.Note] {
        var way = [first]
        if first.grain == last.grain {
            while let next = way.last.map({ calendar.advanced($0, by: 1) }),
                next.last < last.last, way.count < Self.longestWay
            {
                way.append(next)
            }
        }
        if last != first { way.append(last) }
        let between: Column
        do throws(Diagnostic) {
            between = try column(expression, on: Axis(way))
        } catch {
            // What cannot be made of a period between the two is no reason against them.
            if error.breaksOff { throw error }
            let made = try way.map { period throws(Diagnostic) in
                try unlessBroken { () throws(Diagnostic) in
                    _ = try column(expression, on: Axis([period]))
                    return period
                }
            }.compactMap { $0 }
            between = try column(expression, on: Axis(made))
        }
        var found: [ResultTable.Note] = []
        for (row, note) in between.notes
        where row > 0 && note.code.isOfTheWay && !found.contains(note) {
            found.append(note)
        }
        return found
    }

    /// The breaks on the way between the two sides of a difference, by row, where they are one thing
    /// at different times: `cic_rate - cic_rate a year ago`.
    func breaks(
        between left: CheckedExpression, and right: CheckedExpression, on axis: Axis
    ) throws(Diagnostic) -> [(row: Int, note: ResultTable.Note)] {
        guard left.isOfAnotherTime || right.isOfAnotherTime else { return [] }
        let figure = left.atItsTime
        guard figure.canonical == right.atItsTime.canonical else { return [] }
        var found: [(row: Int, note: ResultTable.Note)] = []
        for (row, period) in axis.periods.enumerated() {
            guard let a = try time(of: left, at: period), let b = try time(of: right, at: period)
            else { continue }
            let (first, last) = a.last < b.last ? (a, b) : (b, a)
            found += try breaks(of: figure, from: first, to: last).map { (row, $0) }
        }
        return found
    }

    /// For when a moved or bracketed figure is; `nil` where that is no single period of this area.
    private func time(of expression: CheckedExpression, at period: Period) throws(Diagnostic)
        -> Period?
    {
        switch expression.kind {
        case .shifted(let inner, let shift): return try time(of: inner, at: moved(period, shift))
        case .scoped(let inner, nil, let window?):
            let own = try PeriodResolver(evaluator: self, expression: inner).axis(window).periods
            guard own.count == 1 else { return nil }
            return try time(of: inner, at: own[0])
        case .scoped(let inner, nil, nil): return try time(of: inner, at: period)
        case .scoped: return nil
        default: return period
        }
    }
}

extension CheckedExpression {
    /// Whether it is moved in time or in brackets.
    fileprivate var isOfAnotherTime: Bool {
        switch kind {
        case .shifted, .scoped: true
        default: false
        }
    }

    /// The figure that is moved in time or in brackets.
    fileprivate var atItsTime: CheckedExpression {
        switch kind {
        case .shifted(let inner, _), .scoped(let inner, _, _): inner.atItsTime
        default: self
        }
    }
}
