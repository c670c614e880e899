import TallyLanguage
import TallyModel
import TallyPlugins

/// One period beside other periods and references, a row an indicator.
struct PeriodComparison {
    enum First {
        case latest
        case syntax(PeriodSyntax, Span)

        /// Whether each row has the newest period of its own.
        var isLatest: Bool {
            switch self {
            case .latest: true
            case .syntax(let syntax, _): syntax.kind == .latest
            }
        }
    }

    enum Versus {
        case period(PeriodSyntax)
        case reference(String, title: String, Span)
    }

    /// What one row has beside its own figure.
    struct Beside {
        var cell: Cell
        var decimals: Int
        /// Beside a reference the gap (plus is better), beside a period the change from the earlier
        /// of the two to the later.
        var difference: Cell
        /// What the difference is a percentage of: the reference, or the earlier of two periods.
        var base: Cell
        /// The period, where it is one.
        var period: Period?
        /// What must be said of it.
        var notes: [ResultTable.Note] = []
        /// What must be said of the way between it and the first.
        var breaks: [ResultTable.Note] = []
    }

    struct Row {
        var expression: CheckedExpression
        var evaluator: Evaluator
        var figure: FigureRow
        var beside: [Beside?]
    }

    let engine: Engine
    let checker: Checker
    let first: First
    let versus: [Versus]
    let span: Span

    /// Columns: id, indicator, area, period, unit, value; for each reference its id, `gap` and `gap_percent`, for each
    /// period its code, `change` and `change_percent` (with `_` and the id behind where there are
    /// several); direction (likewise with its period's id), status (beside references), status_reason, good.
    func table(_ compared: Compared) throws(Diagnostic) -> ResultTable {
        let (rows, notes) = try rows(compared)
        return table(of: rows, notes)
    }

    /// A row for each expression that has both sides, and what is said of the others.
    func rows(_ compared: Compared) throws(Diagnostic) -> ([Row], [ResultTable.Note]) {
        var rows: [Row] = []
        var absent: [ResultTable.Note] = []
        var said: [ResultTable.Note] = []
        var lengths = 0
        var unmade = 0
        var nearest: (first: Period, last: Period)?
        var refusal: Diagnostic?
        for group in try compared.byArea(engine, checker) {
            let calendar = group.expressions.first.map(engine.calendar(of:)) ?? Calendar()
            let common = try engine.evaluator(
                for: group.expressions, in: group.area, calendar: calendar)
            for expression in group.expressions {
                try engine.checkCancellation()
                let evaluator = common.keeping(engine.calendar(of: expression))
                do {
                    switch try row(expression, evaluator, isExplicit: compared.names(expression)) {
                    case .row(let row): rows.append(row)
                    case .absent(let note):
                        if compared.names(expression) { said.append(note) }
                        absent.append(note)
                        nearest = union(nearest, known(expression, evaluator))
                    }
                } catch {
                    if error.breaksOff || compared.names(expression) { throw error }
                    if error.code == .lengthsDiffer { lengths += 1 }
                    if [.ratioWithoutParts, .kindUnknown].contains(error.code) { unmade += 1 }
                    // That there is a reference, if not then, says more than that there is none.
                    let saysMore = error.code == .noReferenceThen && refusal?.code == .noReference
                    if refusal == nil || saysMore { refusal = error }
                }
            }
        }
        if rows.isEmpty, let refusal {
            throw compared.isExplicit || compared.expressions.count < 2 ? refusal : ofAll(refusal)
        }
        rows = withoutRepeats(rows, compared)
        var notes = said
        if rows.isEmpty, notes.isEmpty { notes = [.nothingThen(absent, nearest: nearest)] }
        if lengths > 0 { notes.append(.lengthsLeftOut(lengths)) }
        if unmade > 0 { notes.append(.unmadeLeftOut(unmade)) }
        return (rows, notes)
    }

    /// The rows without those that quote what another row has, where they are not named themselves:
    /// one thing would be counted twice.
    private func withoutRepeats(_ rows: [Row], _ compared: Compared) -> [Row] {
        let shown = Set(
            rows.compactMap { row in
                row.expression.traits.identity.map { [$0, row.evaluator.area] }
            })
        return rows.filter { row in
            guard let id = row.expression.traits.identity, !compared.names(row.expression),
                let original = engine.catalogue.indicators[id]?.declaration.repeats?.value
            else { return true }
            return !shown.contains([original, row.evaluator.area])
        }
    }

