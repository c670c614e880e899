import TallyLanguage
import TallyModel
import TallyPlugins

extension Expression: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        let running = query.clauses.running
        if case .when(let condition) = kind {
            try checker.refuse(running)
            return try ConditionAnswer(engine: engine, checker: checker)
                .lastHeld(try checker.condition(condition), query)
        }
        let checked = try checker.running(try checker.check(self), running)
        if checked.traits.isCondition {
            return try ConditionAnswer(engine: engine, checker: checker).table(checked, query)
        }
        var table: ResultTable
        if let by = query.clauses.by {
            table = try BreakdownAnswer(engine: engine, checker: checker).table(checked, by, query)
        } else {
            table = try ValueAnswer(engine: engine, checker: checker).table(checked, query)
        }
        let isAtAnInstant = [.stock, .ratioOfStocks].contains(checked.traits.kind)
        if running?.kind == .yearToDate, isAtAnInstant, !table.rows.isEmpty {
            table.notes.append(.nothingToRunUp(checker.text(span)))
        }
        return table
    }

    func explain(
        _ query: Query, _ explanation: inout ExplainAnswer
    ) throws(Diagnostic) -> ResultTable {
        guard case .when(let condition) = kind else { return try explanation.value(self, query) }
        return try explanation.lastHeld(try explanation.checker.condition(condition), query)
    }

    func isSplit(by key: ByKey) -> Bool { true }

    func sentences(near: NearbySentences, isEmpty: Bool) -> [String] {
        near.sentences(about: self, isEmpty: isEmpty)
    }
}

/// Answers a bare expression, a rate or a share: one figure with all that is said of it, or a
/// series.
struct ValueAnswer {
    let engine: Engine
    let checker: Checker

    /// Columns: id, indicator, area, period, value, unit, numerator and denominator (of a rate or a
    /// share), before, before_period, change, direction, good, target, gap, status, status_reason.
    func table(_ expression: CheckedExpression, _ query: Query) throws(Diagnostic) -> ResultTable {
        if expression.isArithmeticAlone { return try sum(expression) }
        return try table(expression, areas: try checker.areas(query.clauses.names), query)
    }

    /// What numbers alone come to, without area or period.
    private func sum(_ expression: CheckedExpression) throws(Diagnostic) -> ResultTable {
        let evaluator = try engine.evaluator(for: [], in: "", calendar: Calendar())
        let cell = try evaluator.column(expression, on: .timeless).cells[0]
        let decimals = cell.value.map { min(10, ExactDecimal($0).decimals) } ?? 0
        return ResultTable(
            layout: .grid, columns: [.init(ColumnID.value, "Value", .number)],
            rows: [.init([.number(.init(cell, decimals: decimals, unit: nil))])])
    }

    /// With `grain`, a series has that grain in place of its own; with `everything` and no window it
    /// has every period that is known.
    func table(
        _ expression: CheckedExpression, areas named: [String]?, _ query: Query,
        grain: PeriodUnit? = nil, everything: Bool = false
    ) throws(Diagnostic) -> ResultTable {
        let sections = try sections(
            expression, areas: named, query, grain: grain, everything: everything)
        let (inner, _, _) = expression.withoutBrackets(areas: nil, nil)
        return assemble(sections, inner, title: title(of: inner))
    }

    /// The rows of each area, in order.
    func sections(
        _ expression: CheckedExpression, areas named: [String]?, _ query: Query,
        grain: PeriodUnit? = nil, everything: Bool = false
    ) throws(Diagnostic) -> [Section] {
        var query = query
        let (expression, named, window) = expression.withoutBrackets(
            areas: named, query.clauses.window)
        query.clauses.window = window
        let areas = try engine.areas(named, for: expression, checker.text(expression.span))
        if query.clauses.window == nil, expression.needsWindow {
            let text = checker.text(expression.span)
            throw .windowNeeded(
                text, example: "\(text) last 12 months", at: checker.place(expression.span))
        }
        let evaluators = try engine.evaluators(
            for: [expression], in: areas, calendar: engine.calendar(of: expression))
        try engine.refuseMissingReferences(in: expression, evaluators, checker)
        var sections: [Section] = []
        for evaluator in evaluators {
            try engine.checkCancellation()
            let resolver = PeriodResolver(evaluator: evaluator, expression: expression)
            sections.append(
                try section(expression, query.clauses.window, evaluator) { () throws(Diagnostic) in
                    if everything, query.clauses.window == nil { return resolver.everything() }
                    let axis = try resolver.axis(query.clauses.window, grain: grain)
                    return everything ? resolver.each(axis) : axis
                })
            if let grain {
                let last = sections.count - 1
                let said = try notes(grain, query.clauses.window, sections[last].rows, resolver)
                // Where every period is cut it is not the figures that are missing.
                if sections[last].axis.count == 0, said.contains(where: { $0.code == .cutPeriod }) {
                    sections[last].notes = []
                }
                sections[last].notes += said.map { .told($0) }
            }
        }
        return sections
    }

