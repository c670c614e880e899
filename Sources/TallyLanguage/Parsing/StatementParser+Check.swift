import TallyModel

extension StatementParser {
    /// What does not reconcile. The name of a check is a word that nobody knows here.
    ///
    ///     check = "check" [ name | word ]
    mutating func check() throws(ParseFailure) -> Phrase {
        could(Self.checkNames)
        guard token.kind == .quoted || token.kind == .word, token.keyword == nil else {
            return .check(nil)
        }
        if match(at: cursor) != nil { return .check(try name(.anything)) }
        let name = Name(word, [], token.span, needsQuotes: token.kind == .quoted)
        advance()
        return .check(name)
    }

    private static let checkNames = ExpectationSet(names: [.plugin, .indicator], [.checkName])
}
