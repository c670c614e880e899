import TallyModel

/// Conditions on the rows of a result. Which columns there are is known only once the result is, so
/// that any word is taken for one.
extension StatementParser {
    /// A condition, behind `where`.
    ///
    ///     predicate    = row-tests { "or" row-tests }
    ///     row-tests    = row-negation { "and" row-negation }
    ///     row-negation = "not" row-negation | "(" predicate ")" | row-test
    mutating func predicate() throws(ParseFailure) -> Predicate {
        lastColumn = nil
        return try nested { parser throws(ParseFailure) in try parser.disjunction() }
    }

    private mutating func disjunction() throws(ParseFailure) -> Predicate {
        var left = try conjunction()
        while true {
            let (link, leftHeight) = (token, height)
            guard take(.or) else { return left }
            let right = try conjunction()
            try grow(above: max(leftHeight, height), joinedBy: link)
            left = .or(left, right)
        }
    }

    private mutating func conjunction() throws(ParseFailure) -> Predicate {
        var left = try negation()
        while true {
            let (link, leftHeight) = (token, height)
            guard take(.and) else { return left }
            let right = try negation()
            try grow(above: max(leftHeight, height), joinedBy: link)
            left = .and(left, right)
        }
    }

    private mutating func negation() throws(ParseFailure) -> Predicate {
        if take(.not) {
            let inner = try nested { parser throws(ParseFailure) in try parser.negation() }
            try grow(above: height)
            return .not(inner)
        }
        could(.bracketedCondition)
        guard token.kind == .openBracket else {
            height = 1
            return try test()
        }
        let opener = token
        advance()
        let inner = try nested { parser throws(ParseFailure) in try parser.disjunction() }
        try close(opener)
        return inner
    }

    /// What a column must be.
    ///
    ///     row-test = column ( sign value | "is" [ "not" ] ( value | values ) | [ "not" ] values
    ///                | [ "not" ] "contains" value )
    ///     values   = "in" "(" value { "," value } ")"
    private mutating func test() throws(ParseFailure) -> Predicate {
        let start = cursor
        let column = try column()
        defer { lastColumn = column }
        could(Self.comparisons)
        if let sign = try sign() {
            return .compares(column, sign, try literal(column, isOrdered: sign.isOrder))
        }
        let isIs = take(.is)
        let isNot = take(.not)
        if token.keyword == .in {
            advance()
            let list = Predicate.isOneOf(column, try literals(column))
            return isNot ? .not(list) : list
        }
        if !isIs, token.keyword == .contains {
            advance()
            let found = Predicate.contains(column, try literal(column, isOrdered: false))
            return isNot ? .not(found) : found
        }
        guard isIs else { throw noComparison(from: start, isNot: isNot) }
        if !isNot { try refuseSpokenSign() }
        could(ExpectationSet(keywords: [.in]))
        return .compares(
            column, isNot ? .differs : .equals, try literal(column, isOrdered: false))
    }

    /// What may stand behind a column.
    private static let comparisons = ExpectationSet(
        keywords: [.is, .in, .not, .contains], [.comparison])

    /// A sign between a column and a value, if one stands here.
    mutating func sign() throws(ParseFailure) -> Comparison? {
        if let sign = Comparison(token.kind) {
            let isDoubled = sign == .equals && token(ahead: 1).kind == .equals
            guard isDoubled else {
                advance()
                return sign
            }
            throw refusedSign(meant: sign)
        }
        if token.kind == .word, word == "!", token(ahead: 1).kind == .equals {
            throw refusedSign(meant: .differs)
        }
        return nil
    }

    /// `==` or `!=`, as other languages write it.
    private mutating func refusedSign(meant: Comparison) -> ParseFailure {
        let span = token.span.union(token(ahead: 1).span)
        return fail(
            .unexpected(
                here.words, after: text(lexer.tokens[cursor - 1].span), at: place(span),
                meant: meant.rawValue))
    }

    /// Comparisons as they are spoken; a number follows them.
    static let spokenSigns: [(words: [String], sign: Comparison)] = [
        (["less", "than"], .less), (["fewer", "than"], .less), (["under"], .less),
        (["below"], .less), (["more", "than"], .greater), (["greater", "than"], .greater),
        (["over"], .greater), (["above"], .greater), (["at", "least"], .greaterOrEqual),
        (["at", "most"], .lessOrEqual), (["higher", "than"], .greater),
        (["lower", "than"], .less), (["exceeds"], .greater), (["exceeded"], .greater),
    ]

