/// How a figure is reached: `explain QUERY`. Clauses belong to the query that is explained.
package struct ExplainPhrase: PhraseSyntax {
    package let query: Query

    package init(_ query: Query) { self.query = query }

    ///     explain = "explain" ( expression | compare | trend | rank ) { clause }
    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        let start = parser.cursor
        let (phrase, clauses) = try parser.phraseWithClauses(ofAnswers: true)
        return .explain(ExplainPhrase(Query(phrase, clauses, parser.span(from: start))))
    }

    package var place: ClausePlace? { nil }
    package var needsChecks: Bool { query.needsChecks }

    package func looksFurther(_ clauses: Clauses) -> Bool { query.looksFurther }

    package func write(to printer: inout Printer) {
        printer.output += "explain "
        printer.write(query)
    }

    package func forEachName(_ body: (Name, NameRole) -> Void) { query.forEachName(body) }
}
