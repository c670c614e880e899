/// A value over time with a plot, `trend EXPR`; without one a table of the indicators that `for`
/// names.
package struct TrendPhrase: PhraseSyntax {
    package let value: Expression?

    package init(_ value: Expression?) { self.value = value }

    ///     trend = "trend" [ arithmetic ]
    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        parser.could(StatementParser.shiftableStart)
        parser.could(.minus)
        let ends = parser.token.kind == .pipe || parser.token.kind == .end
        if parser.clauseRule != nil || ends { return .trend(TrendPhrase(nil)) }
        return .trend(TrendPhrase(try parser.arithmetic()))
    }

    package var values: [Expression] { value.map { [$0] } ?? [] }

    package var place: ClausePlace? { value == nil ? .table : .query }

    package func looksFurther(_ clauses: Clauses) -> Bool {
        value == nil && clauses.lookForIndicators
    }

    package func write(to printer: inout Printer) {
        printer.output += "trend"
        guard let value else { return }
        printer.output += " "
        printer.writeArithmetic(value)
    }
}