    /// The first and the last period of which there are figures.
    private func known(_ expression: CheckedExpression, _ evaluator: Evaluator) -> (
        first: Period, last: Period
    )? {
        let grain = evaluator.nativeGrain(of: expression)
        return evaluator.coverage(of: expression, settled: true).map {
            (
                evaluator.calendar.period(grain, containing: $0.first),
                evaluator.calendar.period(grain, containing: $0.last)
            )
        }
    }

    private func union(_ a: (first: Period, last: Period)?, _ b: (first: Period, last: Period)?)
        -> (first: Period, last: Period)?
    {
        guard let a, let b else { return a ?? b }
        return (
            b.first.first < a.first.first ? b.first : a.first,
            b.last.last > a.last.last ? b.last : a.last
        )
    }

    /// What a comparison finds of one expression.
    enum Found {
        case row(Row)
        /// It has no figure then.
        case absent(ResultTable.Note)
    }

    /// Thrown where there is a figure but nothing to compare it with.
    private func row(
        _ expression: CheckedExpression, _ evaluator: Evaluator, isExplicit: Bool
    ) throws(Diagnostic) -> Found {
        let answer = ValueAnswer(engine: engine, checker: checker)
        guard evaluator.coverage(of: expression, settled: false) != nil else {
            return .absent(try answer.none(expression, evaluator))
        }
        let resolver = PeriodResolver(evaluator: evaluator, expression: expression)
        let period: Period =
            switch first {
            case .latest: try resolver.latest()
            case .syntax(let syntax, _): try resolver.period(syntax)
            }
        func refuseUnequal() throws(Diagnostic) {
            for case .period(let syntax) in versus {
                let other = try PeriodResolver(
                    evaluator: evaluator, expression: expression, anchor: period
                ).period(syntax)
                try self.refuseUnequal(expression, period, other, evaluator, syntax.span)
            }
        }
        // What cannot be compared is refused before figures of what was named are looked for.
        if isExplicit { try refuseUnequal() }
        guard
            var figure = try FigureRow.rows(
                expression, on: Axis([period]), evaluator, withBefore: directing == nil
            ).first,
            figure.cell.reason != .missing
        else { return .absent(try answer.absent(expression, period, evaluator)) }
        if !isExplicit { try refuseUnequal() }
        if first.isLatest { figure.notes += answer.latestNotes(expression, nil, evaluator) }
        var row = Row(expression: expression, evaluator: evaluator, figure: figure, beside: [])
        var refusal: Diagnostic?
        for one in versus {
            do {
                row.beside.append(try beside(one, row, period))
            } catch {
                if error.breaksOff { throw error }
                refusal = refusal ?? error
                row.beside.append(nil)
            }
        }
        // An indicator that was named is refused where any side of it is.
        if let refusal, isExplicit { throw refusal }
        if row.beside.allSatisfy({ $0 == nil }) {
            if let refusal { throw refusal }
            var other = period
            if case .period(let syntax)? = versus.first {
                other = try PeriodResolver(
                    evaluator: evaluator, expression: expression, anchor: period
                ).period(syntax)
            }
            return .absent(try answer.absent(expression, other, evaluator))
        }
        // Between two periods the direction is from the earlier to the later, whichever was named
        // first.
        if let directing {
            row.figure.direction = row.beside[directing].flatMap { beside in
                beside.difference.value.flatMap {
                    Direction(from: 0, to: $0, good: expression.traits.good)
                }
            }
        }
        return .row(row)
    }

    /// Which of what stands beside the first period is the first other period, which says how things
    /// go; `nil` where there are references alone.
    var directing: Int? { versus.firstIndex { if case .period = $0 { true } else { false } } }

