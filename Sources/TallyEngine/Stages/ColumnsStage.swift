import TallyLanguage
import TallyModel

extension ColumnsStage: AppliedStage {
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        let filter = RowFilter(checker: work.checker)
        var indexes: [Int] = []
        for name in columns {
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
}
