import TallyLanguage
import TallyModel

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
