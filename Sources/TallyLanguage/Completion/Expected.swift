import TallyModel

/// What could stand at a place in a text, given all that is before it.
package struct Expected: Sendable {
    /// What stands before the place and decides which names make sense there.
    package enum Preceding: Sendable {
        /// What an `excl` or `only` applies to.
        case subgroup(of: Expression)
        /// The operands before a `vs`.
        case comparison(with: [Operand])
        /// The column whose value is compared.
        case column(ColumnName)
        /// The level of the areas that lie in the area to come.
        case level(Name)
        /// What a `meets` or `misses` is said of.
        case judgement(of: Expression)
    }

    /// Words before the place that may be the beginning of a name of several words.
    package struct UnfinishedName: Sendable {
        /// From the name's first word to the place: `children in ca`.
        package let span: Span
        package let kinds: [NameKind]
    }

    /// What could stand there; empty where the text before has an error that leaves nothing to say.
    package let expectations: [Expectation]
    /// The word that is being typed, which ends at the place; empty where none has begun. In a
    /// quoted name it begins with the quotation mark.
    package let partial: Span
    package let unfinishedName: UnfinishedName?
    package let preceding: Preceding?
    /// The sentence as far as it is whole before the clause or stage at the place; of a bracket
    /// that is still open what stands in it. `nil` where no phrase has ended yet.
    package let query: Query?

    /// Nothing could stand there.
    static func nothing(at end: Int) -> Expected {
        Expected(
            expectations: [], partial: Span(end, end), unfinishedName: nil, preceding: nil,
            query: nil)
    }
}

extension Parser {
    /// What could stand at a byte offset, given all that is before it: the one grammar behind
    /// completion and "expected …" in errors.
    package static func expected(
        in source: SourceText, at offset: Int, vocabulary: any Vocabulary
    ) -> Expected {
        let end = max(0, min(offset, source.text.utf8.count))
        var parser = StatementParser(source, vocabulary, end: end)
        return parser.expected(at: end)
    }
}

extension StatementParser {
    /// What could stand at the end of what the lexer reads.
    mutating func expected(at end: Int) -> Expected {
        isCompleting = true
        while lexer.nextStatement() {
            if lexer.reachedEnd { return expectedInStatement(at: end) }
            begin()
            _ = try? statement()
        }
        if lexer.endsInComment { return .nothing(at: end) }
        // Between statements: what could stand there is what could stand in an empty text.
        begin()
        _ = try? statement()
        return Expected(
            expectations: here.all, partial: Span(end, end), unfinishedName: nil, preceding: nil,
            query: nil)
    }

    private mutating func expectedInStatement(at end: Int) -> Expected {
        if let command = lexer.command {
            let isName = command.name.upper == end
            let name = text(command.name).lowercased()
            let partial =
                isName
                ? Span(command.name.lower - 1, end) : Span(min(command.argument.lower, end), end)
            return Expected(
                expectations: [isName ? .command : .argument(command: name)], partial: partial,
                unfinishedName: nil, preceding: nil, query: nil)
        }
        if lexer.endsInComment { return .nothing(at: end) }
        var partial = Span(end, end)
        var isQuoted = false
        if case .unclosedQuote(let opener) = lexer.problem {
            partial = Span(opener.lower, end)
            isQuoted = true
        } else if let word = lexer.dropUnfinishedWord() {
            partial = word
        }
        begin()
        _ = try? statement()
        let last = lexer.tokens.count - 1
        var expected = ExpectationSet()
        if cursor == last { expected.formUnion(here) }
        if ahead.index == last { expected.formUnion(ahead.expected) }
        if isQuoted { expected = expected.quotedOnly }
        return Expected(
            expectations: expected.all, partial: partial,
            unfinishedName: isQuoted ? nil : unfinishedName(before: end),
            preceding: cursor == last ? preceding : nil, query: whole)
    }

    /// The name that began last, where nothing but words stands between it and the end.
    private func unfinishedName(before end: Int) -> Expected.UnfinishedName? {
        guard let lastName, lastName.index < lexer.tokens.count - 1 else { return nil }
        let between = lexer.tokens[lastName.index..<(lexer.tokens.count - 1)]
        guard between.allSatisfy(\.kind.isWord) else { return nil }
        return Expected.UnfinishedName(
            span: Span(lexer.tokens[lastName.index].lower, end), kinds: lastName.kinds.nameKinds)
    }
}
