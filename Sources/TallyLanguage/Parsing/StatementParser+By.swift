import TallyModel

extension ByKey.Kind {
    /// What a result can be split by beside dimensions, by its word. These words win over names.
    package static let builtIn: [(word: String, kind: ByKey.Kind)] = [
        ("area", .area), ("theme", .theme), ("source", .source), ("month", .period(.month)),
        ("quarter", .period(.quarter)), ("year", .period(.year)),
    ]

    /// The word of a built-in; `nil` for a dimension.
    var word: String? { Self.builtIn.first { $0.kind == self }?.word }

    init?(builtIn word: String) {
        guard let found = Self.builtIn.first(where: { $0.word == word }) else { return nil }
        self = found.kind
    }
}

extension StatementParser {
    /// What a result is split by.
    ///
    ///     by = "by" key { "," key }
    ///     key = "area" | "theme" | "source" | "month" | "quarter" | "year" | name
    mutating func byKeys() throws(ParseFailure) -> [ByKey] {
        var result = [try byKey()]
        while take(.comma, as: .comma) { result.append(try byKey()) }
        return result
    }

    private mutating func byKey() throws(ParseFailure) -> ByKey {
        could(.byWord)
        let start = cursor
        if token.kind == .word, let kind = ByKey.Kind(builtIn: word), !longerDimensionFollows() {
            could(NameSlot.dimension.expected)
            advance()
            return ByKey(kind, span(from: start))
        }
        let name = try name(.dimension)
        guard name.kind == nil, !name.needsQuotes,
            ByKey.Kind(builtIn: NameFolding.fold(name.text)) != nil
        else { return ByKey(.dimension(name), name.span) }
        let quoted = Name(name.text, name.candidates, name.span, needsQuotes: true)
        return ByKey(.dimension(quoted), name.span)
    }

    /// Whether a dimension of several words begins with the built-in word that stands here.
    private mutating func longerDimensionFollows() -> Bool {
        guard let match = vocabulary.longestMatch(words(from: cursor)), match.count > 1 else {
            return false
        }
        return match.candidates.contains { $0.kind == .dimension }
    }
}
