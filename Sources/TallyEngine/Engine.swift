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
    /// Whether it only finds out whether a sentence works.
    private var isTrying = false
    /// The text of the sentence that is being answered.
    private var sentence: SourceText?

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
            let calendar = catalogue.indicatorOrder.first
                .flatMap { catalogue.indicators[$0]?.calendar }
            let offers = Offers(query: query, source: text, calendar: calendar ?? Calendar())
            error.offers = working(offers.sentences(for: error), bindings)
            if error.offers.isEmpty {
                // What is left of a sentence is worth offering only where it says something.
                error.offers = Array(
                    working(offers.simpler(than: error), bindings, withRows: true).prefix(1))
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
        let isOfADay = query.phrase.readsFigures || query.clauses.asKnown != nil
        let since = table.rows.isEmpty ? try engine.knownSince(query, checker) : nil
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
        for stage in query.stages {
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
        return other
    }

    /// The same diagnostic with those of its offers that work.
    package func mended(_ diagnostic: Diagnostic, bindings: [String: Binding]) -> Diagnostic {
        if diagnostic.offers.isEmpty { return diagnostic }
        var diagnostic = diagnostic
        diagnostic.offers = working(diagnostic.offers, bindings)
        return diagnostic
    }

    /// Sentences that find something where this one found nothing, or more where it found a part.
    private func nearby(
        _ table: ResultTable, _ query: Query, _ checker: Checker, in text: SourceText
    ) -> [String] {
        guard !isTrying, table.lacksSomething else { return [] }
        let calendar = catalogue.indicatorOrder.first
            .flatMap { catalogue.indicators[$0]?.calendar }
        let near = NearbySentences(
            engine: answering(query, in: text), checker: checker,
            offers: Offers(query: query, source: text, calendar: calendar ?? Calendar()))
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

    /// Those of some sentences that work, and of them those that give a figure where any does: an
    /// offer that is refused in turn helps nobody.
    private func working(
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

    /// The same over what had been published by a day; as it is where a sentence names none.
    func knowing(_ known: KnownAt?) -> Engine {
        var other = self
        if let known { other.asKnown = known.day }
        return other
    }

    /// The same as it answers a query of a text.
    private func answering(_ query: Query, in text: SourceText) -> Engine {
        var other = knowing(query.clauses.asKnown)
        other.sentence = text
        return other
    }

    /// What the phrase and its clauses give, before rows are kept and stages work.
    private func reached(_ query: Query, _ checker: Checker) throws(Diagnostic) -> ResultTable {
        let running = query.clauses.running
        try refuseSplitting(query, checker)
        switch query.phrase {
        case .value(let expression):
            if case .when(let condition) = expression.kind {
                try checker.refuse(running)
                return try ConditionAnswer(engine: self, checker: checker)
                    .lastHeld(try checker.condition(condition), query)
            }
            let checked = try checker.running(try checker.check(expression), running)
            if checked.traits.isCondition {
                return try ConditionAnswer(engine: self, checker: checker).table(checked, query)
            }
            guard let by = query.clauses.by else {
                return try ValueAnswer(engine: self, checker: checker).table(checked, query)
            }
            return try BreakdownAnswer(engine: self, checker: checker).table(checked, by, query)
        case .trend(let expression):
            let checked = try checker.running(try checker.check(expression), running)
            if checked.traits.isCondition {
                return try ConditionAnswer(engine: self, checker: checker)
                    .table(checked, query, everything: true)
            }
            return try TrendAnswer(engine: self, checker: checker).table(checked, query)
        case .trends:
            try checker.refuse(running)
            let table = try TrendTable(engine: self, checker: checker).table(query)
            return query.clauses.by == nil ? table : catalogue.grouped(byTheme: table)
        case .rank(let areas, let expression):
            return try RankAnswer(engine: self, checker: checker)
                .table(areas, try checker.running(try checker.figure(expression), running), query)
        case .compare(let operands):
            try checker.refuse(running)
            let table = try CompareAnswer(engine: self, checker: checker).table(operands, query)
            return query.clauses.by == nil ? table : catalogue.grouped(byTheme: table)
        case .list(let kind, let span):
            try checker.refuse(running)
            if !ListAnswer.isOfTheStore(kind) { try checker.refuse(query.clauses.asKnown) }
            let table = try ListAnswer(engine: self, checker: checker).table(kind, span, query)
            return query.clauses.by == nil ? table : catalogue.grouped(byTheme: table)
        case .describe(let name):
            try checker.refuse(running)
            try checker.refuse(query.clauses.asKnown)
            return try DescribeAnswer(engine: self, checker: checker).table(name)
        case .explain(let explained):
            return try answering(explained, in: checker.source).explained(explained, checker)
        case .lineage(let name):
            try checker.refuse(running)
            try checker.refuse(query.clauses.asKnown)
            return try LineageAnswer(engine: self, checker: checker).table(name)
        case .check(let name):
            try checker.refuse(running)
            return try CheckAnswer(engine: self, checker: checker).table(name, query)
        }
    }

    /// Throws where `by` splits what is no value.
    func refuseSplitting(_ query: Query, _ checker: Checker) throws(Diagnostic) {
        guard let by = query.clauses.by?.first, !query.phrase.takes(by) else { return }
        throw .wrongBy(
            checker.text(by.span), "a comparison, a ranking, a trend or a list",
            at: checker.place(by.span))
    }

    /// An evaluator for expressions in one area, with everything that they read.
    package func evaluator(
        for expressions: [CheckedExpression], in area: String, calendar: Calendar
    ) throws(Diagnostic) -> Evaluator {
        try evaluators(for: expressions, in: [area], calendar: calendar)[0]
    }

    /// An evaluator for each area, in order; what they read comes in one go.
    func evaluators(
        for expressions: [CheckedExpression], in areas: [String], calendar: Calendar
    ) throws(Diagnostic) -> [Evaluator] {
        var plan = Plan(catalogue: catalogue)
        for area in areas {
            for expression in expressions { plan.add(expression, area: area) }
        }
        try refuseNeverPublished(expressions)
        let data = try SentenceData(
            plan.requests, from: source, catalogue: catalogue, asKnown: asKnown)
        return areas.map { area in
            Evaluator(
                catalogue: catalogue, data: data, area: area, calendar: calendar,
                sentence: sentence)
        }
    }

    /// Throws where the published figures are asked for of what is published nowhere.
    private func refuseNeverPublished(_ expressions: [CheckedExpression]) throws(Diagnostic) {
        var asked: [String] = []
        for expression in expressions {
            expression.forEachFigure { figure in
                if figure.isPublished, !asked.contains(figure.indicator) {
                    asked.append(figure.indicator)
                }
            }
        }
        for id in asked where try areas(of: id).isEmpty {
            throw .neverPublished(id, hasFormula: catalogue.checkedFormulas[id] != nil)
        }
    }

    /// Throws `cancelled` where whoever asked has given up.
    package func checkCancellation() throws(Diagnostic) {
        if isCancelled() { throw .cancelled }
    }

    /// The areas that a sentence is about: those named, else the session's, else the only home of
    /// its indicators, else the only area with figures.
    package func areas(_ named: [String]?, for expression: CheckedExpression, _ text: String)
        throws(Diagnostic) -> [String]
    {
        if let named, !named.isEmpty { return named }
        let own = expression.scopedAreas
        if let first = own.ids.first, !own.isOpen { return [first] }
        if let area { return [area] }
        var homes: [String] = []
        var first: Figure?
        expression.forEachFigure { figure in
            first = first ?? figure
            if let home = catalogue.indicators[figure.indicator]?.home, !homes.contains(home) {
                homes.append(home)
            }
        }
        let place = sentence.map { Diagnostic.Place($0, expression.span) }
        if homes.count > 1 { throw .noArea(text, several: homes, meant: homes[0], at: place) }
        if let home = homes.first { return [home] }
        guard let first else { return [catalogue.homes.first ?? ""] }
        let known = try areas(with: first)
        if known.count > 1 {
            let meant = catalogue.homes.first(where: known.contains) ?? known[0]
            throw .noArea(text, several: known, meant: meant, at: place)
        }
        guard let only = known.first else { throw .nothingKnown(text, area: "any area") }
        return [only]
    }

    /// The areas for which figures of an indicator have been published.
    func areas(of id: String) throws(Diagnostic) -> [String] {
        try source.areas(of: Subject(.indicator, id), asKnown: asKnown)
    }

    /// The areas that have figures of an indicator, published or of the parts of its formula.
    package func areas(with figure: Figure) throws(Diagnostic) -> [String] {
        // Formulas may have many parts in common, and the store is asked about each once.
        var seen: Set<String> = []
        var open = [figure.indicator]
        while let id = open.popLast() {
            guard seen.insert(id).inserted else { continue }
            let published = try areas(of: id)
            if !published.isEmpty { return published }
            var parts: [String] = []
            catalogue.checkedFormulas[id]?.forEachFigure { parts.append($0.indicator) }
            open += parts.reversed()
        }
        return []
    }

    /// The calendar of an expression: its first indicator's.
    package func calendar(of expression: CheckedExpression) -> Calendar {
        var calendar: Calendar?
        expression.forEachFigure { figure in
            calendar = calendar ?? catalogue.indicators[figure.indicator]?.calendar
        }
        return calendar ?? Calendar()
    }
}

extension Phrase {
    /// Whether a phrase can be split by something: a value by much, what has an indicator a row by
    /// theme.
    fileprivate func takes(_ by: ByKey) -> Bool {
        switch self {
        case .value: true
        case .compare, .trends: by.kind == .theme
        case .list(let kind, _): by.kind == .theme && kind.hasPrefix("indicator")
        default: false
        }
    }
}

extension Phrase {
    /// Whether what is said depends on what had been published by a day; an explanation says so
    /// itself.
    fileprivate var readsFigures: Bool {
        switch self {
        case .list, .describe, .lineage, .explain: false
        default: true
        }
    }
}

/// Every series that some sentences need.
struct Plan {
    let catalogue: Catalogue
    private(set) var requests: [SeriesRequest] = []
    private var seen: Set<SeriesRequest> = []

    init(catalogue: Catalogue) { self.catalogue = catalogue }

    /// Adds what an expression reads in an area, formulas and the indicator that it is included.
    mutating func add(_ expression: CheckedExpression, area: String) {
        if let identity = expression.traits.identity { add(catalogue.figure(of: identity), area) }
        switch expression.kind {
        case .figure(let figure): add(figure, area)
        case .population(let id): request(Subject(.population, id), area, .whole)
        case .remainder(_, let remainder):
            for area in [area] + remainder.areas {
                for figure in remainder.figures { add(figure, area) }
            }
        case .rate(_, _, let population):
            request(Subject(.population, population), area, .whole)
        case .scoped(let inner, let areas?, _):
            for area in areas { add(inner, area: area) }
            return
        default: break
        }
        for part in expression.parts { add(part, area: area) }
    }

    private mutating func add(_ figure: Figure, _ area: String) {
        let subject = Subject(.indicator, figure.indicator)
        guard request(subject, area, figure.breakdown) else { return }
        // Whether the whole goes on for longer is said of its parts.
        let whole = catalogue.figure(of: figure.indicator)
        if figure.breakdown != whole.breakdown { request(subject, area, whole.breakdown) }
        if figure == catalogue.figure(of: figure.indicator),
            let formula = catalogue.checkedFormulas[figure.indicator]
        {
            add(formula, area: area)
        }
    }

    /// Whether the request is a new one.
    @discardableResult
    private mutating func request(_ subject: Subject, _ area: String, _ breakdown: Breakdown)
        -> Bool
    {
        let request = SeriesRequest(subject, area: area, breakdown: breakdown)
        guard seen.insert(request).inserted else { return false }
        requests.append(request)
        return true
    }
}

extension Evaluator {
    /// What the area is called.
    var areaTitle: String { catalogue.areas[area]?.title ?? area }
}
