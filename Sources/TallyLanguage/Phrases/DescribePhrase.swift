import TallyModel

/// One thing whole: `describe NAME`.
package struct DescribePhrase: PhraseSyntax {
    package let name: Name

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        .describe(DescribePhrase(name: try parser.described()))
    }

    package func write(to printer: inout Printer) {
        printer.output += "describe "
        // A word of the language is no name, and in quotes it would be one.
        if name.candidates.isEmpty { printer.output += name.text } else { printer.write(name) }
    }

    package func forEachName(_ body: (Name, NameRole) -> Void) { body(name, .value) }
}

extension StatementParser {
    ///     describe = "describe" name
    fileprivate mutating func described() throws(ParseFailure) -> Name {
        if !isCompleting, token.kind == .word, match(at: cursor) == nil,
            token.keyword != nil || functions.contains(word), token(ahead: 1).kind == .end
        {
            // A word of the language is no name, and is described all the same.
            let span = token.span
            let typed = word
            advance()
            return Name(typed, [], span)
        }
        return try name(.anything)
    }
}
