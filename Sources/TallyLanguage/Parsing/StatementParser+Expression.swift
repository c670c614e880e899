import TallyModel

extension BinaryOperator {
    /// How tightly it binds: greater is tighter.
    var level: Int {
        switch self {
        case .otherwise: 1
        case .add, .subtract: 2
        case .multiply, .divide: 3
        }
    }

    init?(_ kind: Token.Kind) {
        switch kind {
        case .times: self = .multiply
        case .divide: self = .divide
        case .plus: self = .add
        case .minus: self = .subtract
        case .otherwise: self = .otherwise
        default: return nil
        }
    }
}

extension StatementParser {
    /// What a value may begin with.
    static let valueStart = ExpectationSet(
        names: [.indicator, .binding], [.number, .function, .openBracket])
    /// What a value may also begin with where it may be shifted.
    static let shiftableStart: ExpectationSet = {
        var result = valueStart
        result.formUnion(ExpectationSet(keywords: [.previous] + expressionForms.map(\.keyword)))
        return result
    }()

    /// A value, with all the operators that follow it.
    ///
    /// Each operator goes from left to right; `+` and `-` bind tighter than `??`, `*` and `/` than
    /// those.
    ///
    ///     arithmetic = prefixed { operator prefixed }
    ///     operator   = "??" | "+" | "-" | "*" | "/"
    mutating func arithmetic() throws(ParseFailure) -> Expression {
        try nested { parser throws(ParseFailure) in try parser.chain(from: 1) }
    }

    /// The operators of `level` and of all tighter ones.
    mutating func chain(from level: Int) throws(ParseFailure) -> Expression {
        let start = token.lower
        var left = try prefixed()
        while true {
            could(.binaryOperator)
            guard let sign = BinaryOperator(token.kind), sign.level >= level else { return left }
            let (link, leftHeight) = (token, height)
            advance()
            let right = try chain(from: sign.level + 1)
            try grow(above: max(leftHeight, height), joinedBy: link)
            left = Expression(.binary(sign, left, right), Span(start, right.span.upper))
        }
    }

    /// A value with what stands before it.
    ///
    ///     prefixed = "-" prefixed | shiftable
    private mutating func prefixed() throws(ParseFailure) -> Expression {
        could(.minus)
        guard token.kind == .minus else { return try shiftable() }
        let start = token.lower
        advance()
        let operand = try nested { parser throws(ParseFailure) in try parser.prefixed() }
        try grow(above: height)
        return Expression(.negated(operand), Span(start, operand.span.upper))
    }

    /// A value that may be taken from the period before. Behind a share, or a rate with its population, no subgroups may stand: of which of the two
    /// they were would not be plain.
    ///
    ///     shiftable = "previous" shiftable | form { "excl" names | "only" names | shift } | postfixed
    ///     form      = rate | share
    private mutating func shiftable() throws(ParseFailure) -> Expression {
        could(Self.shiftableStart)
        guard let keyword = token.keyword else { return try postfixed() }
        let start = token.lower
        if keyword == .previous {
            advance()
            let operand = try nested { parser throws(ParseFailure) in try parser.shiftable() }
            try grow(above: height)
            return Expression(.shifted(operand, .previous), Span(start, operand.span.upper))
        }
        guard let form = Self.expressionForms.first(where: { $0.keyword == keyword }) else {
            return try postfixed()
        }
        advance()
        let result = try nested { parser throws(ParseFailure) in try form.read(&parser, start) }
        var allowed = Postfix.all
        if case .rate(_, _, population: .none) = result.kind {} else { allowed = .shiftsOnly }
        return try postfixes(of: result, from: start, allowed)
    }

    /// A value with what stands behind it.
    ///
    ///     postfixed = primary { "excl" names | "only" names | shift }
    private mutating func postfixed() throws(ParseFailure) -> Expression {
        let start = token.lower
        return try postfixes(of: try primary(), from: start, .all)
    }

    /// One term of a share: a value with its subgroups and nothing else.
    ///
    ///     term = primary { "excl" names | "only" names }
    mutating func term() throws(ParseFailure) -> Expression {
        could(Self.valueStart)
        let start = token.lower
        return try postfixes(of: try primary(), from: start, .subgroupsOnly)
    }

    /// What may stand behind a value.
    enum Postfix {
        case all, subgroupsOnly, shiftsOnly
    }

    private static let subgroupWords = ExpectationSet(keywords: [.excl, .only])

    /// Behind a value, from left to right.
    private mutating func postfixes(
        of value: Expression, from start: Int, _ allowed: Postfix
    ) throws(ParseFailure) -> Expression {
        var left = value
        while true {
            if allowed != .shiftsOnly { could(Self.subgroupWords) }
            if allowed != .subgroupsOnly { could(.shift) }
            if allowed != .shiftsOnly, let subgroup = SubgroupWord(token.keyword) {
                advance()
                if isCompleting { preceding = .subgroup(of: left) }
                let height = height
                let names = try names(.subgroup)
                if isCompleting { preceding = nil }
                self.height = height
                try grow(above: height)
                left = Expression(.subgroup(subgroup, left, names), Span(start, endOfLast))
            } else if allowed != .subgroupsOnly, let (shift, count) = shift() {
                advance(count)
                try grow(above: height)
                left = Expression(.shifted(left, shift), Span(start, endOfLast))
            } else {
                return left
            }
        }
    }

