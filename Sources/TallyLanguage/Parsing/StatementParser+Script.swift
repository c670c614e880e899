import TallyModel

extension StatementParser {
    /// A script to run.
    ///
    ///     read = "read" '"' file '"'
    mutating func readFile() throws(ParseFailure) -> Statement {
        advance()
        could(.fileName)
        guard token.kind == .quoted else {
            guard token.kind == .word, !isCompleting else { throw unexpected() }
            throw fail(
                .unexpected(
                    here.words, after: Keyword.read.word, at: place(token.span),
                    meant: "\"\(text(token.span))\""))
        }
        guard !word.allSatisfy(\.isWhitespace) else {
            throw fail(.fileWithoutName(at: place(token.span)))
        }
        let argument = "\"\(word)\""
        advance()
        try requireEnd()
        return Statement(
            .command(name: Keyword.read.word, argument: argument), lexer.statementSpan)
    }

    /// What must hold for a script to run on. Clauses may stand before the comparison, as one says
    /// it: `assert cic in sep23 meets target`.
    ///
    ///     assert = "assert" expression { clause } | "assert" arithmetic { clause } test { clause }
    mutating func assertion() throws(ParseFailure) -> Statement {
        advance()
        let first = cursor
        var condition = try expression()
        var clauses = try clauses(.assertion)
        if !clauses.isEmpty, !condition.isCondition {
            let value = condition
            condition = try compared(value)
            let behind = cursor
            let more = try self.clauses(.assertion)
            if !more.isEmpty {
                guard case .compares(let left, let sign, let right) = condition.kind else {
                    throw fail(
                        .repeatedClause(
                            .window, text(clauses.span ?? value.span),
                            at: place(lexer.tokens[behind].span)))
                }
                condition = Expression(
                    .compares(left.with(clauses), sign, right.with(more)), span(from: first))
                clauses = Clauses()
            }
        }
        try requireEnd()
        let query = Query(.value(condition), clauses, span(from: first))
        return Statement(.assertion(query), lexer.statementSpan)
    }
}

extension Expression {
    /// Whether it can be told by its form to be a condition.
    fileprivate var isCondition: Bool {
        switch kind {
        case .compares, .logical, .not, .judged, .moves, .when: true
        default: false
        }
    }

    /// The same in brackets, with clauses of its own.
    fileprivate func with(_ clauses: Clauses) -> Expression {
        Expression(.scoped(self, clauses), span.union(clauses.span ?? span))
    }
}
