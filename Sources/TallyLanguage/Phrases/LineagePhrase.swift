/// What depends on what: `lineage NAME`.
package struct LineagePhrase: PhraseSyntax {
    package let name: Name

    ///     lineage = "lineage" name
    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        .lineage(LineagePhrase(name: try parser.name(.anything)))
    }

    package func write(to printer: inout Printer) {
        printer.output += "lineage "
        printer.write(name)
    }

    package func forEachName(_ body: (Name, NameRole) -> Void) { body(name, .value) }
}
