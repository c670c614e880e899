import TallyLanguage
import TallyModel
import TallyPlugins

/// Answers `trend for NAMES`: many indicators over the same periods, a row each.
struct TrendTable {
    let engine: Engine
    let checker: Checker

    /// One indicator in one area, with a figure for each of the periods.
    struct Row {
        let expression: CheckedExpression
        let evaluator: Evaluator
        var figures: [FigureRow]
    }

    /// What there is of the indicators that are named.
    struct Found {
        var periods: [Period] = []
        var rows: [Row] = []
        /// What is said of all of it.
        var notes: [ResultTable.Note] = []
    }

    /// Columns: id, indicator, area, unit; for each period its code; direction (of the last against
    /// the one before it), good.
    func table(_ query: Query) throws(Diagnostic) -> ResultTable {
        table(of: try found(query), themes: themes(query.clauses.names ?? []))
    }

    /// One indicator in one area of which there are figures.
    private struct Candidate {
        let expression: CheckedExpression
        let evaluator: Evaluator
        let grain: Grain

        /// The periods of a window, or of its grain's usual one.
        func axis(_ window: Window?) throws(Diagnostic) -> Axis {
            let (count, unit) = grain.recent
            let window = window ?? Window(.last(count, unit), expression.span)
            return try PeriodResolver(evaluator: evaluator, expression: expression).axis(window)
        }

        /// How long its periods in a window are: the period itself, where one is named.
        func length(_ window: Window?) throws(Diagnostic) -> String {
            guard case .at? = window?.kind else { return grain.rawValue }
            let period = try axis(window).periods.first
            return period?.code(in: evaluator.calendar) ?? ""
        }

        /// The periods of an axis by its own calendar: years may begin elsewhere.
        func its(_ axis: Axis) -> Axis {
            Axis(
                axis.periods.map { period in
                    guard [.financialYear, .academicYear].contains(period.grain) else {
                        return period
                    }
                    let middle = period.first.advanced(by: 180)
                    return evaluator.calendar.period(period.grain, containing: middle)
                }, window: axis.window)
        }

        /// The first day from which a window asks for figures, where it ends with the newest.
        func start(_ window: Window?) throws(Diagnostic) -> Day? {
            guard case .since(let from)? = window?.kind else { return nil }
            return try PeriodResolver(evaluator: evaluator, expression: expression)
                .period(from).first
        }
    }

    /// Thrown where nothing is named, and where an indicator that was named is refused.
    func found(_ query: Query) throws(Diagnostic) -> Found {
        let compared = try CompareAnswer(engine: engine, checker: checker)
            .compared(query.clauses.focus ?? [])
        guard compared.namesAny else {
            throw .trendOfNothing(at: checker.place(query.span), offers: offers(query))
        }
        var found = Found()
        let known = try candidates(compared, &found)
        let window = query.clauses.window
        var inWindow: [Candidate] = []
        for one in known {
            if try hasFigures(one, window) {
                inWindow.append(one)
            } else if compared.names(one.expression), let period = try one.axis(window).periods.last
            {
                found.notes.append(try absent(one, period))
            }
        }
        let lengths = try inWindow.map { one throws(Diagnostic) in try one.length(window) }
        let length = commonest(lengths)
        let chosen = zip(inWindow, lengths).filter { $0.1 == length }.map(\.0)
        if chosen.count < inWindow.count {
            found.notes.append(.otherGrains(inWindow.count - chosen.count))
        }
        guard
            let leading = leading(chosen)
        else {
            if found.notes.isEmpty { found.notes = [.noneThen] }
            return found
        }
        let axis = try leading.axis(window)
        found.periods = axis.periods
        var refusal: Diagnostic?
        for one in chosen {
            try engine.checkCancellation()
            let isNamed = compared.names(one.expression)
            do throws(Diagnostic) {
                var figures = try FigureRow.rows(
                    one.expression, on: one.its(axis), one.evaluator)
                figures.leaveOutWhatIsSaidOfBefore(one.evaluator.calendar)
                guard figures.contains(where: { $0.cell.reason != .missing }) else {
                    if isNamed, let last = axis.periods.last {
                        found.notes.append(try absent(one, last))
                    }
                    continue
                }
                found.rows.append(
                    Row(
                        expression: one.expression, evaluator: one.evaluator, figures: figures))
            } catch {
                if error.breaksOff || isNamed { throw error }
                refusal = refusal ?? error
            }
        }
        if found.rows.isEmpty, let refusal { throw refusal }
        if found.rows.isEmpty, found.notes.isEmpty { found.notes = [.noneThen] }
        found.leaveOutEmptyPeriods(leading.evaluator.calendar)
        return found
    }

