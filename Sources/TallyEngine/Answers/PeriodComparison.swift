import TallyLanguage
import TallyModel
import TallyPlugins

/// One period beside other periods and references, a row an indicator.
struct PeriodComparison {
    enum First {
        case latest
        case syntax(PeriodSyntax, Span)
    }

    enum Versus {
        case period(PeriodSyntax)
        case reference(String, title: String, Span)
    }

    /// What one row has beside its own figure.
    struct Beside {
        var cell: Cell
        var decimals: Int
        /// Beside a reference the gap (plus is better), beside a period the change.
        var difference: Cell
        /// The period, where it is one.
        var period: Period?
        /// What must be said of it, and of the way from it to the first.
        var notes: [ResultTable.Note] = []
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
    /// period its code and `change` (with `_` and the id behind where there are several);
    /// direction, status (beside references), good.
    func table(_ compared: Compared) throws(Diagnostic) -> ResultTable {
        var groups: [(area: String, expressions: [CheckedExpression])] = []
        for expression in compared.expressions {
            let text = checker.text(expression.span)
            let areas: [String]
            if compared.isExplicit || compared.areas != nil {
                areas = try engine.areas(compared.areas, for: expression, text)
            } else {
                // Without any name, what has no one area is left out.
                areas = (try? engine.areas(nil, for: expression, text)) ?? []
            }
            for area in areas {
                if let index = groups.firstIndex(where: { $0.area == area }) {
                    groups[index].expressions.append(expression)
                } else {
                    groups.append((area, [expression]))
                }
            }
        }
        var rows: [Row] = []
        var refusal: Diagnostic?
        for group in groups {
            let calendar = group.expressions.first.map(engine.calendar(of:)) ?? Calendar()
            let evaluator = try engine.evaluator(
                for: group.expressions, in: group.area, calendar: calendar)
            for expression in group.expressions {
                try engine.checkCancellation()
                do {
                    if let row = try row(expression, evaluator, isExplicit: compared.isExplicit) {
                        rows.append(row)
                    }
                } catch {
                    if compared.isExplicit { throw error }
                    refusal = refusal ?? error
                }
            }
        }
        if rows.isEmpty, let refusal { throw refusal }
        return table(of: rows)
    }

    /// `nil` where the indicator has no figure then; thrown where it has but there is nothing to
    /// compare it with.
    private func row(
        _ expression: CheckedExpression, _ evaluator: Evaluator, isExplicit: Bool
    ) throws(Diagnostic) -> Row? {
        guard evaluator.coverage(of: expression, settled: false) != nil else { return nil }
        let resolver = PeriodResolver(evaluator: evaluator, expression: expression)
        let period: Period =
            switch first {
            case .latest: try resolver.latest()
            case .syntax(let syntax, _): try resolver.period(syntax)
            }
        guard
            let figure = try FigureRow.rows(expression, on: Axis([period]), evaluator).first,
            figure.cell.reason != .missing
        else { return nil }
        var row = Row(expression: expression, evaluator: evaluator, figure: figure, beside: [])
        var refusal: Diagnostic?
        for one in versus {
            do {
                row.beside.append(try beside(one, row, period))
            } catch {
                refusal = refusal ?? error
                row.beside.append(nil)
            }
        }
        // An indicator that was named is refused where any side of it is.
        if let refusal, isExplicit { throw refusal }
        if row.beside.allSatisfy({ $0 == nil }) {
            if let refusal { throw refusal }
            return nil
        }
        // Between two periods the direction is from the second to the first.
        if case .period = versus[0], let before = row.beside[0] {
            row.figure.direction =
                if let x = before.cell.value, let y = figure.cell.value {
                    Direction(from: x, to: y, good: expression.traits.good)
                } else { nil }
        }
        return row
    }

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
            try refuseUnequal(row.expression, period, other, calendar, syntax.span)
            guard
                let figure = try FigureRow.rows(row.expression, on: Axis([other]), evaluator).first,
                figure.cell.reason != .missing
            else { return nil }
            let unfinished = [row.figure, figure].map { figure in
                figure.notes.first { $0.code == "to-date" }
            }
            if (unfinished[0] == nil) != (unfinished[1] == nil),
                let note = unfinished.compactMap({ $0 }).first
            {
                let which = unfinished[0] != nil ? period : other
                throw .unfinishedPeriod(
                    which.title(in: calendar), note.text, at: checker.place(span))
            }
            let otherTitle = other.title(in: calendar)
            let between = try evaluator.column(
                row.expression,
                on: Axis(other.last < period.last ? [other, period] : [period, other]))
            let breaks = between.notes.filter { $0.row == 1 && $0.note.code.hasSuffix("break") }
            return Beside(
                cell: figure.cell, decimals: figure.decimals,
                difference: Cell.combine(
                    row.figure.cell, figure.cell, ExactDecimal.difference),
                period: other,
                notes: figure.notes.filter { !$0.code.hasSuffix("break") }
                    .map { $0.of(otherTitle) } + breaks.map(\.note))
        case .reference(let id, let referenceTitle, let span):
            guard let judgement = Judgement(row.expression, evaluator),
                let run = judgement.run(of: id)
            else {
                throw .noReference(referenceTitle, of: title, at: checker.place(span))
            }
            guard let point = judgement.reference(id, at: period) else {
                throw noReferenceThen(
                    row.expression, judgement, run, id, referenceTitle, title, period, calendar,
                    span)
            }
            return Beside(
                cell: point.cell, decimals: point.cell.value.map { ExactDecimal($0).decimals } ?? 0,
                difference: Judgement.gap(row.figure.cell, point.cell, good: good), period: nil)
        }
    }

    private func noReferenceThen(
        _ expression: CheckedExpression, _ judgement: Judgement, _ run: PublishedFigures.Run,
        _ id: String, _ reference: String,
        _ title: String, _ period: Period, _ calendar: Calendar, _ span: Span
    ) -> Diagnostic {
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
        return .noReferenceThen(
            reference, of: title, period.title(in: calendar), because: because,
            at: checker.place(span),
            offers: offer == period
                ? []
                : ["compare \(offer.typed(in: calendar)) vs \(id) for \(judgement.indicator.id)"])
    }

    /// What is counted over periods of different lengths cannot be compared; a stock can.
    private func refuseUnequal(
        _ expression: CheckedExpression, _ a: Period, _ b: Period, _ calendar: Calendar,
        _ span: Span
    ) throws(Diagnostic) {
        switch expression.traits.kind {
        case .stock, .ratioOfStocks, .rolling: return
        default: break
        }
        guard calendar.monthCount(a) != calendar.monthCount(b) else { return }
        throw .lengthsDiffer(
            a.title(in: calendar), b.title(in: calendar), at: checker.place(self.span))
    }
}
