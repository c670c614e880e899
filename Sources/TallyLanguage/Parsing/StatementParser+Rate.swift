import TallyModel

/// A form of expression that begins with a keyword of its own.
struct ExpressionForm: Sendable {
    let keyword: Keyword
    /// Reads what follows the keyword; the number is where the keyword begins.
    let read: @Sendable (inout StatementParser, Int) throws(ParseFailure) -> Expression
}

extension StatementParser {
    /// Every form of expression that has a keyword; one line each.
    static let expressionForms: [ExpressionForm] = [
        ExpressionForm(keyword: .rate) { parser, start throws(ParseFailure) in
            try parser.rate(from: start)
        },
        ExpressionForm(keyword: .share) { parser, start throws(ParseFailure) in
            try parser.share(from: start)
        },
    ]

    /// What a word says a rate is for, one or more.
    private func rateScale(_ word: String) -> Double? {
        guard case .value(let value) = NumberReader.read(word), value >= 1 else { return nil }
        return value
    }

    /// So many of a population.
    ///
    ///     rate = "rate" arithmetic "per" scale [ "of" population ]
    ///
    /// Inside a share, `of` is the rate's only where a population follows.
    mutating func rate(from start: Int) throws(ParseFailure) -> Expression {
        let outer = isInsideShare
        isInsideShare = false
        let value = try arithmetic()
        isInsideShare = outer
        let below = height
        try require(.per)
        could(.scale)
        if token.kind == .minus, NumberReader.read(word(ahead: 1)) != .none {
            let span = Span(token.lower, token(ahead: 1).upper)
            throw fail(.badScale(text(span), at: place(span)))
        }
        guard token.kind == .word, token.keyword == nil else { throw unexpected() }
        guard let scale = rateScale(word) else {
            if NumberReader.read(word) == .none { throw unexpected() }
            throw fail(.badScale(text(token.span), at: place(token.span)))
        }
        advance()
        var population: Name?
        if !isInsideShare || populationFollows, take(.of) {
            population = try name(.population)
            if token.keyword == .excl || token.keyword == .only {
                throw fail(subgroupOfPopulation(of: value, from: start))
            }
        }
        height = below
        try grow(above: below)
        return Expression(
            .rate(value, scale: scale, population: population), Span(start, endOfLast))
    }

    /// Whether `of` and the name of a population stand here.
    private var populationFollows: Bool {
        guard token.keyword == .of else { return false }
        var copy = self
        copy.advance()
        return copy.match(at: copy.cursor)?.candidates.contains { $0.kind == .population } ?? false
    }

    /// `rate cic per 10k of population_0_17 excl uasc` leaves out of what?
    private mutating func subgroupOfPopulation(of value: Expression, from start: Int) -> Diagnostic
    {
        let word = token
        let head = Span(start, value.span.upper)
        let middle = text(Span(value.span.upper, endOfLast))
        let first = cursor
        while token.kind.isWord, token.keyword == nil || cursor == first { advance() }
        let subgroup = text(span(from: first))
        return .subgroupBehindPopulation(
            text(word.span), offering: "\(text(head)) \(subgroup)\(middle)", at: place(word.span))
    }

    /// A part of a whole.
    ///
    ///     share = "share" arithmetic "of" term
    mutating func share(from start: Int) throws(ParseFailure) -> Expression {
        let outer = isInsideShare
        isInsideShare = true
        let part = try arithmetic()
        isInsideShare = outer
        let below = height
        try require(.of)
        let whole = try term()
        try grow(above: max(below, height))
        return Expression(.share(part, of: whole), Span(start, endOfLast))
    }
}
