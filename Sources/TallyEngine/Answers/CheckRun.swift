import TallyLanguage
import TallyModel
import TallyPlugins

/// What of the figures checks look at.
struct CheckScope {
    /// `nil` for every area.
    let areas: [String]?
    /// Of sources that are compared, only these indicators; `nil` for all.
    let indicators: [String]?
    /// Only periods within it; `nil` for all.
    let window: Period?

    func covers(_ period: Period) -> Bool {
        window.map { $0.first <= period.first && period.last <= $0.last } ?? true
    }

    func narrowed(_ all: [String]) -> [String] {
        areas.map { areas in all.filter(areas.contains) } ?? all
    }
}

/// What came of one check.
struct CheckOutcome {
    let check: Check
    /// How many pairs of figures were compared.
    var compared = 0
    var gaps: [CheckGap] = []
}

/// Two figures that do not stand to each other as they should.
struct CheckGap {
    /// A figure, and where all that it is made of was read.
    struct Side {
        let value: Double
        let decimals: Int
        let origins: [OriginKey]
    }

    let check: Check
    /// What should hold.
    let text: String
    let area: String
    let period: Period
    let calendar: Calendar
    let unit: Unit?
    let left: Side
    let right: Side

    var origins: [OriginKey] { left.origins + right.origins }
    var difference: Double { ExactDecimal.difference(left.value, right.value) }
    var differenceUnit: Unit? { unit == .percent ? .percentagePoints : unit }

    /// Enough digits for two figures that differ to be seen to.
    var decimals: Int {
        let most = max(left.decimals, right.decimals)
        let x = (ExactDecimal(left.value), ExactDecimal(right.value))
        for digits in most..<(most + 4)
        where x.0.rounded(to: digits) != x.1.rounded(to: digits) {
            return digits
        }
        return most + 4
    }

    func number(_ side: Side) -> ResultTable.Value {
        let own = min(decimals, max(side.decimals, ExactDecimal(side.value).decimals))
        return .number(.init(.value(side.value), decimals: own, unit: unit))
    }
}

/// Runs one check over all figures of a scope.
///
/// A figure without a value is not compared, whatever the reason: of one that is suppressed nothing
/// is told, and of one that is missing nothing can be.
struct CheckRun {
    let engine: Engine
    let check: Check
    let scope: CheckScope

    /// Throws `cancelled`, and what the source of the figures throws.
    func outcome() throws(Diagnostic) -> CheckOutcome {
        var outcome = CheckOutcome(check: check)
        switch check.kind {
        case .comparison(let left, let sign, let right):
            try compare(left, sign, right, &outcome)
        case .sources(let sources):
            try compare(sources, &outcome)
        }
        return outcome
    }

    // MARK: - Two expressions

    private func compare(
        _ left: CheckedExpression, _ sign: Comparison, _ right: CheckedExpression,
        _ outcome: inout CheckOutcome
    ) throws(Diagnostic) {
        try engine.checkCancellation()
        let areas = scope.narrowed(check.areas.isEmpty ? try known([left, right]) : check.areas)
        let evaluators: [Evaluator]
        do throws(Diagnostic) {
            evaluators = try engine.evaluators(
                for: [left, right], in: areas, calendar: calendar(left, right))
        } catch {
            // What is published nowhere cannot disagree.
            if error.code == .neverPublished { return }
            throw error
        }
        for evaluator in evaluators {
            try engine.checkCancellation()
            var seen: Set<Pair> = []
            for axis in axes([left, right], evaluator) {
                for row in try rows(left, right, on: axis, evaluator) {
                    guard
                        seen.insert(Pair(last: row.period.last, row.left.0, row.right.0)).inserted
                    else { continue }
                    outcome.compared += 1
                    let agrees = Judge(within: check.within).holds(
                        row.left.0, sign, row.right.0, leftIsPrinted: left.unguarded.isPrinted,
                        rightIsPrinted: right.isPrinted)
                    if agrees { continue }
                    let period = Axis([row.period])
                    outcome.gaps.append(
                        CheckGap(
                            check: check, text: check.text, area: evaluator.area,
                            period: row.period, calendar: evaluator.calendar,
                            unit: left.traits.unit ?? right.traits.unit,
                            left: .init(
                                value: row.left.0, decimals: row.left.decimals,
                                origins: try origins(left.unguarded, on: period, evaluator)),
                            right: .init(
                                value: row.right.0, decimals: row.right.decimals,
                                origins: try origins(right, on: period, evaluator))))
                }
            }
        }
    }

