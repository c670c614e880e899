import TallyModel

/// A kind of things that `list` lists.
package struct ListKind: Sendable, Hashable {
    /// In the plural, as it is told.
    package let word: String
    /// Whether it may be asked for without `list`: its members have dates and states.
    package let isBare: Bool

    private init(_ word: String, isBare: Bool = false) {
        self.word = word
        self.isBare = isBare
    }

    /// Every kind: those of names, then the others.
    package static let all: [ListKind] =
        NameKind.allCases.map { ListKind("\($0.rawValue)s") } + [
            ListKind("functions"), ListKind("keywords"), ListKind("checks"), ListKind("imports"),
            ListKind("milestones", isBare: true),
        ]

    package static let words = all.map(\.word)
    /// Those that may be asked for without `list`.
    package static let bareWords = all.filter(\.isBare).map(\.word)

    /// The same in the plural and the singular, as they may be typed.
    static let bareForms = Set(bareWords + bareWords.map { String($0.dropLast()) })

    /// The kind that a folded word says, in the plural or the singular.
    static func named(_ word: String) -> ListKind? {
        // What `let` has given.
        let word = word == "lets" ? "\(NameKind.binding.rawValue)s" : word
        return all.first { $0.word == word || $0.word == word + "s" }
    }
}

extension StatementParser {
    /// What there is of one kind.
    ///
    ///     list = "list" list-kind
    mutating func listed() throws(ParseFailure) -> Phrase {
        could(.listKind)
        if token.kind == .end || token.kind == .pipe, !isCompleting {
            throw fail(.listKindMissing(at: place(token.span)))
        }
        guard token.kind == .word, token.keyword == nil else { throw unexpected() }
        let span = token.span
        let kind = word
        guard let listed = ListKind.named(kind) else {
            let meant = Resemblance.closest(to: kind, among: ListKind.words, most: 1).first
            throw fail(.unknownKind(text(span), meant: meant, at: place(span)))
        }
        advance()
        let isAnotherWord = kind != listed.word && kind + "s" != listed.word
        return .list(kind: isAnotherWord ? listed.word : kind, span)
    }

    /// A kind that is asked for without `list`, if one stands here and no value of that name.
    ///
    ///     bare-list = "milestones" | "milestone"
    mutating func bareList() -> Phrase? {
        could(.bareListKind)
        guard token.kind == .word, token.keyword == nil, ListKind.bareForms.contains(word) else {
            return nil
        }
        if let match = match(at: cursor),
            match.candidates.contains(where: { $0.kind == .indicator || $0.kind == .binding })
        {
            return nil
        }
        let phrase = Phrase.list(kind: word, token.span)
        advance()
        return phrase
    }

    /// One thing whole.
    ///
    ///     describe = "describe" name
    mutating func described() throws(ParseFailure) -> Phrase {
        if !isCompleting, token.kind == .word, match(at: cursor) == nil,
            token.keyword != nil || functions.contains(word), token(ahead: 1).kind == .end
        {
            // A word of the language is no name, and is described all the same.
            let span = token.span
            let typed = word
            advance()
            return .describe(Name(typed, [], span))
        }
        return .describe(try name(.anything))
    }
}
