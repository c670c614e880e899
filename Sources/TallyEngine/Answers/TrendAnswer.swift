import TallyLanguage
import TallyModel

/// Answers `trend EXPR`: all that is known of it, or the window that is asked for, as a series.
struct TrendAnswer {
    let engine: Engine
    let checker: Checker

    /// Columns as of a value.
    func table(_ expression: CheckedExpression, _ query: Query) throws(Diagnostic) -> ResultTable {
        let answer = ValueAnswer(engine: engine, checker: checker)
        let areas = try answer.namedAreas(query.clauses)
        var table: ResultTable
        if query.clauses.window == nil {
            table = try answer.table(expression, areas: areas, query, everything: true)
        } else {
            table = try answer.table(expression, areas: areas, query)
        }
        table.layout = .series
        return table
    }
}
