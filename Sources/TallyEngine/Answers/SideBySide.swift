import TallyLanguage
import TallyModel

/// Expressions beside each other, a row each, at one period.
struct SideBySide {
    let engine: Engine
    let checker: Checker

    /// One side with where and when it is read.
    struct Side {
        let expression: CheckedExpression
        let evaluator: Evaluator
        let period: Period
        /// Where it stands, brackets and all.
        let span: Span
    }

    /// Columns: id, indicator, area, period, value, unit, difference (from the first, where the
    /// units are one), good. No direction: that of each since its own period before would be read as
    /// that of the difference.
    func table(
        _ expressions: [CheckedExpression], areas: [String]?, _ window: Window?, _ span: Span
    ) throws(Diagnostic) -> ResultTable {
        let sides = try sides(expressions, areas, window, span)
        let answer = ValueAnswer(engine: engine, checker: checker)
        var notes = NoteCollector()
        var rows: [ResultTable.Row] = []
        var first: (figure: FigureRow, unit: Unit?, side: Side)?
        var hasFigures = false
        for side in sides {
            guard
                let figure = try FigureRow.rows(
                    side.expression, on: Axis([side.period]), side.evaluator
                ).first
            else { continue }
            let calendar = side.evaluator.calendar
            let unit = side.expression.traits.unit
            var difference = ResultTable.Value.empty
            var said = figure.notes
            if let first, first.unit == unit || first.unit == nil || unit == nil {
                let isAlike = engine.canDiffer(
                    side.expression, first.side.evaluator.area, side.evaluator.area)
                let isTold = try givenAway(side, first.side) == nil
                if !isAlike { said.append(.levelsDiffer) }
                difference =
                    !isAlike
                    ? .empty
                    : .number(
                        .init(
                            isTold
                                ? Cell.combine(
                                    figure.cell, first.figure.cell, ExactDecimal.difference)
                                : .none(.suppressed),
                            decimals: Cell.decimals(
                                between: (first.figure.cell, first.figure.decimals),
                                and: (figure.cell, figure.decimals)),
                            unit: (unit ?? first.unit).difference, signed: true))
            }
            let values: [ResultTable.Value] = [
                answer.id(of: side.expression), .text(answer.title(of: side.expression)),
                .text(side.evaluator.areaTitle),
                .period(figure.period, in: calendar),
                .number(.init(figure.cell, decimals: figure.decimals, unit: unit)),
                unit.map { .text($0.code) } ?? .empty, difference,
                .text(side.expression.traits.good.rawValue),
            ]
            rows.append(.init(values, notes: said.map { notes.index(of: $0) }))
            if figure.cell.reason == .missing {
                notes.add(try answer.absent(side.expression, side.period, side.evaluator))
            } else {
                hasFigures = true
            }
            first = first ?? (figure, unit, side)
        }
        let hasAreas = Set(sides.map(\.evaluator.area)).count > 1
        return ResultTable(
            layout: .grid,
            columns: [
                .init(ColumnID.id, "Id", .text, machineOnly: true),
                .init(ColumnID.indicator, "Indicator", .text),
                .init(ColumnID.area, "Area", .text, machineOnly: !hasAreas),
                .init(ColumnID.period, "Period", .period),
                .init(ColumnID.value, "Value", .number),
                .init(ColumnID.unit, "Unit", .text),
                .init("difference", "Difference", .number),
                .init(ColumnID.good, "Good", .text, machineOnly: true),
            ],
            rows: hasFigures ? rows : [], notes: notes.all)
    }

    /// A suppressed figure that would be known from the difference of two sides.
    func givenAway(_ side: Side, _ first: Side) throws(Diagnostic) -> Evaluator.GivenAway? {
        guard let remainder = checker.remainder(of: side.expression, less: first.expression) else {
            return nil
        }
        // What is left has figures of its own, which neither side has read.
        var sides: [(evaluator: Evaluator, axis: Axis)] = []
        for one in [side, first] {
            let evaluator = try engine.evaluator(
                for: [one.expression.beside(remainder)], in: one.evaluator.area,
                calendar: one.evaluator.calendar)
            sides.append((evaluator, Axis([one.period])))
        }
        return try Evaluator.givenAway(remainder, sides)
    }

    /// Each side with its own brackets taken off. Those that name no period, in brackets or as a whole,
    /// share the newest that all of them have; what is counted over unequal lengths is refused.
    func sides(
        _ expressions: [CheckedExpression], _ areas: [String]?, _ window: Window?, _ span: Span
    ) throws(Diagnostic) -> [Side] {
        var open:
            [(expression: CheckedExpression, evaluator: Evaluator, period: Period?, span: Span)] =
                []
        for expression in expressions {
            let whole = expression.span
            let (expression, areas, window) = expression.withoutBrackets(areas: areas, window)
            let text = checker.text(expression.span)
            let evaluators = try engine.evaluators(
                for: [expression], in: try engine.areas(areas, for: expression, text),
                calendar: engine.calendar(of: expression))
            for evaluator in evaluators {
                let resolver = PeriodResolver(evaluator: evaluator, expression: expression)
                var period = window == nil ? try resolver.pinned() : nil
                if window != nil {
                    let axis = try resolver.axis(window)
                    guard axis.count == 1 else {
                        throw .nothingToCompare(
                            "a comparison is of one period: use 'in'", at: checker.place(span))
                    }
                    period = axis.periods[0]
                }
                open.append((expression, evaluator, period, whole))
            }
        }
        var shared: Period?
        for one in open where one.period == nil {
            let latest = try PeriodResolver(
                evaluator: one.evaluator, expression: one.expression
            ).axis(nil).periods[0]
            if shared.map({ latest.last < $0.last }) ?? true { shared = latest }
        }
        let sides = open.compactMap { one in
            (one.period ?? shared).map {
                Side(
                    expression: one.expression, evaluator: one.evaluator, period: $0,
                    span: one.span)
            }
        }
        for side in sides.dropFirst() {
            let calendar = side.evaluator.calendar
            let counted = [sides[0], side].contains { $0.expression.traits.kind == .flow }
            let (a, b) = (sides[0].period, side.period)
            if counted, calendar.monthCount(a) != calendar.monthCount(b) {
                throw .lengthsDiffer(
                    a.title(in: calendar), b.title(in: calendar), at: checker.place(side.span))
            }
        }
        return sides
    }
}