    /// Where the token before `cursor` ends.
    var endOfLast: Int { lexer.tokens[max(0, cursor - 1)].upper }

    /// A shift in time and how many words it takes, if one stands here.
    ///
    ///     shift = ( "a" | count ) unit "ago"
    private mutating func shift() -> (Shift, count: Int)? {
        guard token.kind == .word, token.keyword == nil else { return nil }
        let count: Int
        if word == "a" {
            count = 1
        } else if let number = NumberReader.count(word) {
            count = number
        } else {
            return nil
        }
        could(ExpectationSet([.unit]), ahead: 1)
        guard let unit = PeriodUnit(plural: word(ahead: 1)) else { return nil }
        could(ExpectationSet(keywords: [.ago]), ahead: 2)
        guard token(ahead: 2).keyword == .ago else { return nil }
        return (.ago(count, unit), 3)
    }

    /// The simplest values.
    ///
    ///     primary = bracket | number | call | name
    private mutating func primary() throws(ParseFailure) -> Expression {
        switch token.kind {
        case .openBracket: return try bracket()
        case .word, .quoted: break
        default: throw unexpected()
        }
        let start = cursor
        let span = token.span
        if token(ahead: 1).kind == .openBracket, token.kind == .word {
            if functions.contains(word) { return try call() }
            if token.keyword == nil, NumberReader.read(word) == .none, match(at: cursor) == nil {
                throw unknownFunction()
            }
        }
        if token.keyword != nil { throw unexpected() }
        height = 1
        let number = NumberReader.read(word)
        if number != .none, token.kind == .word {
            let found = match(at: cursor)
            if found == nil || found?.count == 1 {
                guard case .value(let value) = number else {
                    throw fail(.badNumber(text(span), at: place(span)))
                }
                advance()
                return Expression(.number(value), span)
            }
        }
        let slot: NameSlot = operandStart == start ? .comparison : .value
        let name = try name(slot)
        for candidate in name.candidates where candidate.kind == .binding {
            // What a name stands for is walked below it.
            hasNames = true
            try grow(above: vocabulary.levels(of: candidate.id), at: name.span)
        }
        return Expression(.name(name), name.span)
    }

    /// A value in brackets, which may have clauses of its own.
    ///
    ///     bracket = "(" expression { clause } ")"
    private mutating func bracket() throws(ParseFailure) -> Expression {
        let opener = token
        advance()
        let outer = (commaSeparates, isInsideShare)
        commaSeparates = false
        isInsideShare = false
        let inner = try scoped()
        (commaSeparates, isInsideShare) = outer
        try close(opener)
        return Expression(inner.kind, Span(opener.lower, endOfLast))
    }

    /// A value with clauses of its own.
    private mutating func scoped() throws(ParseFailure) -> Expression {
        let start = cursor
        let value = try expression()
        let below = height
        keep(.value(value))
        let clauses = try clauses(.brackets)
        if clauses.isEmpty { return value }
        try grow(above: below)
        return Expression(.scoped(value, clauses), span(from: start))
    }

    mutating func close(_ opener: Token) throws(ParseFailure) {
        could(.closeBracket)
        if token.kind == .end, !isCompleting {
            throw fail(.unclosedBracket(at: place(opener.span)))
        }
        guard take(.closeBracket, as: .closeBracket) else { throw unexpected() }
    }

    /// A function and what it is applied to.
    ///
    ///     call     = function "(" [ argument { "," argument } ] ")"
    ///     argument = expression { clause }
    private mutating func call() throws(ParseFailure) -> Expression {
        let start = token
        let function = word
        advance()
        let opener = token
        advance()
        let outer = (commaSeparates, isInsideShare)
        commaSeparates = true
        isInsideShare = false
        var arguments: [Expression] = []
        var highest = 0
        could(.closeBracket)
        if token.kind != .closeBracket {
            repeat {
                arguments.append(try scoped())
                highest = max(highest, height)
            } while take(.comma, as: .comma)
        }
        (commaSeparates, isInsideShare) = outer
        try close(opener)
        try grow(above: highest)
        return Expression(
            .call(function: function, nameSpan: start.span, arguments),
            Span(start.lower, endOfLast))
    }
}

extension SubgroupWord {
    init?(_ keyword: Keyword?) {
        switch keyword {
        case .excl: self = .excl
        case .only: self = .only
        default: return nil
        }
    }
}

extension PeriodUnit {
    /// `month` or `months`
    init?(plural word: String) {
        switch word {
        case "month", "months": self = .month
        case "quarter", "quarters": self = .quarter
        case "year", "years": self = .year
        default: return nil
        }
    }
}
