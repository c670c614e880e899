import TallyLanguage
import TallyModel

/// Answers sentences: checks them, reads what they name in one go, evaluates and judges.
package struct Engine: Sendable {
    package private(set) var catalogue: Catalogue
    package private(set) var source: any FigureSource
    /// The area meant where a sentence names none, before a plugin's home: `.area`, `--area`.
    package var area: String?
    /// Read the store as it stood at the end of this day.
    package var asKnown: Day?
    /// Polled while a sentence is worked on: whether whoever asked has given up.
    package var isCancelled: @Sendable () -> Bool = { false }
    /// Told while many checks run how many of how many are done.
    package var progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    /// What names stand for that are no values: a period, an area, a reference, a theme.
    package var aliases: [String: String] = [:]
    /// What sentences before have read, by this catalogue and from this source.
    private(set) var memory = FigureMemory()
    /// Whether it only finds out whether a sentence works.
    var isTrying = false
    /// The text of the sentence that is being answered.
    private(set) var sentence: SourceText?

    package init(
        catalogue: Catalogue, source: any FigureSource, area: String? = nil, asKnown: Day? = nil
    ) {
        self.catalogue = catalogue
        self.source = source
        self.area = area
        self.asKnown = asKnown
    }

    /// The same over another catalogue.
    package func with(_ catalogue: Catalogue) -> Engine {
        var other = self
        other.catalogue = catalogue
        other.memory = FigureMemory()
        return other
    }

    /// The answer to one query that was read from `text`.
    ///
    /// All that it reads, also for what is offered in place of a refusal, is of one state of the
    /// source. Throws one diagnostic, placed in the text; a figure that does not exist is no error
    /// but a cell with a reason, or an empty table with a note.
    package func answer(
        _ query: Query, in text: SourceText, bindings: [String: Binding] = [:]
    ) throws(Diagnostic) -> ResultTable {
        try source.snapshot { () throws(Diagnostic) in
            try answerOfOneState(query, in: text, bindings: bindings)
        }
    }

    private func answerOfOneState(
        _ query: Query, in text: SourceText, bindings: [String: Binding]
    ) throws(Diagnostic) -> ResultTable {
        let checker = Checker(catalogue: catalogue, source: text, bindings: bindings)
        do {
            return try worked(query, checker, of: text)
        } catch {
            var error = placed(error, query, in: text)
            if error.breaksOff { throw error }
            let offers = offers(for: query, checker)
            error.offers = working(offers.sentences(for: error), bindings)
            if error.offers.isEmpty {
                // What is left of a sentence is worth offering only where it says something.
                error.offers = Array(working(offers.simpler(than: error), bindings).prefix(1))
            }
            if error.offers.isEmpty, error.code == .noArea {
                error.offers = offers.sentences(for: error).flatMap { nearby($0, bindings) }
            }
            for offer in error.offers {
                error.omissions[offer] = self.query(of: offer, bindings).flatMap {
                    Omission.words(of: query, lackingIn: $0)
                }
            }
            throw error
        }
    }

    /// What a query's `where` and its stages make of a table that is at hand already.
    package func rework(
        _ table: ResultTable, _ query: Query, in text: SourceText
    ) throws(Diagnostic) -> ResultTable {
        do {
            return try worked(table, query, Checker(catalogue: catalogue, source: text))
        } catch {
            throw placed(error, query, in: text)
        }
    }

    /// The phrase with its clauses, then which rows are kept, then the stages.
    private func worked(_ query: Query, _ checker: Checker, of text: SourceText)
        throws(Diagnostic) -> ResultTable
    {
        let engine = answering(query, in: text)
        var table = try engine.reached(query, checker)
        let isOfADay = query.phrase.answered.readsFigures || query.clauses.asKnown != nil
        let since =
            table.rows.isEmpty
            ? try engine.knownSince(try engine.naming(query, checker), checker) : nil
        // What became known later is no matter of asking otherwise.
        if since == nil {
            table.notes += nearby(table, query, checker, in: text).map { .instead($0) }
        }
        if isOfADay, let day = engine.asKnown { table.notes.append(.asKnown(day)) }
        if let since { table.notes.append(since) }
        return try worked(table, query, checker)
    }

    private func worked(_ table: ResultTable, _ query: Query, _ checker: Checker)
        throws(Diagnostic) -> ResultTable
    {
        var table = table
        if let predicate = query.clauses.predicate {
            table = try RowFilter(checker: checker).kept(table, predicate)
        }
        for stage in query.stages.inOrderOfWork {
            table = try StageWork(checker: checker, stage: stage).result(of: table)
        }
        return table
    }

    /// A diagnostic without a place put where it belongs in a query.
    func placed(_ error: Diagnostic, _ query: Query, in text: SourceText) -> Diagnostic {
        var error = error
        if error.place == nil {
            let isAboutPeriods = [.ambiguousPeriod, .badPeriod].contains(error.code)
            let span = isAboutPeriods ? query.clauses.window?.span : nil
            error.place = Diagnostic.Place(text, span ?? query.span)
        }
        return error
    }

    /// The same over another source of series.
    package func with(source: any FigureSource) -> Engine {
        var other = self
        other.source = source
        other.memory = FigureMemory()
        return other
    }

    /// The same over what had been published by a day; as it is where a sentence names none.
    func knowing(_ known: KnownAt?) -> Engine {
        var other = self
        if let known { other.asKnown = known.day }
        return other
    }

    /// The same as it answers a query of a text.
    func answering(_ query: Query, in text: SourceText) -> Engine {
        var other = knowing(query.clauses.asKnown)
        other.sentence = text
        return other
    }

    /// What the phrase and its clauses give, before rows are kept and stages work.
    private func reached(_ query: Query, _ checker: Checker) throws(Diagnostic) -> ResultTable {
        try refuseSplitting(query, checker)
        return try query.phrase.answered.answer(try naming(query, checker), self, checker)
    }

    /// Throws where `by` splits what is no value.
    func refuseSplitting(_ query: Query, _ checker: Checker) throws(Diagnostic) {
        guard let by = query.clauses.by?.first, !query.phrase.answered.isSplit(by: by)
        else { return }
        throw .wrongBy(
            checker.text(by.span), "a comparison, a ranking, a trend or a list",
            at: checker.place(by.span))
    }
}