    private func beside(_ versus: Versus, _ row: Row, _ period: Period) throws(Diagnostic)
        -> Beside?
    {
        let evaluator = row.evaluator
        let calendar = evaluator.calendar
        let good = row.expression.traits.good
        let title = ValueAnswer(engine: engine, checker: checker).title(of: row.expression)
        switch versus {
        case .period(let syntax):
            let resolver = PeriodResolver(
                evaluator: evaluator, expression: row.expression, anchor: period)
            let other = try resolver.period(syntax)
            guard
                let figure = try FigureRow.rows(
                    row.expression, on: Axis([other]), evaluator, withBefore: false
                ).first,
                figure.cell.reason != .missing
            else { return nil }
            let unfinished = [row.figure, figure].map { figure in
                figure.notes.first { $0.code == .toDate }
            }
            if (unfinished[0] == nil) != (unfinished[1] == nil),
                let note = unfinished.compactMap({ $0 }).first
            {
                let which = unfinished[0] != nil ? period : other
                throw .unfinishedPeriod(
                    which.title(in: calendar), note.text, at: checker.place(span),
                    offers: try finished(row.expression, [period, other], which, evaluator))
            }
            let isForwards = period.last < other.last
            let way = isForwards ? (from: period, to: other) : (from: other, to: period)
            let (earlier, later) =
                isForwards ? (row.figure.cell, figure.cell) : (figure.cell, row.figure.cell)
            let isShort =
                row.expression.isSumOverTime
                && [row.figure, figure].contains { figure in
                    figure.notes.contains { $0.code == .partCounted }
                }
            return Beside(
                cell: figure.cell, decimals: figure.decimals,
                difference: isShort
                    ? .none(.missing)
                    : Cell.combine(later, earlier, ExactDecimal.difference),
                base: earlier, period: other, notes: figure.notes.filter { !$0.code.isOfTheWay },
                breaks: try breaks(of: row.expression, from: way.from, to: way.to, evaluator))
        case .reference(let id, let referenceTitle, let span):
            guard let judgement = Judgement(row.expression, evaluator),
                let run = judgement.run(of: id)
            else {
                throw .noReference(
                    referenceTitle, of: title, at: checker.place(span),
                    offers: engine.areas(
                        called: id, beside: evaluator.area,
                        row.expression.traits.identity ?? checker.text(row.expression.span),
                        in: firstAsTyped))
            }
            guard let point = judgement.reference(id, at: period) else {
                throw try noReferenceThen(
                    row.expression, judgement, run, id, referenceTitle, title, period, calendar,
                    span)
            }
            return Beside(
                cell: point.cell, decimals: point.cell.value.map { ExactDecimal($0).decimals } ?? 0,
                difference: Judgement.gap(row.figure.cell, point.cell, good: good),
                base: point.cell, period: nil)
        }
    }

    /// The first period, where one was named.
    private var firstAsTyped: String? {
        if case .syntax(_, let span) = first { checker.text(span) } else { nil }
    }

    private func noReferenceThen(
        _ expression: CheckedExpression, _ judgement: Judgement, _ run: PublishedFigures.Run,
        _ id: String, _ reference: String,
        _ title: String, _ period: Period, _ calendar: Calendar, _ span: Span
    ) throws(Diagnostic) -> Diagnostic {
        let native = judgement.indicator.declaration.every
        var because = "it is for a single \(native.words)"
        var offer = calendar.period(native, containing: period.last)
        if let first = run.points.first, offer.last < first.day {
            let start = calendar.period(native, containing: first.day)
            if judgement.isNativeGrain(period) {
                because = "it holds from \(start.title(in: calendar))"
            }
            offer = start
        }
        let evaluator = judgement.evaluator
        if let known = evaluator.coverage(of: expression, settled: false), known.last < offer.first
        {
            offer = calendar.period(native, containing: known.last)
        }
        var offers: [String] = []
        if offer != period {
            let whole = withFirst(offer.typed(in: calendar))
            if let whole {
                offers = [whole]
            } else {
                offers = [try sentence(offer, id, expression, evaluator)]
            }
        }
        return .noReferenceThen(
            reference, of: title, period.title(in: calendar), because: because,
            at: checker.place(span), offers: offers)
    }

    /// The sentence as it was typed, of another first period; `nil` where none was typed.
    private func withFirst(_ period: String) -> String? {
        guard case .syntax(_, let first) = first, span.lower <= first.lower,
            first.upper <= span.upper
        else { return nil }
        let source = checker.source
        return source[Span(span.lower, first.lower)] + period
            + source[Span(first.upper, span.upper)]
    }

