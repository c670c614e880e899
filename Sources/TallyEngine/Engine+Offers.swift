import TallyLanguage
import TallyModel

/// Sentences in the place of one that was refused or found nothing, each tried before it is said.
extension Engine {
    /// The same diagnostic with those of its offers that work.
    package func mended(_ diagnostic: Diagnostic, bindings: [String: Binding]) -> Diagnostic {
        if diagnostic.offers.isEmpty { return diagnostic }
        var diagnostic = diagnostic
        diagnostic.offers = working(diagnostic.offers, bindings)
        return diagnostic
    }

    /// Sentences that find something where this one found nothing, or more where it found a part.
    func nearby(
        _ table: ResultTable, _ query: Query, _ checker: Checker, in text: SourceText
    ) -> [String] {
        guard !isTrying, table.lacksSomething else { return [] }
        let near = NearbySentences(
            engine: answering(query, in: text), checker: checker,
            offers: offers(for: query, in: text))
        let isEmpty = !table.hasFigures
        var found: [String] = []
        for sentence in near.sentences(isEmpty: isEmpty) where !found.contains(sentence) {
            guard let answer = answer(to: sentence, checker.bindings), answer.hasFigures,
                !answer.lacksSomething
            else { continue }
            found.append(sentence)
            if found.count == 2 { break }
        }
        return found
    }

    /// What may be said in the place of a query, with the calendar of the first indicator.
    func offers(for query: Query, in text: SourceText) -> Offers {
        let calendar = catalogue.indicatorOrder.first
            .flatMap { catalogue.indicators[$0]?.calendar }
        return Offers(query: query, source: text, calendar: calendar ?? Calendar())
    }

    /// Those of some sentences that work, and of them those that give a figure where any does: an
    /// offer that is refused in turn helps nobody.
    func working(
        _ offers: [String], _ bindings: [String: Binding], withRows: Bool = false
    ) -> [String] {
        // Nothing is offered for what is wrong with an offer.
        if isTrying || offers.isEmpty { return [] }
        let answered = offers.compactMap { offer in
            answer(to: offer, bindings).map { (offer: offer, isEmpty: $0.rows.isEmpty) }
        }
        let found = answered.filter { !$0.isEmpty }
        return (found.isEmpty && !withRows ? answered : found).map(\.offer)
    }

    /// The answer to a sentence; `nil` where it is refused.
    private func answer(to sentence: String, _ bindings: [String: Binding]) -> ResultTable? {
        var trial = self
        trial.isTrying = true
        let source = SourceText(sentence)
        let vocabulary = BindingVocabulary(catalogue, bindings: bindings.keys.sorted())
        let (statements, errors) = Parser.statements(in: source, vocabulary: vocabulary)
        guard errors.isEmpty, statements.count == 1, case .query(let query) = statements[0].kind
        else { return nil }
        return try? trial.answer(query, in: source, bindings: bindings)
    }
}