    /// The same two figures at the same day, whatever the period is called: a stock has them at the
    /// end of a month and of the year that ends with it.
    private struct Pair: Hashable {
        let last: Day
        let left: Double
        let right: Double

        init(last: Day, _ left: Double, _ right: Double) {
            self.last = last
            self.left = left
            self.right = right
        }
    }

    private typealias Row = (
        period: Period, left: (Double, decimals: Int), right: (Double, decimals: Int)
    )

    /// The periods in which both sides have a value, whole: what is added up of some of its months
    /// is left out, and so is a period of which something cannot be said.
    private func rows(
        _ left: CheckedExpression, _ right: CheckedExpression, on axis: Axis,
        _ evaluator: Evaluator
    ) throws(Diagnostic) -> [Row] {
        let columns: (Column, Column)
        do throws(Diagnostic) {
            columns = (try evaluator.column(left, on: axis), try evaluator.column(right, on: axis))
        } catch {
            if error.breaksOff { throw error }
            if axis.count == 1 { return [] }
            var result: [Row] = []
            for period in axis.periods {
                result += try rows(left, right, on: Axis([period]), evaluator)
            }
            return result
        }
        let partial = Set(
            (columns.0.notes + columns.1.notes)
                .filter { [.partCounted, .toDate].contains($0.note.code) }.map(\.row))
        return axis.periods.indices.compactMap { row in
            guard !partial.contains(row), let x = columns.0.cells[row].value,
                let y = columns.1.cells[row].value
            else { return nil }
            return (
                axis.periods[row], (x, columns.0.decimals[row]), (y, columns.1.decimals[row])
            )
        }
    }

    /// The periods for which any figure of an expression was published, by their grain.
    private func axes(_ sides: [CheckedExpression], _ evaluator: Evaluator) -> [Axis] {
        var periods: Set<Period> = []
        for side in sides { collect(side, evaluator, &periods) }
        return Dictionary(grouping: periods.filter(scope.covers), by: \.grain)
            .sorted { $0.key.fineness < $1.key.fineness }
            .map { Axis($0.value.sorted { $0.first < $1.first }) }
    }

    private func collect(
        _ expression: CheckedExpression, _ evaluator: Evaluator, _ periods: inout Set<Period>
    ) {
        let catalogue = engine.catalogue
        var formulas: [CheckedExpression] = []
        expression.forEachFigure { figure in
            for run in evaluator.data.figures(figure, in: evaluator.area)?.runs ?? []
            where run.grain != .span && run.grain != .from {
                for point in run.points {
                    periods.insert(
                        evaluator.calendar.period(check.by ?? run.grain, containing: point.day))
                }
            }
            if figure == catalogue.figure(of: figure.indicator),
                let formula = catalogue.checkedFormulas[figure.indicator]
            {
                formulas.append(formula)
            }
        }
        for formula in formulas { collect(formula, evaluator, &periods) }
    }

    /// The areas for which the first figure of either side is known.
    private func known(_ sides: [CheckedExpression]) throws(Diagnostic) -> [String] {
        var result: [String] = []
        for side in sides {
            var first: Figure?
            side.forEachFigure { first = first ?? $0 }
            guard let first else { continue }
            for area in try engine.areas(with: first) where !result.contains(area) {
                result.append(area)
            }
        }
        return result
    }

    private func calendar(_ left: CheckedExpression, _ right: CheckedExpression) -> Calendar {
        var hasFigures = false
        left.forEachFigure { _ in hasFigures = true }
        return engine.calendar(of: hasFigures ? left : right)
    }

    private func origins(
        _ side: CheckedExpression, on axis: Axis, _ evaluator: Evaluator
    ) throws(Diagnostic) -> [OriginKey] {
        var tree = ExplainedTree()
        try tree.add(side, on: axis, evaluator, depth: 0)
        return tree.origins
    }

    // MARK: - Sources

