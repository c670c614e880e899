import TallyLanguage
import TallyModel

extension StandingStage: AppliedStage {
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        try order(of: table, work).taken(ascending: !isBest, most: count)
    }

    /// The order from worst to best: by the gap, of which more is better, or by the change, read by
    /// the polarity of each row's own figure; else by the polarity of all rows, which must be one.
    private func order(
        of table: ResultTable, _ work: StageWork
    ) throws(Diagnostic) -> RowOrder {
        let index = try work.sortColumn(self.column, of: table, changes: true)
        let column = table.columns[index]
        let isGap = column.id.hasPrefix(ColumnID.gap)
        let order = RowOrder(
            table, by: index, withoutValue: false,
            good: table.columns.firstIndex { $0.id == ColumnID.good }, isSigned: isGap)
        let polarities = Set(table.counted.map { order.good(of: $0) })
        // A gap without any word of what is good is signed so that more is better.
        if isGap, polarities == [nil] { return order }
        let isEachItsOwn = isGap || column.id.hasPrefix(ColumnID.change)
        guard isEachItsOwn || polarities.count == 1, !polarities.contains(nil),
            polarities != [Polarity.neither.rawValue]
        else {
            throw .noPolarity(
                keyword, column.id, isMixed: polarities.count > 1,
                at: work.checker.place(work.stage.span), offers: insteadOfPolarity(table, work))
        }
        return order
    }

    /// What may have been meant by the worst rows of a table that does not say what good is.
    private func insteadOfPolarity(_ table: ResultTable, _ work: StageWork) -> [String] {
        let percent = [ColumnID.gapPercent, ColumnID.changePercent].lazy.compactMap { id in
            table.columns.first { $0.id.hasPrefix(id) }
        }.first
        if let percent {
            return [
                work.offer(
                    replacing: work.stage.span, with: "\(keyword.word) \(count) by \(percent.id)")
            ]
        }
        var stages = ["\(Keyword.top.word) \(count)"]
        if table.columns.contains(where: { $0.id == ColumnID.direction && !$0.machineOnly }) {
            let moving = isBest ? Direction.improving : .worsening
            stages.insert(
                "\(Keyword.where.word) \(ColumnID.direction) is \(moving.rawValue.lowercased())",
                at: 0)
        }
        return stages.map { work.offer(replacing: work.stage.span, with: $0) }
    }
}
