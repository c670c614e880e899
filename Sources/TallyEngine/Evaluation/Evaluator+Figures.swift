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
            result.notes += caveats(indicator, point).map { (row, $0) }
            if let other = point.other {
                result.notes.append(
                    (row, .disagreement(catalogue.words(of: figure), point, with: other)))
            }
            if let published, indicator.declaration.kind == .flow,
                let (summed, grain) = sum(published, period), let value = point.cell.value,
                !Agreement.holds(computed: summed, published: value)
            {
                result.notes.append(
                    (
                        row,
                        .notAsSummed(
                            catalogue.words(of: figure), published: value, summed: summed,
                            grain: grain)
                    ))
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
                    guard computed.cells[row] != .none(.missing),
                        !indicator.isOfLonger(than: axis.periods[row], formula)
                    else {
                        result.notes += (said[row] ?? []).filter {
                            $0.note.code == .notDefined
                        }
                        continue
                    }
                    result.cells[row] = computed.cells[row]
                    result.summed[row] = computed.summed[row]
                    result.notes += said[row] ?? []
                    result.notes.append(
                        (row, .computed(indicator, isPublished: published?.runs.isEmpty == false)))
                    continue
                }
                // The published figure, too, was taken over the population that changed.
                // Yearly figures have a new population every year, and everybody knows.
                if axis.periods[row].grain.months.map({ $0 < 12 }) ?? false {
                    result.notes += (said[row] ?? []).filter {
                        $0.note.code == .populationBreak
                    }
                }
                result.notes += (said[row] ?? []).filter {
                    $0.note.code == .definitionBreak
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
                try aggregate(
                    figure, of: indicator, published, axis.periods[row], row, into: &result)
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
        _ figure: Figure, of indicator: Indicator, _ published: PublishedFigures, _ period: Period,
        _ row: Int, into result: inout Column
    ) throws(Diagnostic) {
        guard let (run, parts, cells) = finer(published, period),
            let last = run.points.last?.day
        else { return }
        let reached = parts.count { $0.last <= last }
        let unfinished = period.last > last
        /// What is said of the figures of some of the parts.
        func tell(_ told: ArraySlice<Period>) {
            for part in told {
                guard let point = run.point(endingOn: part.last) else { continue }
                for note in caveats(indicator, point)
                where !result.notes.contains(where: { $0.row == row && $0.note == note }) {
                    result.notes.append((row, note))
                }
                if let other = point.other {
                    let note = ResultTable.Note.disagreement(
                        catalogue.words(of: figure), point, with: other)
                    result.notes.append((row, note.of(part.title(in: calendar))))
                }
            }
        }
        switch indicator.declaration.kind {
        case .stock, .ratioOfStocks, .rolling, .yearToDate:
            result.cells[row] = cells[reached - 1]
            if let point = run.point(endingOn: parts[reached - 1].last) {
                result.decimals[row] = min(result.decimals[row], point.decimals)
            }
            tell(parts[(reached - 1)..<reached])
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
            result.cells[row] = Cell(computed: values.reduce(0, +))
            result.summed[row] = Summed(
                grain: run.grain, parts: cells.indices.filter { cells[$0].value != nil })
            tell(parts[...])
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
        case .unknown:
            throw .kindUnknown(
                indicator.id, period.title(in: calendar),
                offers: [
                    "sum(\(indicator.id)) in \(period.typed(in: calendar))",
                    "\(indicator.id) in \(parts[reached - 1].typed(in: calendar))",
                ])
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

    /// What its plugin says beside a figure of this area and source.
    private func caveats(_ indicator: Indicator, _ point: PublishedFigures.Point)
        -> [ResultTable.Note]
    {
        if indicator.declaration.caveats.isEmpty { return [] }
        return indicator.declaration.caveats
            .filter { $0.isAbout(area: area, source: point.source) }
            .map { .caveat($0.text) }
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
            let rate = try rate(
                numerator, scale: scale, population, decimals: decimals, expression.traits.kind,
                on: axis)
            return besidePublished(rate, of: expression, on: axis)
        case .share(let part, let whole):
            let share = try share(part, of: whole, decimals: decimals, on: axis)
            return besidePublished(share, of: expression, on: axis)
        case .computed(let formula, _):
            guard let inner = try ratio(formula, on: Axis(axis.periods)) else { return nil }
            var value = inner.value
            value.decimals = Array(repeating: decimals, count: axis.count)
            return Ratio(value: value, numerator: inner.numerator, denominator: inner.denominator)
        default: return nil
        }
    }

    /// The same, with what was published of the indicator that it is where that does not agree.
    private func besidePublished(
        _ ratio: Ratio, of expression: CheckedExpression, on axis: Axis
    ) -> Ratio {
        guard let id = expression.traits.identity, let indicator = catalogue.indicators[id],
            let published = data.figures(catalogue.figure(of: id), in: area)
        else { return ratio }
        var value = ratio.value
        for (row, period) in axis.periods.enumerated() {
            if let point = direct(published, period, indicator.declaration.kind),
                let printed = point.cell.value, let computed = value.cells[row].value,
                !Agreement.holds(computed: computed, published: printed)
            {
                value.notes.append(
                    (row, .notAsComputed(indicator, published: printed, computed: computed)))
            }
        }
        return Ratio(value: value, numerator: ratio.numerator, denominator: ratio.denominator)
    }

    /// A part of a whole as a percentage.
    private func share(
        _ part: CheckedExpression, of whole: CheckedExpression, decimals: Int, on axis: Axis
    ) throws(Diagnostic) -> Ratio {
        let sides = try alike(part, whole, on: axis)
        var value = combined(sides.left, sides.right, decimals: decimals) { $0 * 100 / $1 }
        let kinds = [part.traits.kind, whole.traits.kind]
        let isUnlike = kinds == [.stock, .flow] || kinds == [.flow, .stock]
        for (row, cell) in value.cells.enumerated() {
            guard let share = cell.value else { continue }
            if let kind = part.traits.kind, isUnlike {
                value.notes.append((row, .kindsDiffer(part.words, kind, whole.words)))
            } else if share > 100 {
                value.notes.append((row, .overWhole(part.words, whole.words)))
            }
        }
        return Ratio(value: value, numerator: sides.left, denominator: sides.right)
    }

    /// A count over the population in force at the period's end, times the scale.
    private func rate(
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
        if numerator.consumesWindow {
            for (row, period) in axis.periods.enumerated() where result.cells[row].value != nil {
                let within = calendar.periods(
                    nativeGrain(of: numerator), within: axis.window ?? period)
                result.notes += self.population(id, on: Axis(within)).notes
                    .filter { $0.note.code.isBreak }.map { (row, $0.note) }
            }
        }
        if isOfPart(numerator) {
            let title = catalogue.populations[id]?.title ?? id
            for row in axis.periods.indices where result.cells[row].value != nil {
                result.notes.append((row, .wholePopulation(title)))
            }
        }
        if kind == .ratioOfFlows {
            for row in axis.periods.indices where result.cells[row].value != nil {
                result.notes.append((row, .populationAtEnd))
            }
        }
        return Ratio(value: result, numerator: count, denominator: population)
    }
}

extension Evaluator {
    /// Whether some leaf counts only a part of what its indicator counts.
    private func isOfPart(_ expression: CheckedExpression) -> Bool {
        var found = false
        expression.forEachFigure { figure in
            let whole = catalogue.figure(of: figure.indicator).breakdown
            if figure.breakdown != .whole, figure.breakdown != whole { found = true }
        }
        return found
    }
}

extension Indicator {
    /// Whether it says of a longer period what its formula finds in it, as the worst month of a year:
    /// of one month that would be the month itself.
    fileprivate func isOfLonger(than period: Period, _ formula: CheckedExpression) -> Bool {
        period.grain.fineness < declaration.every.fineness && formula.consumesWindow
    }
}

/// A rate or a share, and the columns that it was made of.
struct Ratio {
    let value: Column
    let numerator: Column
    let denominator: Column
}
