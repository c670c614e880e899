import TallyModel

/// Sentences of the language in the place of what somebody says who has read nothing.
extension StatementParser {
    /// A statement of more words was meant as something else.
    private static let mostWords = 24
    /// After so many failures a text is no conversation.
    private static let mostSpoken = 20

    /// What is wrong where somebody does not know the words.
    private static let spokenCodes: Set<DiagnosticCode> = [
        .unexpectedWord, .unknownIndicator, .unknownName, .unknownFunction, .badPeriod,
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
        let (found, parts) = spokenSentence()
        // Where no word says what is meant, a slip or an end that is missing is more likely.
        let isAtEnd = first.place?.span.lower == lexer.statementSpan.upper
        if first.replacement != nil || isAtEnd || first.code == .unknownFunction,
            found.cues.isEmpty
        {
            return
        }
        var said = first.code == .badPeriod ? [] : offers(found, parts)
        if said.allSatisfy({ $0.omitted != nil }), parts.hasUnknown {
            let named = namedOffers(found, parts)
            if named.contains(where: { $0.omitted == nil }) { said = [] }
            said = named + said
        }
        var seen: Set<String> = [text(lexer.statementSpan)]
        said = (said + listsOfUnknown).filter {
            seen.insert($0.sentence).inserted && isWhole($0.sentence)
        }
        guard !said.isEmpty else { return }
        let whole = said.filter { $0.omitted == nil }
        said = Array((whole + said.filter { $0.omitted != nil }).prefix(3))
        diagnostics[errorsBefore].offers = said.map(\.sentence)
        for one in said { diagnostics[errorsBefore].omissions[one.sentence] = one.omitted }
        diagnostics[errorsBefore].notes = []
        if first.replacement != nil {
            diagnostics[errorsBefore].replacement = nil
            diagnostics[errorsBefore].label = nil
        }
    }

    /// A sentence, and what of the statement it leaves out.
    private struct SpokenOffer {
        let sentence: String
        var omitted: String?
    }

    private func offers(_ found: SpokenSentence, _ parts: SpokenParts) -> [SpokenOffer] {
        // Without what makes a rate or a share of it a count would be another figure.
        let needed = [SpokenCue.share, .rate].filter(found.cues.contains).flatMap(\.said)
        return found.sentences.compactMap { sentence in
            guard needed.isEmpty || needed.contains(where: { sentence.contains($0) }) else {
                return nil
            }
            return SpokenOffer(sentence: sentence, omitted: words(parts.omitted(in: sentence)))
        }
    }

    /// The same of each indicator that has all the words of names and those that nobody knows.
    private mutating func namedOffers(
        _ found: SpokenSentence, _ parts: SpokenParts
    ) -> [SpokenOffer] {
        let names = indicators(withWords: parts.namedTokens.map { lexer.words[$0] })
        return names.prefix(2).compactMap { name in
            var named = found
            named.values = [name]
            named.subgroups = []
            named.hasOthers = false
            return named.sentences.first.map {
                SpokenOffer(
                    sentence: $0, omitted: words(parts.omitted(in: $0, hasNames: true)))
            }
        }
    }

