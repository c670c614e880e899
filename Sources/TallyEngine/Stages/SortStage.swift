import TallyLanguage
import TallyModel

extension SortStage: AppliedStage {
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        let order = RowOrder(table, by: try work.sortColumn(column, of: table))
        return order.taken(ascending: !isDescending)
    }
}
