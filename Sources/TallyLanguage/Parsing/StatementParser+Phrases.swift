import TallyModel

/// A phrase, by the keyword that it begins with.
struct PhraseRule: Sendable {
    let keyword: Keyword
    /// Where its clauses stand, which decides which of them it takes; `nil` for none.
    var place: ClauseRule.Place? = .query
    /// Whether it answers with figures, so that it can be explained.
    var isAnswer = false
    /// Reads what follows the keyword.
    let read: @Sendable (inout StatementParser) throws(ParseFailure) -> Phrase
}

extension StatementParser {
    /// Every phrase that begins with a keyword; one line each. All else is a value.
    static let phrases: [PhraseRule] = [
        PhraseRule(keyword: .compare, isAnswer: true) { parser throws(ParseFailure) in
            try parser.comparison()
        },
        PhraseRule(keyword: .trend, isAnswer: true) { parser throws(ParseFailure) in
            try parser.trend()
        },
        PhraseRule(keyword: .rank, place: .rank, isAnswer: true) { parser throws(ParseFailure) in
            try parser.ranking()
        },
        PhraseRule(keyword: .list) { parser throws(ParseFailure) in try parser.listed() },
        PhraseRule(keyword: .describe) { parser throws(ParseFailure) in try parser.described() },
        PhraseRule(keyword: .explain, place: nil) { parser throws(ParseFailure) in
            try parser.explained()
        },
        PhraseRule(keyword: .check) { parser throws(ParseFailure) in try parser.check() },
        PhraseRule(keyword: .lineage) { parser throws(ParseFailure) in try parser.lineage() },
        PhraseRule(keyword: .revisions) { parser throws(ParseFailure) in try parser.revisions() },
    ]

    /// The keywords of the phrases.
    static let phraseKeywords = ExpectationSet(keywords: phrases.map(\.keyword))
    private static let answerKeywords = ExpectationSet(
        keywords: phrases.filter(\.isAnswer).map(\.keyword))

    /// A phrase with its clauses and the stages behind it. Where the phrase has an error the stages
    /// are read all the same, for theirs.
    ///
    ///     query  = phrase { clause } stages
    ///     phrase = expression | compare | trend | rank | list | bare-list | describe | explain
    ///            | lineage | revisions | check
    mutating func query() throws(ParseFailure) -> Query {
        let start = cursor
        var head: (phrase: Phrase, clauses: Clauses)?
        do {
            head = try phraseWithClauses()
            try requireEndOfPart()
        } catch {
            guard skipToPipe(from: start) else { throw error }
            head = nil
        }
        let stages = try stages()
        guard let head else { throw ParseFailure() }
        return Query(head.phrase, head.clauses, stages: stages, span(from: start))
    }

    /// A phrase with the clauses behind it.
    ///
    /// - Parameter ofAnswers: whether only what answers with figures may stand here.
    mutating func phraseWithClauses(
        ofAnswers: Bool = false
    ) throws(ParseFailure) -> (phrase: Phrase, clauses: Clauses) {
        could(ofAnswers ? Self.answerKeywords : Self.phraseKeywords)
        if let keyword = token.keyword,
            let rule = Self.phrases.first(where: { $0.keyword == keyword }),
            rule.isAnswer || !ofAnswers
        {
            advance()
            let phrase = try rule.read(&self)
            if rule.place != nil { keep(phrase) }
            guard let place = rule.place else { return (phrase, Clauses()) }
            return (phrase, try clauses(place))
        }
        let phrase: Phrase
        if !ofAnswers, let list = bareList() {
            phrase = list
        } else {
            phrase = .value(try expression())
        }
        keep(phrase)
        return (phrase, try clauses(.query))
    }

    /// Keeps a phrase that has ended, for completion of what follows it.
    mutating func keep(_ phrase: Phrase) {
        guard isCompleting else { return }
        whole = Query(phrase, Clauses(), Span(0, token.lower))
    }
}
