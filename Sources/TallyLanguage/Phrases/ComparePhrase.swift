import TallyModel

/// Things side by side: `compare X vs Y [vs Z …]`.
package struct ComparePhrase: PhraseSyntax {
    /// At least two.
    package let operands: [Operand]

    package init(_ operands: [Operand]) { self.operands = operands }

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        .compare(ComparePhrase(try parser.comparison()))
    }

    package var values: [Expression] { operands.compactMap(\.value) }

    package var place: ClausePlace? { values.isEmpty ? .table : .query }

    /// Whatever is not named one by one is looked for, and so are the areas of a group.
    package func looksFurther(_ clauses: Clauses) -> Bool {
        clauses.lookForIndicators || operands.contains(where: \.isGroup)
    }

    package func write(to printer: inout Printer) {
        for (index, operand) in operands.enumerated() {
            printer.output += index == 0 ? "compare " : " vs "
            printer.write(operand)
        }
    }

    package func forEachName(_ body: (Name, NameRole) -> Void) {
        for operand in operands {
            switch operand {
            case .period, .areas: break
            case .name(let name): body(name, .value)
            case .expression(let expression): expression.forEachName(body)
            }
        }
    }
}

/// One side of a comparison. The parser reads a period where one fits, else a name alone where one
/// is known, else an expression.
package enum Operand: Sendable, Hashable {
    case period(PeriodSyntax)
    /// A single name: a reference, an area, an indicator. The checker decides by its neighbour.
    case name(Name)
    /// `neighbours of AREA`, `LEVEL of AREA`
    case areas(AreaSet)
    case expression(Expression)

    /// Whether it may be an area or a group of areas.
    package var isOfAreas: Bool {
        switch self {
        case .areas: true
        case .name(let name): !name.ids(of: .area).isEmpty || !name.ids(of: .level).isEmpty
        case .period, .expression: false
        }
    }

    /// Whether it stands for areas that it does not name.
    package var isGroup: Bool {
        switch self {
        case .areas: true
        case .name(let name): !name.ids(of: .level).isEmpty
        case .period, .expression: false
        }
    }

    package var span: Span {
        switch self {
        case .period(let period): period.span
        case .name(let name): name.span
        case .areas(let areas): areas.span
        case .expression(let expression): expression.span
        }
    }

    /// The value that it is, where it is one.
    package var value: Expression? {
        switch self {
        case .expression(let expression): expression
        case .name(let name)
        where !name.ids(of: .indicator).isEmpty || !name.ids(of: .binding).isEmpty:
            Expression(.name(name), name.span)
        case .name, .period, .areas: nil
        }
    }
}

extension Clauses {
    /// Whether `for` leaves open which indicators a table is about.
    var lookForIndicators: Bool {
        guard let focus else { return true }
        return focus.contains { $0.name.map { $0.ids(of: .indicator).isEmpty } ?? false }
    }
}

extension Printer {
    fileprivate mutating func write(_ operand: Operand) {
        switch operand {
        case .period(let period): output += period.text
        case .name(let name): write(name)
        case .areas(let areas): write(areas)
        case .expression(let expression):
            // A number in front could read back as a year.
            let isYear = Self.beginsWithYear(expression)
            output += isYear ? "(" : ""
            writeArithmetic(expression)
            output += isYear ? ")" : ""
        }
    }

    /// Whether an expression begins with a number that is read as a year where a period may stand;
    /// before an operator it is not.
    private static func beginsWithYear(_ expression: Expression) -> Bool {
        var expression = expression
        var isBeforeOperator = false
        while true {
            switch expression.kind {
            case .binary(_, let left, _):
                expression = left
                isBeforeOperator = true
            case .subgroup(_, let value, _), .shifted(let value, .ago):
                expression = value
                isBeforeOperator = false
            case .number(let value):
                let years = PeriodReader.years
                return !isBeforeOperator && value >= Double(years.lowerBound)
                    && value <= Double(years.upperBound)
            default: return false
            }
        }
    }
}

extension StatementParser {
    ///     compare = "compare" operand "vs" operand { "vs" operand }
    fileprivate mutating func comparison() throws(ParseFailure) -> [Operand] {
        let start = cursor
        var operands = [try operand()]
        var operandStart = start
        while true {
            try refuseCondition(comparedFrom: start, operandStart)
            try refuseClause(from: start, operandStart: operandStart)
            if operands.count > 1 {
                guard take(.vs) else { break }
            } else {
                try require(.vs)
            }
            if token.kind == .end { preceding = .comparison(with: operands) }
            operandStart = cursor
            operands.append(try operand(beside: operands[0]))
        }
        return operands
    }

    /// What a comparison may compare beside values.
    private static let operandExpectations: ExpectationSet = {
        var result = NameSlot.comparison.expected
        result.formUnion(
            ExpectationSet(keywords: [.latest, .previous], names: [.theme], [.period]))
        return result
    }()

    /// One side of a comparison: a period where one fits, else a name alone, else an expression. Of
    /// a period and a name the longer is taken.
    ///
    ///     operand = periods | group | name | arithmetic
    private mutating func operand(beside first: Operand? = nil) throws(ParseFailure) -> Operand {
        could(Self.operandExpectations)
        switch first {
        case .name(let name) where !name.ids(of: .area).isEmpty: could(.neighbours)
        case .areas: could(.neighbours)
        default: break
        }
        if let areas = try chosenAreas(beforeClauses: true) { return .areas(areas) }
        if let period = try periodOperand() { return .period(period) }
        operandStart = cursor
        let expression = try arithmetic()
        operandStart = nil
        if case .name(let name) = expression.kind { return .name(name) }
        return .expression(expression)
    }

