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

    /// What begins a statement that is no question.
    private static let silent: Set<Keyword?> = [.let, .assert, .read, .echo]

    /// Puts sentences into the first error of the statement, where it has nothing else to offer
    /// that makes it whole.
    mutating func offerSpoken() {
        guard !isCompleting, spoken < Self.mostSpoken, lexer.command == nil,
            lexer.tokens.count <= Self.mostWords, diagnostics.count > errorsBefore,
            !Self.silent.contains(lexer.tokens[0].keyword)
        else { return }
        let first = diagnostics[errorsBefore]
        guard first.offers.isEmpty, Self.spokenCodes.contains(first.code) else { return }
        if let replacement = first.replacement, let place = first.place,
            diagnostics.count > errorsBefore + 1 || isWhole(replacing([(place.span, replacement)])),
            first.code != .unknownIndicator || !saysMore(than: replacement, at: place.span)
        {
            return
        }
        spoken += 1
        let typed = text(lexer.statementSpan)
        let plain = inOwnTimes()
        if plain != typed, isWhole(plain) {
            offer([SpokenOffer(sentence: plain)])
            return
        }
        var spoken = plain == typed ? self : parser(of: plain)
        let said = spoken.spokenOffers(first, isDated: plain != typed)
        searches = spoken.searches
        if !said.isEmpty { return offer(said) }
        guard first.replacement == nil, first.notes.isEmpty, first.code != .badPeriod,
            first.code != .unknownFunction,
            ![.list, .check].contains(lexer.tokens[0].keyword)
        else { return }
        diagnostics[errorsBefore].notes = namesNear(SpokenReader(self).read())
    }

    /// Whether a slip would take a word with it that says what is asked.
    private func saysMore(than replacement: String, at span: Span) -> Bool {
        let words = NameFolding.words(text(span))
        let own = NameFolding.words(replacement)
        return words.count > 1
            && words.contains { word in
                SpokenCue.longest([word][...]) != nil && !own.contains(word)
            }
    }

    /// Puts offers in the place of all that else is said of the first error.
    private mutating func offer(_ offers: [SpokenOffer]) {
        diagnostics[errorsBefore].offers = offers.map(\.sentence)
        for one in offers { diagnostics[errorsBefore].omissions[one.sentence] = one.omitted }
        diagnostics[errorsBefore].notes = []
        let first = diagnostics[errorsBefore]
        if first.replacement != nil || first.code == .badPeriod {
            diagnostics[errorsBefore].label = nil
        }
        diagnostics[errorsBefore].replacement = nil
    }

    /// What is offered in place of this statement, of which `first` is the first error.
    private mutating func spokenOffers(_ first: Diagnostic, isDated: Bool) -> [SpokenOffer] {
        var found = SpokenReader(self).read()
        if found.has(.share), found.values.count == 1, found.subgroups.isEmpty,
            isShare(found.values[0])
        {
            found = found.without(.share)
        }
        // Where no word says what is meant, a slip or an end that is missing is more likely.
        let isAtEnd = first.place?.span.lower == lexer.statementSpan.upper
        if first.replacement != nil || isAtEnd || first.code == .unknownFunction,
            found.cues.isEmpty, !isDated
        {
            return []
        }
        var said = first.code == .badPeriod && !isDated ? [] : offers(found)
        if !said.isEmpty, let other = found.withoutLooseSubgroups { said += offers(other) }
        if said.allSatisfy({ $0.omitted != nil }), found.hasUnknown {
            said = namedOffers(found) + said
        }
        var seen: Set<String> = [text(lexer.statementSpan)]
        said = (said + listsOfUnknown).filter {
            seen.insert($0.sentence).inserted && isWhole($0.sentence)
        }
        let whole = said.filter { $0.omitted == nil }
        return Array((whole + said.filter { $0.omitted != nil }).prefix(3))
    }

    /// A sentence, and what of the statement it leaves out.
    private struct SpokenOffer {
        let sentence: String
        var omitted: String?
    }

    private func offers(_ found: SpokenSentence) -> [SpokenOffer] {
        found.sentences.map { SpokenOffer(sentence: $0, omitted: words(found.omitted(in: $0))) }
    }

    /// The same of each indicator that has all the words of names and those that nobody knows.
    private mutating func namedOffers(_ found: SpokenSentence) -> [SpokenOffer] {
        let names = indicators(withWords: found.namedTokens.map { lexer.words[$0] })
        return names.prefix(2).compactMap { name in
            let named = found.naming(name)
            let isSaid = found.has(.share) && isShare(name)
            return offers(isSaid ? named.without(.share) : named).first
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
        case nil: SpokenWords.isLeading(lexer.words[index])
        default: false
        }
    }

    /// The list of a kind, where a kind is typed before a name that nothing of it has.
    private var listsOfUnknown: [SpokenOffer] {
        var copy = self
        return lexer.tokens.indices.dropLast().compactMap { index in
            let next = lexer.tokens[index + 1]
            guard lexer.tokens[index].kind == .word, let kind = qualifier(at: index),
                next.kind == .word, next.keyword == nil, copy.match(at: index) == nil
            else { return nil }
            return SpokenOffer(sentence: "\(Keyword.list.word) \(kind.rawValue)s")
        }
    }
}
