import TallyLanguage
import TallyModel
import TallyPlugins

/// Answers `… by source`: what each source says, the one that is believed first before the others.
struct SourceAnswer {
    let engine: Engine
    let checker: Checker

    private var answer: ValueAnswer { ValueAnswer(engine: engine, checker: checker) }

    /// A row for each source that has the figure, period by period. Columns: id, area, period,
    /// source, value, unit, believed (1 for the source whose figure is the answer without `by`),
    /// difference (from that one).
    func table(
        _ expression: CheckedExpression, _ by: ByKey, areas named: [String]?, _ query: Query,
        grain: PeriodUnit?
    ) throws(Diagnostic) -> ResultTable {
        let text = checker.text(expression.span)
        guard case .figure(let figure) = expression.kind else {
            throw .noSource(text, parts: parts(expression), at: checker.place(by.span))
        }
        let areas = try engine.areas(named, for: expression, text)
        guard let area = areas.first, areas.count == 1 else {
            throw .wrongBy("source", "several areas at once", at: checker.place(by.span))
        }
        let calendar = engine.calendar(of: expression)
        let whole = try engine.evaluator(for: [expression], in: area, calendar: calendar)
        let title = "\(answer.title(of: expression)) by source, \(whole.areaTitle)"
        let request = SeriesRequest(
            Subject(.indicator, figure.indicator), area: area, breakdown: figure.breakdown)
        let stored = try engine.source.load([request], asKnown: engine.asKnown)[request] ?? []
        let believed = engine.catalogue.indicators[figure.indicator]?.sources ?? []
        let sources = PublishedFigures.order(
            Set(stored.filter { $0.reference == nil }.map(\.source)), believed: believed)
        guard !sources.isEmpty else {
            return ResultTable(
                layout: .grid, title: title, columns: [], rows: [],
                notes: [
                    .noValues(
                        answer.name(of: expression), whole.areaTitle, detail: " that were published"
                    )
                ])
        }
        let axis = try PeriodResolver(evaluator: whole, expression: expression)
            .axis(query.clauses.window, grain: grain)
        var columns: [(source: String, column: Column)] = []
        for source in sources {
            try engine.checkCancellation()
            let data = try SentenceData(
                [request: stored.filter { $0.source == source }], from: engine.source,
                catalogue: engine.catalogue, asKnown: engine.asKnown)
            let alone = Evaluator(
                catalogue: engine.catalogue, data: data, area: area, calendar: calendar)
            columns.append((source, try alone.column(expression, on: axis)))
        }
        return table(columns, expression, on: axis, whole, title: title)
    }

    private func table(
        _ columns: [(source: String, column: Column)], _ expression: CheckedExpression,
        on axis: Axis, _ evaluator: Evaluator, title: String
    ) -> ResultTable {
        let calendar = evaluator.calendar
        let unit = expression.traits.unit
        var notes = NoteCollector()
        var rows: [ResultTable.Row] = []
        for (row, period) in axis.periods.enumerated() {
            var first: (cell: Cell, decimals: Int)?
            var rank = 0
            for (source, column) in columns where column.cells[row] != .none(.missing) {
                rank += 1
                let (cell, decimals) = (column.cells[row], column.decimals[row])
                let difference = first.map { first in
                    ResultTable.Value.number(
                        .init(
                            Cell.combine(cell, first.cell, ExactDecimal.difference),
                            decimals: max(decimals, first.decimals), unit: unit.difference,
                            signed: true))
                }
                rows.append(
                    .init(
                        [
                            answer.id(of: expression), .text(evaluator.areaTitle),
                            .period(period, in: calendar), .text(source),
                            .number(.init(cell, decimals: decimals, unit: unit)),
                            unit.map { .text($0.code) } ?? .empty,
                            .number(.init(.value(Double(rank)), decimals: 0, unit: nil)),
                            difference ?? .empty,
                        ],
                        notes: column.notes.filter { $0.row == row }
                            .map { notes.index(of: $0.note) }))
                first = first ?? (cell, decimals)
            }
        }
        if rows.isEmpty {
            notes.add(
                .noValues(
                    answer.name(of: expression), evaluator.areaTitle,
                    detail: " that were published for "
                        + axis.periods.map { $0.title(in: calendar) }.prefix(1).joined()))
        }
        let isSingle = axis.count == 1
        let period = isSingle ? ", \(axis.periods[0].title(in: calendar))" : ""
        return ResultTable(
            layout: .grid, title: title + period,
            columns: [
                .init(ColumnID.id, "Id", .text, machineOnly: true),
                .init(ColumnID.area, "Area", .text, machineOnly: true),
                .init(ColumnID.period, "Period", .period, machineOnly: isSingle),
                .init("source", "Source", .text),
                .init(ColumnID.value, unit.columnTitle, .number, unit: unit),
                .init(ColumnID.unit, "Unit", .text, machineOnly: true),
                .init("believed", "Believed", .number),
                .init("difference", "Difference", .number, unit: unit.difference),
            ],
            rows: rows, notes: notes.all)
    }

    /// The indicators that an expression is made of, each once.
    private func parts(_ expression: CheckedExpression) -> [String] {
        var parts: [String] = []
        expression.forEachFigure { figure in
            if !parts.contains(figure.indicator) { parts.append(figure.indicator) }
        }
        return Array(parts.prefix(3))
    }
}