    /// Every figure that two of the sources print of the same thing, for each indicator.
    private func compare(_ sources: [String], _ outcome: inout CheckOutcome) throws(Diagnostic) {
        for id in scope.indicators ?? engine.catalogue.indicatorOrder {
            try engine.checkCancellation()
            guard let indicator = engine.catalogue.indicators[id] else { continue }
            let areas = scope.narrowed(
                check.areas.isEmpty ? try engine.areas(of: id) : check.areas)
            let requests = areas.flatMap { area in
                breakdowns(of: indicator).map {
                    SeriesRequest(Subject(.indicator, id), area: area, breakdown: $0)
                }
            }
            if requests.isEmpty { continue }
            let stored = try engine.source.load(requests, asKnown: engine.asKnown)
            for request in requests {
                guard let series = stored[request], series.count > 1 else { continue }
                let own = series.filter { $0.reference == nil && $0.grain != .from }
                for (index, source) in sources.enumerated() {
                    for other in sources[(index + 1)...] {
                        for a in own where a.source == source {
                            for b in own where b.source == other {
                                compare(a, b, request, indicator, &outcome)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The whole, and each member of each dimension.
    private func breakdowns(of indicator: Indicator) -> [Breakdown] {
        let whole = engine.catalogue.figure(of: indicator.id).breakdown
        let members = indicator.declaration.dimensions.flatMap { dimension in
            (engine.catalogue.dimensions[dimension.value]?.members ?? []).map {
                whole.adding(dimension.value, $0.id)
            }
        }
        var seen: Set<Breakdown> = []
        return ([.whole, whole] + members).filter { seen.insert($0).inserted }
    }

    private func compare(
        _ a: StoredSeries, _ b: StoredSeries, _ request: SeriesRequest, _ indicator: Indicator,
        _ outcome: inout CheckOutcome
    ) {
        let declaration = indicator.declaration
        // A stock is what it is at a day, whatever the period is called.
        let isStock = declaration.kind == .stock || declaration.kind == .ratioOfStocks
        guard a.grain == b.grain || isStock else { return }
        let others = Dictionary(b.points.map { ($0.day, $0) }) { first, _ in first }
        for point in a.points {
            guard let other = others[point.day], point.first == other.first,
                let x = point.cell.value, let y = other.cell.value
            else { continue }
            let period: Period =
                point.first.map { indicator.calendar.named($0, point.day) }
                ?? indicator.calendar.period(a.grain, containing: point.day)
            guard scope.covers(period) else { continue }
            outcome.compared += 1
            let agrees = Judge(within: check.within).holds(
                x, .equals, y, leftIsPrinted: true, rightIsPrinted: true)
            if agrees { continue }
            let figure = Figure(indicator.id, breakdown: request.breakdown)
            let isMeant = figure == engine.catalogue.figure(of: indicator.id)
            let name =
                isMeant ? indicator.id : "\(indicator.id) (\(request.breakdown.key))"
            outcome.gaps.append(
                CheckGap(
                    check: check, text: "\(name): \(a.source) = \(b.source)", area: request.area,
                    period: period, calendar: indicator.calendar, unit: declaration.unit,
                    left: .init(
                        value: x, decimals: min(declaration.decimals, point.decimals),
                        origins: [point.origin]),
                    right: .init(
                        value: y, decimals: min(declaration.decimals, other.decimals),
                        origins: [other.origin])))
        }
    }
}

/// Whether two figures stand to each other as they should.
private struct Judge {
    let within: Double?

    /// Without a tolerance two figures are equal where the computed one rounds to the published; of
    /// two published, or two computed, where either does.
    func holds(
        _ left: Double, _ sign: Comparison, _ right: Double, leftIsPrinted: Bool,
        rightIsPrinted: Bool
    ) -> Bool {
        // Noise of binary fractions decides nothing.
        let most = Double.greatestFiniteMagnitude
        let gap = ExactDecimal(min(most, max(-most, ExactDecimal.difference(left, right))))
            .rounded(to: 9)
        let tolerance = ExactDecimal(within ?? 0)
        let above = gap.compared(with: tolerance)
        switch sign {
        case .equals:
            if within != nil {
                let size = ExactDecimal(mantissa: abs(gap.mantissa), exponent: gap.exponent)
                return size.compared(with: tolerance) <= 0
            }
            let leftHolds = Agreement.holds(computed: right, published: left)
            let rightHolds = Agreement.holds(computed: left, published: right)
            if leftIsPrinted == rightIsPrinted { return leftHolds || rightHolds }
            return leftIsPrinted ? leftHolds : rightHolds
        case .lessOrEqual: return above <= 0
        case .less: return above < 0
        case .greaterOrEqual, .greater:
            let below = ExactDecimal(mantissa: -gap.mantissa, exponent: gap.exponent)
                .compared(with: tolerance)
            return sign == .greater ? below < 0 : below <= 0
        case .differs: return gap.mantissa != 0
        }
    }
}

extension CheckedExpression {
    /// Whether it is a figure as it was printed, rather than one made of others.
    fileprivate var isPrinted: Bool {
        switch kind {
        case .figure, .number, .population: true
        case .shifted(let inner, _), .scoped(let inner, _, _): inner.isPrinted
        default: false
        }
    }
}
