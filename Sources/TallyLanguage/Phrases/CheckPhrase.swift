import TallyModel

/// What does not reconcile, of all checks or of those of a check's, a plugin's or an indicator's
/// name: `check [NAME]`. The name of a check is known to nobody while a sentence is read.
package struct CheckPhrase: PhraseSyntax {
    package let name: Name?

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        .check(CheckPhrase(name: try parser.checkName()))
    }

    package var needsChecks: Bool { true }

    package func write(to printer: inout Printer) {
        printer.output += "check"
        guard let name else { return }
        printer.output += " "
        printer.write(name)
    }

    package func forEachName(_ body: (Name, NameRole) -> Void) {
        if let name { body(name, .value) }
    }
}

extension StatementParser {
    ///     check = "check" [ name | word ]
    fileprivate mutating func checkName() throws(ParseFailure) -> Name? {
        could(Self.checkNames)
        guard token.kind == .quoted || token.kind == .word, token.keyword == nil else {
            return nil
        }
        if match(at: cursor) != nil { return try name(.anything) }
        let name = Name(word, [], token.span, needsQuotes: token.kind == .quoted)
        advance()
        return name
    }

    private static let checkNames = ExpectationSet(names: [.plugin, .indicator], [.checkName])
}
