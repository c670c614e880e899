import TallyModel

/// Hears what the words of a statement say that cannot be read, in their order.
struct SpokenReader {
    /// The statement with its vocabulary.
    private var parser: StatementParser
    private(set) var heard: [Heard] = []

    init(_ parser: StatementParser) {
        self.parser = parser
    }

    /// All that the statement says, in order.
    consuming func read() -> SpokenSentence {
        var index = 0
        while parser.lexer.tokens[index].kind != .end {
            let next = piece(at: index)
            heard.append(next)
            index = next.tokens.upperBound
        }
        return SpokenSentence(heard: heard)
    }

    private func word(_ index: Int) -> String {
        parser.lexer.words.indices.contains(index) ? parser.lexer.words[index] : ""
    }

    private func keyword(_ index: Int) -> Keyword? {
        parser.lexer.tokens.indices.contains(index) ? parser.lexer.tokens[index].keyword : nil
    }

    private func made(
        _ meaning: Heard.Meaning, _ index: Int, _ count: Int, _ texts: [String] = []
    ) -> Heard {
        Heard(
            meaning: meaning, tokens: index..<(index + count), word: word(index + count - 1),
            texts: texts)
    }

    private var lastCue: SpokenCue? { heard.last { $0.cue != nil }?.cue }
    private var hasValue: Bool { heard.contains { $0.isName(.value) } }

    /// What stands at a token: of all that it could be the most likely.
    private mutating func piece(at index: Int) -> Heard {
        if let window = window(at: index) { return window }
        if let condition = condition(at: index) { return condition }
        if let grain = grain(at: index) { return grain }
        if let group = group(at: index) { return group }
        let token = parser.lexer.tokens[index]
        if token.kind == .word, let period = period(at: index) { return period }
        let cue = cue(at: index)
        if let negation = negation(at: index) { return negation }
        if let name = name(at: index), name.tokens.count >= cue?.tokens.count ?? 0 { return name }
        if let cue { return cue }
        if lastCue == .rate, let scale = scale(at: index) { return scale }
        let typed = parser.text(token.span)
        if case .value(let number) = NumberReader.read(word(index)) {
            let count = Int(exactly: number).flatMap { (1...1000).contains($0) ? $0 : nil }
            return made(.number(count), index, 1, [typed])
        }
        if token.kind == .word || token.kind == .quoted, token.keyword == nil {
            let word = word(index)
            if SpokenWords.isOfTime(word) || isMoment(index) {
                return made(.filler(isOfTime: true), index, 1)
            }
            let isFiller = SpokenWords.isFiller(word)
            return made(isFiller ? .filler(isOfTime: false) : .unknown, index, 1)
        }
        let isOfLanguage = ![.check, .report, .headline].contains(token.keyword)
        return made(isOfLanguage ? .mark : .unknown, index, 1)
    }

    /// What a rate is per: `10,000`, `10 k`, `100 thousand`.
    private func scale(at index: Int) -> Heard? {
        let words = parser.lexer.words[index..<(parser.lexer.words.count - 1)]
        guard let (text, count) = SpokenWords.scale(words),
            case .value(let scale) = NumberReader.read(text), scale >= 1
        else { return nil }
        return made(.number(nil), index, count, [Printer.text(scale: scale)])
    }

    /// `time` of `this time last year`.
    private func isMoment(_ index: Int) -> Bool {
        word(index) == SpokenWords.moment && ["this", "same"].contains(word(index - 1))
    }

    private func cue(at index: Int) -> Heard? {
        if isMoment(index) { return nil }
        // Behind `what does` it is no mean.
        if word(index) == "mean", heard.contains(where: { $0.word == "does" || $0.word == "do" }) {
            return made(.cue(.meaning, isNegated: false), index, 1)
        }
        let words = parser.lexer.words[index..<(parser.lexer.words.count - 1)]
        guard let (cue, count) = SpokenCue.longest(words) else { return nil }
        return made(.cue(cue, isNegated: false), index, count)
    }

    /// `not` with the cue that it turns round; before a name it leaves that out.
    private mutating func negation(at index: Int) -> Heard? {
        guard SpokenWords.negations.contains(word(index)),
            match(at: index)?.0.count ?? 0 < 2
        else { return nil }
        if let phrase = cue(at: index) { return phrase }
        var next = index + 1
        while SpokenWords.isFiller(word(next)) { next += 1 }
        if let cue = cue(at: next), let row = cue.cue, row.row != nil {
            return made(.cue(row, isNegated: true), index, cue.tokens.upperBound - index)
        }
        if hasValue, let match = match(at: next)?.0 {
            let kinds = Set(match.candidates.map(\.kind))
            if !kinds.isDisjoint(with: [.subgroup, .member, .indicator]) {
                return made(.cue(.leaving, isNegated: false), index, 1)
            }
        }
        return made(.negation, index, 1)
    }

