import TallyModel

/// Times in plain words, written as the language has them.
extension StatementParser {
    /// The statement without the marks of a question, and with every time as the language writes
    /// it.
    mutating func inOwnTimes() -> String {
        var plain = self
        if let text = withoutQuestionMarks { plain = parser(of: text) }
        let found = SpokenReader(plain).read()
        let words = Array(plain.lexer.words.dropLast())
        var times = SpokenTimes(
            words, newest: nil, hasValue: found.isOfValue, isComparing: found.isComparing)
        if times.isLoose, let newest = vocabulary.newest(of: found.subject) {
            times = SpokenTimes(
                words, newest: newest, hasValue: found.isOfValue, isComparing: found.isComparing)
        }
        return plain.replacing(plain.changes(times))
    }

    /// A parser of another text in place of the statement, by the same names.
    func parser(of text: String) -> StatementParser {
        var other = StatementParser(SourceText(text), vocabulary)
        other.searches = searches
        _ = other.lexer.nextStatement()
        other.begin()
        return other
    }

    private var withoutQuestionMarks: String? {
        let marked = lexer.tokens.indices.filter { lexer.words[$0].hasSuffix("?") }
        guard !marked.isEmpty else { return nil }
        return replacing(
            marked.map { index in
                let word = text(lexer.tokens[index].span)
                let bare = word.reversed().drop { $0 == "?" }.reversed()
                return (lexer.tokens[index].span, String(bare))
            })
    }

    /// Names stay as they are, dates in them included.
    private mutating func changes(_ times: SpokenTimes) -> [(span: Span, text: String)] {
        var changes: [(span: Span, text: String)] = []
        var index = 0
        while index < times.words.count {
            if let match = match(at: index) {
                index += match.count
            } else if let time = times.rewritten(at: index) {
                let last = lexer.tokens[index + time.count - 1]
                changes.append((Span(lexer.tokens[index].lower, last.upper), time.text))
                index += time.count
            } else {
                index += 1
            }
        }
        return changes
    }
}

extension SpokenSentence {
    /// Whether a value is named, or may be by words that nobody knows.
    fileprivate var isOfValue: Bool { !values.isEmpty || hasUnknown }

    /// Whether something is set against something else, or has moved.
    fileprivate var isComparing: Bool {
        heard.contains { one in
            guard let cue = one.cue else { return false }
            return cue.isChange || cue == .comparison || cue.row?.column == "direction"
        } || isSincePeriod
    }

    /// A sentence about the first value, or about everything.
    fileprivate var subject: String {
        guard let value else { return compare(Keyword.latest.word, [Keyword.previous.word], []) }
        return value + filter()
    }
}
