import TallyModel

extension StatementParser {
    /// The name that begins at a token, and how many tokens it takes.
    struct Match {
        let count: Int
        let candidates: [NameCandidate]
        /// The kind typed before it, which is one of the tokens.
        let kind: NameKind?
    }

    /// One name.
    ///
    ///     name = [ kind ] ( word { word } | '"' text '"' )
    ///     kind = "indicator" | "area" | "reference" | "theme" | "dimension" | "population"
    ///            | "source" | "plugin"
    ///
    /// Of the names that begin here the longest is taken, keywords inside it included. A kind
    /// counts as one only where a name of that kind follows. A name that nobody knows is recorded
    /// and stepped over, so that the rest of the statement is read.
    mutating func name(_ slot: NameSlot) throws(ParseFailure) -> Name {
        could(slot.expected)
        lastName = (cursor, here.namesOnly)
        guard token.kind == .quoted || token.kind.isWord, token.keyword == nil,
            token.kind == .quoted || token.kind == .word
        else { throw unexpected() }
        guard let match = match(at: cursor) else {
            // Behind `theme` alone only the name of one can stand.
            if isCompleting, token(ahead: 1).kind == .end, qualifier(at: cursor) != nil {
                throw unexpected()
            }
            return try unknownName(slot)
        }
        let start = cursor
        advance(match.count)
        let first = match.kind == nil ? start : start + 1
        let isQuoted = lexer.tokens[first].kind == .quoted
        let text =
            isQuoted
            ? lexer.words[first].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            : joinedText(first..<cursor)
        return Name(
            text, kind: match.kind, match.candidates, span(from: start),
            needsQuotes: isQuoted && needsQuotes(text, first, match.candidates))
    }

    /// One or more names with commas between them.
    ///
    ///     names = name { "," name }
    mutating func names(_ slot: NameSlot) throws(ParseFailure) -> [Name] {
        var result = [try name(slot)]
        while !commaSeparates, take(.comma, as: .comma) { result.append(try name(slot)) }
        return result
    }

    /// The longest name that begins at a token, if any does.
    mutating func match(at index: Int) -> Match? {
        let token = lexer.tokens[index]
        if token.kind == .quoted {
            let found = vocabulary.candidates(quoted: lexer.words[index])
            return found.isEmpty ? nil : Match(count: 1, candidates: found, kind: nil)
        }
        guard token.kind == .word, token.keyword == nil else { return nil }
        let plain = vocabulary.longestMatch(words(from: index))
        if let qualified = qualifiedMatch(at: index), qualified.count > plain?.count ?? 0 {
            return qualified
        }
        guard let plain, plain.count > 0 else { return nil }
        return Match(count: plain.count, candidates: plain.candidates, kind: nil)
    }

    /// `theme placement`: a kind with a name of that kind behind it.
    private mutating func qualifiedMatch(at index: Int) -> Match? {
        let next = lexer.tokens[min(index + 1, lexer.tokens.count - 1)]
        if isCompleting, next.kind == .end, let kind = qualifier(at: index) {
            could(ExpectationSet(names: [kind]), ahead: index + 1 - cursor)
        }
        guard next.kind == .quoted || (next.kind == .word && next.keyword == nil),
            let kind = qualifier(at: index)
        else { return nil }
        let count: Int
        let candidates: [NameCandidate]
        if next.kind == .quoted {
            count = 1
            candidates = vocabulary.candidates(quoted: lexer.words[index + 1])
        } else {
            guard let found = vocabulary.longestMatch(words(from: index).dropFirst()) else {
                return nil
            }
            (count, candidates) = found
        }
        let own = candidates.filter { $0.kind == kind }
        return own.isEmpty ? nil : Match(count: count + 1, candidates: own, kind: kind)
    }

    /// The kind that a word says, where it is one that may stand before a name.
    func qualifier(at index: Int) -> NameKind? {
        let word = lexer.words[index]
        return NameKind.qualifiers.first { $0.rawValue == word }
    }

    /// Words as typed, with single spaces.
    func joinedText(_ range: Range<Int>) -> String {
        if range.count == 1 { return text(lexer.tokens[range.lowerBound].span) }
        return range.map { text(lexer.tokens[$0].span) }.joined(separator: " ")
    }

    /// Whether a name that was typed in quotes is not the same without them.
    private mutating func needsQuotes(
        _ name: String, _ index: Int, _ candidates: [NameCandidate]
    ) -> Bool {
        guard NameText.isPlain(name) else { return true }
        let own = NameFolding.words(name)
        if NumberReader.read(own[0]) != .none { return true }
        if case .none = PeriodReader.read(own[...]) {} else { return true }
        var following: [String] = []
        if lexer.tokens[index + 1].kind.isWord { following = Array(words(from: index + 1)) }
        guard let match = vocabulary.longestMatch((own + following)[...]) else { return true }
        return match.count != own.count || match.candidates != candidates
    }
}

/// What a name looks like when it is typed.
package enum NameText {
    /// Whether a text is cut into words and nothing else, and neither its first nor its last word is
    /// a keyword, so that it may be typed without quotes.
    static func isPlain(_ name: String) -> Bool {
        var lexer = Lexer(Array(name.utf8))
        guard lexer.nextStatement(), lexer.command == nil, lexer.problem == nil else {
            return false
        }
        let tokens = lexer.tokens.dropLast()
        guard let first = tokens.first, let last = tokens.last else { return false }
        guard first.kind == .word, first.keyword == nil, last.keyword == nil else { return false }
        guard tokens.allSatisfy({ $0.kind.isWord }),
            lexer.words.dropLast() == NameFolding.words(name)[...]
        else { return false }
        return !lexer.nextStatement()
    }

    /// A name as it may be typed: in quotes where it needs them.
    package static func typed(_ name: String) -> String {
        isOneWord(name) || isPlain(name) ? name : "\"\(name)\""
    }

    /// Whether a text is one word of letters, digits and underscores, as ids are, and no
    /// keyword: of thousands of names few must be cut into words.
    private static func isOneWord(_ name: String) -> Bool {
        let bytes = name.utf8.span
        var isLetters = true
        for index in bytes.indices {
            let byte = bytes[index]
            let isDigit = byte &- UInt8(ascii: "0") < 10
            if isDigit || byte == UInt8(ascii: "_") {
                isLetters = false
            } else if (byte | 0x20) &- UInt8(ascii: "a") >= 26 {
                return false
            }
        }
        return !bytes.isEmpty && !(isLetters && Keyword(name) != nil)
    }
}