    // MARK: Names

    /// The name that stands at a token, also in the plural.
    private mutating func name(at index: Int) -> Heard? {
        guard let (match, typed) = match(at: index) else { return nil }
        guard let role = role(of: match) else { return made(.unknown, index, match.count) }
        let isQualifiedTheme = role == .theme && match.kind != nil
        let text = isQualifiedTheme ? String(typed.drop { $0 != " " }.dropFirst()) : typed
        let isOfNeighbours =
            role == .reference && SpokenSentence.says(text, any: [StatementParser.neighbours])
        let others = isOfNeighbours ? ["\(StatementParser.neighbours) \(Keyword.of.word)"] : []
        return made(.name(role), index, match.count, [text] + others)
    }

    private mutating func match(at index: Int) -> (StatementParser.Match, typed: String)? {
        if let match = parser.match(at: index) {
            if let found = beforeScale(index, match) { return found }
            return (match, parser.text(parser.lexer.span(of: index, match.count)))
        }
        let word = word(index)
        guard parser.lexer.tokens[index].kind == .word, keyword(index) == nil,
            word.utf8.count > 3, word.hasSuffix("s")
        else { return nil }
        let one = String(word.dropLast())
        guard Keyword(one) == nil, let found = parser.vocabulary.longestMatch([one][...]) else {
            return nil
        }
        let match = StatementParser.Match(count: 1, candidates: found.candidates, kind: nil)
        return (match, one)
    }

    /// The name without `per 10,000`, which is no part of it where a rate is said.
    private func beforeScale(
        _ index: Int, _ match: StatementParser.Match
    ) -> (StatementParser.Match, typed: String)? {
        let count = parser.lexer.tokens[index..<(index + match.count)].prefix {
            $0.keyword != .per
        }.count
        guard heard.contains(where: { $0.cue == .rate }), match.kind == nil, count > 0,
            count < match.count,
            let found = parser.vocabulary.longestMatch(
                parser.lexer.words[index..<(index + count)]), found.count == count
        else { return nil }
        return (
            StatementParser.Match(count: count, candidates: found.candidates, kind: nil),
            parser.text(parser.lexer.span(of: index, count))
        )
    }

    /// What a name is in the sentence; `nil` where it is of no use.
    private func role(of match: StatementParser.Match) -> Heard.Role? {
        let kinds = Set(match.candidates.map(\.kind))
        let isPart = hasValue && !kinds.isDisjoint(with: [.subgroup, .member])
        if isPart, lastCue == .leaving || lastCue == .keeping { return .subgroup }
        if !kinds.isDisjoint(with: [.indicator, .binding]) { return .value }
        if kinds.isSuperset(of: [.reference, .area]) { return .benchmark }
        let roles: [(NameKind, Heard.Role)] = [
            (.reference, .reference), (.area, .area), (.level, .level), (.theme, .theme),
            (.dimension, .dimension),
        ]
        return roles.first { kinds.contains($0.0) }?.1 ?? (isPart ? .subgroup : nil)
    }

    /// `neighbours of dorset`
    private mutating func group(at index: Int) -> Heard? {
        guard SpokenCue.ranking.words.prefix(2).contains(word(index)),
            [.of, .for].contains(keyword(index + 1)), let (match, typed) = match(at: index + 2),
            match.candidates.contains(where: { $0.kind == .area })
        else { return nil }
        let text = "\(StatementParser.neighbours) \(Keyword.of.word) \(typed)"
        return made(.name(.group), index, match.count + 2, [text])
    }

    // MARK: Conditions

    /// `above 450`, `between 430 and 440`
    private func condition(at index: Int) -> Heard? {
        if word(index) == "between", keyword(index + 2) == .and, let low = number(index + 1),
            let high = number(index + 3)
        {
            return made(
                .condition, index, 4, [">= \(low)", "<= \(high)"])
        }
        for (words, sign) in StatementParser.spokenSigns {
            guard zip(words, index...).allSatisfy({ $0 == word($1) }),
                let number = number(index + words.count)
            else { continue }
            return made(.condition, index, words.count + 1, ["\(sign.rawValue) \(number)"])
        }
        if let sign = Comparison(parser.lexer.tokens[index].kind), let number = number(index + 1) {
            return made(.condition, index, 2, ["\(sign.rawValue) \(number)"])
        }
        return nil
    }