    /// The refusal of all of many indicators that are not named one by one, where what they lack is
    /// a reference: beside another, or of another period, something may be found.
    private func ofAll(_ refusal: Diagnostic) -> Diagnostic {
        guard [.noReference, .noReferenceThen].contains(refusal.code),
            case .reference(let id, let title, let place)? = versus.first
        else { return refusal }
        var offers = refusal.code == .noReferenceThen ? refusal.offers : []
        if offers.isEmpty, !first.isLatest {
            offers += [withFirst(Keyword.latest.word)].compactMap { $0 }
        }
        let other =
            id != ReferenceID.target
            ? ReferenceID.target : first.isLatest ? Keyword.previous.word : nil
        if let other {
            let source = checker.source
            offers.append(
                source[Span(span.lower, place.lower)] + other
                    + source[Span(place.upper, span.upper)])
        }
        return .noReferenceOfAny(
            title, first.isLatest ? nil : firstAsTyped, refusal, offers: offers)
    }

    /// The same stretch of both years, or whole years, where one of two periods is unfinished.
    private func finished(
        _ expression: CheckedExpression, _ periods: [Period], _ unfinished: Period,
        _ evaluator: Evaluator
    ) throws(Diagnostic) -> [String] {
        let calendar = evaluator.calendar
        let grain = evaluator.nativeGrain(of: expression)
        var offers: [String] = []
        if let known = evaluator.coverage(of: expression, settled: true),
            let whole = periods.first(where: { $0 != unfinished }),
            calendar.monthCount(whole) == 12, calendar.monthCount(unfinished) == 12
        {
            let newest = calendar.period(grain, containing: min(known.last, unfinished.last))
            let years = whole.first.civil.year - unfinished.first.civil.year
            let same = calendar.advanced(newest, byMonths: 12 * years)
            let ends = periods.map { ($0 == unfinished ? newest : same).typed(in: calendar) }
            switch expression.traits.kind {
            case .stock, .ratioOfStocks, .rolling:
                offers.append(try sentence(ends.joined(separator: " vs "), expression, evaluator))
            default:
                let text = expression.traits.identity ?? checker.text(expression.span)
                let sides = ends.map { "(\(text) year to date in \($0))" }
                offers.append(
                    "compare \(sides.joined(separator: " vs ")) for \(evaluator.area)")
            }
        }
        let last = calendar.advanced(unfinished, by: -1)
        let before = periods.first { $0 != unfinished && $0.last < last.last }
        let older = before ?? calendar.advanced(last, by: -1)
        let pair = periods.map { ($0 == unfinished ? last : older).typed(in: calendar) }
        offers.append(try sentence(pair.joined(separator: " vs "), expression, evaluator))
        return offers
    }

    /// A comparison that may be typed.
    func sentence(
        _ period: Period, _ other: String, _ expression: CheckedExpression, _ evaluator: Evaluator
    ) throws(Diagnostic) -> String {
        try sentence("\(period.typed(in: evaluator.calendar)) vs \(other)", expression, evaluator)
    }

    func sentence(
        _ sides: String, _ expression: CheckedExpression, _ evaluator: Evaluator
    ) throws(Diagnostic) -> String {
        let name = expression.traits.identity ?? checker.text(expression.span)
        let home = try unlessBroken { () throws(Diagnostic) in
            try engine.areas(nil, for: expression, name)
        }
        let area = home == [evaluator.area] ? "" : ", \(evaluator.area)"
        return "compare \(sides) for \(name)\(area)"
    }
}

extension ResultTable.Note {
    /// That nothing has figures for both sides; of one indicator why, of many what is known.
    fileprivate static func nothingThen(_ absent: [Self], nearest: (first: Period, last: Period)?)
        -> Self
    {
        if absent.count == 1, let only = absent.first { return only }
        let nearest = nearest.map { known in
            let calendar = Calendar()
            return "; the first are for \(known.first.title(in: calendar)), the last for "
                + known.last.title(in: calendar)
        }
        return .nothing("no indicator has figures for both sides\(nearest ?? "")")
    }

    fileprivate static func unmadeLeftOut(_ count: Int) -> Self {
        .leftOut(
            "\(NumberText.counted(count, "indicator")), of which longer periods cannot be made "
                + "from shorter ones")
    }

    fileprivate static func lengthsLeftOut(_ count: Int) -> Self {
        .leftOut(
            "\(NumberText.counted(count, "indicator")), counted over periods of "
                + "different lengths")
    }
}