    /// The period that stands here, if one does and no longer name.
    private mutating func periodOperand() throws(ParseFailure) -> PeriodSyntax? {
        guard token.kind == .word else { return nil }
        switch PeriodReader.read(words(from: cursor)) {
        case .none: return nil
        case .unfinished(let expected, let count, let refusal):
            could(expected, ahead: count)
            guard let refusal, match(at: cursor) == nil, !isCompleting else { return nil }
            let span = Span(token.lower, lexer.tokens[cursor + count - 1].upper)
            throw fail(refused(refusal, span))
        case .refused(let refusal, let count):
            guard match(at: cursor) == nil else { return nil }
            let span = Span(token.lower, lexer.tokens[cursor + count - 1].upper)
            throw fail(refused(refusal, span))
        case .read(let kind, let count):
            if let match = match(at: cursor), match.count > count { return nil }
            switch kind {
            // `2023 * x` and `previous x` are expressions.
            case .bareYear: if BinaryOperator(token(ahead: count).kind) != nil { return nil }
            case .previous:
                if startsValue(token(ahead: count)), !isYearToDate(ahead: count) { return nil }
            default: break
            }
            return try periods()
        }
    }

    /// Whether a value may begin with a token.
    private func startsValue(_ token: Token) -> Bool {
        switch token.kind {
        case .openBracket, .quoted: true
        case .word:
            token.keyword == nil || token.keyword == .previous
                || Self.expressionForms.contains { $0.keyword == token.keyword }
        default: false
        }
    }

    /// Refuses a clause that stands before a later `vs`, offering sentences that work.
    private mutating func refuseClause(
        from start: Int, operandStart: Int
    ) throws(ParseFailure) {
        guard clauseRule != nil else { return }
        let tokens = lexer.tokens
        var depth = 0
        var index = cursor
        while index < tokens.count, tokens[index].keyword != .vs || depth > 0 {
            if tokens[index].kind == .openBracket { depth += 1 }
            if tokens[index].kind == .closeBracket { depth -= 1 }
            index += 1
        }
        guard index < tokens.count, depth == 0, index > cursor + 1 else { return }
        let clause = Span(token.lower, tokens[index - 1].upper)
        throw fail(
            .clauseInsideCompare(
                text(clause), offers: offers(start, operandStart, clause, index),
                at: place(clause)))
    }

    /// Sentences to say what a clause before `vs` may have meant.
    ///
    /// - Parameters:
    ///   - start: where the first operand begins.
    ///   - operandStart: where the operand with the clause begins.
    ///   - versus: where the next `vs` stands.
    private func offers(_ start: Int, _ operandStart: Int, _ clause: Span, _ versus: Int)
        -> [String]
    {
        let tokens = lexer.tokens
        let head = text(Span(tokens[start].lower, tokens[operandStart].lower))
        let operand = text(Span(tokens[operandStart].lower, tokens[cursor - 1].upper))
        let rest = text(Span(tokens[versus].lower, tokens[tokens.count - 1].upper))
        let hasFor = tokens[versus...].contains { $0.keyword == .for }
        let isRepeated = tokens[versus...].contains { $0.keyword == token.keyword }
        let isPeriod =
            if case .none = PeriodReader.read(lexer.words[operandStart..<cursor]) { false } else {
                true
            }
        var offers: [String] = []
        if !isPeriod, let plain = ofOneValue(head, operand, clause, versus) { offers.append(plain) }
        switch token.keyword {
        case .for where !isRepeated, .by where !isRepeated, .where where !isRepeated:
            offers.append("compare \(head)\(operand) \(rest) \(text(clause))")
        case .in where !hasFor && !isPeriod, .at where !hasFor && !isPeriod:
            let period = text(Span(tokens[cursor + 1].lower, clause.upper))
            offers.append("compare \(head)\(period) \(rest) for \(operand)")
        default: break
        }
        if !isPeriod { offers.append("compare \(head)(\(operand) \(text(clause))) \(rest)") }
        return offers.filter(isWhole)
    }

    /// `compare sep23 vs sep22 for cic` in place of `compare cic in sep23 vs cic in sep22`; `nil`
    /// where not the same stands on both sides.
    private func ofOneValue(_ head: String, _ operand: String, _ clause: Span, _ versus: Int)
        -> String?
    {
        let tokens = lexer.tokens
        func isAt(_ index: Int) -> Bool { [.in, .at].contains(tokens[index].keyword) }
        guard head.isEmpty, isAt(cursor),
            let other = (versus + 1..<tokens.count).first(where: isAt), other > versus + 1,
            text(Span(tokens[versus + 1].lower, tokens[other - 1].upper)) == operand,
            other + 1 < tokens.count
        else { return nil }
        let first = text(Span(tokens[cursor + 1].lower, clause.upper))
        let last = tokens[tokens.count - 1].upper
        guard let names = tokens[other...].firstIndex(where: { $0.keyword == .for }) else {
            return "compare \(first) vs \(text(Span(tokens[other + 1].lower, last))) for \(operand)"
        }
        guard names > other + 1, names + 1 < tokens.count else { return nil }
        let second = text(Span(tokens[other + 1].lower, tokens[names - 1].upper))
        let named = text(Span(tokens[names + 1].lower, last))
        return "compare \(first) vs \(second) for \(operand), \(named)"
    }

    /// Whether a text is one statement without errors.
    func isWhole(_ text: String) -> Bool {
        guard !isCompleting else { return false }
        var trial = StatementParser(SourceText(text), vocabulary)
        // Nothing is suggested and nothing offered within an offer.
        trial.isCompleting = true
        guard let statement = trial.nextStatement(), statement != nil else { return false }
        return trial.nextStatement() == nil
    }
}
