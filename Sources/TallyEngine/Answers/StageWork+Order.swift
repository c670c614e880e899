import TallyLanguage
import TallyModel

/// `sort`, `top`, `worst` and `best`: rows in order of a column.
extension StageWork {
    /// The rows in the order that the stage asks for; totals stay behind them. The column that
    /// they are ordered by is shown.
    func ordered(_ table: ResultTable) throws(Diagnostic) -> ResultTable {
        let order: RowOrder
        var count = Int.max
        var isAscending = false
        switch stage.kind {
        case .sort(let column, let descending):
            order = RowOrder(table, by: try sortColumn(column, of: table))
            isAscending = !descending
        case .top(let most, let column):
            let standsAlready = table.isOrdered || !table.columns.contains { $0.kind == .number }
            if column == nil, standsAlready {
                return taken(Array(table.counted.prefix(most)), of: table)
            }
            order = RowOrder(table, by: try sortColumn(column, of: table), withoutValue: false)
            count = most
        case .worst(let most, let column):
            order = try byPolarity(most, column, table, best: false)
            isAscending = true
            count = most
        case .best(let most, let column):
            order = try byPolarity(most, column, table, best: true)
            count = most
        case .filter, .columns, .chart, .to: return table
        }
        var table = table
        table.columns[order.index].machineOnly = false
        return order.explained(
            taken(Array(order.rows(ascending: isAscending).prefix(count)), of: table))
    }

    /// Some of the rows of a table, in an order that means something, and its totals.
    private func taken(_ rows: [ResultTable.Row], of table: ResultTable) -> ResultTable {
        var result = table.with(rows: rows + table.rows.filter(\.isTotal))
        result.isOrdered = true
        return result
    }

    // MARK: - Which column

    /// The column of a name; without one that which the result is about.
    ///
    /// - Parameter changes: whether it may be about changes.
    private func sortColumn(
        _ name: ColumnName?, of table: ResultTable, changes: Bool = false
    ) throws(Diagnostic) -> Int {
        guard let name else {
            let ids =
                [ColumnID.gapPercent] + (changes ? [ColumnID.changePercent] : [])
                + [ColumnID.value]
            for id in ids {
                if let index = table.columns.firstIndex(where: { $0.id == id }) { return index }
            }
            return table.columns.firstIndex { $0.kind == .number } ?? 0
        }
        let index = try RowFilter(checker: checker).index(of: name, in: table)
        let units = Set(
            table.rows.compactMap { row -> Unit?? in
                if case .number(let number) = row.values[index] { .some(number.unit) } else { nil }
            })
        let percent = table.columns[index].id.percentOfDifference
        if let percent, units.count > 1, table.columns.contains(where: { $0.id == percent }) {
            throw .mixedUnits(
                table.columns[index].id, instead: percent, at: checker.place(name.span),
                offer: offer(replacing: name.span, with: percent))
        }
        return index
    }

    /// The sentence with one span replaced.
    private func offer(replacing span: Span, with text: String) -> String {
        let source = checker.source
        let whole = source.text
        return String(source[Span(0, span.lower)]) + text
            + String(source[Span(span.upper, whole.utf8.count)])
    }

    // MARK: - Worst and best

    /// The order from worst to best: by the gap, of which more is better, or by the change, read by
    /// the polarity of each row's own figure; else by the polarity of all rows, which must be one.
    private func byPolarity(
        _ count: Int, _ name: ColumnName?, _ table: ResultTable, best: Bool
    ) throws(Diagnostic) -> RowOrder {
        let index = try sortColumn(name, of: table, changes: true)
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
                best ? .best : .worst, column.id, isMixed: polarities.count > 1,
                at: checker.place(stage.span),
                offers: insteadOfPolarity(count, table, best: best))
        }
        return order
    }

    /// What may have been meant by the worst rows of a table that does not say what good is.
    private func insteadOfPolarity(_ count: Int, _ table: ResultTable, best: Bool) -> [String] {
        let asked = (best ? Keyword.best : .worst).word
        let percent = [ColumnID.gapPercent, ColumnID.changePercent].lazy.compactMap { id in
            table.columns.first { $0.id.hasPrefix(id) }
        }.first
        if let percent {
            return [offer(replacing: stage.span, with: "\(asked) \(count) by \(percent.id)")]
        }
        var stages = ["\(Keyword.top.word) \(count)"]
        if table.columns.contains(where: { $0.id == ColumnID.direction && !$0.machineOnly }) {
            let moving = best ? Direction.improving : .worsening
            stages.insert(
                "\(Keyword.where.word) \(ColumnID.direction) is \(moving.rawValue.lowercased())",
                at: 0)
        }
        return stages.map { offer(replacing: stage.span, with: $0) }
    }
}

