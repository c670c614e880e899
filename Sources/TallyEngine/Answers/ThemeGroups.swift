import TallyLanguage
import TallyModel
import TallyPlugins

extension Catalogue {
    /// A table of indicators, a row each, with the rows of one theme together: themes in declared
    /// order, those without one last. Shows the column `theme` where it has none.
    func grouped(byTheme table: ResultTable) -> ResultTable {
        guard let id = table.columns.firstIndex(where: { $0.id == ColumnID.id }) else {
            return table
        }
        let order = Dictionary(
            uniqueKeysWithValues: ids(of: .theme).enumerated().map { ($1, $0) })
        let places = table.rows.map { row in
            theme(of: row.values[id]).flatMap { order[$0] } ?? order.count
        }
        let sorted = table.rows.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        var result = table
        result.rows = sorted.map { table.rows[$0] }
        return adding(themeTo: result, at: id + 1)
    }

    /// A table of indicators with the column `theme` last, by which rows may be kept and sorted.
    func withThemes(_ table: ResultTable) -> ResultTable {
        adding(themeTo: table, at: table.columns.count, machineOnly: true)
    }

    private func adding(
        themeTo table: ResultTable, at place: Int, machineOnly: Bool = false
    ) -> ResultTable {
        guard let id = table.columns.firstIndex(where: { $0.id == ColumnID.id }),
            !table.columns.contains(where: { $0.id == ColumnID.theme })
        else { return table }
        var result = table
        result.columns.insert(
            .init(ColumnID.theme, "Theme", .text, machineOnly: machineOnly), at: place)
        result.rows = table.rows.map { row in
            let title = theme(of: row.values[id]).flatMap { themes[$0]?.title }
            var row = row
            row.values.insert(title.map { .text($0) } ?? .empty, at: place)
            return row
        }
        return result
    }

    /// The theme of the indicator that a row is of.
    private func theme(of id: ResultTable.Value) -> String? {
        guard case .text(let indicator) = id else { return nil }
        return indicators[indicator]?.declaration.theme?.value
    }
}
