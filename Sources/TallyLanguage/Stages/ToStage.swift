import TallyModel

/// Where a result goes: `to FORMAT ["file"]`.
package struct ToStage: StageSyntax {
    package let format: String
    /// `nil` for where results go anyway.
    package let file: String?

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Stage.Kind {
        .to(try parser.to())
    }

    package func write(to printer: inout Printer) {
        printer.output += "to \(format)"
        printer.output += file.map { " \"\($0)\"" } ?? ""
    }
}

extension StatementParser {
    ///     to = "to" format [ '"' file '"' ]
    fileprivate mutating func to() throws(ParseFailure) -> ToStage {
        could(.format)
        guard token.kind == .word, token.keyword == nil else { throw unexpected() }
        let format = word
        advance()
        could(.fileName)
        if token.kind == .quoted {
            guard !word.allSatisfy(\.isWhitespace) else {
                throw fail(.fileWithoutName(at: place(token.span)))
            }
            let file = word
            advance()
            return ToStage(format: format, file: file)
        }
        guard token.kind == .word, !isCompleting else { return ToStage(format: format, file: nil) }
        throw fail(
            .unexpected(
                here.words, after: text(lexer.tokens[cursor - 1].span), at: place(token.span),
                meant: "\"\(text(token.span))\""))
    }
}
