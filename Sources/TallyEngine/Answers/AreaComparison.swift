import TallyLanguage
import TallyModel

/// Areas beside each other, a row an indicator, a column an area.
struct AreaComparison {
    let engine: Engine
    let checker: Checker

    /// Columns: id, indicator, period, unit, value (the first area), then for each further area its id
    /// and the difference from it, good.
    func table(_ areas: [String], _ compared: Compared, _ window: Window?, _ span: Span)
        throws(Diagnostic) -> ResultTable
    {
        if let named = compared.areas?.first {
            throw .nothingToCompare(
                "the comparison names its areas already, and 'for' names '\(named)' too",
                at: checker.place(span))
        }
        let answer = ValueAnswer(engine: engine, checker: checker)
        var notes = NoteCollector()
        var rows: [ResultTable.Row] = []
        var absent: [ResultTable.Note] = []
        let common = try engine.evaluators(
            for: compared.expressions, in: areas,
            calendar: compared.expressions.first.map(engine.calendar(of:)) ?? Calendar())
        for expression in compared.expressions {
            try engine.checkCancellation()
            let evaluators = common.map { $0.keeping(engine.calendar(of: expression)) }
            guard let figures = try figures(expression, evaluators, window, span) else {
                if compared.names(expression) {
                    absent += try lacking(expression, evaluators, window)
                }
                continue
            }
            let calendar = evaluators[0].calendar
            let unit = expression.traits.unit
            let first = figures[0]
            var values: [ResultTable.Value] = [
                answer.id(of: expression), .text(answer.title(of: expression)),
                .period(first.period, in: calendar),
                unit.map { .text($0.code) } ?? .empty,
                .number(.init(first.cell, decimals: first.decimals, unit: unit)),
            ]
            var marks: [(ResultTable.Note, [String])] =
                zip([ColumnID.value] + areas.dropFirst(), figures).flatMap { column, figure in
                    figure.notes.map { ($0, [column]) }
                }
            for (other, area) in zip(figures, areas).dropFirst() {
                values.append(.number(.init(other.cell, decimals: other.decimals, unit: unit)))
                guard engine.canDiffer(expression, areas[0], area) else {
                    values.append(.empty)
                    marks.append((.levelsDiffer, [area]))
                    continue
                }
                values.append(
                    .number(
                        .init(
                            Cell.combine(first.cell, other.cell, ExactDecimal.difference),
                            decimals: Cell.decimals(
                                between: (first.cell, first.decimals),
                                and: (other.cell, other.decimals)),
                            unit: unit.difference,
                            signed: true)))
            }
            values.append(.text(expression.traits.good.rawValue))
            rows.append(notes.row(values, marks))
        }
        for note in absent { notes.add(note) }
        if rows.isEmpty, absent.isEmpty {
            notes.add(
                .nothing("no indicator has figures for all of these areas"))
        }
        return ResultTable(
            layout: .grid, columns: columns(areas), rows: rows, notes: notes.all)
    }

    private func columns(_ areas: [String]) -> [ResultTable.Column] {
        let catalogue = engine.catalogue
        var columns: [ResultTable.Column] = [
            .init(ColumnID.id, "Id", .text, machineOnly: true),
            .init(ColumnID.indicator, "Indicator", .text),
            .init(ColumnID.period, "Period", .period),
            .init(ColumnID.unit, "Unit", .text, machineOnly: true),
            .init(ColumnID.value, catalogue.title(ofArea: areas[0]), .number),
        ]
        for area in areas.dropFirst() {
            columns.append(.init(area, catalogue.title(ofArea: area), .number))
            columns.append(
                .init(
                    areas.count > 2 ? "difference_\(area)" : "difference", "Difference", .number))
        }
        return columns + [.init(ColumnID.good, "Good", .text, machineOnly: true)]
    }

    /// Which of the areas have no figures, or none then, and what is nearest.
    private func lacking(
        _ expression: CheckedExpression, _ evaluators: [Evaluator], _ window: Window?
    ) throws(Diagnostic) -> [ResultTable.Note] {
        let answer = ValueAnswer(engine: engine, checker: checker)
        var notes: [ResultTable.Note] = []
        for evaluator in evaluators {
            let resolver = PeriodResolver(evaluator: evaluator, expression: expression)
            guard let period = try? resolver.axis(window).periods.first else {
                notes.append(try answer.none(expression, evaluator))
                continue
            }
            let row = try? FigureRow.rows(expression, on: Axis([period]), evaluator).first
            if row?.cell.reason == .missing {
                notes.append(try answer.absent(expression, period, evaluator))
            }
        }
        return notes
    }

    /// The figure of each area at one period; `nil` where an area has none.
    private func figures(
        _ expression: CheckedExpression, _ evaluators: [Evaluator], _ window: Window?, _ span: Span
    ) throws(Diagnostic) -> [FigureRow]? {
        guard let period = try period(expression, evaluators, window, span) else { return nil }
        var figures: [FigureRow] = []
        for evaluator in evaluators {
            guard
                let figure = try FigureRow.rows(expression, on: Axis([period]), evaluator).first,
                figure.cell.reason != .missing
            else { return nil }
            figures.append(figure)
        }
        return figures
    }

    /// The period that is compared: the newest that all areas have where none is named; `nil` where
    /// an area has none.
    func period(
        _ expression: CheckedExpression, _ evaluators: [Evaluator], _ window: Window?, _ span: Span
    ) throws(Diagnostic) -> Period? {
        var period: Period?
        for evaluator in evaluators {
            guard evaluator.coverage(of: expression, settled: false) != nil else { return nil }
            let axis = try PeriodResolver(evaluator: evaluator, expression: expression).axis(window)
            guard axis.count == 1 else {
                throw .nothingToCompare(
                    "a comparison is of one period: use 'in'", at: checker.place(span))
            }
            if period.map({ axis.periods[0].last < $0.last }) ?? true { period = axis.periods[0] }
        }
        return period
    }
}
