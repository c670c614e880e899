import TallyLanguage
import TallyModel

/// What lies between two periods that are compared, and whether they are alike.
extension PeriodComparison {
    /// The breaks on the way from one period to a later one, those between other periods that lie on
    /// it too.
    func breaks(
        of expression: CheckedExpression, from first: Period, to last: Period,
        _ evaluator: Evaluator
    ) throws(Diagnostic) -> [ResultTable.Note] {
        let found = try evaluator.breaks(of: expression, from: first, to: last)
        let afresh = expression.traits.kind.flatMap {
            ResultTable.Note.afresh($0, from: first, to: last, evaluator.calendar)
        }
        return found + [afresh].compactMap { $0 }
    }

    /// What is counted over periods of different lengths cannot be compared; a stock can.
    func refuseUnequal(
        _ expression: CheckedExpression, _ a: Period, _ b: Period, _ evaluator: Evaluator,
        _ span: Span
    ) throws(Diagnostic) {
        switch expression.traits.kind {
        case .stock, .ratioOfStocks, .rolling: return
        default: break
        }
        let calendar = evaluator.calendar
        guard calendar.monthCount(a) != calendar.monthCount(b) else { return }
        throw .lengthsDiffer(
            a.title(in: calendar), b.title(in: calendar), at: checker.place(span),
            offers: try equals(expression, a, b, evaluator).map {
                (a, b) throws(Diagnostic) in
                try sentence(a, b.typed(in: calendar), expression, evaluator)
            })
    }

    /// Two periods of one length that may be compared instead: the first and one like it within or
    /// beside the second, else the newest two that are known.
    private func equals(
        _ expression: CheckedExpression, _ a: Period, _ b: Period, _ evaluator: Evaluator
    ) -> [(Period, Period)] {
        let calendar = evaluator.calendar
        func isKnown(_ period: Period) -> Bool {
            let row = try? FigureRow.rows(expression, on: Axis([period]), evaluator).first
            return row?.cell.value != nil
                && row?.notes.contains { [.toDate, .partCounted].contains($0.code) } == false
        }
        var candidates: [(Period, Period)] = []
        if a.grain == .span, let long = calendar.monthCount(a), let short = calendar.monthCount(b),
            short < long
        {
            let start = Calendar.advanced(a.last, byMonths: -short).advanced(by: 1)
            candidates.append((calendar.named(start, a.last), b))
        }
        candidates.append((a, calendar.advanced(a, by: -1)))
        if let known = evaluator.coverage(of: expression, settled: true) {
            var last = calendar.period(a.grain, containing: known.last)
            if last.last > known.last { last = calendar.advanced(last, by: -1) }
            candidates.append((last, calendar.advanced(last, by: -1)))
        }
        return candidates.first { isKnown($0.0) && isKnown($0.1) }.map { [$0] } ?? []
    }
}