    /// Refuses `is less than 5`, which would be a text of three words.
    private mutating func refuseSpokenSign() throws(ParseFailure) {
        guard !isCompleting else { return }
        for (words, sign) in Self.spokenSigns {
            let count = words.count
            guard cursor + count < lexer.tokens.count,
                lexer.words[cursor..<(cursor + count)].elementsEqual(words),
                RowText.number(String(word(ahead: count).drop { $0 == "-" })) != .none
            else { continue }
            let span = Span(lexer.tokens[cursor - 1].lower, token(ahead: count - 1).upper)
            let before = text(lexer.tokens[cursor - 2].span)
            throw fail(
                .unexpected(
                    ExpectationSet([.comparison]).words, after: before, at: place(span),
                    meant: sign.rawValue))
        }
    }

    /// A column without a comparison: `where status red`, or `where status is red or amber`.
    private mutating func noComparison(from start: Int, isNot: Bool) -> ParseFailure {
        if !isNot, let last = lastColumn, token.kind != .word, token.kind != .quoted,
            !isCompleting
        {
            let expected = here.words
            let span = lexer.tokens[start].span
            let column = RowText.typed(column: last.text)
            return fail(
                .unexpected(
                    expected, after: text(span), at: place(span),
                    meant: "\(column) \(Keyword.is.word) \(text(span))"))
        }
        guard !isNot, token.kind == .word || token.kind == .quoted, token.keyword == nil,
            cursor == start + 1
        else { return unexpected() }
        let expected = here.words
        let before = text(lexer.tokens[start].span)
        if token.kind == .word {
            let meant = Resemblance.closest(to: word, among: [Keyword.is.word, Keyword.not.word])
            if token(ahead: 1).kind == .word, let keyword = meant.first {
                return fail(
                    .unexpected(expected, after: before, at: place(token.span), meant: keyword))
            }
        }
        if let between = between(column: before, expected) { return fail(between) }
        let first = cursor
        if Self.textSigns.contains(word) {
            return fail(
                .unexpected(
                    expected, after: before, at: place(token.span), meant: Keyword.contains.word))
        }
        stepOverText()
        let span = span(from: first)
        return fail(
            .unexpected(
                expected, after: before, at: place(span), meant: "\(Keyword.is.word) \(text(span))"
            ))
    }

    /// What other languages look into a text with, which is no part of one.
    private static let textSigns: Set<String> = [
        "contain", "containing", "has", "includes", "including", "like", "matches", "matching",
    ]

    /// `value between 430 and 440`, which is two comparisons.
    private func between(column: String, _ expected: String) -> Diagnostic? {
        let numbers = [word(ahead: 1), word(ahead: 3)]
        guard word == "between", token(ahead: 2).keyword == .and,
            numbers.allSatisfy({ RowText.number(String($0.drop { $0 == "-" })) != .none })
        else { return nil }
        let meant = ">= \(numbers[0]) \(Keyword.and.word) \(column) <= \(numbers[1])"
        return .unexpected(
            expected, after: column, at: place(token.span.union(token(ahead: 3).span)),
            meant: meant)
    }

    /// The values behind `in`.
    private mutating func literals(_ column: ColumnName) throws(ParseFailure) -> [Literal] {
        could(.bracketedList)
        guard token.kind == .openBracket else { throw unexpected() }
        let opener = token
        advance()
        var result: [Literal] = []
        repeat {
            result.append(try literal(column, isOrdered: false))
        } while take(.comma, as: .comma)
        try close(opener)
        return result
    }

