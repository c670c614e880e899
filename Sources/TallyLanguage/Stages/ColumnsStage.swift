/// Which columns are shown, and in what order: `columns C, C`.
package struct ColumnsStage: StageSyntax {
    package let columns: [ColumnName]

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Stage.Kind {
        .columns(ColumnsStage(columns: try parser.columns()))
    }

    package func write(to printer: inout Printer) {
        printer.output += "columns "
        printer.output += columns.map { RowText.typed(column: $0.text) }.joined(separator: ", ")
    }
}
