import TallyLanguage
import TallyModel
import TallyPlugins

/// The parts of a figure, each with its number and where it was read.
struct ExplainedTree {
    private struct Line {
        let depth: Int
        var name: String
        let period: Period
        let evaluator: Evaluator
        let cell: Cell
        let decimals: Int
        let unit: Unit?
        var isCondition = false
        /// A difference, shown with its sign.
        var signed = false
        /// What is said before the file: how it was computed, from when it holds.
        var detail = ""
        var origin: OriginKey?
    }

    static let limit = 400

    private var lines: [Line] = []

    var isFull: Bool { lines.count >= Self.limit }

    /// Adds an expression at the only period of an axis, and below it all that it is made of.
    ///
    /// - Parameter heading: what tells it from others of its kind: its area, its member.
    mutating func add(
        _ expression: CheckedExpression, on axis: Axis, _ evaluator: Evaluator, depth: Int = 0,
        of heading: String? = nil
    ) throws(Diagnostic) {
        guard !isFull, let period = axis.periods.first else { return }
        let column = try evaluator.column(expression, on: axis)
        var line = Line(
            depth: depth, name: (heading.map { "\($0): " } ?? "") + expression.words,
            period: period, evaluator: evaluator, cell: column.cells[0],
            decimals: column.decimals[0], unit: expression.traits.unit,
            isCondition: expression.traits.isCondition, signed: expression.isChange)
        switch expression.kind {
        case .figure(let figure):
            try add(figure, period, line)
            return
        case .population(let id):
            add(population: id, period, evaluator, depth: depth)
            return
        case .computed(let formula, let id):
            let declared = evaluator.catalogue.indicators[id]?.declaration.formula?.value
            line.detail = "computed as \(declared ?? formula.words)"
            lines.append(line)
            try add(partsOf: formula, period, evaluator, depth: depth + 1)
            return
        case .shifted(let inner, let shift):
            lines.append(line)
            let shifted = try evaluator.shifted(axis, shift, of: inner, in: expression)
            try add(inner, on: shifted, evaluator, depth: depth + 1)
            return
        case .scoped(let inner, let areas, let window):
            let own = evaluator.within(areas?.first)
            let periods =
                try window.map { window throws(Diagnostic) in
                    try PeriodResolver(evaluator: own, expression: inner).axis(window)
                } ?? axis
            try add(inner, on: periods, own, depth: depth, of: heading)
            return
        case .call(let function, let arguments) where function.consumesWindow:
            lines.append(line)
            guard let argument = arguments.first else { return }
            if case .scoped(let inner, let areas, let window?) = argument.kind {
                let own = evaluator.within(areas?.first)
                let whole = try PeriodResolver(evaluator: own, expression: inner).whole(window)
                try add(inner, own.periods(of: function, inner, over: whole), own, depth: depth + 1)
            } else {
                let periods = evaluator.periods(
                    of: function, argument, over: axis.window ?? period)
                try add(argument, periods, evaluator, depth: depth + 1)
            }
            return
        case .remainder(let inner, let remainder):
            // The sum itself, without what it comes to.
            let found = try evaluator.givenAway(remainder, on: axis)[0]
            line.detail = found.map { $0.words(evaluator) } ?? ""
            lines.append(line)
            for part in inner.parts {
                if case .number = part.kind { continue }
                try add(part, on: axis, evaluator, depth: depth + 1)
            }
            return
        case .running(let inner, let running):
            lines.append(line)
            let window = evaluator.window(running, of: inner, upTo: period)
            let periods = evaluator.calendar.periods(
                evaluator.nativeGrain(of: inner), within: window)
            try add(inner, periods, evaluator, depth: depth + 1)
            return
        case .rate(let count, _, let population):
            lines.append(line)
            try add(count, on: axis, evaluator, depth: depth + 1)
            add(population: population, period, evaluator, depth: depth + 1)
            return
        case .moved(let inner, _):
            lines.append(line)
            try add(inner, on: axis, evaluator, depth: depth + 1)
            try add(inner, on: evaluator.before(axis), evaluator, depth: depth + 1)
            return
        case .judged(let inner, _, let reference):
            lines.append(line)
            try add(inner, on: axis, evaluator, depth: depth + 1)
            add(reference: reference, of: inner, period, evaluator, depth: depth + 1)
            return
        default:
            lines.append(line)
            try add(partsOf: expression, on: axis, evaluator, depth: depth + 1)
        }
    }

