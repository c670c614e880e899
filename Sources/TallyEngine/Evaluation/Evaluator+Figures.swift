import TallyLanguage
import TallyModel
import TallyPlugins

extension Evaluator {
    /// An indicator's figures: published at the asked grain, else computed from its formula, else
    /// from finer periods as its kind over time allows.
    func column(_ figure: Figure, on axis: Axis) throws(Diagnostic) -> Column {
        guard let indicator = catalogue.indicators[figure.indicator] else {
            return Column(repeating: .none(.missing), decimals: 0, count: axis.count)
        }
        let own = indicator.declaration.decimals
        let published = data.figures(figure, in: area)
        var result = Column(repeating: .none(.missing), decimals: own, count: axis.count)
        result.notes = definitionNotes(indicator, on: axis)
        let undefined = undefined(indicator, on: axis)
        var open: Set<Int> = []
        var before: PublishedFigures.Point?
        for (row, period) in axis.periods.enumerated() where !undefined.contains(row) {
            guard
                let point = published.flatMap({
                    direct($0, period, indicator.declaration.kind)
                })
            else {
                open.insert(row)
                continue
            }
            result.cells[row] = point.cell
            result.decimals[row] = min(own, point.decimals)
            if let before, before.source != point.source,
                min(own, before.decimals) != min(own, point.decimals)
            {
                result.notes.append(
                    (row, .sourceChange(period.title(in: calendar), before.source, point.source)))
            }
            before = point
            if let other = point.other {
                result.notes.append(
                    (row, .disagreement(indicator, point, with: other)))
            }
            if let published, indicator.declaration.kind == .flow,
                let (summed, grain) = sum(published, period), let value = point.cell.value,
                !Agreement.holds(computed: summed, published: value)
            {
                result.notes.append(
                    (row, .notAsSummed(published: value, summed: summed, grain: grain)))
            }
            if isProvisional(indicator, point.day, point.source) {
                result.notes.append((row, .provisional(indicator, period, calendar)))
            }
        }
        let formula =
            figure == catalogue.figure(of: indicator.id)
            ? catalogue.checkedFormulas[indicator.id] : nil
        if let formula {
            // The window is the sentence's, and each figure of the formula is for its own period.
            let computed = try withoutSentence.column(formula, on: Axis(axis.periods))
            let said = Dictionary(grouping: computed.notes) { $0.row }
            for row in axis.periods.indices where !undefined.contains(row) {
                if open.contains(row) {
                    guard computed.cells[row] != .none(.missing) else {
                        result.notes += (said[row] ?? []).filter {
                            $0.note.code == ResultTable.Note.notDefinedCode
                        }
                        continue
                    }
                    result.cells[row] = computed.cells[row]
                    result.notes += said[row] ?? []
                    result.notes.append((row, .computed(indicator)))
                    continue
                }
                // The published figure, too, was taken over the population that changed.
                // Yearly figures have a new population every year, and everybody knows.
                if axis.periods[row].grain.months.map({ $0 < 12 }) ?? false {
                    result.notes += (said[row] ?? []).filter {
                        $0.note.code == "population-break"
                    }
                }
                result.notes += (said[row] ?? []).filter {
                    $0.note.code == ResultTable.Note.definitionBreakCode
                }
                if let x = computed.cells[row].value, let y = result.cells[row].value,
                    !Agreement.holds(computed: x, published: y)
                {
                    result.notes.append(
                        (row, .notAsComputed(indicator, published: y, computed: x)))
                }
            }
        }
        if let published, !figure.isPublished {
            for row in open.sorted() where result.cells[row] == .none(.missing) {
                try aggregate(indicator, published, axis.periods[row], row, into: &result)
            }
        }
        return result
    }

    /// The published point for just this period. A stock is true at the period's last day, so that
    /// any run with a point on that day has it.
    func direct(_ published: PublishedFigures, _ period: Period, _ kind: TimeKind)
        -> PublishedFigures.Point?
    {
        if let point = published.run(of: period.grain)?.point(endingOn: period.last) {
            return point
        }
        guard kind == .stock || kind == .ratioOfStocks else { return nil }
        for run in published.runs {
            if let point = run.point(endingOn: period.last) { return point }
        }
        return nil
    }

    /// What the finer figures of a period sum to, where every one has a value.
    private func sum(_ published: PublishedFigures, _ period: Period) -> (Double, Grain)? {
        guard let months = calendar.monthCount(period), months > 1,
            let run = published.runs.first(where: { $0.grain.months.map { $0 < months } ?? false })
        else { return nil }
        var total = 0.0
        let parts = calendar.periods(run.grain, within: period)
        for part in parts {
            guard let value = run.point(endingOn: part.last)?.cell.value else { return nil }
            total += value
        }
        return parts.isEmpty ? nil : (total, run.grain)
    }

    /// The finest figures that say anything about a coarser period, with those periods and cells.
    private func finer(_ published: PublishedFigures, _ period: Period) -> (
        PublishedFigures.Run, [Period], [Cell]
    )? {
        guard let months = calendar.monthCount(period) else { return nil }
        for run in published.runs where run.grain.months.map({ $0 < months }) ?? false {
            guard let first = run.points.first, first.day <= period.last else { continue }
            let parts = calendar.periods(run.grain, within: period)
            let cells = parts.map { run.point(endingOn: $0.last)?.cell ?? .none(.missing) }
            if cells.contains(where: { $0 != .none(.missing) }) { return (run, parts, cells) }
        }
        return nil
    }