    /// Of what is named all that has figures at any time; of an indicator that was named and has
    /// none that is said.
    private func candidates(_ compared: Compared, _ found: inout Found) throws(Diagnostic)
        -> [Candidate]
    {
        let answer = ValueAnswer(engine: engine, checker: checker)
        var result: [Candidate] = []
        for group in try compared.byArea(engine, checker) {
            let calendar = group.expressions.first.map(engine.calendar(of:)) ?? Calendar()
            let common = try engine.evaluator(
                for: group.expressions, in: group.area, calendar: calendar)
            for expression in group.expressions {
                let evaluator = common.keeping(engine.calendar(of: expression))
                guard evaluator.coverage(of: expression, settled: false) != nil else {
                    if compared.names(expression) {
                        found.notes.append(try answer.none(expression, evaluator))
                    }
                    continue
                }
                result.append(
                    Candidate(
                        expression: expression, evaluator: evaluator,
                        grain: evaluator.nativeGrain(of: expression)))
            }
        }
        return result
    }

    /// That an indicator that was named has no figures then, and what is nearest.
    private func absent(_ one: Candidate, _ period: Period) throws(Diagnostic)
        -> ResultTable.Note
    {
        try ValueAnswer(engine: engine, checker: checker)
            .absent(one.expression, period, one.evaluator)
    }

    /// Whether there may be figures in a window; of a single period, whether there is one, or a reason
    /// why it is refused: a longer one may have a figure beyond those of its own grain.
    private func hasFigures(_ one: Candidate, _ window: Window?) throws(Diagnostic) -> Bool {
        let axis = try one.axis(window)
        if case .at? = window?.kind {
            let column = try unlessBroken { () throws(Diagnostic) in
                try one.evaluator.column(one.expression, on: axis)
            }
            return column?.cells.contains { $0 != .none(.missing) } ?? true
        }
        // A window that is shorter than a period of one has no period of it.
        let known = one.evaluator.coverage(of: one.expression, settled: false)
        // What is newest may not be settled yet.
        if axis.count == 0, let start = try one.start(window), let known {
            return known.last >= start
        }
        guard let known, let first = axis.window ?? axis.periods.first,
            let last = axis.window ?? axis.periods.last
        else { return false }
        return known.first <= last.last && first.first <= known.last
    }

    /// One with the latest period that most of them have, of equals the newer: a single figure beyond
    /// it would bring a column with nothing else in it.
    private func leading(_ chosen: [Candidate]) -> Candidate? {
        let latest = chosen.map { $0.evaluator.latest(of: $0.expression)?.last }
        var counts: [Day: Int] = [:]
        for case let day? in latest { counts[day, default: 0] += 1 }
        let shared = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
        return chosen.indices.first { latest[$0] == shared }.map { chosen[$0] }
    }

    /// What stands most often; of equals the first.
    private func commonest(_ lengths: [String]) -> String? {
        var counts: [String: Int] = [:]
        for length in lengths { counts[length, default: 0] += 1 }
        let most = counts.values.max()
        return lengths.first { counts[$0] == most }
    }

    /// The sentence with a theme in it.
    private func offers(_ query: Query) -> [String] {
        var rest = query
        let areas = query.clauses.names.map { $0.map { ", \($0.text)" }.joined() } ?? ""
        rest.clauses.focus = nil
        let behind = Printer.text(rest).dropFirst(Keyword.trend.word.count)
        return engine.catalogue.ids(of: .theme).prefix(1).map { theme in
            "\(Keyword.trend.word) for theme \(theme)\(areas)\(behind)"
        }
    }

    /// What the themes that are named are called.
    private func themes(_ names: [Name]) -> [String] {
        names.compactMap { name in
            guard name.kind == .theme || name.ids(of: .indicator).isEmpty else { return nil }
            return name.ids(of: .theme).first.flatMap { engine.catalogue.themes[$0]?.title }
        }
    }
}

