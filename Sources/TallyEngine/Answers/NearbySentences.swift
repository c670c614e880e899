import TallyLanguage
import TallyModel

/// Sentences near one that found nothing, or not all that it asked for: by another breakdown, for
/// other periods, for another area. They may find nothing either: whoever offers them tries them.
struct NearbySentences {
    let engine: Engine
    let checker: Checker
    let offers: Offers

    var asked: Query { offers.asked }
    var window: Window? { asked.clauses.window }

    /// The nearest first.
    ///
    /// - Parameter isEmpty: whether nothing at all was found.
    func sentences(isEmpty: Bool) -> [String] {
        asked.phrase.answered.sentences(near: self, isEmpty: isEmpty)
    }

    /// Sentences about the same value.
    func sentences(about expression: Expression, isEmpty: Bool) -> [String] {
        let named = try? checker.areas(engine.naming(asked, checker).clauses.names)
        guard let checked = try? checker.check(expression),
            let area = try? engine.areas(named, for: checked, checker.text(expression.span)).first,
            let evaluator = try? engine.evaluator(
                for: [checked], in: area, calendar: engine.calendar(of: checked))
        else { return [] }
        if !isEmpty { return hasLongerBefore(checked, evaluator) ? grains : [] }
        return oneKey + periods(checked, evaluator) + breakdowns(checked, evaluator) + grains
            + whole + namesakes(checked, evaluator) + areas(checked, evaluator)
    }

    /// The same for all periods, where some are asked for.
    var overAllPeriods: [String] {
        window == nil ? [] : [offers.rebuilt { $0.changing { $0.window = nil } }]
    }

    /// By each of several keys alone.
    private var oneKey: [String] {
        guard let by = asked.clauses.by, by.count > 1 else { return [] }
        return by.map { key in offers.rebuilt { $0.changing { $0.by = [key] } } }
    }

    /// Whether longer periods go back further than those that were asked for.
    private func hasLongerBefore(_ expression: CheckedExpression, _ evaluator: Evaluator) -> Bool {
        guard case .figure(let figure) = expression.kind,
            let known = evaluator.coverage(of: expression, settled: false),
            let runs = evaluator.data.figures(figure, in: evaluator.area)?.runs
        else { return false }
        let native = evaluator.nativeGrain(of: expression)
        let opening = evaluator.calendar.period(native, containing: known.first).first
        return runs.contains { run in
            run.grain.fineness > native.fineness && run.grain != .span
                && run.points.first.map { $0.day < opening } ?? false
        }
    }

    /// By coarser periods, for the same time.
    private var grains: [String] {
        let keys = asked.clauses.by ?? []
        guard keys.allSatisfy(\.isOfPeriods), asked.clauses.running == nil else { return [] }
        if let window, case .at = window.kind { return [] }
        return [PeriodUnit.quarter, .year].map { unit in
            offers.rebuilt { query in
                let query = query.changing { $0.by = [ByKey(.period(unit), query.span)] }
                guard case .trend(let trend) = query.phrase, let value = trend.value else {
                    return query
                }
                return Query(
                    .value(value), query.clauses, stages: query.stages, query.span)
            }
        }
    }

    /// Not split at all: for the time asked for, else for the newest.
    private var whole: [String] {
        guard asked.clauses.by != nil else { return [] }
        return [
            offers.rebuilt { $0.changing { $0.by = nil } },
            offers.rebuilt {
                $0.changing {
                    $0.by = nil
                    $0.window = nil
                }
            },
        ]
    }

    /// By each dimension that has figures: for the time asked for, then for the newest.
    private func breakdowns(_ expression: CheckedExpression, _ evaluator: Evaluator) -> [String] {
        let whereabouts = Whereabouts(engine: engine)
        guard asked.clauses.by == nil, asked.clauses.running == nil,
            let (figure, area) = whereabouts.lacking(expression, evaluator)
        else { return [] }
        let dimensions = (try? whereabouts.dimensions(of: figure, in: area)) ?? []
        return dimensions.prefix(2).flatMap { dimension in
            let clause = "\(Keyword.by.word) \(NameText.typed(dimension.id))"
            return [offers.appending(clause)]
                + (window.map { [offers.replacing([($0.span, clause)])] } ?? [])
        }
    }

