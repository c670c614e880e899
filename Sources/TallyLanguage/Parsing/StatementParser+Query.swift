import TallyModel

extension StatementParser {
    /// The keywords of the phrases.
    static let phraseKeywords = ExpectationSet(keywords: Phrase.rules.map(\.keyword))
    private static let answerKeywords = ExpectationSet(
        keywords: Phrase.rules.filter(\.isAnswer).map(\.keyword))

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
            let rule = Phrase.rules.first(where: { $0.keyword == keyword }),
            rule.isAnswer || !ofAnswers
        {
            advance()
            let phrase = try rule.read(&self)
            guard let place = phrase.syntax.place else { return (phrase, Clauses()) }
            keep(phrase)
            return (phrase, try clauses(place))
        }
        let phrase: Phrase
        if !ofAnswers, let list = bareList() {
            phrase = .list(list)
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
