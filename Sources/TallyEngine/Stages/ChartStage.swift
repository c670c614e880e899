import TallyLanguage
import TallyModel

extension ChartStage: AppliedStage {
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        let labels = table.labels
        let asked = table.columns.filter { column in
            column.kind == .number && (column.id == ColumnID.value || column.isSeries)
        }
        guard let labels, !asked.isEmpty, !table.rows.isEmpty else {
            throw .nothingToDraw(at: work.checker.place(work.stage.span))
        }
        let alongPeriods = asked.count > 1 && asked.allSatisfy(\.isPeriod)
        // One point is no line.
        let isSeries = labels.kind == .period && table.rows.count > 1
        let wanted = self.kind ?? (isSeries || alongPeriods ? "line" : "bar")
        guard let kind = ResultTable.Chart.Kind(rawValue: wanted.lowercased()) else {
            throw .unknownChart(
                wanted, known: ResultTable.Chart.Kind.allCases.map(\.rawValue),
                at: work.checker.place(work.stage.span))
        }
        // Each line may be read by itself; bars and dots stand beside each other.
        let series = kind == .line ? asked : asked.onOneScale(in: table)
        let breaks = table.rows.indices.filter { row in
            table.rows[row].notes.contains { table.notes[$0].code.isBreak }
        }
        // Beside its parts a whole would dwarf them.
        var result =
            table.columns.contains { $0.id == ColumnID.share }
            ? table.with(rows: table.rows.filter { !$0.isTotal }) : table
        result.chart = ResultTable.Chart(
            kind: kind, labels: labels.id, series: series.map(\.id),
            target: series == asked ? table.commonTarget : nil, breaks: Set(breaks),
            isAcross: alongPeriods && kind == .line)
        if series != asked {
            let drawn = series.map { "'\($0.title)'" }.joined(separator: ", ")
            result.notes.append(
                .init(.drawnInPercent, "the units differ, and what is drawn is \(drawn)"))
        }
        return result
    }
}

extension ResultTable {
    /// The column that tells the points from each other: what they are of where each is of another
    /// thing, though their periods may differ, too; else when they are.
    fileprivate var labels: Column? {
        let shown = columns.indices.filter { !columns[$0].machineOnly }
        if let things = shown.first(where: { columns[$0].id == ColumnID.indicator }),
            Set(rows.map { $0.values[things] }).count == rows.count
        {
            return columns[things]
        }
        let index =
            shown.first { columns[$0].kind == .period } ?? shown.first { columns[$0].kind == .text }
        return index.map { columns[$0] }
    }
}

extension [ResultTable.Column] {
    /// The columns themselves where their rows have one unit; else how far apart they are in per
    /// cent, where that is known.
    fileprivate func onOneScale(in table: ResultTable) -> [ResultTable.Column] {
        let ids = Set(map(\.id))
        let drawn = table.columns.indices.filter { ids.contains(table.columns[$0].id) }
        let units = Set(
            table.counted.flatMap { row in
                drawn.compactMap { index -> Unit?? in
                    guard case .number(let number) = row.values[index], number.cell.value != nil
                    else { return nil }
                    return .some(number.unit)
                }
            })
        guard units.count > 1 else { return self }
        let percent = table.columns.filter { column in
            [ColumnID.gapPercent, ColumnID.changePercent].contains { column.id.hasPrefix($0) }
        }
        return percent.isEmpty ? self : percent
    }
}
