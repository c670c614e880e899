import TallyLanguage
import TallyModel

extension Stage.Kind {
    /// The stage as what the engine does with it: a line for each, the rest in the file of its name.
    fileprivate var applied: any AppliedStage {
        switch self {
        case .sort(let stage): stage
        case .top(let stage): stage
        case .standing(let stage): stage
        case .filter(let stage): stage
        case .columns(let stage): stage
        case .chart(let stage): stage
        case .to(let stage): stage
        }
    }
}

/// What the engine does with every stage.
protocol AppliedStage {
    /// What it makes of a result.
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable
}

extension ToStage: AppliedStage {
    /// Where results go is the session's to do.
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        table
    }
}

/// What stages have in common as they work on a result.
struct StageWork {
    let checker: Checker
    let stage: Stage

    func result(of table: ResultTable) throws(Diagnostic) -> ResultTable {
        try stage.kind.applied.applied(to: table, self)
    }

    /// The column of a name; without one that which the result is about.
    ///
    /// - Parameter changes: whether it may be about changes.
    func sortColumn(
        _ name: ColumnName?, of table: ResultTable, changes: Bool = false
    ) throws(Diagnostic) -> Int {
        guard let name else {
            let ids =
                [ColumnID.gapPercent] + (changes ? [ColumnID.changePercent] : [])
                + [ColumnID.value]
            for id in ids {
                if let index = table.columns.firstIndex(where: { $0.id == id }) { return index }
            }
            return table.columns.firstIndex { $0.kind == .number } ?? 0
        }
        let index = try RowFilter(checker: checker).index(of: name, in: table)
        let units = Set(
            table.rows.compactMap { row -> Unit?? in
                if case .number(let number) = row.values[index] { .some(number.unit) } else { nil }
            })
        let percent = table.columns[index].id.percentOfDifference
        if let percent, units.count > 1, table.columns.contains(where: { $0.id == percent }) {
            throw .mixedUnits(
                table.columns[index].id, instead: percent, at: checker.place(name.span),
                offer: offer(replacing: name.span, with: percent))
        }
        return index
    }

    /// The sentence with one span replaced.
    func offer(replacing span: Span, with text: String) -> String {
        let source = checker.source
        let whole = source.text
        return String(source[Span(0, span.lower)]) + text
            + String(source[Span(span.upper, whole.utf8.count)])
    }
}

extension String {
    /// The column of a difference in per cent, of the id of the difference: of `gap_target`
    /// `gap_percent_target`; `nil` for any other id.
    var percentOfDifference: String? {
        for (difference, percent) in [
            (ColumnID.gap, ColumnID.gapPercent), (ColumnID.change, ColumnID.changePercent),
        ] where hasPrefix(difference) && !hasPrefix(percent) {
            return percent + dropFirst(difference.count)
        }
        return nil
    }
}
