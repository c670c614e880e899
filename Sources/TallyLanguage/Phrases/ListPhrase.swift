import TallyModel

/// What there is of one kind: `list KIND`. A kind whose members have dates and states
/// (`milestones`) may be asked for without `list`.
package struct ListPhrase: PhraseSyntax {
    /// The word as typed, lower case.
    package let kind: String
    package let span: Span
    /// The areas that are listed, where not all are.
    package let areas: AreaSet?
    /// The area in which those lie that are listed, of whatever level.
    package let within: Name?

    init(_ kind: String, _ span: Span, areas: AreaSet? = nil, within: Name? = nil) {
        self.kind = kind
        self.span = span
        self.areas = areas
        self.within = within
    }

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        .list(try parser.listed())
    }

    package var needsChecks: Bool { kind.hasPrefix(Keyword.check.word) }

    package func write(to printer: inout Printer) {
        printer.output += "list "
        if let areas { return printer.write(areas) }
        printer.output += kind
        if let within {
            printer.output += " of "
            printer.write(within)
        }
    }
}

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
    ///     list = "list" ( list-kind | "areas" ( "of" | "in" ) area | group )
    fileprivate mutating func listed() throws(ParseFailure) -> ListPhrase {
        could(.listKind)
        if token.kind == .end || token.kind == .pipe, !isCompleting {
            throw fail(.listKindMissing(at: place(token.span)))
        }
        guard token.kind == .word, token.keyword == nil else { throw unexpected() }
        let span = token.span
        let kind = word
        guard let listed = ListKind.named(kind) else {
            if let areas = try areaGroup() { return ListPhrase(Self.areasKind, span, areas: areas) }
            let meant = Resemblance.closest(to: kind, among: ListKind.words, most: 1).first
            throw fail(.unknownKind(text(span), meant: meant, at: place(span)))
        }
        advance()
        if listed.word == Self.areasKind, let within = try areaAround() {
            return ListPhrase(listed.word, span, within: within)
        }
        let isAnotherWord = kind != listed.word && kind + "s" != listed.word
        return ListPhrase(isAnotherWord ? listed.word : kind, span)
    }

    private static let areasKind = "\(NameKind.area.rawValue)s"

    /// A kind that is asked for without `list`, if one stands here and no value of that name.
    ///
    ///     bare-list = "milestones" | "milestone"
    mutating func bareList() -> ListPhrase? {
        could(.bareListKind)
        guard token.kind == .word, token.keyword == nil, ListKind.bareForms.contains(word) else {
            return nil
        }
        if let match = match(at: cursor),
            match.candidates.contains(where: { $0.kind == .indicator || $0.kind == .binding })
        {
            return nil
        }
        let phrase = ListPhrase(word, token.span)
        advance()
        return phrase
    }
}
