/// The greatest of a column, or the first of what stands in order: `top N [by C]`.
package struct TopStage: StageSyntax {
    package let count: Int
    package let column: ColumnName?

    ///     top = "top" count [ by-column ]
    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Stage.Kind {
        .top(TopStage(count: try parser.rowCount(), column: try parser.byColumn()))
    }

    package func write(to printer: inout Printer) {
        printer.output += "top \(count)"
        printer.write(by: column)
    }
}
