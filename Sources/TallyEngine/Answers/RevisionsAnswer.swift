import TallyLanguage
import TallyModel
import TallyPlugins

extension RevisionsPhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        try checker.refuse(query.clauses.running)
        return try RevisionsAnswer(engine: engine, checker: checker).table(value, query)
    }

    /// Those of all periods.
    func sentences(near: NearbySentences, isEmpty: Bool) -> [String] {
        isEmpty ? near.overAllPeriods : []
    }
}

/// Answers `revisions EXPR`: every value that a published figure has had, and which is in force.
struct RevisionsAnswer {
    let engine: Engine
    let checker: Checker

    private var answer: ValueAnswer { ValueAnswer(engine: engine, checker: checker) }

    /// The values of one area, and what is said of them.
    private struct Section {
        let evaluator: Evaluator
        var revisions: [(period: Period, revision: StoredRevision)] = []
        var notes: [ResultTable.Note] = []
    }

    /// A row for each value, those of one figure as they became known. Columns: id, area, period,
    /// source, known_at, value, unit, change (from the value before), standing, file, row, column,
    /// cited, import.
    func table(_ expression: Expression, _ query: Query) throws(Diagnostic) -> ResultTable {
        let (checked, named, window) = try checker.figure(expression, isPart: false)
            .withoutBrackets(
                areas: try checker.areas(query.clauses.names), query.clauses.window)
        let text = checker.text(checked.span)
        let (subject, breakdown) = try published(checked, text)
        let areas = try engine.areas(named, for: checked, text)
        let evaluators = try engine.evaluators(
            for: [checked], in: areas, calendar: engine.calendar(of: checked))
        var sections: [Section] = []
        for evaluator in evaluators {
            try engine.checkCancellation()
            let request = SeriesRequest(subject, area: evaluator.area, breakdown: breakdown)
            let all = try engine.source.revisions(of: request, asKnown: engine.asKnown)
                .filter { $0.reference == nil }
            sections.append(try section(checked, window, all, evaluator))
        }
        return try table(of: sections, checked)
    }

    /// What the figures of an expression are stored as; thrown where it is made of several.
    private func published(
        _ expression: CheckedExpression, _ text: String
    ) throws(Diagnostic) -> (Subject, Breakdown) {
        switch expression.kind {
        case .figure(let figure): return (Subject(.indicator, figure.indicator), figure.breakdown)
        case .population(let id): return (Subject(.population, id), .whole)
        default:
            var parts: [String] = []
            expression.forEachFigure { figure in
                if !parts.contains(figure.indicator) { parts.append(figure.indicator) }
            }
            throw .noRevisions(
                text, parts: Array(parts.prefix(3)), at: checker.place(expression.span))
        }
    }

    // MARK: - Which values

