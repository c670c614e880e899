import TallyLanguage
import TallyModel

extension FilterStage: AppliedStage {
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        try RowFilter(checker: work.checker).kept(table, predicate)
    }
}