extension TrendTable {
    func table(of found: Found, themes: [String]) -> ResultTable {
        let calendar = found.rows.first?.evaluator.calendar ?? Calendar()
        let areas = Set(found.rows.map(\.evaluator.areaTitle))
        var columns: [ResultTable.Column] = [
            .init(ColumnID.id, "Id", .text, machineOnly: true),
            .init(ColumnID.indicator, "Indicator", .text),
            .init(ColumnID.area, "Area", .text, machineOnly: areas.count <= 1),
            .init(ColumnID.unit, "Unit", .text, machineOnly: true),
        ]
        columns += found.periods.map { period in
            .init(
                period.code(in: calendar), period.title(in: calendar), .number, isSeries: true,
                isPeriod: true)
        }
        let hasDirection = found.rows.contains { $0.figures.last?.direction != nil }
        let since = found.periods.last.map { calendar.advanced($0, by: -1).title(in: calendar) }
        columns += [
            .init(
                ColumnID.direction, since.map { "Since \($0)" } ?? "Direction", .direction,
                machineOnly: !hasDirection),
            .init(ColumnID.good, "Good", .text, machineOnly: true),
        ]
        var notes = NoteCollector()
        let rows = found.rows.map { row in
            let said = PeriodNotes(
                zip(found.periods, row.figures).map { period, figure in
                    (period.title(in: calendar), figure)
                })
            return notes.row(
                cells(row),
                said.joined().map { note, of in
                    (
                        note,
                        found.periods.filter { of.contains($0.title(in: calendar)) }
                            .map { $0.code(in: calendar) }
                    )
                })
        }
        for note in found.notes { notes.add(note) }
        let area = areas.count == 1 ? areas.first.map { [$0] } ?? [] : []
        let title = themes + [span(found.periods, calendar)].compactMap { $0 } + area
        return ResultTable(
            layout: .grid, title: title.isEmpty ? nil : title.joined(separator: ", "),
            columns: columns, rows: rows, notes: notes.all,
            summary: rows.isEmpty ? nil : "\(NumberText.counted(rows.count, "row"))")
    }

    /// `Apr 2023 to Sep 2023`
    private func span(_ periods: [Period], _ calendar: Calendar) -> String? {
        guard let first = periods.first, let last = periods.last else { return nil }
        return first == last
            ? first.title(in: calendar)
            : "\(first.title(in: calendar)) to \(last.title(in: calendar))"
    }

    private func cells(_ row: Row) -> [ResultTable.Value] {
        let answer = ValueAnswer(engine: engine, checker: checker)
        let unit = row.expression.traits.unit
        var values: [ResultTable.Value] = [
            answer.id(of: row.expression), .text(answer.title(of: row.expression)),
            .text(row.evaluator.areaTitle), unit.map { .text($0.code) } ?? .empty,
        ]
        values += row.figures.map { figure in
            figure.cell.reason == .missing
                ? .empty : .number(.init(figure.cell, decimals: figure.decimals, unit: unit))
        }
        values += [
            row.figures.last?.direction.map { .direction($0) } ?? .empty,
            .text(row.expression.traits.good.rawValue),
        ]
        return values
    }
}

extension [FigureRow] {
    /// Without what is said at the first of several of the way to it from the period before, which
    /// is not shown.
    fileprivate mutating func leaveOutWhatIsSaidOfBefore(_ calendar: Calendar) {
        guard count > 1 else { return }
        let before = calendar.advanced(self[0].period, by: -1).title(in: calendar)
        self[0].notes.removeAll { $0.code.isOfTheWay || $0.text.contains(before) }
    }
}

extension TrendTable.Found {
    /// Without the periods in which no row has a figure; of those that come regularly it is said.
    fileprivate mutating func leaveOutEmptyPeriods(_ calendar: Calendar) {
        let kept = periods.indices.filter { index in
            rows.contains { $0.figures[index].cell.reason != .missing }
        }
        guard kept.count < periods.count, !kept.isEmpty else { return }
        let empty = periods.indices.filter { !kept.contains($0) }
        if periods[0].grain != .day {
            notes.append(.emptyPeriods(empty.map { periods[$0].title(in: calendar) }))
        }
        periods = kept.map { periods[$0] }
        for row in rows.indices { rows[row].figures = kept.map { rows[row].figures[$0] } }
    }
}

extension Diagnostic {
    fileprivate static func trendOfNothing(at place: Place, offers: [String]) -> Diagnostic {
        Diagnostic(
            .nothingToCompare,
            "a trend is of an indicator, or of the indicators and themes that 'for' names",
            at: place, offers: offers)
    }
}

extension ResultTable.Note {
    fileprivate static let noneThen = nothing(
        "no indicator that is named has figures then")

    fileprivate static func otherGrains(_ count: Int) -> Self {
        .leftOut(
            "\(NumberText.counted(count, "indicator")) for periods of another length")
    }

    fileprivate static func emptyPeriods(_ titles: [String]) -> Self {
        let shown = titles.prefix(3).joined(separator: ", ")
        let more = titles.count > 3 ? " and \(titles.count - 3) more" : ""
        return .nothing("no figures of these for \(shown)\(more)")
    }
}
