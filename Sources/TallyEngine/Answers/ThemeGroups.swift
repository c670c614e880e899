import TallyLanguage
import TallyModel
import TallyPlugins

extension Catalogue {
    /// A table of indicators, a row each, with the rows of one theme together: themes in declared
    /// order, those without one last. Gives it the column `theme` where it has none.
    func grouped(byTheme table: ResultTable) -> ResultTable {
        guard let id = table.columns.firstIndex(where: { $0.id == ColumnID.id }) else {
            return table
        }
        let order = Dictionary(
            uniqueKeysWithValues: ids(of: .theme).enumerated().map { ($1, $0) })
        func theme(_ row: ResultTable.Row) -> String? {
            guard case .text(let indicator) = row.values[id] else { return nil }
            return indicators[indicator]?.declaration.theme?.value
        }
        let places = table.rows.map { row in theme(row).flatMap { order[$0] } ?? order.count }
        let sorted = table.rows.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        var result = table
        result.rows = sorted.map { table.rows[$0] }
        if table.columns.contains(where: { $0.id == ColumnID.theme }) { return result }
        result.columns.insert(.init(ColumnID.theme, "Theme", .text), at: id + 1)
        result.rows = result.rows.map { row in
            let title = theme(row).flatMap { themes[$0]?.title }
            var row = row
            row.values.insert(title.map { .text($0) } ?? .empty, at: id + 1)
            return row
        }
        return result
    }
}
