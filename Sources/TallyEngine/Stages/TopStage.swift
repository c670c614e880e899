import TallyLanguage
import TallyModel

extension TopStage: AppliedStage {
    /// Of rows in an order that means something, and of rows without a number, the first.
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        let standsAlready = table.isOrdered || !table.columns.contains { $0.kind == .number }
        if column == nil, standsAlready {
            return table.taking(Array(table.counted.prefix(count)))
        }
        let order = RowOrder(
            table, by: try work.sortColumn(column, of: table), withoutValue: false)
        return order.taken(ascending: false, most: count)
    }
}
