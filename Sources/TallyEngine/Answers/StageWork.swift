import TallyLanguage
import TallyModel

/// What stands behind `|`: works on a result that is reached.
struct StageWork {
    let checker: Checker
    let stage: Stage

    func result(of table: ResultTable) throws(Diagnostic) -> ResultTable {
        var result = table
        switch stage.kind {
        case .filter(let predicate):
            return try RowFilter(checker: checker).kept(table, predicate)
        case .sort, .top, .worst, .best:
            result = try ordered(table)
        case .columns(let names):
            return try chosen(names, of: table)
        case .chart(let kind):
            return try drawn(kind, table)
        case .to:
            // Where results go is the session's to do.
            return table
        }
        if result.layout == .figure || result.layout == .series { result.layout = .grid }
        return result
    }

    // MARK: - Columns and drawings

    private func chosen(_ names: [ColumnName], of table: ResultTable) throws(Diagnostic)
        -> ResultTable
    {
        let filter = RowFilter(checker: checker)
        var indexes: [Int] = []
        for name in names {
            let index = try filter.index(of: name, in: table)
            if !indexes.contains(index) { indexes.append(index) }
        }
        var result = table
        result.layout = table.layout == .series ? .series : .grid
        result.columns = indexes.map { index in
            let column = table.columns[index]
            return .init(column.id, column.title, column.kind, unit: column.unit)
        }
        result.rows = table.rows.map { row in
            var row = row
            row.values = indexes.map { row.values[$0] }
            return row
        }
        return result
    }

    private func drawn(_ word: String?, _ table: ResultTable) throws(Diagnostic) -> ResultTable {
        let labels =
            table.columns.first { $0.kind == .period && !$0.machineOnly }
            ?? table.columns.first { $0.kind == .text && !$0.machineOnly }
        let series = table.columns.filter { column in
            column.kind == .number && (column.id == ColumnID.value || column.isSeries)
        }
        guard let labels, !series.isEmpty, !table.rows.isEmpty else {
            throw .nothingToDraw(at: checker.place(stage.span))
        }
        let alongPeriods = series.count > 1 && series.allSatisfy(\.isPeriod)
        // One point is no line.
        let isSeries = labels.kind == .period && table.rows.count > 1
        let wanted = word ?? (isSeries || alongPeriods ? "line" : "bar")
        guard let kind = ResultTable.Chart.Kind(rawValue: wanted.lowercased()) else {
            throw .unknownChart(
                wanted, known: ResultTable.Chart.Kind.allCases.map(\.rawValue),
                at: checker.place(stage.span))
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
