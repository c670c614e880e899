import TallyLanguage
import TallyModel
import TallyPlugins

extension Evaluator {
    /// The grain at which an expression's figures are recorded: the coarsest of its leaves'.
    package func nativeGrain(of expression: CheckedExpression) -> Grain {
        var grain: Grain?
        _ = forEachLeading(expression) { figure, evaluator in
            let leaf = evaluator.nativeGrain(of: figure)
            if grain.map({ $0.fineness < leaf.fineness }) ?? true { grain = leaf }
        }
        return grain ?? .month
    }

    /// Visits the leaves that say for when an expression has figures: those with a window of their
    /// own stand still and count only where there are no others. Gives whether there are any.
    private func forEachLeading(
        _ expression: CheckedExpression, _ visit: (Figure, Evaluator) -> Void
    ) -> Bool {
        var hasAny = false
        for pinned in [false, true] where !hasAny {
            forEachFigure(of: expression, pinned: pinned) { figure, evaluator in
                hasAny = true
                visit(figure, evaluator)
            }
        }
        return hasAny
    }

    /// Visits every leaf with the evaluator of the area in which it is read; those under a window of
    /// their own are passed over where `pinned` is false.
    private func forEachFigure(
        of expression: CheckedExpression, pinned: Bool, _ visit: (Figure, Evaluator) -> Void
    ) {
        switch expression.kind {
        case .figure(let figure): visit(figure, self)
        case .scoped(_, _, .some) where !pinned: break
        case .scoped(let inner, let areas, _):
            (areas.flatMap { try? scopedTo($0) } ?? self)
                .forEachFigure(of: inner, pinned: pinned, visit)
        default:
            expression.forEachPart { forEachFigure(of: $0, pinned: pinned, visit) }
        }
    }

    /// Every leaf with the evaluator of the area in which it is read; those under a window of their
    /// own left out where `pinned` is false.
    package func figures(of expression: CheckedExpression, pinned: Bool) -> [(Figure, Evaluator)] {
        var found: [(Figure, Evaluator)] = []
        forEachFigure(of: expression, pinned: pinned) { found.append(($0, $1)) }
        return found
    }

    private func nativeGrain(of figure: Figure) -> Grain {
        nativeGrain(
            of: figure, catalogue.indicators[figure.indicator], data.figures(figure, in: area))
    }

    /// The same, with what is declared and what is published of the figure.
    private func nativeGrain(
        of figure: Figure, _ indicator: Indicator?, _ published: PublishedFigures?
    ) -> Grain {
        let declared = indicator?.declaration.every ?? .month
        guard let runs = published?.runs, let finest = runs.first else {
            // What is only computed is for its own periods, or the coarser ones of its parts.
            if !figure.isPublished, let formula = catalogue.checkedFormulas[figure.indicator] {
                let parts = nativeGrain(of: formula)
                return parts.fineness > declared.fineness ? parts : declared
            }
            return declared
        }
        return runs.contains { $0.grain == declared } ? declared : finest.grain
    }

    /// From the first to the last day for which every leaf has figures, at their native grains;
    /// `nil` where some leaf has none at all. With `settled`, arrears are taken off the end.
    package func coverage(of expression: CheckedExpression, settled: Bool) -> (
        first: Day, last: Day
    )? {
        var result: (first: Day, last: Day)?
        var isEmpty = false
        func narrow(_ leaf: (first: Day, last: Day)?) {
            guard let leaf else {
                isEmpty = true
                return
            }
            guard let so = result else {
                result = leaf
                return
            }
            result = (max(so.first, leaf.first), min(so.last, leaf.last))
        }
        if case .binary(.otherwise, let left, let right) = expression.kind {
            let sides = [left, right].compactMap { coverage(of: $0, settled: settled) }
            guard let first = sides.map(\.first).min(), let last = sides.map(\.last).max() else {
                return nil
            }
            return (first, last)
        }
        let hasFigures = forEachLeading(expression) { figure, evaluator in
            narrow(evaluator.coverage(of: figure, settled: settled))
        }
        if !hasFigures { return coverage(ofPopulationsIn: expression) }
        return isEmpty ? nil : result
    }

    /// From the first to the last day on which a population of an expression without figures came
    /// into force; beside figures they say nothing, since they hold on.
    private func coverage(ofPopulationsIn expression: CheckedExpression) -> (
        first: Day, last: Day
    )? {
        if case .population(let id) = expression.kind {
            guard let points = data.population(id, in: area)?.holding?.points,
                let first = points.first, let last = points.last
            else { return nil }
            return (first.day, last.day)
        }
        if case .scoped(let inner, let areas, _) = expression.kind {
            return within(areas?.first).coverage(ofPopulationsIn: inner)
        }
        let all = expression.parts.compactMap { coverage(ofPopulationsIn: $0) }
        guard let first = all.map(\.first).max(), let last = all.map(\.last).max() else {
            return nil
        }
        return (min(first, last), last)
    }

    /// The same of one leaf.
    func coverage(of figure: Figure, settled: Bool) -> (first: Day, last: Day)? {
        let indicator = catalogue.indicators[figure.indicator]
        let published = data.figures(figure, in: area)
        var result: (first: Day, last: Day)?
        if let run = published?.run(of: nativeGrain(of: figure, indicator, published)),
            let first = run.points.firstDay, var last = run.points.lastDay
        {
            if settled, let limit = settledLimit(of: figure) {
                last = run.point(holdingOn: limit)?.day ?? last
            }
            result = (first, last)
        }
        if let indicator, figure == catalogue.figure(of: indicator.id),
            let formula = catalogue.checkedFormulas[indicator.id],
            let computed = coverage(of: formula, settled: settled).flatMap(indicator.defined)
        {
            guard let published = result else { return computed }
            result = (min(published.first, computed.first), max(published.last, computed.last))
        }
        return result
    }

    /// The last day whose figures have settled: the source's last less the indicator's arrears.
    /// `nil` where the indicator is not in arrears or has no figures.
    package func settledLimit(of figure: Figure) -> Day? {
        guard let arrears = catalogue.indicators[figure.indicator]?.declaration.arrears,
            arrears > 0, let last = sourceLast(of: figure)
        else { return nil }
        return Calendar.advanced(last.day, byMonths: -arrears)
    }

    /// The newest day of the source that gives a figure's newest point, at its grain.
    package func sourceLast(of figure: Figure) -> (day: Day, source: String)? {
        let published = data.figures(figure, in: area)
        let grain = nativeGrain(of: figure, catalogue.indicators[figure.indicator], published)
        guard let source = published?.run(of: grain)?.points.last?.source,
            let day = data.lastDay(ofSource: source, in: area, grain)
        else { return nil }
        return (day, source)
    }

    /// The newest settled period of an expression, at its native grain.
    package func latest(of expression: CheckedExpression) -> Period? {
        coverage(of: expression, settled: true).map {
            calendar.period(nativeGrain(of: expression), containing: $0.last)
        }
    }
}

extension Indicator {
    /// What of a run of days lies between its first and its last definition; `nil` for nothing.
    fileprivate func defined(_ days: (first: Day, last: Day)) -> (first: Day, last: Day)? {
        guard let from = declaration.definitions.first, let until = declaration.definitions.last
        else { return days }
        let first = max(days.first, from.from ?? days.first)
        let last = min(days.last, until.until ?? days.last)
        return first <= last ? (first, last) : nil
    }
}
