import TallyLanguage
import TallyModel

extension ChartStage: AppliedStage {
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        let labels =
            table.columns.first { $0.kind == .period && !$0.machineOnly }
            ?? table.columns.first { $0.kind == .text && !$0.machineOnly }
        let series = table.columns.filter { column in
            column.kind == .number && (column.id == ColumnID.value || column.isSeries)
        }
        guard let labels, !series.isEmpty, !table.rows.isEmpty else {
            throw .nothingToDraw(at: work.checker.place(work.stage.span))
        }
        let alongPeriods = series.count > 1 && series.allSatisfy(\.isPeriod)
        // One point is no line.
        let isSeries = labels.kind == .period && table.rows.count > 1
        let wanted = self.kind ?? (isSeries || alongPeriods ? "line" : "bar")
        guard let kind = ResultTable.Chart.Kind(rawValue: wanted.lowercased()) else {
            throw .unknownChart(
                wanted, known: ResultTable.Chart.Kind.allCases.map(\.rawValue),
                at: work.checker.place(work.stage.span))
        }
        let breaks = table.rows.indices.filter { row in
            table.rows[row].notes.contains { table.notes[$0].code.isBreak }
        }
        // Beside its parts a whole would dwarf them.
        var result =
            table.columns.contains { $0.id == ColumnID.share }
            ? table.with(rows: table.rows.filter { !$0.isTotal }) : table
        result.chart = ResultTable.Chart(
            kind: kind, labels: labels.id, series: series.map(\.id),
            target: table.commonTarget, breaks: Set(breaks),
            isAcross: alongPeriods && kind == .line)
        return result
    }
}
