import TallyLanguage
import TallyModel

/// Answers a condition: whether it holds in each period, or the last period in which it held.
struct ConditionAnswer {
    let engine: Engine
    let checker: Checker

    /// A condition in one area, with the periods that are looked at.
    struct Section {
        let evaluator: Evaluator
        let axis: Axis
        let column: Column

        var periods: [Period] { axis.periods }
    }

    /// Columns: area, period, holds (`yes`, `no` or why it cannot be told).
    func table(
        _ condition: CheckedExpression, _ query: Query, everything: Bool = false
    ) throws(Diagnostic) -> ResultTable {
        table(of: try sections(condition, query, everything: everything), condition)
    }

    func table(of sections: [Section], _ condition: CheckedExpression) -> ResultTable {
        if condition.isArithmeticAlone, let cell = sections.first?.column.cells.first {
            return ResultTable(
                layout: .grid, columns: [.init("holds", "Holds", .text)],
                rows: [.init([.text(Self.words(cell))])])
        }
        var notes = NoteCollector()
        var rows: [ResultTable.Row] = []
        var (held, told) = (0, 0)
        for section in sections {
            if section.periods.isEmpty {
                let known = section.evaluator.coverage(of: condition, settled: true)
                notes.add(
                    .noValues(
                        checker.text(condition.span), section.evaluator.areaTitle,
                        detail: known.map { known in
                            let last = section.evaluator.calendar.period(
                                section.evaluator.nativeGrain(of: condition),
                                containing: known.last)
                            return "; the last is \(last.title(in: section.evaluator.calendar))"
                        } ?? ""))
            }
            for (index, period) in section.periods.enumerated() {
                let cell = section.column.cells[index]
                held += cell.value == 1 ? 1 : 0
                told += cell.value == nil ? 0 : 1
                let marks = section.column.notes.filter { $0.row == index }
                    .map { notes.index(of: $0.note) }
                rows.append(
                    .init(
                        [
                            .text(section.evaluator.areaTitle),
                            value(period, section.evaluator), .text(Self.words(cell)),
                        ], notes: marks.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }))
            }
        }
        return ResultTable(
            layout: .grid, title: title(condition, sections),
            columns: [
                .init(ColumnID.area, "Area", .text, machineOnly: sections.count == 1),
                .init(ColumnID.period, "Period", .period), .init("holds", "Holds", .text),
            ], rows: rows, notes: notes.all,
            summary: rows.count > 1 ? "held in \(held) of \(told)" : nil)
    }

    /// Columns: area, period, and of a condition on one figure its value then. No row for an area
    /// in which it never held.
    func lastHeld(_ condition: CheckedExpression, _ query: Query) throws(Diagnostic) -> ResultTable
    {
        let sections = try sections(condition, query, searching: true)
        let subject = Self.subject(condition)
        var notes = NoteCollector()
        var rows: [ResultTable.Row] = []
        for section in sections {
            let evaluator = section.evaluator
            let calendar = evaluator.calendar
            guard let first = section.periods.first, let last = section.periods.last else {
                notes.add(
                    .noValues(checker.text(condition.span), evaluator.areaTitle, detail: ""))
                continue
            }
            guard let index = section.column.cells.lastIndex(of: .value(1)) else {
                notes.add(
                    .neverHeld(
                        checker.text(condition.span), evaluator.areaTitle,
                        from: first.title(in: calendar), to: last.title(in: calendar),
                        told: section.column.cells.count { $0.value != nil },
                        of: section.periods.count))
                continue
            }
            let period = section.periods[index]
            var values: [ResultTable.Value] = [
                .text(evaluator.areaTitle), value(period, evaluator),
            ]
            if let subject {
                let column = try evaluator.column(subject, on: Axis([period]))
                values.append(
                    .number(
                        .init(
                            column.cells[0], decimals: column.decimals[0],
                            unit: subject.traits.unit)))
            }
            let after = section.column.cells[(index + 1)...]
            let known = after.count { $0.value != nil }
            let marks =
                known < after.count
                ? [notes.index(of: .partCounted(known, of: after.count, period.grain).since)] : []
            rows.append(.init(values, notes: marks))
        }
        var columns: [ResultTable.Column] = [
            .init(ColumnID.area, "Area", .text, machineOnly: sections.count == 1),
            .init(ColumnID.period, "Last held", .period),
        ]
        if let subject {
            columns.append(
                .init(
                    ColumnID.value, subject.traits.unit.columnTitle, .number,
                    unit: subject.traits.unit))
        }
        return ResultTable(
            layout: .grid, title: title(condition, sections), columns: columns, rows: rows,
            notes: notes.all)
    }

    /// The figure that a condition is about, where there is one.
    private static func subject(_ condition: CheckedExpression) -> CheckedExpression? {
        switch condition.kind {
        case .remainder(let inner, _): subject(inner)
        case .compared(let left, _, _): left
        case .judged(let inner, _, _), .moved(let inner, _): inner
        default: nil
        }
    }

    static func words(_ cell: Cell) -> String {
        cell.value.map { $0 == 0 ? "no" : "yes" } ?? cell.reason?.words ?? ""
    }

    private func title(_ condition: CheckedExpression, _ sections: [Section]) -> String {
        let text = checker.text(condition.span)
        return sections.count == 1 ? "\(text), \(sections[0].evaluator.areaTitle)" : text
    }

    private func value(_ period: Period, _ evaluator: Evaluator) -> ResultTable.Value {
        .period(
            period, title: period.title(in: evaluator.calendar),
            code: period.code(in: evaluator.calendar))
    }

    /// The periods that are looked at: those of the window, with `searching` each native one within
    /// it; without a window the latest, or with `everything` or `searching` all that are known.
    func sections(
        _ condition: CheckedExpression, _ query: Query, everything: Bool = false,
        searching: Bool = false
    ) throws(Diagnostic) -> [Section] {
        if condition.isArithmeticAlone {
            if !searching { return [try alone(condition)] }
            throw .nothingToCompare(
                "'\(Keyword.when.word)' looks through the periods of a figure, and "
                    + "'\(checker.text(condition.span))' has none",
                at: checker.place(condition.span))
        }
        if query.clauses.window == nil, condition.needsWindow {
            let text = checker.text(condition.span)
            throw .windowNeeded(
                text, example: "\(text) last 12 months", at: checker.place(condition.span))
        }
        var named = try checker.areas(query.clauses.names)
        for key in query.clauses.by ?? [] {
            guard case .area = key.kind else {
                throw .wrongBy(
                    checker.text(key.span), "a condition", at: checker.place(key.span))
            }
            if named == nil {
                named = try BreakdownAnswer(engine: engine, checker: checker).known(condition)
            }
        }
        let areas = try engine.areas(named, for: condition, checker.text(condition.span))
        let evaluators = try engine.evaluators(
            for: [condition], in: areas, calendar: engine.calendar(of: condition))
        try engine.refuseMissingReferences(in: condition, evaluators, checker)
        var sections: [Section] = []
        for evaluator in evaluators {
            try engine.checkCancellation()
            let resolver = PeriodResolver(evaluator: evaluator, expression: condition)
            let axis = try axis(resolver, query.clauses.window, everything, searching)
            sections.append(
                Section(
                    evaluator: evaluator, axis: axis,
                    column: try evaluator.column(condition, on: axis)))
        }
        return sections
    }

    /// Of numbers alone, without area or period.
    private func alone(_ condition: CheckedExpression) throws(Diagnostic) -> Section {
        let evaluator = try engine.evaluator(for: [], in: "", calendar: Calendar())
        return Section(
            evaluator: evaluator, axis: .timeless,
            column: try evaluator.column(condition, on: .timeless))
    }

    private func axis(
        _ resolver: PeriodResolver, _ window: Window?, _ everything: Bool, _ searching: Bool
    ) throws(Diagnostic) -> Axis {
        guard let window else {
            return everything || searching ? resolver.everything() : try resolver.axis(nil)
        }
        if searching {
            let whole = try resolver.whole(window)
            let grain = resolver.evaluator.nativeGrain(of: resolver.expression)
            let periods = resolver.evaluator.calendar.periods(grain, within: whole)
            if !periods.isEmpty { return Axis(periods) }
        }
        return resolver.each(try resolver.axis(window))
    }
}

extension ResultTable.Note {
    /// The same, of the periods after the one beside which it stands.
    fileprivate var since: Self { Self(code, "since then, \(text)") }
}
