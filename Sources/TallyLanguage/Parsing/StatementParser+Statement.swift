import TallyModel

extension StatementParser {
    /// The next statement of the text: `.some(nil)` where it has an error, `nil` behind the last.
    ///
    ///     script = { [ statement ] ( line-end | ";" ) }
    mutating func nextStatement() -> Statement?? {
        guard lexer.nextStatement() else { return nil }
        begin()
        let statement = try? self.statement()
        let failed = hasErrors
        finish()
        if failed { offerSpoken() }
        return .some(failed ? nil : statement)
    }

    /// Prepares for the tokens of a statement.
    mutating func begin() {
        cursor = 0
        here = ExpectationSet()
        ahead = (0, ExpectationSet())
        depth = 0
        height = 0
        runEnd = 0
        errorsBefore = diagnostics.count
        errorsBeforePart = diagnostics.count
        lastName = nil
        preceding = nil
        whole = nil
        commaSeparates = false
        isInsideShare = false
        operandStart = nil
        hasNames = false
        if vocabulary.hasAliases { replaceAliases() }
    }

    /// Puts the errors of a statement in order of place.
    private mutating func finish() {
        guard diagnostics.count > errorsBefore + 1 else { return }
        let sorted = diagnostics[errorsBefore...].sorted {
            ($0.place?.span.lower ?? 0) < ($1.place?.span.lower ?? 0)
        }
        diagnostics.replaceSubrange(errorsBefore..., with: sorted)
    }

    /// What is wrong with the statement as a text, before its words are looked at.
    private mutating func checkText() throws(ParseFailure) {
        guard !isCompleting else { return }
        switch lexer.problem {
        case .none: return
        case .unclosedQuote(let span): throw fail(.unclosedQuote(at: place(span)))
        case .tooLong(let span):
            throw fail(.inputTooLong(most: Lexer.longestStatement, at: place(span)))
        }
    }

    /// A whole statement.
    ///
    ///     statement = let | command | read | assert | describe-mark | query
    ///     command   = "." word rest-of-line | "echo" rest-of-line | "help" rest-of-line
    ///               | "quit" | "exit"
    ///     describe-mark = "?" [ name | word ]
    mutating func statement() throws(ParseFailure) -> Statement {
        if let command = lexer.command {
            let name = text(command.name).lowercased()
            return Statement(
                .command(name: name, argument: text(command.argument)), lexer.statementSpan)
        }
        try checkText()
        could(Self.statementStart)
        switch token.keyword {
        case .let: return try binding()
        case .help: return shellCommand(.help)
        case .echo: return shellCommand(.echo)
        case .read: return try readFile()
        case .assert: return try assertion()
        case .quit, .exit: return try shellCommandAlone()
        default: break
        }
        if let keyword = token.keyword, keyword.isForLater, !isCompleting {
            throw fail(.keptForLater(keyword, at: place(token.span)))
        }
        if token.kind == .question {
            if asksForHelp { return shellCommand(.help) }
            advance()
            let query = Query(try DescribePhrase.read(&self), Clauses(), lexer.statementSpan)
            try requireEnd()
            return Statement(.query(query), lexer.statementSpan)
        }
        let query = try query()
        try requireEnd()
        return Statement(.query(query), query.span)
    }

    /// Whether what stands behind `?` is no name but a word that help explains, or nothing.
    private var asksForHelp: Bool {
        guard !isCompleting, lexer.tokens.count > 1 else { return false }
        let next = lexer.tokens[1]
        if next.kind == .end { return true }
        guard next.kind == .word else { return false }
        let words = lexer.words[1..<(lexer.tokens.count - 1)]
        if next.keyword.map({ !NameKind.allCases.map(\.rawValue).contains($0.word) }) ?? false {
            return true
        }
        if lexer.words[1].hasPrefix(".") { return true }
        guard vocabulary.longestMatch(words) == nil else { return false }
        if vocabulary.functions.contains(lexer.words[1]) { return true }
        if case .none = PeriodReader.read(words) { return false }
        return true
    }

    /// The keywords with which a statement may begin, beside those of phrases and expressions.
    private static let statementStart = ExpectationSet(
        keywords: [.let, .help, .quit, .exit, .read, .assert, .echo], [.command])