    /// A number as typed, where one stands at a token.
    private func number(_ index: Int) -> String? {
        guard parser.lexer.tokens.indices.contains(index),
            case .value = NumberReader.read(word(index))
        else { return nil }
        return parser.text(parser.lexer.tokens[index].span)
    }

    // MARK: Time

    /// `per quarter`, `quarterly`; an average over months is one per month.
    private func grain(at index: Int) -> Heard? {
        var count = 1
        var unit = SpokenWords.grain(word(index))
        if SpokenWords.beforeGrain.contains(word(index)) {
            unit = PeriodUnit(plural: word(index + 1))
            count = 2
        }
        guard let unit else { return nil }
        let isMean = count == 2 && unit == .month && word(index) != Keyword.by.word
        return made(.name(.dimension), index, count, [unit.rawValue] + (isMean ? ["avg"] : []))
    }

    /// The clause of several periods that stands at a token, `last 6 months`; a change since a
    /// period is against that period.
    private func window(at index: Int) -> Heard? {
        if keyword(index) == nil, let count = number(index).flatMap({ Int($0) }),
            let unit = PeriodUnit(plural: word(index + 1)), keyword(index + 2) != .ago
        {
            let units = "\(count) \(unit.rawValue)s"
            return made(
                .window, index, 2, [Keyword.last, .rolling].map { "\($0.word) \(units)" })
        }
        let isChange = heard.contains {
            $0.cue.map { $0.isChange || $0.row?.column == "direction" } ?? false
        }
        switch keyword(index) {
        case .last: break
        case .since, .from: if isChange { return nil }
        default: return nil
        }
        var copy = parser
        copy.isCompleting = true
        copy.cursor = index
        guard let rule = copy.clauseRule, rule.part == .window else { return nil }
        copy.advance()
        var clauses = Clauses()
        guard (try? rule.read(&copy, &clauses, index)) != nil, clauses.window != nil else {
            // So many of what nobody knows is nothing.
            let isUncounted = keyword(index) == .last && PeriodUnit(plural: word(index + 2)) != nil
            return isUncounted ? made(.unknown, index, 3) : nil
        }
        let count = copy.cursor - index
        let others = heard.last?.cue == .thisYear ? [SpokenWords.yearToDate] : []
        return made(
            .window, index, count, [parser.text(parser.lexer.span(of: index, count))] + others)
    }

    /// The period that stands at a token, or those that it may have meant.
    private mutating func period(at index: Int) -> Heard? {
        let words = parser.words(from: index)
        if words.count > 2, let count = SpokenWords.number(words[index]),
            let unit = PeriodUnit(plural: words[index + 1]), words[index + 2] == Keyword.ago.word
        {
            return made(.period, index, 3, [PeriodSyntax.text(.ago(count, unit))])
        }
        switch PeriodReader.read(words) {
        case .read(.bareYear(let year), let count):
            let kinds: [PeriodSyntax.Kind] = [
                .bareYear(year), .financialYear(year - 1), .calendarYear(year),
            ]
            return made(.period, index, count, kinds.map { PeriodSyntax.text($0) })
        // What is asked for where nothing is said.
        case .read(.latest, let count): return made(.mark, index, count)
        case .read(let kind, let count):
            if let range = range(at: index, count) { return range }
            return made(.period, index, count, [PeriodSyntax.text(kind)])
        case .refused(let refusal, let count):
            let meant = refusal.offer.map { [$0] } ?? refusal.choices
            return meant.isEmpty ? nil : made(.period, index, count, meant)
        case .none, .unfinished: return nil
        }
    }

    /// `apr22 to mar23`: one period behind `in`, else a run of them.
    private mutating func range(at index: Int, _ count: Int) -> Heard? {
        guard keyword(index + count) == .to, !heard.contains(where: { $0.cue?.isChange ?? false }),
            case .read(_, let more) = PeriodReader.read(parser.words(from: index + count + 1))
        else { return nil }
        let all = count + 1 + more
        let text = parser.text(parser.lexer.span(of: index, all))
        let isOne = index > 0 && [.in, .at].contains(keyword(index - 1))
        return isOne
            ? made(.period, index, all, [text])
            : made(.window, index, all, ["\(Keyword.from.word) \(text)"])
    }
}

extension Lexer {
    /// The bytes of so many tokens.
    fileprivate func span(of index: Int, _ count: Int) -> Span {
        Span(tokens[index].lower, tokens[index + count - 1].upper)
    }
}
