import TallyModel

/// Errors about words, with what was probably meant.
extension StatementParser {
    /// After so many searches through all names a text gets no more suggestions: a file of
    /// nonsense would take minutes.
    static let mostSearches = 60

    /// Records that nobody knows the name at `cursor`, and steps over it.
    mutating func unknownName(_ slot: NameSlot) throws(ParseFailure) -> Name {
        var slot = slot
        let start = cursor
        if !isCompleting {
            if let period = loosePeriod(slot) { throw fail(period) }
            try refuseMissingSpaces()
            if let kind = qualifier(at: cursor), !slot.kinds.isEmpty, token(ahead: 1).kind == .word,
                token(ahead: 1).keyword == nil, NumberReader.read(word(ahead: 1)) == .none
            {
                advance()
                slot = .qualified(kind)
            }
        }
        let first = cursor
        let meant = isCompleting || token.kind == .quoted ? nil : meant(slot)
        let quoted = token.kind == .quoted && !isCompleting ? closestQuoted(slot) : nil
        if let meant {
            advance(meant.count)
        } else {
            stepOverUnknown()
        }
        let place = place(span(from: first))
        let typed =
            lexer.tokens[first].kind == .quoted ? lexer.words[first] : joinedText(first..<cursor)
        let suggestion = meant?.suggestion ?? quoted
        var unknown = Diagnostic.unknownName(typed, slot, suggestion, at: place)
        if suggestion == nil, !isCompleting { unknown.notes += namesWith(typed, slot) }
        record(unknown)
        if let suggestion, suggestion.isKeyword { throw ParseFailure() }
        return Name(typed, [], span(from: start))
    }

    /// What was probably meant, and how it is told.
    struct Suggestion {
        let name: String
        /// The title of what the name stands for, where that says more.
        let title: String?
        let isKeyword: Bool
    }