    /// What must be said of a series that has another grain than its figures.
    private func notes(
        _ grain: PeriodUnit, _ window: Window?, _ rows: [FigureRow], _ resolver: PeriodResolver
    ) throws(Diagnostic) -> [ResultTable.Note] {
        let expression = resolver.expression
        let native = resolver.evaluator.nativeGrain(of: expression)
        var notes: [ResultTable.Note] = []
        if expression.isChange, let first = rows.first,
            first.period.grain.fineness > native.fineness
        {
            notes.append(.changeWithin(first.period.grain, native))
        }
        if let window {
            let calendar = resolver.evaluator.calendar
            notes += try resolver.cut(window, grain: grain).map { period in
                .cutPeriod(period.title(in: calendar), native)
            }
        }
        return notes
    }

    /// The indicator's title where the expression is one, else the sentence as typed.
    func title(of expression: CheckedExpression) -> String {
        if case .shifted(let inner, _) = expression.kind { return title(of: inner) }
        if case .population(let id) = expression.kind {
            return engine.catalogue.populations[id]?.title ?? id
        }
        if let id = expression.traits.identity, let indicator = engine.catalogue.indicators[id] {
            return indicator.title + expression.choiceWords
        }
        let text = checker.text(expression.span)
        // A window may stand behind other clauses.
        guard let running = expression.runningWords, expression.traits.kind.runs,
            !text.lowercased().contains(running)
        else { return text }
        return "\(text) \(running)"
    }

    /// What it is called inside a sentence: the indicator's id, else as typed.
    func name(of expression: CheckedExpression) -> String {
        expression.traits.identity ?? checker.text(expression.span)
    }

    /// The rows of one area.
    struct Section {
        let evaluator: Evaluator
        var rows: [FigureRow] = []
        /// The periods that were asked for, before any shift, one for each row, and the window that
        /// functions read.
        var axis = Axis([])
        /// Notes about the whole section.
        var notes: [SectionNote] = []
    }

    /// What is said of all that was asked of an area.
    enum SectionNote: Hashable {
        /// That there are no values, or none for some of the periods, and what is nearest.
        case absent(detail: String)
        case told(ResultTable.Note)
    }

    private func section(
        _ expression: CheckedExpression, _ window: Window?, _ evaluator: Evaluator,
        axis: () throws(Diagnostic) -> Axis
    ) throws(Diagnostic) -> Section {
        var section = Section(evaluator: evaluator)
        guard let coverage = known(expression, evaluator, window) else {
            section.notes = [
                .absent(detail: try Whereabouts(engine: engine).detail(of: expression, evaluator))
            ]
            return section
        }
        let axis = try axis()
        let rows = try FigureRow.rows(expression, on: axis, evaluator)
        // Periods outside all that is known are left out, and said.
        let kept = rows.indices.filter { index in
            let row = rows[index]
            return row.cell.reason != .missing
                || (coverage.first <= row.period.last && row.period.first <= coverage.last
                    && row.period.grain != .day)
        }
        section.rows = kept.count == rows.count ? rows : kept.map { rows[$0] }
        section.axis = Axis(kept.map { axis.periods[$0] }, window: axis.window)
        // One figure that is asked for alone and is missing among those that are known.
        let lacks = rows.count == 1 && rows[0].cell.reason == .missing
        if section.rows.count < rows.count || rows.isEmpty || lacks {
            section.notes.append(
                .absent(detail: missing(expression, rows.map(\.period), coverage, evaluator)))
            section.notes += Self.notDefined(rows).map { .told($0) }
        }
        section.notes += latestNotes(expression, window, evaluator).map { .told($0) }
        if let row = section.rows.first, section.rows.count == 1 {
            let said = [
                try wholeStep(expression, row.period, window, evaluator),
                evaluator.publishedOtherwise(expression, row),
            ]
            section.notes += said.compactMap { $0 }.map { .told($0) }
        }
        if case .population(let id) = expression.kind, let row = section.rows.first,
            section.rows.count == 1,
            let point = evaluator.data.population(id, in: evaluator.area)?.holding?
                .point(holdingOn: row.period.last)
        {
            section.notes.append(.told(.inForce(since: point.day, point.source)))
        }
        return section
    }

