import TallyLanguage
import TallyModel

/// Sentences in the place of one that was refused or found nothing, each tried before it is said.
extension Engine {
    /// The same diagnostic with those of its offers that work.
    package func mended(_ diagnostic: Diagnostic, bindings: [String: Binding]) -> Diagnostic {
        if diagnostic.offers.isEmpty { return diagnostic }
        var diagnostic = diagnostic
        diagnostic.offers = working(diagnostic.offers, bindings)
        // What leaves something out is offered where nothing else is.
        let whole = diagnostic.offers.filter { diagnostic.omissions[$0] == nil }
        let isList = { (offer: String) in offer.hasPrefix("\(Keyword.list.word) ") }
        if !whole.allSatisfy(isList) { diagnostic.offers = whole }
        return diagnostic
    }

    /// Sentences that find something where this one found nothing, or more where it found a part.
    func nearby(
        _ table: ResultTable, _ query: Query, _ checker: Checker, in text: SourceText
    ) -> [String] {
        guard !isTrying, table.lacksSomething else { return [] }
        let near = NearbySentences(
            engine: answering(query, in: text), checker: checker,
            offers: offers(for: query, checker))
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

    /// Sentences that find something near one that is offered and finds nothing, or a part.
    func nearby(_ offer: String, _ bindings: [String: Binding]) -> [String] {
        guard !isTrying, let query = query(of: offer, bindings),
            let table = answer(to: offer, bindings)
        else { return [] }
        let text = SourceText(offer)
        let checker = Checker(catalogue: catalogue, source: text, bindings: bindings)
        return nearby(table, query, checker, in: text)
    }

    /// What may be said in the place of a query, with the calendar of the first indicator.
    func offers(for query: Query, _ checker: Checker) -> Offers {
        let calendar = catalogue.indicatorOrder.first
            .flatMap { catalogue.indicators[$0]?.calendar }
        return Offers(
            query: query, source: checker.source, calendar: calendar ?? Calendar(),
            checker: checker)
    }

    /// Those of some sentences that have an answer: an offer that is refused in turn, or finds
    /// nothing, helps nobody.
    func working(_ offers: [String], _ bindings: [String: Binding]) -> [String] {
        // Nothing is offered for what is wrong with an offer.
        if isTrying || offers.isEmpty { return [] }
        return offers.filter { offer in
            guard let query = query(of: offer, bindings) else { return false }
            // What has been checked is said in any case, and so is that something never was.
            if case .check = query.phrase { return true }
            guard let table = answer(to: offer, bindings) else { return false }
            return query.phrase.asksWhen || query.phrase.hasSides(table) && !table.saysNothing
        }
    }

    /// The answer to a sentence; `nil` where it is refused.
    private func answer(to sentence: String, _ bindings: [String: Binding]) -> ResultTable? {
        var trial = self
        trial.isTrying = true
        guard let query = query(of: sentence, bindings) else { return nil }
        return try? trial.answer(query, in: SourceText(sentence), bindings: bindings)
    }

    /// The day on which most of the figures end that a sentence finds; `nil` where it finds none.
    package func newest(of sentence: String, _ bindings: [String: Binding]) -> Day? {
        guard let table = answer(to: sentence, bindings),
            let column = table.columns.firstIndex(where: { $0.id == ColumnID.period })
        else { return nil }
        var counts: [Day: Int] = [:]
        for row in table.rows {
            if case .period(let period, _, _) = row.values[column] {
                counts[period.last, default: 0] += 1
            }
        }
        // Of as many, the newest.
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }

    /// What a sentence asks; `nil` where it is none.
    func query(of sentence: String, _ bindings: [String: Binding]) -> Query? {
        let vocabulary = BindingVocabulary(catalogue, naming: bindings)
        let (statements, errors) = Parser.statements(
            in: SourceText(sentence), vocabulary: vocabulary)
        guard errors.isEmpty, statements.count == 1, case .query(let query) = statements[0].kind
        else { return nil }
        return query
    }
}

extension Phrase {
    /// Whether it asks when something last held, to which never is an answer.
    fileprivate var asksWhen: Bool {
        if case .value(let value) = self, case .when = value.kind { true } else { false }
    }

    /// Whether a table of it has more than one side, where it sets things beside each other: one
    /// alone is beside nothing.
    fileprivate func hasSides(_ table: ResultTable) -> Bool {
        guard case .compare(let comparison) = self else { return true }
        if comparison.operands.allSatisfy(\.isOfAreas) {
            // Of several areas alone each has a column.
            return table.rows.count > 1 || !comparison.operands.contains(where: \.isGroup)
        }
        return !table.lacksSomething || !comparison.operands.allSatisfy { $0.value != nil }
    }
}
