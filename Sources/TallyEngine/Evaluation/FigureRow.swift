import TallyLanguage
import TallyModel

/// One figure with all that is said of it.
struct FigureRow {
    let period: Period
    let cell: Cell
    let decimals: Int
    /// What a rate or a share is out of.
    var parts: (numerator: Cell, denominator: Cell, decimals: Int)?
    var before: (period: Period, cell: Cell, decimals: Int)?
    var change: Cell?
    var direction: Direction?
    var target: (cell: Cell, decimals: Int)?
    var gap: Cell?
    var status: Status?
    /// Why it has that status, in words.
    var statusReason: String?
    var notes: [ResultTable.Note]

    /// Digits behind the point of the change, before any that it needs.
    var changeDecimals: Int { max(decimals, before?.decimals ?? 0) }

    /// The figures for each period of an axis. One period more is read at the front, so that the
    /// first, too, has a change and a direction.
    ///
    /// - Parameter withBefore: whether each is set against the one before it.
    static func rows(
        _ expression: CheckedExpression, on axis: Axis, _ evaluator: Evaluator,
        withBefore: Bool = true
    ) throws(Diagnostic) -> [FigureRow] {
        // What is asked for a year ago is the figure of that year, with its own target and period.
        if case .shifted(let inner, let shift) = expression.kind {
            // What names its own periods stands still.
            let moves = inner.followsWindow || inner.consumesWindow
            let shifted =
                moves ? try evaluator.shifted(axis, shift, of: inner, in: expression) : axis
            return try rows(inner, on: shifted, evaluator, withBefore: withBefore)
        }
        guard let first = axis.periods.first else { return [] }
        let calendar = evaluator.calendar
        // A function of the window has no period before: its window is the sentence's own.
        // Nor has a snapshot of one day, and what names its own periods stands still.
        let moves =
            withBefore && !expression.consumesWindow && expression.followsWindow
            && first.grain != .day
        let periods = (moves ? [calendar.advanced(first, by: -1)] : []) + axis.periods
        let extended = Axis(periods, window: axis.window)
        let column: Column
        let parts: Ratio?
        do throws(Diagnostic) {
            parts = try evaluator.ratio(expression, on: extended)
            if let parts {
                column = parts.value
            } else {
                column = try evaluator.column(expression, on: extended)
            }
        } catch {
            // What cannot be said of the period before is no reason against this one; what cannot
            // be said of this one is refused in its own words.
            guard moves, !error.breaksOff else { throw error }
            return try rows(expression, on: axis, evaluator, withBefore: false)
        }
        let judgement = Judgement(expression, evaluator)
        let known = evaluator.coverage(of: expression, settled: false)
        let skipped = moves ? 1 : 0
        var notes: [Int: [ResultTable.Note]] = [:]
        for (row, note) in column.notes where row >= skipped {
            if notes[row]?.contains(note) != true { notes[row, default: []].append(note) }
        }
        var codes: [Int: [NoteCode]] = [:]
        for (row, note) in column.notes { codes[row, default: []].append(note.code) }
        // What must be said of the period before the first, which has no row of its own.
        var told: [NoteCode] = [.partCounted, .toDate, .provisional]
        // Nothing is compared with a window that has months left out.
        if expression.traits.kind.isRolling { told.removeFirst() }
        if moves, periods.count > 1 {
            for (row, note) in column.notes where row == 0 && told.contains(note.code) {
                let said = note.of(periods[0].title(in: calendar))
                notes[1, default: []].append(
                    note.code == .partCounted && expression.isSumOverTime
                        ? said.withoutChange : said)
            }
        }
        return (skipped..<periods.count).map { index in
            var row = FigureRow(
                period: periods[index], cell: column.cells[index],
                decimals: column.decimals[index], notes: notes[index] ?? [])
            if let parts {
                row.parts = (
                    parts.numerator.cells[index], parts.denominator.cells[index],
                    max(parts.numerator.decimals[index], parts.denominator.decimals[index])
                )
            }
            // That nothing was known before the first figure is no news.
            let isFirst =
                index > 0
                && (column.cells[index - 1] == .none(.missing)
                    || column.notes.contains { $0.row == index - 1 && $0.note == .standsIn })
                && known.map { periods[index - 1].last < $0.first } ?? true
            let isUnfinished = codes[index]?.contains(.toDate) ?? false
            let isShort =
                expression.isSumOverTime
                && [index, index - 1].contains { codes[$0]?.contains(.partCounted) ?? false }
            // A change is its own way from one period to another.
            if expression.isChange, let value = row.cell.value {
                row.direction = Direction(from: 0, to: value, good: expression.traits.good)
            } else if index > 0, !isFirst, !isUnfinished, !isShort {
                let before = column.cells[index - 1]
                row.before = (periods[index - 1], before, column.decimals[index - 1])
                row.change = Cell.combine(row.cell, before, ExactDecimal.difference)
                let afresh = expression.traits.kind.flatMap {
                    ResultTable.Note.afresh(
                        $0, from: periods[index - 1], to: periods[index], calendar)
                }
                if let afresh, before.value != nil { row.notes.append(afresh) }
                if let x = before.value, let y = row.cell.value {
                    row.direction = Direction(from: x, to: y, good: expression.traits.good)
                }
            }
            if let judgement, let target = judgement.reference(ReferenceID.target, at: row.period) {
                row.target = (target.cell, target.cell.value.map { ExactDecimal($0).decimals } ?? 0)
                row.gap = Judgement.gap(row.cell, target.cell, good: expression.traits.good)
            }
            if let judged = judgement?.status(of: row.cell, at: row.period) {
                (row.status, row.statusReason) = (judged.status, judged.reason)
            }
            return row
        }.standingFor(try used(expression, on: axis, evaluator))
    }

    /// The period of what stands behind `??`, where that was used for the one period asked for and
    /// names its own.
    private static func used(
        _ expression: CheckedExpression, on axis: Axis, _ evaluator: Evaluator
    ) throws(Diagnostic) -> Period? {
        guard axis.count == 1 else { return nil }
        var used = expression
        while case .binary(.otherwise, let left, let right) = used.kind {
            let found = try evaluator.column(left, on: axis).cells[0]
            used = found.value == nil && found.reason != .suppressed ? right : left
        }
        guard used.span != expression.span else { return nil }
        return try PeriodResolver(evaluator: evaluator, expression: used).pinned()
    }
}

extension [FigureRow] {
    /// The one row as that of another period, from which nothing has changed.
    fileprivate func standingFor(_ period: Period?) -> Self {
        guard let period, period != first?.period else { return self }
        return map { row in
            var moved = FigureRow(
                period: period, cell: row.cell, decimals: row.decimals, notes: row.notes)
            moved.parts = row.parts
            return moved
        }
    }
}

extension CheckedExpression {
    /// Whether it is of how many or how much there is, and not of how many of how many.
    var isCount: Bool {
        switch (traits.unit, traits.kind) {
        case (.number, .stock), (.number, .flow), (.number, .rolling), (.number, .yearToDate),
            (.number, .unknown), (.money, _):
            true
        default: false
        }
    }

    /// Whether a figure is a sum of finer ones, so that one with some left out is of a shorter time
    /// and cannot be set against another.
    var isSumOverTime: Bool {
        switch traits.kind {
        case .flow, .rolling: !isChange
        default: false
        }
    }
}

extension TimeKind? {
    /// Whether figures are each over the last so many months.
    fileprivate var isRolling: Bool {
        if case .rolling = self { true } else { false }
    }
}
