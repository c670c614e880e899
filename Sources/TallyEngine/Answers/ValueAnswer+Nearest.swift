import TallyLanguage
import TallyModel
import TallyPlugins

/// What is said where figures are missing, and beside one figure alone: which others are nearest,
/// and which sentence gives what it may be taken for.
extension ValueAnswer {
    /// Which of the periods asked for have no values, and what is nearest.
    func missing(
        _ expression: CheckedExpression, _ asked: [Period], _ coverage: (first: Day, last: Day),
        _ evaluator: Evaluator
    ) -> String {
        let calendar = evaluator.calendar
        let grain = evaluator.nativeGrain(of: expression)
        func title(_ day: Day) -> String {
            calendar.period(grain, containing: day).title(in: calendar)
        }
        let (first, last) = (title(coverage.first), title(coverage.last))
        guard let start = asked.first, let end = asked.last else {
            return "; the last is \(last)"
        }
        let whole =
            start == end
            ? "\(start.grain == .day ? "on" : "in") \(start.title(in: calendar))" : nil
        let opening = calendar.period(grain, containing: coverage.first).first
        if start.grain.isWithin(grain), opening <= end.last, start.first <= coverage.last {
            let such = title(max(start.first, coverage.first))
            return " \(whole ?? "by \(start.grain.words)"): figures are for whole "
                + "\(grain.words)s, such as \(such)"
        }
        if let other = otherwise(expression, start.first...end.last, coverage, evaluator) {
            return " \(whole ?? "by \(grain.words)")\(other)"
        }
        if start.first > coverage.last {
            return " \(whole ?? "after \(last)"); the last is \(last)"
        }
        if end.last < coverage.first {
            return " \(whole ?? "before \(first)"); the first is \(first)"
        }
        let before = start.last < coverage.first ? " before \(first); the first is \(first)" : ""
        if let whole, coverage.first <= start.last, start.first <= coverage.last {
            return " \(whole)\(nearest(expression, start, coverage, evaluator))"
        }
        let after = end.first > coverage.last ? " after \(last); the last is \(last)" : ""
        return before + (before.isEmpty || after.isEmpty ? "" : ", nor") + after
    }

    /// What there is beyond an expression's own periods for periods of another length.
    private func otherwise(
        _ expression: CheckedExpression, _ asked: ClosedRange<Day>,
        _ coverage: (first: Day, last: Day), _ evaluator: Evaluator
    ) -> String? {
        guard case .figure(let figure) = expression.kind else { return nil }
        let calendar = evaluator.calendar
        let native = evaluator.nativeGrain(of: expression)
        let opening = calendar.period(native, containing: coverage.first).first
        for run in evaluator.data.figures(figure, in: evaluator.area)?.runs ?? []
        where run.grain != native && run.grain != .span {
            let beyond = run.points.filter {
                asked.contains($0.day) && ($0.day < opening || coverage.last < $0.day)
            }
            guard let first = beyond.first else { continue }
            let title = calendar.period(run.grain, containing: first.day).title(in: calendar)
            return run.grain == .day
                ? "; there is one of a single day, \(title)"
                : " before \(calendar.period(native, containing: coverage.first).title(in: calendar))"
                    + "; there are figures for whole \(run.grain.words)s from \(title)"
        }
        return nil
    }

    /// `; the nearest are Jul 2023 and Sep 2023`, of a period without a figure among those that have
    /// one; of a period that has figures of single days within it the last of those.
    func nearest(
        _ expression: CheckedExpression, _ period: Period, _ coverage: (first: Day, last: Day),
        _ evaluator: Evaluator
    ) -> String {
        let calendar = evaluator.calendar
        let grain = evaluator.nativeGrain(of: expression)
        if grain == .day {
            guard let day = evaluator.lastDay(of: expression, within: period) else { return "" }
            return "; there is one of a single day, \(day.title(in: calendar))"
        }
        if period.grain.fineness > grain.fineness,
            let inside = evaluator.lastKnown(expression, grain, within: period)
        {
            return "; there are figures for its \(grain.words)s, the last for "
                + inside.title(in: calendar)
        }
        let found = [-1, 1].compactMap { step -> Period? in
            var next = calendar.period(grain, containing: step < 0 ? period.first : period.last)
            for _ in 0..<Self.farthest {
                next = calendar.advanced(next, by: step)
                guard coverage.first <= next.last, next.first <= coverage.last else { return nil }
                let cells = try? evaluator.column(expression, on: Axis([next])).cells
                if cells?.first?.value != nil { return next }
            }
            return nil
        }
        let titles = found.map { $0.title(in: calendar) }
        guard !titles.isEmpty else { return "" }
        return "; the nearest \(titles.count == 1 ? "is" : "are") "
            + titles.joined(separator: " and ")
    }