    /// One value: a number, a quoted text, or words up to the next keyword or mark.
    ///
    ///     value = [ "-" ] number | '"' text '"' | word { word }
    ///
    /// - Parameters:
    ///   - column: what it is compared with, for completion.
    ///   - isOrdered: whether it stands behind `<` or `>`, where a number is a number whatever
    ///     follows it.
    private mutating func literal(
        _ column: ColumnName, isOrdered: Bool
    ) throws(ParseFailure) -> Literal {
        could(.value)
        if token.kind == .end { preceding = .column(column) }
        let start = cursor
        if token.kind == .quoted {
            let text = NameFolding.fold(word)
            advance()
            return .text(text, span(from: start))
        }
        if token.kind == .minus, case .value(let value) = RowText.number(word(ahead: 1)),
            token(ahead: 1).kind == .word
        {
            advance(2)
            return .number(-value, span(from: start))
        }
        guard token.kind == .word, token.keyword == nil else { throw noValue() }
        let number = RowText.number(word)
        let isAlone = !isText(token(ahead: 1))
        switch number {
        case .value(let value) where isAlone || isOrdered:
            advance()
            return .number(value, span(from: start))
        case .bad where isAlone || isOrdered:
            throw fail(.badNumber(text(token.span), at: place(token.span)))
        default: break
        }
        stepOverText()
        try refuseMistypedJoint(from: start)
        let words = lexer.words[start..<cursor].joined(separator: " ")
        return .text(words, span(from: start))
    }

    /// `is red adn value > 3`, where a value would run on to the next column.
    private mutating func refuseMistypedJoint(from start: Int) throws(ParseFailure) {
        guard cursor - start >= 3, token.keyword == .is || Comparison(token.kind) != nil else {
            return
        }
        let joint = cursor - 2
        let joints = [Keyword.and.word, Keyword.or.word]
        let meant = Resemblance.closest(to: lexer.words[joint], among: joints, most: 1)
        guard let meant = meant.first else { return }
        let before = text(lexer.tokens[joint - 1].span)
        throw fail(
            .unexpected(
                ExpectationSet(keywords: [.and, .or]).words, after: before,
                at: place(lexer.tokens[joint].span), meant: meant))
    }

    /// Whether a token may be a word of a value without quotes.
    private func isText(_ token: Token) -> Bool { token.kind == .word && token.keyword == nil }

    private mutating func stepOverText() {
        advance()
        while isText(token) { advance() }
    }

    /// No value stands here: a text that begins with a keyword is offered in quotes.
    private mutating func noValue() -> ParseFailure {
        guard !hasErrorsHere, token.keyword != nil, isText(token(ahead: 1)) else {
            return unexpected()
        }
        let expected = here.words
        let before = text(lexer.tokens[cursor - 1].span)
        let first = cursor
        stepOverText()
        let span = span(from: first)
        return fail(
            .unexpected(
                expected, after: before, at: place(span), meant: "\"\(joinedText(first..<cursor))\""
            ))
    }

    /// A column of the result.
    ///
    ///     column = word | '"' text '"'
    mutating func column() throws(ParseFailure) -> ColumnName {
        could(.column)
        let isQuoted = token.kind == .quoted
        let name = isQuoted ? NameFolding.fold(word) : word
        guard isQuoted || (token.kind == .word && name != "!"), !name.isEmpty,
            token.keyword.map(RowText.columnKeywords.contains) ?? true
        else { throw unexpected() }
        let span = token.span
        if !isQuoted, name.utf8.last == UInt8(ascii: "!"), token(ahead: 1).kind == .equals,
            token(ahead: 1).lower == span.upper
        {
            throw fail(
                .unexpected(
                    ExpectationSet([.comparison]).words, after: String(text(span).dropLast()),
                    at: place(Span(span.upper - 1, token(ahead: 1).upper)),
                    meant: Comparison.differs.rawValue))
        }
        if !isQuoted, name.utf8.contains(UInt8(ascii: ",")) {
            throw fail(.columnsWithoutSpaces(text(span), at: place(span)))
        }
        advance()
        return ColumnName(name, span)
    }

    /// One or more columns with commas between them.
    ///
    ///     columns = column { "," column }
    mutating func columns() throws(ParseFailure) -> [ColumnName] {
        var result = [try column()]
        while take(.comma, as: .comma) { result.append(try column()) }
        return result
    }
}

extension Comparison {
    init?(_ kind: Token.Kind) {
        switch kind {
        case .equals: self = .equals
        case .differs: self = .differs
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        default: return nil
        }
    }

    /// Whether it asks which is greater.
    var isOrder: Bool { self != .equals && self != .differs }
}