/// The rows of a table in order of one column.
private struct RowOrder {
    let table: ResultTable
    let index: Int
    /// Whether rows without a value come, too, behind all others.
    let withoutValue: Bool
    /// The column that says what is good, where the order is from worst to best.
    let good: Int?
    /// Whether more is better in the column already.
    let isSigned: Bool
    /// The difference that the column is a percentage of.
    private let difference: Int?

    init(
        _ table: ResultTable, by index: Int, withoutValue: Bool = true, good: Int? = nil,
        isSigned: Bool = false
    ) {
        self.table = table
        self.index = index
        self.withoutValue = withoutValue
        self.good = good
        self.isSigned = isSigned
        let id = table.columns[index].id
        difference = table.columns.firstIndex { $0.id.percentOfDifference == id }
    }

    /// The rows in order, those that are equal in the order they had.
    func rows(ascending: Bool) -> [ResultTable.Row] {
        let keyed = table.counted.enumerated().map {
            (order: $0.offset, row: $0.element, key: key($0.element))
        }
        return keyed.filter { withoutValue || $0.key != nil }.sorted { a, b in
            switch (a.key, b.key) {
            case (let x?, let y?):
                if x == y { return a.order < b.order }
                return ascending ? x < y : y < x
            case (.some, nil): return true
            case (nil, .some): return false
            case (nil, nil): return a.order < b.order
            }
        }.map(\.row)
    }

    /// What is good of a row's figure; `nil` where the table does not say.
    func good(of row: ResultTable.Row) -> String? {
        guard let good, case .text(let text) = row.values[good] else { return nil }
        return text
    }

    private func key(_ row: ResultTable.Row) -> SortKey? {
        let key = SortKey(row.values[index]) ?? beyond(row).map { SortKey($0) }
        guard good != nil else { return key }
        switch good(of: row) {
        case Polarity.neither.rawValue: return nil
        case Polarity.low.rawValue where !isSigned: return key?.reversed
        default: return key
        }
    }

    /// A difference from 0 is no percentage, and more than any.
    private func beyond(_ row: ResultTable.Row) -> Double? {
        guard let difference, case .number(let percent) = row.values[index],
            percent.cell == .none(.notApplicable), case .number(let shown) = row.values[difference],
            let value = shown.cell.value
        else { return nil }
        return value == 0 ? 0 : value * .infinity
    }

    /// The same rows with what must be said of their order.
    func explained(_ result: ResultTable) -> ResultTable {
        var result = result
        if let difference {
            let word = table.columns[difference].id.prefix { $0 != "_" }
            let note = ResultTable.Note(
                .noPercentage, "a \(word) from 0 has no percentage, and counts as more than any")
            let found = result.rows.indices.filter { row in
                beyond(result.rows[row]).map { $0 != 0 } ?? false
            }
            if !found.isEmpty, !result.notes.contains(note) {
                result.notes.append(note)
                for row in found { result.rows[row].notes.append(result.notes.count - 1) }
            }
        }
        let neither = table.counted.count { good(of: $0) == Polarity.neither.rawValue }
        if neither > 0 {
            result.notes.append(
                .leftOut(
                    "\(neither) row\(neither == 1 ? "" : "s"), of which neither high "
                        + "nor low is good"))
        }
        return result
    }
}

/// What a value is sorted by; `nil` where there is none.
private struct SortKey: Comparable {
    private var number: Double
    private let text: String

    init(_ number: Double) { (self.number, text) = (number, "") }

    init?(_ value: ResultTable.Value) {
        switch value {
        case .empty: return nil
        case .text(let text): (number, self.text) = (0, NameFolding.fold(text))
        case .number(let shown):
            guard let value = shown.cell.value else { return nil }
            (number, text) = (value, "")
        case .period(let period, _, _): (number, text) = (Double(period.last.number), "")
        case .direction(let direction): (number, text) = (0, direction.rawValue)
        case .status(let status):
            (number, text) = (Double(Status.allCases.firstIndex(of: status) ?? 0), "")
        }
    }

    /// For figures of which less is better.
    var reversed: SortKey {
        var result = self
        result.number = -number
        return result
    }

    static func < (a: SortKey, b: SortKey) -> Bool {
        a.number == b.number ? a.text < b.text : a.number < b.number
    }
}

extension ResultTable {
    /// The rows without those that are of all the others together.
    var counted: [Row] { rows.filter { !$0.isTotal } }
}

extension String {
    /// The column of a difference in per cent, of the id of the difference: of `gap_target`
    /// `gap_percent_target`; `nil` for any other id.
    fileprivate var percentOfDifference: String? {
        for (difference, percent) in [
            (ColumnID.gap, ColumnID.gapPercent), (ColumnID.change, ColumnID.changePercent),
        ] where hasPrefix(difference) && !hasPrefix(percent) {
            return percent + dropFirst(difference.count)
        }
        return nil
    }
}