    /// For the nearest period that has a figure, of the grain asked for or of another.
    private func periods(_ expression: CheckedExpression, _ evaluator: Evaluator) -> [String] {
        let calendar = evaluator.calendar
        let resolver = PeriodResolver(evaluator: evaluator, expression: expression)
        guard let window, let known = evaluator.coverage(of: expression, settled: false) else {
            return []
        }
        var found: [Period] = []
        if case .at(let syntax) = window.kind, let period = try? resolver.period(syntax) {
            found += Self.within(period, expression, evaluator)
            let grain = evaluator.nativeGrain(of: expression)
            let nearest = min(max(period.last, known.first), known.last)
            found.append(calendar.period(grain, containing: nearest))
        }
        let single = found.map {
            offers.replacing([(window.span, "\(Keyword.in.word) \($0.typed(in: calendar))")])
        }
        return single + [offers.rebuilt { $0.changing { $0.window = nil } }]
    }

    /// The periods of every grain that end within one and have a figure.
    private static func within(
        _ period: Period, _ expression: CheckedExpression, _ evaluator: Evaluator
    ) -> [Period] {
        var result: [Period] = []
        for (figure, evaluator) in evaluator.figures(of: expression, pinned: false) {
            for run in evaluator.data.figures(figure, in: evaluator.area)?.runs ?? [] {
                guard let point = run.point(holdingOn: period.last), point.day >= period.first,
                    run.grain != .span, run.grain != .from
                else { continue }
                result.append(evaluator.calendar.period(run.grain, containing: point.day))
            }
        }
        return result
    }

    /// For another area that has figures: for the time asked for, then for the newest.
    private func areas(_ expression: CheckedExpression, _ evaluator: Evaluator) -> [String] {
        let whereabouts = Whereabouts(engine: engine)
        guard let (figure, area) = whereabouts.lacking(expression, evaluator),
            let id = try? whereabouts.areas(of: figure, than: area).first
        else { return [] }
        let other = Name(id, [], asked.span)
        func naming(_ change: (inout Clauses) -> Void) -> String {
            offers.rebuilt { query in
                query.changing { clauses in
                    clauses.focus = [.name(other)]
                    change(&clauses)
                }
            }
        }
        return [naming { _ in }, naming { $0.window = nil }]
    }

    /// Of values that are recorded over different periods those at the newest of the longer ones
    /// that all have.
    func inCommon(_ operands: [Operand]) -> [String] {
        let values = operands.compactMap(\.value)
        let named = try? checker.areas(asked.clauses.names)
        guard window == nil, values.count == operands.count else { return [] }
        var longest = Grain.day
        var last: Day?
        var calendar = Calendar()
        for value in values {
            guard let checked = try? checker.check(value),
                let area = try? engine.areas(named, for: checked, checker.text(value.span)).first,
                let evaluator = try? engine.evaluator(
                    for: [checked], in: area, calendar: engine.calendar(of: checked)),
                let known = evaluator.coverage(of: checked, settled: true)
            else { return [] }
            let grain = evaluator.nativeGrain(of: checked)
            if grain.fineness > longest.fineness {
                (longest, calendar) = (grain, evaluator.calendar)
            }
            last = min(last ?? known.last, known.last)
        }
        guard let last, longest.months != nil else { return [] }
        let newest = calendar.period(longest, containing: last)
        // One that is unfinished is no match for a whole one.
        let whole = newest.last <= last ? newest : calendar.advanced(newest, by: -1)
        return [offers.appending("\(Keyword.in.word) \(whole.typed(in: calendar))")]
    }

    /// Of areas that have no period in common each by itself; beside what is a reference too, the
    /// reference.
    func besideEachOther(_ operands: [Operand]) -> [String] {
        let names = operands.compactMap { operand -> Name? in
            if case .name(let name) = operand, !name.ids(of: .area).isEmpty { name } else { nil }
        }
        guard names.count == operands.count,
            let subject = asked.clauses.names?.first(where: { !$0.ids(of: .indicator).isEmpty })
        else { return [] }
        let typed = names.map { NameText.typed($0.text) }
        let then = window.map { " \(offers.source[$0.span])" } ?? ""
        let about = NameText.typed(subject.text)
        let `for` = Keyword.for.word
        var result: [String] = []
        for reference in names where !reference.ids(of: .reference).isEmpty {
            let others = names.filter { $0 != reference }.map { NameText.typed($0.text) }
            result.append(
                "\(Keyword.compare.word) \(about) \(Keyword.vs.word) \(reference.text) \(`for`) "
                    + others.joined(separator: ", ") + then)
        }
        return result + ["\(about) \(`for`) \(typed.joined(separator: ", "))"]
    }
}

extension ByKey {
    fileprivate var isOfPeriods: Bool { if case .period = kind { true } else { false } }
}