    /// What an expression is worked out from; sides that do not have the same months, of the months
    /// that both have.
    private mutating func add(
        partsOf expression: CheckedExpression, on axis: Axis, _ evaluator: Evaluator, depth: Int
    ) throws(Diagnostic) {
        let parts = expression.parts
        let sides: Evaluator.Sides?
        switch expression.kind {
        case .share, .binary: sides = try evaluator.alike(parts[0], parts[1], on: axis)
        default: sides = nil
        }
        guard let sides, let common = sides.common[0], let period = axis.periods.first else {
            for part in parts {
                if case .number = part.kind { continue }
                try add(part, on: axis, evaluator, depth: depth)
            }
            return
        }
        for (part, column) in zip(parts, [sides.left, sides.right]) where !isFull {
            lines.append(
                Line(
                    depth: depth, name: part.words, period: period, evaluator: evaluator,
                    cell: column.cells[0], decimals: column.decimals[0], unit: part.traits.unit,
                    detail: "of the \(common.count) that both have"))
            try add(part, common, evaluator, depth: depth + 1)
        }
    }

    /// A line of its own: what is worked out from the lines below it.
    mutating func add(
        name: String, at period: Period, _ evaluator: Evaluator, _ cell: Cell, decimals: Int,
        unit: Unit?, detail: String = "", signed: Bool = false
    ) {
        guard !isFull else { return }
        lines.append(
            Line(
                depth: 0, name: name, period: period, evaluator: evaluator, cell: cell,
                decimals: decimals, unit: unit, signed: signed, detail: detail))
    }

    /// A reference in force, and since when.
    mutating func add(
        reference: String, of expression: CheckedExpression, _ period: Period,
        _ evaluator: Evaluator, depth: Int
    ) {
        guard !isFull,
            let point = Judgement(expression, evaluator)?.reference(reference, at: period)
        else { return }
        lines.append(
            Line(
                depth: depth, name: reference, period: period, evaluator: evaluator,
                cell: point.cell,
                decimals: point.cell.value.map { ExactDecimal($0).decimals } ?? 0,
                unit: expression.traits.unit,
                detail: "since \(Period.day(point.day).title(in: evaluator.calendar))",
                origin: point.origin))
    }

    /// The figures of each of some periods.
    private mutating func add(
        _ expression: CheckedExpression, _ periods: [Period], _ evaluator: Evaluator, depth: Int
    ) throws(Diagnostic) {
        for period in periods where !isFull {
            try add(expression, on: Axis([period]), evaluator, depth: depth)
        }
    }