    /// Why there are no figures, where nothing was meant by the indicator then.
    private static func notDefined(_ rows: [FigureRow]) -> [ResultTable.Note] {
        var collected = NoteCollector()
        for note in rows.flatMap(\.notes) where note.code == .notDefined {
            collected.add(note)
        }
        return collected.all
    }

    /// From when to when there are figures; an expression without any (a population, a number) is
    /// known at all times.
    private func known(
        _ expression: CheckedExpression, _ evaluator: Evaluator, _ window: Window? = nil
    ) -> (first: Day, last: Day)? {
        var hasFigures = false
        expression.forEachFigure { _ in hasFigures = true }
        let known = hasFigures ? evaluator.coverage(of: expression, settled: false) : nil
        let isDated =
            switch window?.kind {
            case .at(let syntax): syntax.kind != .latest && syntax.kind != .previous
            case .range: true
            default: !hasFigures
            }
        if let known { return known }
        return isDated && expression.isAlwaysKnown ? (Day(1000, 1, 1), Day(9999, 12, 31)) : nil
    }

    /// That an expression has no value at all in an area, and what there is in its place.
    func none(_ expression: CheckedExpression, _ evaluator: Evaluator) throws(Diagnostic)
        -> ResultTable.Note
    {
        .noValues(
            name(of: expression), evaluator.areaTitle,
            detail: try Whereabouts(engine: engine).detail(of: expression, evaluator))
    }

    /// That an expression has no value in a period, and what is nearest.
    func absent(
        _ expression: CheckedExpression, _ period: Period, _ evaluator: Evaluator
    ) throws(Diagnostic) -> ResultTable.Note {
        guard let known = known(expression, evaluator) else {
            return try none(expression, evaluator)
        }
        return .noValues(
            name(of: expression), evaluator.areaTitle,
            detail: missing(expression, [period], known, evaluator))
    }

    /// That the latest is not what it seems: arrears hold it back, or it is stale.
    func latestNotes(
        _ expression: CheckedExpression, _ window: Window?, _ evaluator: Evaluator
    ) -> [ResultTable.Note] {
        guard window.isOfTheLatest, let settled = evaluator.coverage(of: expression, settled: true)
        else { return [] }
        let calendar = evaluator.calendar
        var notes: [ResultTable.Note] = []
        func title(_ day: Day, _ grain: Grain) -> String {
            calendar.period(grain, containing: day).title(in: calendar)
        }
        for (figure, evaluator) in evaluator.figures(of: expression, pinned: false) {
            guard notes.isEmpty, let source = evaluator.sourceLast(of: figure),
                let indicator = engine.catalogue.indicators[figure.indicator],
                // What goes on for longer is not what ends.
                let own = evaluator.coverage(of: figure, settled: true), own.last <= settled.last
            else { continue }
            lazy var grain = evaluator.nativeGrain(of: expression)
            let limit = evaluator.settledLimit(of: figure) ?? source.day
            let whole = engine.catalogue.figure(of: indicator.id).breakdown
            if figure.breakdown != .whole, figure.breakdown != whole,
                let all = evaluator.coverage(of: figure.with(whole), settled: true),
                own.last < all.last
            {
                notes = [
                    .staleBeside(
                        engine.catalogue.words(of: figure), latest: title(own.last, grain),
                        whole: indicator.id, last: title(all.last, grain))
                ]
                continue
            }
            if indicator.declaration.kind == .stock,
                figure == engine.catalogue.figure(of: indicator.id),
                let day = evaluator.data.figures(figure, in: evaluator.area)?.run(of: .day)?
                    .points.lastDay, settled.last < day, grain != .day
            {
                notes = [.snapshot(indicator.id, day)]
            }
            if settled.last < limit {
                notes = [
                    .stale(
                        indicator.id, latest: title(settled.last, grain), source: source.source,
                        sourceLast: title(source.day, grain))
                ]
            } else if limit < source.day {
                notes = [
                    .arrears(
                        indicator.declaration.arrears, latest: title(limit, grain),
                        sourceLast: title(source.day, grain))
                ]
            }
        }
        return notes
    }
}

extension CheckedExpression {
    /// Whether it has a value where nothing was ever recorded: no figure is read, or a number stands
    /// in for those that are missing.
    fileprivate var isAlwaysKnown: Bool {
        if case .binary(.otherwise, _, let right) = kind { return right.isAlwaysKnown }
        var hasFigures = false
        forEachFigure { _ in hasFigures = true }
        return !hasFigures
    }
}

extension TimeKind? {
    /// Whether figures are each over a window that runs along.
    fileprivate var runs: Bool {
        switch self {
        case .rolling, .yearToDate: true
        default: false
        }
    }
}