    /// Further away than this nothing is near.
    private static let farthest = 24

    /// Of a change within a longer period the sentence that tells how the whole differs from the
    /// period before; `nil` of any other figure, and of a window that is no quarter or year.
    func wholeStep(
        _ expression: CheckedExpression, _ period: Period, _ window: Window?,
        _ evaluator: Evaluator
    ) throws(Diagnostic) -> ResultTable.Note? {
        switch window?.kind {
        case .at, .last: break
        // Who names both ends knows what is between them.
        case nil, .range, .since: return nil
        }
        guard case .call(let function, let arguments) = expression.kind,
            function.givesChange,
            !expression.hasOwnWindow, let argument = arguments.first, period.grain.months != nil,
            period.grain.fineness > evaluator.nativeGrain(of: argument).fineness
        else { return nil }
        let calendar = evaluator.calendar
        let before = calendar.advanced(period, by: -1)
        let name = name(of: argument)
        let home = try unlessBroken { () throws(Diagnostic) in
            try engine.areas(nil, for: argument, name)
        }
        let area = home == [evaluator.area] ? "" : ", \(NameText.typed(evaluator.area))"
        return .changeInside(
            period.grain,
            instead: "compare \(period.typed(in: calendar)) vs \(before.typed(in: calendar)) "
                + "for \(name)\(area)")
    }
}

extension Grain {
    /// Whether figures of another length say nothing about it: it is a part of one, or as long and
    /// begins elsewhere.
    fileprivate func isWithin(_ other: Grain) -> Bool {
        if self == .day { return other != .day }
        guard let own = months, let whole = other.months else { return false }
        return self != other && own <= whole
    }
}

extension Evaluator {
    /// The last of a period's parts that has a figure.
    fileprivate func lastKnown(
        _ expression: CheckedExpression, _ grain: Grain, within period: Period
    ) -> Period? {
        let parts = calendar.periods(grain, within: period)
        let cells = try? column(expression, on: Axis(parts)).cells
        return cells?.lastIndex { $0.value != nil }.map { parts[$0] }
    }

    /// The last single day within a period of which an indicator has a figure.
    fileprivate func lastDay(of expression: CheckedExpression, within period: Period) -> Period? {
        guard case .figure(let figure) = expression.kind else { return nil }
        return data.figures(figure, in: area)?.run(of: .day)?.points.last {
            period.first <= $0.day && $0.day <= period.last && $0.cell.value != nil
        }.map { .day($0.day) }
    }

    /// That what is computed here moves otherwise than what is published of the same indicator, whose
    /// printed figures are rounded.
    func publishedOtherwise(_ expression: CheckedExpression, _ row: FigureRow)
        -> ResultTable.Note?
    {
        switch expression.kind {
        case .rate, .share: break
        default: return nil
        }
        guard let id = expression.traits.identity, let before = row.before,
            let step = row.change?.value,
            let indicator = catalogue.indicators[id],
            let published = data.figures(catalogue.figure(of: id), in: area),
            let now = direct(published, row.period, indicator.declaration.kind),
            let then = direct(published, before.period, indicator.declaration.kind),
            let printedNow = now.cell.value, let printedThen = then.cell.value
        else { return nil }
        let printed = ExactDecimal.difference(printedNow, printedThen)
        guard (printed > 0) != (step > 0) || (printed < 0) != (step < 0) else { return nil }
        return .publishedOtherwise(
            id, (printedNow, row.period.title(in: calendar)),
            (printedThen, before.period.title(in: calendar)))
    }
}
