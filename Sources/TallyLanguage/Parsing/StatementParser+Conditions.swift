import TallyModel

/// Conditions in expressions: they hold, do not hold, or cannot be told.
extension StatementParser {
    /// A condition or a value, with all the operators that follow it.
    ///
    ///     expression  = "when" expression | disjunction
    ///     disjunction = conjunction { "or" conjunction }
    ///     conjunction = negation { "and" negation }
    ///     negation    = "not" negation | comparison
    mutating func expression() throws(ParseFailure) -> Expression {
        try nested { parser throws(ParseFailure) in try parser.condition() }
    }

    private mutating func condition() throws(ParseFailure) -> Expression {
        could(Self.conditionStart)
        guard token.keyword == .when else { return try disjunction() }
        let start = token.lower
        advance()
        let inner = try expression()
        try grow(above: height)
        return Expression(.when(inner), Span(start, inner.span.upper))
    }

    private static let conditionStart = ExpectationSet(keywords: [.when, .not])

    private mutating func disjunction() throws(ParseFailure) -> Expression {
        var left = try conjunction()
        while true {
            let (link, leftHeight) = (token, height)
            guard take(.or) else { return left }
            let right = try conjunction()
            try grow(above: max(leftHeight, height), joinedBy: link)
            left = Expression(.logical(.or, left, right), left.span.union(right.span))
        }
    }

    private mutating func conjunction() throws(ParseFailure) -> Expression {
        var left = try negation()
        while true {
            let (link, leftHeight) = (token, height)
            here.insert(.and)
            guard token.keyword == .and else { return left }
            if meansComma() { throw unexpected() }
            advance()
            let right = try negation()
            try grow(above: max(leftHeight, height), joinedBy: link)
            left = Expression(.logical(.and, left, right), left.span.union(right.span))
        }
    }

    /// Whether `and` stands between subgroups, which have commas: `cic excl uasc and disabled`.
    private mutating func meansComma() -> Bool {
        guard here.contains(.comma), let match = match(at: cursor + 1) else { return false }
        return !match.candidates.contains { $0.kind == .indicator || $0.kind == .binding }
    }

    private mutating func negation() throws(ParseFailure) -> Expression {
        here.insert(.not)
        guard token.keyword == .not else { return try comparedValue() }
        let start = token.lower
        advance()
        let inner = try nested { parser throws(ParseFailure) in try parser.negation() }
        try grow(above: height)
        return Expression(.not(inner), Span(start, inner.span.upper))
    }

    /// A value, or a condition on it. Comparisons are no chains.
    ///
    ///     comparison = arithmetic [ test ]
    ///     test       = sign arithmetic | ( "meets" | "misses" ) reference | "improves" | "worsens"
    ///     sign       = "=" | "<>" | "<" | "<=" | ">" | ">="
    private mutating func comparedValue() throws(ParseFailure) -> Expression {
        try compared(try chain(from: 1))
    }

    /// The condition on a value that was read last, where one follows; else the value.
    mutating func compared(_ left: Expression) throws(ParseFailure) -> Expression {
        let below = height
        could(Self.comparisonWords)
        if let sign = try sign() {
            let right = try chain(from: 1)
            try grow(above: max(below, height))
            return Expression(.compares(left, sign, right), left.span.union(right.span))
        }
        if let word = ReferenceWord(token.keyword) {
            advance()
            if token.kind == .end { preceding = .judgement(of: left) }
            let reference = try name(.reference)
            try grow(above: below)
            return Expression(
                .judged(left, word, reference), left.span.union(reference.span))
        }
        guard let word = MovementWord(token.keyword) else { return left }
        let span = left.span.union(token.span)
        advance()
        try grow(above: below)
        return Expression(.moves(left, word), span)
    }

    private static let comparisonWords = ExpectationSet(
        keywords: [.meets, .misses, .improves, .worsens], [.comparison])
}

extension ReferenceWord {
    init?(_ keyword: Keyword?) {
        switch keyword {
        case .meets: self = .meets
        case .misses: self = .misses
        default: return nil
        }
    }
}

extension MovementWord {
    init?(_ keyword: Keyword?) {
        switch keyword {
        case .improves: self = .improves
        case .worsens: self = .worsens
        default: return nil
        }
    }
}
