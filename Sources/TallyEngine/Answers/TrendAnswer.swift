import TallyLanguage
import TallyModel

extension TrendPhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        let running = query.clauses.running
        guard let value else {
            try checker.refuse(running)
            let table = try TrendTable(engine: engine, checker: checker).table(query)
            return query.clauses.by == nil ? table : engine.catalogue.grouped(byTheme: table)
        }
        let checked = try checker.running(try checker.check(value), running)
        if checked.traits.isCondition {
            return try ConditionAnswer(engine: engine, checker: checker)
                .table(checked, query, everything: true)
        }
        return try TrendAnswer(engine: engine, checker: checker).table(checked, query)
    }

    func explain(
        _ query: Query, _ explanation: inout ExplainAnswer
    ) throws(Diagnostic) -> ResultTable {
        guard let value else { return try explanation.trends(query) }
        return try explanation.value(value, query, everything: true)
    }

    func isSplit(by key: ByKey) -> Bool { value == nil && key.kind == .theme }

    func sentences(near: NearbySentences, isEmpty: Bool) -> [String] {
        value.map { near.sentences(about: $0, isEmpty: isEmpty) } ?? []
    }
}

/// Answers `trend EXPR`: all that is known of it, or the window that is asked for, as a series.
struct TrendAnswer {
    let engine: Engine
    let checker: Checker

    /// Columns as of a value.
    func table(_ expression: CheckedExpression, _ query: Query) throws(Diagnostic) -> ResultTable {
        let answer = ValueAnswer(engine: engine, checker: checker)
        let areas = try checker.areas(query.clauses.names)
        var table = try answer.table(expression, areas: areas, query, everything: true)
        table.layout = .series
        return table
    }
}
