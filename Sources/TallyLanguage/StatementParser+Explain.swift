import TallyModel

extension StatementParser {
    /// How a figure is reached. Clauses belong to the query that is explained.
    ///
    ///     explain = "explain" ( expression | compare | trend | rank ) { clause }
    mutating func explained() throws(ParseFailure) -> Phrase {
        let start = cursor
        let (phrase, clauses) = try phraseWithClauses(ofAnswers: true)
        return .explain(Query(phrase, clauses, span(from: start)))
    }

    /// What depends on what.
    ///
    ///     lineage = "lineage" name
    mutating func lineage() throws(ParseFailure) -> Phrase { .lineage(try name(.anything)) }

    /// Every value that a published figure has had.
    ///
    ///     revisions = "revisions" arithmetic
    mutating func revisions() throws(ParseFailure) -> Phrase { .revisions(try arithmetic()) }
}