    /// What stands at some tokens as typed, with the words before each run that go with it; `nil` for
    /// none.
    private func words(_ tokens: [Range<Int>]) -> String? {
        let omitted = Set(tokens.joined())
        guard !omitted.isEmpty else { return nil }
        var runs: [Range<Int>] = []
        for index in omitted.sorted() {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
                continue
            }
            var start = index
            while start > runs.last?.upperBound ?? 0, isLeading(start - 1) { start -= 1 }
            if let last = runs.last, last.upperBound == start {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(start..<(index + 1))
            }
        }
        return runs.map { joinedText($0) }.joined(separator: "', '")
    }

    /// Whether a word goes with what stands behind it: `by`, `over`.
    private func isLeading(_ index: Int) -> Bool {
        switch lexer.tokens[index].keyword {
        case .for, .in, .at, .from, .since, .by, .of, .per, .vs, .to, .excl, .only: true
        case nil: FillerWord.isLeading(lexer.words[index])
        default: false
        }
    }

    /// The list of a kind, where a kind is typed before a name that nothing of it has.
    private var listsOfUnknown: [SpokenOffer] {
        var copy = self
        return lexer.tokens.indices.dropLast().compactMap { index in
            guard lexer.tokens[index].kind == .word, let kind = qualifier(at: index),
                copy.match(at: index) == nil
            else { return nil }
            return SpokenOffer(sentence: "\(Keyword.list.word) \(kind.rawValue)s")
        }
    }

    /// What the statement names and what its other words are after.
    private mutating func spokenSentence() -> (SpokenSentence, SpokenParts) {
        var found = SpokenSentence()
        var parts = SpokenParts()
        var index = 0
        while lexer.tokens[index].kind != .end {
            index += spokenPiece(at: index, &found, &parts)
        }
        return (found, parts)
    }

    /// Adds what stands at a token, and gives how many tokens it takes.
    private mutating func spokenPiece(
        at index: Int, _ found: inout SpokenSentence, _ parts: inout SpokenParts
    ) -> Int {
        let token = lexer.tokens[index]
        let word = lexer.words[index]
        if let count = spokenWindow(at: index, &found) {
            parts.append(index..<(index + count), said: [found.window ?? ""])
            return count
        }
        let before = found.periods.count
        if token.kind == .word, let count = spokenPeriod(at: index, &found) {
            let said = Array(found.periods[before...])
            if !said.isEmpty {
                parts.append(index..<(index + count), said: said)
                let previous = index > 0 ? lexer.words[index - 1] : ""
                if ["since", "than", "on", "vs", "against", "with", "to"].contains(previous) {
                    found.isSincePeriod = true
                }
            }
            return count
        }
        if let (match, typed) = spokenMatch(at: index) {
            let isValue = add(match, typed, to: &found)
            parts.append(
                index..<(index + match.count), said: isValue == nil ? [] : [typed],
                isOfName: isValue ?? true)
            return match.count
        }
        if let cue = spokenCue(at: index) {
            if cue == .together, !found.values.isEmpty { found.isJoined = true }
            if cue == .share, found.values.isEmpty { found.beginsWithShare = true }
            if cue == .keeping { found.isKeeping = true }
            if !found.cues.contains(cue) { found.cues.append(cue) }
            if !cue.said.isEmpty { parts.append(index..<(index + 1), said: cue.said, isCue: true) }
            return 1
        }
        if case .value(let number) = NumberReader.read(word) {
            if found.cues.last == .rate { found.scale = found.scale ?? text(token.span) }
            if found.count == nil, let count = Int(exactly: number), (1...1000).contains(count) {
                found.count = count
            }
            parts.append(index..<(index + 1), said: [text(token.span)], isOfName: false)
        } else if token.kind == .word || token.kind == .quoted, token.keyword == nil {
            if !FillerWord.isOfTime(word) { found.hasOthers = true }
            if !FillerWord.isEmpty(word), !FillerWord.isOfTime(word) {
                parts.append(index..<(index + 1), said: [], isOfName: true)
            }
        } else if [.check, .report, .headline].contains(token.keyword) {
            parts.append(index..<(index + 1), said: [], isOfName: true)
        }
        return 1
    }

    /// The name that stands at a token, also in the plural, and how it is typed.
    private mutating func spokenMatch(at index: Int) -> (Match, typed: String)? {
        if let match = match(at: index) {
            return (match, text(lexer.span(of: index, match.count)))
        }
        let word = lexer.words[index]
        guard lexer.tokens[index].kind == .word, lexer.tokens[index].keyword == nil,
            word.utf8.count > 3, word.hasSuffix("s")
        else { return nil }
        let one = String(word.dropLast())
        guard Keyword(one) == nil, let found = vocabulary.longestMatch([one][...]) else {
            return nil
        }
        return (Match(count: 1, candidates: found.candidates, kind: nil), one)
    }

    /// What a word is after: `this` of a year, `time` of none that is said.
    private func spokenCue(at index: Int) -> SpokenCue? {
        let word = lexer.words[index]
        let before = index > 0 ? lexer.words[index - 1] : ""
        let after = lexer.words[index + 1]
        if word == "this", after == "year" || after == "financial" { return .yearSoFar }
        if word == "time", before == "this" || before == "same" { return nil }
        return SpokenCue(word)
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
        if words.count > 2, let count = Self.numbers.firstIndex(of: words[index]),
            let unit = PeriodUnit(plural: words[index + 1]), words[index + 2] == Keyword.ago.word
        {
            found.periods.append(PeriodSyntax.text(.ago(count + 1, unit)))
            return 3
        }
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
            let meant = refusal.offer.map { [$0] } ?? refusal.choices
            if meant.isEmpty { return nil }
            found.periods += meant
            return count
        case .none, .unfinished: return nil
        }
    }

    private static let numbers = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ]

    /// Adds what a name stands for, and gives whether it is a value; `nil` where it is of no use.
    private func add(
        _ match: Match, _ typed: String, to found: inout SpokenSentence
    ) -> Bool? {
        let kinds = Set(match.candidates.map(\.kind))
        let isSplitting = found.cues.last == .leaving || found.cues.last == .keeping
        if isSplitting, !kinds.isDisjoint(with: [.subgroup, .member]), !found.values.isEmpty {
            found.subgroups.append(typed)
        } else if kinds.contains(.indicator) || kinds.contains(.binding) {
            if !found.values.contains(typed) { found.values.append(typed) }
            return true
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
        } else {
            return nil
        }
        return false
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