    private func section(
        _ expression: CheckedExpression, _ window: Window?, _ all: [StoredRevision],
        _ evaluator: Evaluator
    ) throws(Diagnostic) -> Section {
        var section = Section(evaluator: evaluator)
        let calendar = evaluator.calendar
        let dated = all.map { (period: $0.period(in: calendar), revision: $0) }
        guard !dated.isEmpty else {
            section.notes = [try none(expression, evaluator)]
            return section
        }
        if case .population = expression.kind {
            section.revisions = try holding(dated, expression, window, evaluator)
        } else if window == nil, evaluator.latest(of: expression) == nil {
            // Where nothing is in force there is no latest: the last that anything was said of.
            let last = dated.map(\.period.last).max()
            section.revisions = dated.filter { $0.period.last == last }
        } else {
            let axis = try PeriodResolver(evaluator: evaluator, expression: expression)
                .axis(window)
            let ofPeriod = Dictionary(grouping: dated, by: \.period)
            for period in axis.periods {
                section.revisions +=
                    ofPeriod[period] ?? dated.filter { period.contains($0.period) }
            }
            if section.revisions.isEmpty {
                let asked = axis.periods.first.map { " for \($0.title(in: calendar))" } ?? ""
                let others = Set(dated.map(\.period)).sorted { $0.last < $1.last }
                let last = others.last.map { "; the last is \($0.title(in: calendar))" } ?? ""
                section.notes.append(
                    .noValues(
                        answer.name(of: expression), evaluator.areaTitle,
                        detail: " that were published\(asked)\(last)"))
            }
        }
        section.notes += answer.latestNotes(expression, window, evaluator)
        let believed = sources(of: expression)
        let order = PublishedFigures.order(
            Set(section.revisions.map(\.revision.source)), believed: believed)
        let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        // Of one figure they stand as they became known already.
        section.revisions = section.revisions.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            if x.period != y.period {
                return (x.period.last, x.period.first) < (y.period.last, y.period.first)
            }
            let (one, other) = (ranks[x.revision.source] ?? 0, ranks[y.revision.source] ?? 0)
            return one == other ? a.offset < b.offset : one < other
        }.map(\.element)
        return section
    }

    /// Of values that hold until superseded: those that hold at some time of a window.
    private func holding(
        _ dated: [(period: Period, revision: StoredRevision)], _ expression: CheckedExpression,
        _ window: Window?, _ evaluator: Evaluator
    ) throws(Diagnostic) -> [(period: Period, revision: StoredRevision)] {
        guard let window else { return dated }
        let asked = try PeriodResolver(evaluator: evaluator, expression: expression).whole(window)
        let before = dated.map(\.period.last).filter { $0 <= asked.first }.max()
        return dated.filter {
            $0.period.last == before
                || (asked.first <= $0.period.last && $0.period.last <= asked.last)
        }
    }

    private func sources(of expression: CheckedExpression) -> [String] {
        switch expression.kind {
        case .figure(let figure):
            engine.catalogue.indicators[figure.indicator]?.sources ?? []
        case .population(let id): engine.catalogue.populations[id]?.sources ?? []
        default: []
        }
    }

    /// Why there are none: nothing was published, of what is computed its parts were.
    private func none(
        _ expression: CheckedExpression, _ evaluator: Evaluator
    ) throws(Diagnostic) -> ResultTable.Note {
        if case .figure(let figure) = expression.kind,
            let formula = engine.catalogue.checkedFormulas[figure.indicator],
            evaluator.coverage(of: expression, settled: false) != nil
        {
            var parts: [String] = []
            formula.forEachFigure { part in
                let sentence = "'\(Keyword.revisions.word) \(part.indicator)'"
                if !parts.contains(sentence) { parts.append(sentence) }
            }
            return .noValues(
                answer.name(of: expression), evaluator.areaTitle,
                detail: " that were published: it is computed, and its parts have revisions"
                    + (parts.isEmpty ? "" : ", \(parts.prefix(3).joined(separator: ", "))"))
        }
        return try answer.none(expression, evaluator)
    }

    // MARK: - The table

    private func table(
        of sections: [Section], _ expression: CheckedExpression
    ) throws(Diagnostic) -> ResultTable {
        let all = sections.flatMap { section in
            section.revisions.map { (section.evaluator, $0.period, $0.revision) }
        }
        let origins = try engine.source.origins(of: all.map { $0.2.point.origin })
        let unit = expression.traits.unit
        var notes = NoteCollector()
        for note in sections.flatMap(\.notes) { notes.add(note) }
        var rows: [ResultTable.Row] = []
        var figures = Figures()
        for ((evaluator, period, revision), origin) in zip(all, origins) {
            let before = figures.add(revision, of: period, in: evaluator.area)
            rows.append(
                .init(
                    [
                        answer.id(of: expression), .text(evaluator.areaTitle),
                        .period(period, in: evaluator.calendar), .text(revision.source),
                        .period(.day(revision.knownAt), in: evaluator.calendar),
                        value(revision.point, expression.traits),
                        unit.map { .text($0.code) } ?? .empty,
                        change(from: before, to: revision.point, expression.traits),
                        .text(revision.standing.rawValue), .text(origin.file),
                        .count(origin.row), origin.column.map { .text($0) } ?? .empty,
                        origin.cited.map { .text($0) } ?? .empty,
                        revision.importNumber.map { .count($0) } ?? .empty,
                    ]))
        }
        let areas = Set(sections.map(\.evaluator.area)).count
        let periods = Set(all.map(\.1))
        let sources = Set(all.map(\.2.source))
        var title = "\(answer.title(of: expression)), \(Keyword.revisions.word)"
        if areas == 1, let only = sections.first { title += ", \(only.evaluator.areaTitle)" }
        if periods.count == 1, let only = periods.first, let calendar = sections.first {
            title += ", \(only.title(in: calendar.evaluator.calendar))"
        }
        return ResultTable(
            layout: .grid, title: title,
            columns: [
                .init(ColumnID.id, "Id", .text, machineOnly: true),
                .init(ColumnID.area, "Area", .text, machineOnly: areas < 2),
                .init(ColumnID.period, "Period", .period, machineOnly: periods.count < 2),
                .init("source", "Source", .text, machineOnly: sources.count < 2),
                .init("known_at", "Known at", .period),
                .init(
                    ColumnID.value, unit.columnTitle, unit == .text ? .text : .number, unit: unit),
                .init(ColumnID.unit, "Unit", .text, machineOnly: true),
                .init(ColumnID.change, "Change", .number, unit: unit.difference),
                .init("standing", "Standing", .text),
                .init("file", "File", .text), .init("row", "Row", .number),
                .init("column", "Column", .text),
                .init("cited", "Cited", .text, machineOnly: true),
                .init("import", "Import", .number),
            ],
            rows: rows, notes: notes.all, summary: rows.isEmpty ? nil : figures.summary(rows.count))
    }

    private func value(_ point: StoredPoint, _ traits: Traits) -> ResultTable.Value {
        if let text = point.text { return .text(text) }
        return .number(
            .init(
                point.cell, decimals: Self.decimals(point.cell, traits), unit: traits.unit))
    }

    /// Empty for the first value of a figure, and where either is no number.
    private func change(
        from before: StoredPoint?, to point: StoredPoint, _ traits: Traits
    ) -> ResultTable.Value {
        guard let before, before.cell.value != nil, point.cell.value != nil else { return .empty }
        return .number(
            .init(
                Cell.combine(point.cell, before.cell, ExactDecimal.difference),
                decimals: max(
                    Self.decimals(point.cell, traits), Self.decimals(before.cell, traits)),
                unit: traits.unit.difference, signed: true))
    }

    /// The indicator's own decimals, and more where a value has more: what changed is to be seen.
    private static func decimals(_ cell: Cell, _ traits: Traits) -> Int {
        max(traits.decimals, cell.value.map { min(10, ExactDecimal($0).decimals) } ?? 0)
    }

    /// The figures that values are of, as they go by.
    private struct Figures {
        private struct Key: Hashable {
            let area: String
            let period: Period
            let source: String
        }

        private var last: [Key: StoredPoint] = [:]
        private var all: Set<Key> = []
        private var revised: Set<Key> = []
        private var undone = 0

        /// The value that a figure had before one that now is of it; one that was undone is none.
        mutating func add(
            _ revision: StoredRevision, of period: Period, in area: String
        ) -> StoredPoint? {
            let key = Key(area: area, period: period, source: revision.source)
            all.insert(key)
            let before = last[key]
            guard revision.standing != .undone else {
                undone += 1
                return before
            }
            last[key] = revision.point
            if let before, before.cell != revision.point.cell || before.text != revision.point.text
            {
                revised.insert(key)
            }
            return before
        }

        /// `3 values of 2 figures, 1 revised`
        func summary(_ values: Int) -> String {
            let said = "\(NumberText.counted(values, "value"))"
            if all.count == 1, undone == 0 {
                return said + (revised.isEmpty ? ", never revised" : "")
            }
            let undone = undone > 0 ? ", \(undone) undone" : ""
            if all.count == 1 { return said + undone }
            let sources = Set(all.map(\.source)).count
            let whole = Set(all.map { Key(area: $0.area, period: $0.period, source: "") }).count
            return "\(said) of \(whole == 1 ? "one figure" : "\(whole) figures")"
                + (sources > 1 ? " from \(sources) sources" : "")
                + (revised.isEmpty ? ", none revised" : ", \(revised.count) revised") + undone
        }
    }
}

extension StoredRevision {
    /// What it is a figure for; of a value that holds until superseded the day from which.
    fileprivate func period(in calendar: Calendar) -> Period {
        switch grain {
        case .day, .from: .day(point.day)
        case .span: Period(.span, point.first ?? point.day, point.day)
        default: calendar.period(grain, containing: point.day)
        }
    }
}

extension ResultTable.Value {
    /// A whole number that counts or numbers something.
    static func count(_ number: Int) -> Self {
        .number(.init(.value(Double(number)), decimals: 0, unit: nil))
    }
}

extension Diagnostic {
    /// Only what was published is revised. `parts` are the indicators that it is made of.
    fileprivate static func noRevisions(
        _ text: String, parts: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .wrongKindOfName,
            "'\(text)' is computed, and only the published figures of an indicator are revised",
            at: place, offers: parts.map { "\(Keyword.revisions.word) \($0)" })
    }
}