    /// A published figure, or what it is computed or added up from.
    private mutating func add(_ figure: Figure, _ period: Period, _ line: Line) throws(Diagnostic) {
        var line = line
        let evaluator = line.evaluator
        let catalogue = evaluator.catalogue
        guard let indicator = catalogue.indicators[figure.indicator] else {
            lines.append(line)
            return
        }
        let published = evaluator.data.figures(figure, in: evaluator.area)
        if let published,
            let point = evaluator.direct(published, period, indicator.declaration.kind)
        {
            line.origin = point.origin
            lines.append(line)
            return
        }
        if figure == catalogue.figure(of: indicator.id),
            let formula = catalogue.checkedFormulas[indicator.id],
            try evaluator.column(formula, on: Axis([period])).cells[0] != .none(.missing)
        {
            line.detail = "computed as \(indicator.declaration.formula?.value ?? formula.words)"
            lines.append(line)
            try add(partsOf: formula, period, evaluator, depth: line.depth + 1)
            return
        }
        lines.append(line)
        // A longer period of shorter ones: all of a flow, the last of anything else.
        guard let published, line.cell != .none(.missing),
            let months = evaluator.calendar.monthCount(period),
            let run = published.runs.first(where: { $0.grain.months.map { $0 < months } ?? false })
        else { return }
        let parts = evaluator.calendar.periods(run.grain, within: period)
            .compactMap { part in run.point(endingOn: part.last).map { (part, $0) } }
        let shown = indicator.declaration.kind == .flow ? parts[...] : parts.suffix(1)
        for (part, point) in shown where !isFull {
            lines.append(
                Line(
                    depth: line.depth + 1, name: indicator.id, period: part, evaluator: evaluator,
                    cell: point.cell, decimals: min(line.decimals, point.decimals), unit: line.unit,
                    origin: point.origin))
        }
    }

    /// What a formula is made of, without a line of its own for a plain one.
    private mutating func add(
        partsOf formula: CheckedExpression, _ period: Period, _ evaluator: Evaluator, depth: Int
    ) throws(Diagnostic) {
        let axis = Axis([period])
        switch formula.kind {
        case .remainder(let inner, _): try add(partsOf: inner, period, evaluator, depth: depth)
        case .binary, .share: try add(partsOf: formula, on: axis, evaluator, depth: depth)
        case .rate(let count, _, let population):
            try add(count, on: axis, evaluator, depth: depth)
            add(population: population, period, evaluator, depth: depth)
        default: try add(formula, on: axis, evaluator, depth: depth)
        }
    }

    private mutating func add(
        population id: String, _ period: Period, _ evaluator: Evaluator, depth: Int
    ) {
        guard !isFull else { return }
        let point = evaluator.data.population(id, in: evaluator.area)?.holding?
            .point(holdingOn: period.last)
        lines.append(
            Line(
                depth: depth, name: id, period: period, evaluator: evaluator,
                cell: point?.cell ?? .none(.missing), decimals: 0, unit: .number,
                detail: point.map {
                    "in force since \(Period.day($0.day).title(in: evaluator.calendar))"
                } ?? "", origin: point?.origin))
    }

    /// Where the figures were read from, each place once.
    var origins: [OriginKey] {
        var seen: Set<OriginKey> = []
        return lines.compactMap(\.origin).filter { seen.insert($0).inserted }
    }

    /// The rows of a table, with the files looked up in one go.
    func rows(_ source: any FigureSource, withPeriods: Bool = true) throws(Diagnostic)
        -> [ResultTable.Row]
    {
        let origins = try source.origins(of: lines.compactMap(\.origin))
        var next = 0
        return lines.map { line in
            var said = line.detail.isEmpty ? [] : [line.detail]
            if line.origin != nil {
                if next < origins.count { said.append(origins[next].words) }
                next += 1
            }
            let calendar = line.evaluator.calendar
            let value: ResultTable.Value =
                line.isCondition
                ? .text(ConditionAnswer.words(line.cell))
                : .number(
                    .init(
                        line.cell, decimals: line.decimals, unit: line.unit, signed: line.signed))
            return ResultTable.Row([
                .number(.init(.value(Double(line.depth)), decimals: 0, unit: nil)),
                .text(String(repeating: "  ", count: line.depth) + line.name),
                withPeriods ? .period(line.period, in: calendar) : .empty,
                value,
                line.isCondition ? .empty : line.unit.map { .text($0.code) } ?? .empty,
                .text(said.joined(separator: "; ")),
            ])
        }
    }
}

extension Origin {
    /// `dorset.csv row 2, 2023-09, known at 2023-11-23`
    fileprivate var words: String {
        var said = "\(file) row \(row)"
        if let column { said += ", \(column)" }
        said += ", known at \(knownAt)"
        if let cited { said += ", from \(cited)" }
        return said
    }
}