    /// A coarser period from finer ones: the last value of a stock, the sum of a flow.
    private func aggregate(
        _ indicator: Indicator, _ published: PublishedFigures, _ period: Period, _ row: Int,
        into result: inout Column
    ) throws(Diagnostic) {
        guard let (run, parts, cells) = finer(published, period),
            let last = run.points.last?.day
        else { return }
        let reached = parts.count { $0.last <= last }
        let unfinished = period.last > last
        switch indicator.declaration.kind {
        case .stock, .ratioOfStocks, .rolling, .yearToDate:
            result.cells[row] = cells[reached - 1]
            if let point = run.point(endingOn: parts[reached - 1].last) {
                result.decimals[row] = min(result.decimals[row], point.decimals)
            }
        case .flow:
            if cells.contains(.none(.suppressed)) {
                result.cells[row] = .none(.suppressed)
                return
            }
            let values = cells.compactMap(\.value)
            guard !values.isEmpty else {
                result.cells[row] = .none(cells.compactMap(\.reason).min() ?? .missing)
                return
            }
            result.cells[row] = .value(values.reduce(0, +))
            for part in parts.reversed() {
                guard let point = run.point(endingOn: part.last),
                    isProvisional(indicator, point.day, point.source)
                else { continue }
                result.notes.append((row, .provisional(indicator, part, calendar)))
                break
            }
            if values.count < reached || (!unfinished && values.count < parts.count) {
                result.notes.append(
                    (row, .partCounted(values.count, of: parts.count, run.grain)))
            }
        case .ratioOfFlows, .average:
            throw .ratioWithoutParts(
                indicator, period.title(in: calendar), grain: run.grain,
                offers: [
                    "\(indicator.id) in \(parts[reached - 1].typed(in: calendar))",
                    "avg(\(indicator.id)) in \(period.typed(in: calendar))",
                ])
        }
        if unfinished {
            result.notes.append((row, .toDate(reached, of: parts.count, run.grain)))
        }
    }

    /// Whether a figure is newer than what its arrears let settle.
    private func isProvisional(_ indicator: Indicator, _ day: Day, _ source: String) -> Bool {
        let arrears = indicator.declaration.arrears
        guard arrears > 0,
            let last = data.lastDay(ofSource: source, in: area, indicator.declaration.every)
        else { return false }
        return day > Calendar.advanced(last, byMonths: -arrears)
    }

    /// The population in force at each period's end.
    func population(_ id: String, on axis: Axis) -> Column {
        let holding = data.population(id, in: area)?.holding
        var result = Column(repeating: .none(.missing), decimals: 0, count: axis.count)
        var before: PublishedFigures.Point?
        for (row, period) in axis.periods.enumerated() {
            guard let point = holding?.point(holdingOn: period.last) else {
                result.notes.append(
                    (
                        row,
                        .noPopulationThen(
                            catalogue.populations[id]?.title ?? id, period.title(in: calendar))
                    ))
                continue
            }
            result.cells[row] = point.cell
            if let before, before.day != point.day {
                result.notes.append(
                    (
                        row,
                        .populationBreak(
                            catalogue.populations[id]?.title ?? id, period.title(in: calendar),
                            from: before.cell, to: point.cell)
                    ))
            }
            before = point
        }
        return result
    }

    /// A rate or a share with what it is out of; `nil` for any other expression.
    func ratio(_ expression: CheckedExpression, on axis: Axis) throws(Diagnostic) -> Ratio? {
        let decimals = expression.traits.decimals
        switch expression.kind {
        case .rate(let numerator, let scale, let population):
            return try rate(
                numerator, scale: scale, population, decimals: decimals, expression.traits.kind,
                on: axis)
        case .share(let part, let whole):
            return try share(part, of: whole, decimals: decimals, on: axis)
        case .computed(let formula, _):
            guard let inner = try ratio(formula, on: Axis(axis.periods)) else { return nil }
            var value = inner.value
            value.decimals = Array(repeating: decimals, count: axis.count)
            return Ratio(value: value, numerator: inner.numerator, denominator: inner.denominator)
        default: return nil
        }
    }

    /// A part of a whole as a percentage.
    func share(
        _ part: CheckedExpression, of whole: CheckedExpression, decimals: Int, on axis: Axis
    ) throws(Diagnostic) -> Ratio {
        let (part, whole) = (try column(part, on: axis), try column(whole, on: axis))
        return Ratio(
            value: combined(part, whole, decimals: decimals) { $0 * 100 / $1 }, numerator: part,
            denominator: whole)
    }

    /// A count over the population in force at the period's end, times the scale.
    func rate(
        _ numerator: CheckedExpression, scale: Double, _ id: String, decimals: Int,
        _ kind: TimeKind?, on axis: Axis
    ) throws(Diagnostic) -> Ratio {
        let count = try column(numerator, on: axis)
        let population = population(id, on: axis)
        var result = Column(
            cells: zip(count.cells, population.cells).map {
                Cell.combine($0, $1) { $0 * scale / $1 }
            },
            decimals: Array(repeating: decimals, count: axis.count))
        result.notes = count.notes
        for (row, note) in population.notes where count.cells[row].value != nil {
            result.notes.append((row, note))
        }
        if kind == .ratioOfFlows {
            for row in axis.periods.indices where result.cells[row].value != nil {
                result.notes.append((row, .populationAtEnd))
            }
        }
        return Ratio(value: result, numerator: count, denominator: population)
    }
}

/// A rate or a share, and the columns that it was made of.
struct Ratio {
    let value: Column
    let numerator: Column
    let denominator: Column
}
