/// Which rows are kept: `where PREDICATE`.
package struct FilterStage: StageSyntax {
    package let predicate: Predicate

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Stage.Kind {
        .filter(FilterStage(predicate: try parser.predicate()))
    }

    package func write(to printer: inout Printer) {
        printer.output += "where "
        printer.write(predicate)
    }
}
