/// Every value that a published figure has had: `revisions EXPR`.
package struct RevisionsPhrase: PhraseSyntax {
    package let value: Expression

    ///     revisions = "revisions" arithmetic
    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        .revisions(RevisionsPhrase(value: try parser.arithmetic()))
    }

    package var values: [Expression] { [value] }

    package func looksFurther(_ clauses: Clauses) -> Bool { false }

    package func write(to printer: inout Printer) {
        printer.output += "revisions "
        printer.writeArithmetic(value)
    }
}
