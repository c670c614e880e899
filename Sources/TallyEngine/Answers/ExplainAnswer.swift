import TallyLanguage
import TallyModel
import TallyPlugins

/// Answers `explain QUERY`: everything that one figure is made of, with the numbers in it, down to
/// the places in files where they were read.
struct ExplainAnswer {
    let engine: Engine
    let checker: Checker

    /// Columns: depth, part, period, value, unit, source. The parts of a part stand below it, one
    /// step further in.
    func table(_ expression: CheckedExpression, _ query: Query) throws(Diagnostic) -> ResultTable {
        var (expression, window) = (expression, query.clauses.window)
        let answer = ValueAnswer(engine: engine, checker: checker)
        var named = try checker.areas(query.clauses.names)
        // A phrase wholly in brackets is what it is without them.
        if case .scoped(let inner, let areas, let own) = expression.kind {
            expression = inner
            named = areas ?? named
            window = own ?? window
        }
        let text = checker.text(expression.span)
        let areas = try engine.areas(named, for: expression, text)
        guard let area = areas.first, areas.count == 1 else {
            throw .explainsOneFigure("area", at: checker.place(query.span))
        }
        if window == nil, expression.consumesWindow {
            throw .windowNeeded(
                text, example: "explain \(text) last 12 months", at: checker.place(expression.span))
        }
        let evaluator = try engine.evaluator(
            for: [expression], in: area, calendar: engine.calendar(of: expression))
        if evaluator.coverage(of: expression, settled: false) == nil, expression.hasFigures {
            throw .nothingKnown(text, area: evaluator.areaTitle)
        }
        let axis = try PeriodResolver(evaluator: evaluator, expression: expression).axis(window)
        guard let period = axis.periods.last else {
            throw .nothingKnown(text, area: evaluator.areaTitle)
        }
        let one = Axis([period], window: axis.window)
        var tree = ExplainedTree()
        try tree.add(expression, on: one, evaluator, depth: 0)
        var notes = NoteCollector()
        for (_, note) in try evaluator.column(expression, on: one).notes { notes.add(note) }
        if axis.count > 1 {
            notes.add(.explainedLast(of: axis.count, period.title(in: evaluator.calendar)))
        }
        if tree.isFull { notes.add(.explanationCut(ExplainedTree.limit)) }
        let title = answer.title(of: expression)
        return ResultTable(
            layout: .grid, title: "\(title), \(evaluator.areaTitle)",
            columns: [
                .init("depth", "Depth", .number, machineOnly: true),
                .init("part", "Part", .text), .init(ColumnID.period, "Period", .period),
                .init(ColumnID.value, "Value", .number),
                .init(ColumnID.unit, "Unit", .text, machineOnly: true),
                .init("source", "From", .text),
            ], rows: try tree.rows(engine.source), notes: notes.all)
    }
}

extension Engine {
    /// What is explained of a query: a value, or the last figure of a trend.
    func explained(_ query: Query, _ checker: Checker) throws(Diagnostic) -> ResultTable {
        let expression: Expression
        switch query.phrase {
        case .value(let value), .trend(let value): expression = value
        default: throw .explainsOneFigure("phrase", at: checker.place(query.span))
        }
        if let by = query.clauses.by?.first {
            throw .wrongBy(checker.text(by.span), "an explanation", at: checker.place(by.span))
        }
        let checked = try checker.running(
            try checker.check(expression), query.clauses.running)
        var table = try ExplainAnswer(engine: self, checker: checker).table(checked, query)
        if let known = query.clauses.asKnown { table.notes.append(.asKnown(known.day)) }
        return table
    }
}

extension CheckedExpression {
    fileprivate var hasFigures: Bool {
        var found = false
        forEachFigure { _ in found = true }
        return found
    }
}

extension Diagnostic {
    static func explainsOneFigure(_ what: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash,
            what == "area"
                ? "one figure is explained at a time, for one area"
                : "figures are explained, not comparisons or rankings", at: place,
            label: "as in 'explain cic in sep23'")
    }
}

extension ResultTable.Note {
    fileprivate static func explainedLast(of count: Int, _ period: String) -> Self {
        Self("last-of", "the last of \(count) periods, \(period)")
    }

    fileprivate static func explanationCut(_ limit: Int) -> Self {
        Self("cut", "only the first \(limit) parts are shown")
    }
}