    private mutating func shellCommand(_ keyword: Keyword) -> Statement {
        advance()
        var pieces: [String] = []
        while token.kind != .end {
            pieces.append(token.kind == .quoted ? "\"\(word)\"" : text(token.span))
            advance()
        }
        return Statement(
            .command(name: keyword.word, argument: pieces.joined(separator: " ")),
            lexer.statementSpan)
    }

    private mutating func shellCommandAlone() throws(ParseFailure) -> Statement {
        let name = word
        advance()
        try requireEnd()
        return Statement(.command(name: name, argument: ""), lexer.statementSpan)
    }

    /// A name for a query.
    ///
    ///     let = "let" word { word } "=" phrase { clause } | "let" word "=" ( period | name )
    private mutating func binding() throws(ParseFailure) -> Statement {
        advance()
        could(.newName)
        let start = cursor
        while token.kind.isWord { advance() }
        guard cursor > start else {
            if token.kind == .end || isCompleting { throw unexpected() }
            let meant = token.kind == .quoted ? word : nil
            throw fail(.noNewName(text(token.span), meant: meant, at: place(token.span)))
        }
        let nameSpan = span(from: start)
        let words = Array(lexer.words[start..<cursor])
        let name = words.joined(separator: " ")
        // The name is known from here on even where what follows is wrong, so that its uses are not
        // errors too.
        var isAlias = false
        var levels = 1
        defer { if !isAlias { vocabulary.bind(name, levels: levels) } }
        if let reason = reservation(of: words, from: start) {
            record(.reservedName(name, because: reason, at: place(nameSpan)))
        }
        guard take(.equals, as: .equals) else { throw unexpected() }
        if let words = aliasedWords(words.count) {
            let alias = Statement.Kind.alias(name: name, nameSpan: nameSpan, words: words)
            vocabulary.bind(name, to: words)
            isAlias = true
            while token.kind != .end { advance() }
            return Statement(alias, lexer.statementSpan)
        }
        let first = cursor
        let (phrase, clauses) = try phraseWithClauses()
        if token.kind == .pipe, !isCompleting {
            let stages = Span(token.lower, lexer.statementSpan.upper)
            throw fail(.stagesInBinding(name, at: place(stages)))
        }
        try requireEnd()
        let query = Query(phrase, clauses, span(from: first))
        levels = query.levels(vocabulary.levels)
        return Statement(
            .binding(name: name, nameSpan: nameSpan, query), lexer.statementSpan)
    }

    /// Why words cannot be given a meaning by `let`; `nil` where they can.
    private mutating func reservation(of words: [String], from start: Int) -> String? {
        for index in [start, start + words.count - 1] {
            if let keyword = lexer.tokens[index].keyword {
                return "'\(keyword.word)' is a word of the language"
            }
        }
        if lexer.tokens[start..<(start + words.count)].contains(where: { $0.kind != .word }) {
            return "it has an operator in it"
        }
        if NumberReader.read(words[0]) != .none { return "it begins with a number" }
        if case .none = PeriodReader.read(words[...]) {} else { return "it begins like a period" }
        if words == [LastResult.name] { return "it is the last result" }
        // What `let` has named may be given another meaning.
        guard let match = base.longestMatch(words[...]), match.count == words.count,
            let candidate = match.candidates.first(where: { $0.kind != .binding })
        else { return nil }
        return "it already names \(candidate.kind.withArticle)"
    }

    mutating func requireEnd() throws(ParseFailure) {
        could(.end)
        guard token.kind == .end else { throw unexpected() }
    }

    /// The text's one expression.
    ///
    ///     formula = expression
    mutating func onlyExpression() -> Expression? {
        _ = lexer.nextStatement()
        begin()
        let result = try? formula()
        let failed = hasErrors
        finish()
        guard !failed else { return nil }
        if lexer.nextStatement() {
            record(.moreThanAFormula(at: place(lexer.statementSpan)))
            return nil
        }
        return result
    }

    private mutating func formula() throws(ParseFailure) -> Expression {
        try checkText()
        if let command = lexer.command { throw fail(.moreThanAFormula(at: place(command.name))) }
        let expression = try expression()
        try requireEnd()
        return expression
    }
}