    /// The shortest names of which a word begins with what was typed, where nothing resembles it.
    private mutating func namesWith(_ typed: String, _ slot: NameSlot) -> [String] {
        let typed = typed.lowercased()
        guard typed.utf8.count > 2, searches < Self.mostSearches else { return [] }
        searches += 1
        var near: [String] = []
        var seen: Set<NameCandidate> = []
        let entries = vocabulary.entries(of: Set(slot.kinds)).sorted {
            ($0.name.utf8.count, $0.name) < ($1.name.utf8.count, $1.name)
        }
        for entry in entries {
            let words = entry.name.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }
            // Of few letters only a whole word says something.
            let isShort = typed.utf8.count == 3
            guard words.contains(where: { isShort ? $0 == typed : $0.hasPrefix(typed) }),
                seen.insert(entry.candidate).inserted
            else { continue }
            near.append(entry.name)
        }
        return Self.note("names with it are", near)
    }

    /// The words that stand at `cursor` up to the next that means something.
    private mutating func stepOverUnknown() {
        advance()
        while token.kind == .word, token.keyword == nil, word != "a",
            NumberReader.read(word) == .none, match(at: cursor) == nil
        {
            advance()
        }
    }

    /// The name that resembles the words at `cursor` most, with how many words it would replace: of
    /// equals the one that replaces most.
    private mutating func meant(_ slot: NameSlot) -> (suggestion: Suggestion, count: Int)? {
        guard searches < Self.mostSearches else { return nil }
        searches += 1
        let typed = words(from: cursor).prefix(4)
        let entries = vocabulary.entries(of: Set(slot.kinds))
        var best: (suggestion: Suggestion, count: Int, distance: Int)?
        var keywords = here.keywordList.map(\.word)
        keywords += slot.words
        if here.contains(.neighbours) { keywords.append(Self.neighbours) }
        if here.contains(.bareListKind) { keywords += ListKind.bareWords }
        if here.contains(.period) { keywords += [Keyword.latest.word, Keyword.previous.word] }
        for count in stride(from: typed.count, through: 1, by: -1) {
            let text = typed.prefix(count).joined(separator: " ")
            if let found = closest(to: text, in: entries),
                found.distance < best?.distance ?? Int.max
            {
                best = (found.suggestion, count, found.distance)
            }
            guard count == 1, let keyword = Resemblance.closest(to: text, among: keywords).first,
                let distance = Resemblance.distance(text, keyword, limit: 3),
                distance < best?.distance ?? Int.max
            else { continue }
            best = (Suggestion(name: keyword, title: nil, isKeyword: true), 1, distance)
        }
        return best.map { ($0.suggestion, $0.count) }
    }

    private mutating func closestQuoted(_ slot: NameSlot) -> Suggestion? {
        guard searches < Self.mostSearches else { return nil }
        searches += 1
        return closest(to: word, in: vocabulary.entries(of: Set(slot.kinds)))?.suggestion
    }

    /// The entry whose name resembles a text most, the first of equals.
    private func closest(
        to text: String, in entries: [VocabularyEntry]
    ) -> (suggestion: Suggestion, distance: Int)? {
        let length = text.utf8.count
        // A share is no slip for a count.
        let isShare = text.hasPrefix("%")
        let near = entries.filter {
            abs($0.name.utf8.count - length) <= 6 && (!isShare || $0.name.hasPrefix("%"))
        }
        let names = Resemblance.closest(to: text, among: near.lazy.map(\.name))
        guard let name = names.first(where: { !SpokenWords.areOpposite(text, $0) }),
            let entry = near.first(where: { $0.name == name })
        else { return nil }
        let distance = Resemblance.distance(text.lowercased(), name.lowercased(), limit: 3) ?? 3
        let title = NameFolding.fold(entry.title) == NameFolding.fold(name) ? nil : entry.title
        return (Suggestion(name: name, title: title, isKeyword: false), distance)
    }

    /// The function at `cursor`, which does not exist.
    mutating func unknownFunction() -> ParseFailure {
        let meant = Resemblance.closest(to: word, among: functions.sorted(), most: 1).first
        return fail(.unknownFunction(text(token.span), meant: meant, at: place(token.span)))
    }

    /// A period where a value should be: `cic sep23` or `sep23 - aug23`.
    /// The sentence with `in` before a period that stands behind `for` alone.
    private func offers(period: Span) -> [String] {
        guard cursor > 0, lexer.tokens[cursor - 1].keyword == .for else { return [] }
        let clause = lexer.tokens[cursor - 1].span
        return [replacing([(clause, Keyword.in.word)])].filter(isWhole)
    }

    private mutating func loosePeriod(_ slot: NameSlot) -> Diagnostic? {
        guard [.value, .comparison, .filter, .dimension].contains(slot) else { return nil }
        switch PeriodReader.read(words(from: cursor)) {
        case .read(_, let count):
            let span = Span(token.lower, lexer.tokens[cursor + count - 1].upper)
            return .periodForValue(
                text(span), expected: here.words, offers: offers(period: span), at: place(span))
        case .refused(let refusal, let count):
            let span = Span(token.lower, lexer.tokens[cursor + count - 1].upper)
            return refused(refusal, span)
        case .none, .unfinished: return nil
        }
    }

    /// What is wrong with a period, with the sentence at each of those that it could be.
    func refused(_ refusal: PeriodRefusal, _ span: Span) -> Diagnostic {
        .refusedPeriod(
            refusal, offers: refusal.choices.map { replacing([(span, $0)]) }.filter(isWhole),
            at: place(span))
    }

    /// Refuses `cic-uasc`, where operators without spaces hide names.
    private mutating func refuseMissingSpaces() throws(ParseFailure) {
        guard token.kind == .word else { return }
        let typed = Array(words(from: cursor).prefix(5))
        for (index, word) in typed.enumerated() {
            for cut in cuts(of: word) {
                let left = typed[..<index] + (cut.left.isEmpty ? [] : [cut.left])
                if left.isEmpty { continue }
                let isKnown =
                    vocabulary.longestMatch(left)?.count == left.count
                    || (left.count == 1 && NumberReader.read(cut.left) != .none)
                let right = [cut.right] + typed[(index + 1)...]
                let rightIsKnown =
                    cut.right.isEmpty || vocabulary.longestMatch(right[...]) != nil
                    || NumberReader.read(cut.right) != .none
                guard isKnown, rightIsKnown else { continue }
                throw missingSpaces(at: cursor + index, cut.leftBytes)
            }
        }
    }

    /// The places at which a word may be cut around an operator.
    private func cuts(of word: String) -> [(left: String, right: String, leftBytes: Int)] {
        let bytes = Array(word.utf8)
        var result: [(String, String, Int)] = []
        for (index, byte) in bytes.enumerated() where result.count < 8 {
            let isDouble =
                byte == UInt8(ascii: "?") && index + 1 < bytes.count && bytes[index + 1] == byte
            guard
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
                    || isDouble
            else { continue }
            let right = bytes[(index + (isDouble ? 2 : 1))...]
            result.append(
                (
                    String(decoding: bytes[..<index], as: UTF8.self),
                    String(decoding: right, as: UTF8.self), index
                ))
        }
        return result
    }

    /// The word at a token has an operator in it at a byte.
    private mutating func missingSpaces(at index: Int, _ offset: Int) -> ParseFailure {
        let span = lexer.tokens[index].span
        let typed = Array(text(span).utf8)
        // Folding may have changed the length of a word beyond ASCII.
        let operators = Array("-+/?".utf8)
        let dash = offset < typed.count ? lexer.dashLength(span.lower + offset) : 0
        guard offset < typed.count, operators.contains(typed[offset]) || dash > 0 else {
            return fail(.missingSpaces(text(span), offering: nil, at: place(span)))
        }
        let length = typed[offset] == UInt8(ascii: "?") ? 2 : max(1, dash)
        let after = min(typed.count, offset + length)
        let sign = dash > 0 ? Array("-".utf8)[...] : typed[offset..<after]
        let parts = [typed[..<offset], sign, typed[after...]]
        let mended = parts.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: " ")
        return fail(.missingSpaces(text(span), offering: mended, at: place(span)))
    }

    /// Records that the token at `cursor` cannot stand there, and what could.
    mutating func unexpected() -> ParseFailure {
        guard !hasErrorsHere else { return ParseFailure() }
        let token = token
        let expected = here.words
        let before = cursor > 0 ? text(lexer.tokens[cursor - 1].span) : nil
        let span = token.span
        guard token.kind != .end else {
            return fail(.unexpected(expected, after: before, at: place(span)))
        }
        if token.kind == .control {
            return fail(.controlCharacter(text(span), expected: expected, at: place(span)))
        }
        if token.kind == .closeBracket, !here.contains(.closeBracket), here.contains(.end) {
            return fail(.closesNothing(expected, at: place(span)))
        }
        if token.kind == .word, token.keyword == nil, here.contains(.binaryOperator),
            let first = lexer.words[cursor].utf8.first,
            first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: "/")
        {
            return missingSpaces(at: cursor, 0)
        }
        if here.contains(.binaryOperator), here.contains(.in),
            token.keyword == nil || token.keyword == .latest,
            token.kind == .word,
            case .read(let kind, let count) = PeriodReader.read(words(from: cursor)),
            !kind.isBareYear
        {
            let span = Span(span.lower, lexer.tokens[cursor + count - 1].upper)
            return fail(
                .unexpected(
                    expected, after: before, at: place(span), meant: "in \(text(span))"))
        }
        if here.contains(.pipe), let keyword = token.keyword,
            StatementParser.startsStage(keyword)
        {
            let piped = replacing([(Span(span.lower, span.lower), " | ")])
            if isWhole(piped) {
                return fail(
                    .stageWithoutBar(text(span), offers: [piped], at: place(span)))
            }
        }
        var meant: String?
        if token.keyword == .and, here.contains(.comma) {
            meant = ","
        } else if token.kind == .word, token.keyword == nil {
            let keywords = here.keywordList.map(\.word)
            meant = Resemblance.closest(to: word, among: keywords, most: 1).first
        }
        return fail(.unexpected(expected, after: before, at: place(span), meant: meant))
    }
}

extension PeriodSyntax.Kind {
    /// Whether it is a year that could be several.
    fileprivate var isBareYear: Bool { if case .bareYear = self { true } else { false } }
}
