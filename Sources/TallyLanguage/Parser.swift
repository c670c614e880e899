import TallyModel

/// Reads the query language: what is typed, what a script pipes in and what a plugin's formula says.
package enum Parser {
    /// A whole text: every statement that could be read and every error, in order of place.
    ///
    /// The names that `let` gives are ``NameKind/binding`` names for the later statements of the
    /// text. A statement with an error in it is left out; the next one is read all the same.
    package static func statements(
        in source: SourceText, vocabulary: any Vocabulary
    ) -> (statements: [Statement], diagnostics: [Diagnostic]) {
        var parser = StatementParser(source, vocabulary)
        var statements: [Statement] = []
        while let statement = parser.nextStatement() {
            if let statement { statements.append(statement) }
        }
        return (statements, parser.diagnostics)
    }

    /// One expression and nothing else: a plugin's formula.
    package static func expression(
        in source: SourceText, vocabulary: any Vocabulary
    ) -> (expression: Expression?, diagnostics: [Diagnostic]) {
        var parser = StatementParser(source, vocabulary)
        let expression = parser.onlyExpression()
        return (expression, parser.diagnostics)
    }

    /// One period and nothing else: `apr22`, `q1 2022/23`; `nil` where a text is none.
    package static func period(_ text: String) -> PeriodSyntax? {
        let words = NameFolding.words(text)
        guard case .read(let kind, let count) = PeriodReader.read(words[...]), count == words.count
        else { return nil }
        return PeriodSyntax(kind, Span(0, text.utf8.count))
    }

    /// Where each statement stands in a text, so that they can be read and run one by one.
    ///
    /// A comment, an empty line and a `;` belong to no statement.
    package static func ranges(in source: SourceText) -> [Span] {
        var lexer = Lexer(Array(source.text.utf8))
        var result: [Span] = []
        while lexer.nextStatement() { result.append(lexer.statementSpan) }
        return result
    }

    /// Whether a text ends inside an open bracket or after `|`, `,`, an operator or `\`, so that the
    /// next line belongs to it.
    package static func continues(_ text: String) -> Bool {
        var lexer = Lexer(Array(text.utf8))
        while lexer.nextStatement() {}
        return lexer.wasOpen
    }
}
