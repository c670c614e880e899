import TallyEngine
import TallyLanguage
import TallyModel

/// What the last query gave.
struct LastAnswer {
    let table: ResultTable
    /// As it was typed.
    let query: String
    /// What was asked for, which goes with the value that `_` stands for.
    let clauses: Clauses
}

extension Session {
    /// Keeps a result for `.last` and `_`. Where it is the value of an expression `_` stands for
    /// that too, until a result that is not; stages on the last result leave it as it is.
    func remember(_ table: ResultTable, of query: Query, typed: String, in source: SourceText) {
        if query.isLastResult {
            last = LastAnswer(table: table, query: typed, clauses: last?.clauses ?? Clauses())
            return
        }
        last = LastAnswer(table: table, query: typed, clauses: query.clauses)
        let value = Query(query.phrase, Clauses(), query.span)
        names.last =
            query.isValue ? Binding(query: value, source: source, bindings: bindings) : nil
    }

    /// The query with the periods and areas of the last one, where it builds on its value.
    func continued(_ query: Query) -> Query { last.map { query.taking($0.clauses) } ?? query }
}

extension Query {
    /// Whether it could stand in brackets within an expression.
    fileprivate var isValue: Bool {
        guard case .value(let expression) = phrase, clauses.by == nil, clauses.predicate == nil,
            clauses.asKnown == nil
        else { return false }
        if case .when = expression.kind { return false }
        return true
    }
}
