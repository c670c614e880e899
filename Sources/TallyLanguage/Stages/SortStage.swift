import TallyModel

/// Rows in order of a column: `sort [by C] [asc|desc]`.
package struct SortStage: StageSyntax {
    package let column: ColumnName?
    package let isDescending: Bool

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Stage.Kind {
        .sort(try parser.sort())
    }

    package func write(to printer: inout Printer) {
        printer.output += "sort"
        printer.write(by: column)
        printer.output += isDescending ? " desc" : ""
    }
}

extension StatementParser {
    ///     sort = "sort" [ by-column ] [ "asc" | "desc" ]
    fileprivate mutating func sort() throws(ParseFailure) -> SortStage {
        could(Self.orders)
        try refuseSpokenOrder()
        let column = try byColumn()
        could(Self.orders)
        try refuseSpokenOrder()
        if take(.asc) { return SortStage(column: column, isDescending: false) }
        return SortStage(column: column, isDescending: take(.desc))
    }

    private static let orders = ExpectationSet(keywords: [.asc, .desc])

    private mutating func refuseSpokenOrder() throws(ParseFailure) {
        guard token.kind == .word, word == "ascending" || word == "descending", !isCompleting else {
            return
        }
        let before = text(lexer.tokens[cursor - 1].span)
        let meant: Keyword = word == "ascending" ? .asc : .desc
        throw fail(
            .unexpected(here.words, after: before, at: place(token.span), meant: meant.word))
    }
}
