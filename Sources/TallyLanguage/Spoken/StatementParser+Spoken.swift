import TallyModel

/// Sentences of the language in the place of what somebody says who has read nothing.
extension StatementParser {
    /// A statement of more words was meant as something else.
    private static let mostWords = 24
    /// After so many failures a text is no conversation.
    private static let mostSpoken = 20

    /// What is wrong where somebody does not know the words.
    private static let spokenCodes: Set<DiagnosticCode> = [
        .unexpectedWord, .unknownIndicator, .unknownName, .unknownFunction,
    ]

    /// Puts sentences into the first error of the statement, where it has nothing else to offer
    /// that makes it whole.
    mutating func offerSpoken() {
        guard !isCompleting, spoken < Self.mostSpoken, lexer.command == nil,
            lexer.tokens.count <= Self.mostWords, diagnostics.count > errorsBefore
        else { return }
        let first = diagnostics[errorsBefore]
        guard first.offers.isEmpty, Self.spokenCodes.contains(first.code) else { return }
        if let replacement = first.replacement, let place = first.place,
            diagnostics.count > errorsBefore + 1 || isWhole(replacing([(place.span, replacement)]))
        {
            return
        }
        spoken += 1
        var seen: Set<String> = [text(lexer.statementSpan)]
        let found = spokenSentence()
        // Where no word says what is meant, a slip or an end that is missing is more likely.
        let isAtEnd = first.place?.span.lower == lexer.statementSpan.upper
        if first.replacement != nil || isAtEnd || first.code == .unknownFunction,
            found.cues.isEmpty
        {
            return
        }
        let sentences = (found.sentences + listsOfUnknown).filter {
            seen.insert($0).inserted && isWhole($0)
        }
        guard !sentences.isEmpty else { return }
        diagnostics[errorsBefore].offers = Array(sentences.prefix(3))
        diagnostics[errorsBefore].notes = []
        if first.replacement != nil {
            diagnostics[errorsBefore].replacement = nil
            diagnostics[errorsBefore].label = nil
        }
    }

    /// The list of a kind, where a kind is typed before a name that nothing of it has.
    private var listsOfUnknown: [String] {
        var copy = self
        return lexer.tokens.indices.dropLast().compactMap { index in
            guard lexer.tokens[index].kind == .word, let kind = qualifier(at: index),
                copy.match(at: index) == nil
            else { return nil }
            return "\(Keyword.list.word) \(kind.rawValue)s"
        }
    }

    /// What the statement names and what its other words are after.
    private mutating func spokenSentence() -> SpokenSentence {
        var found = SpokenSentence()
        var index = 0
        while lexer.tokens[index].kind != .end {
            index += spokenPiece(at: index, &found)
        }
        return found
    }

    /// Adds what stands at a token, and gives how many tokens it takes.
    private mutating func spokenPiece(at index: Int, _ found: inout SpokenSentence) -> Int {
        let token = lexer.tokens[index]
        guard token.kind.isWord || token.kind == .quoted else { return 1 }
        let word = lexer.words[index]
        if let count = spokenWindow(at: index, &found) { return count }
        if token.kind == .word, let count = spokenPeriod(at: index, &found) { return count }
        if let match = match(at: index) {
            add(match, text(lexer.span(of: index, match.count)), to: &found)
            return match.count
        }
        if let cue = SpokenCue(word) {
            if cue == .together, !found.values.isEmpty { found.isJoined = true }
            if cue == .share, found.values.isEmpty { found.beginsWithShare = true }
            if cue == .keeping { found.isKeeping = true }
            if !found.cues.contains(cue) { found.cues.append(cue) }
            return 1
        }
        if case .value(let number) = NumberReader.read(word) {
            if found.cues.last == .rate { found.scale = found.scale ?? text(token.span) }
            if found.count == nil, let count = Int(exactly: number), (1...1000).contains(count) {
                found.count = count
            }
        } else if token.keyword == nil {
            found.hasOthers = true
        }
        return 1
    }

    /// Keeps the clause of several periods that stands at a token, `last 6 months`; a change since a
    /// period is against that period.
    private func spokenWindow(at index: Int, _ found: inout SpokenSentence) -> Int? {
        switch lexer.tokens[index].keyword {
        case .last, .from: break
        case .since where !found.cues.contains(.change): break
        default: return nil
        }
        var copy = self
        copy.isCompleting = true
        copy.cursor = index
        guard let rule = copy.clauseRule, rule.part == .window else { return nil }
        copy.advance()
        var clauses = Clauses()
        guard (try? rule.read(&copy, &clauses, index)) != nil, clauses.window != nil else {
            return nil
        }
        found.window = text(lexer.span(of: index, copy.cursor - index))
        return copy.cursor - index
    }

    /// Adds the period that stands at a token, or what it may have meant.
    private mutating func spokenPeriod(at index: Int, _ found: inout SpokenSentence) -> Int? {
        let words = words(from: index)
        switch PeriodReader.read(words) {
        case .read(.bareYear(let year), let count):
            let kinds: [PeriodSyntax.Kind] = [
                .bareYear(year), .financialYear(year - 1), .calendarYear(year),
            ]
            found.periods += kinds.map { PeriodSyntax.text($0) }
            return count
        case .read(.latest, let count): return count
        case .read(let kind, let count):
            found.periods.append(PeriodSyntax.text(kind))
            return count
        case .refused(let refusal, let count):
            guard let offer = refusal.offer else { return nil }
            found.periods.append(offer)
            return count
        case .none, .unfinished: return nil
        }
    }

    private func add(_ match: Match, _ typed: String, to found: inout SpokenSentence) {
        let kinds = Set(match.candidates.map(\.kind))
        let isSplitting = found.cues.last == .leaving || found.cues.last == .keeping
        if isSplitting, !kinds.isDisjoint(with: [.subgroup, .member]), !found.values.isEmpty {
            found.subgroups.append(typed)
        } else if kinds.contains(.indicator) || kinds.contains(.binding) {
            if !found.values.contains(typed) { found.values.append(typed) }
        } else if kinds.contains(.reference), kinds.contains(.area) {
            found.benchmarks.append(typed)
        } else if kinds.contains(.reference) {
            found.references.append(typed)
        } else if kinds.contains(.area) {
            found.areas.append(typed)
        } else if kinds.contains(.level) {
            found.levels.append(typed)
        } else if kinds.contains(.theme) {
            found.themes.append(
                match.kind == nil ? typed : String(typed.drop { $0 != " " }.dropFirst()))
        } else if kinds.contains(.dimension) {
            found.dimensions.append(typed)
        } else if !kinds.isDisjoint(with: [.subgroup, .member]), !found.values.isEmpty {
            found.subgroups.append(typed)
        }
    }
}

extension Lexer {
    /// The bytes of so many tokens.
    fileprivate func span(of index: Int, _ count: Int) -> Span {
        Span(tokens[index].lower, tokens[index + count - 1].upper)
    }
}

extension PeriodSyntax.Kind {
    /// Whether it is a year that could be several.
    var isBareYear: Bool { if case .bareYear = self { true } else { false } }
}
