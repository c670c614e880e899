import TallyLanguage
import TallyModel

/// The rows of a table in order of one column.
struct RowOrder {
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
    private func rows(ascending: Bool) -> [ResultTable.Row] {
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

    /// The table with its rows in order, or the first of them. The column that they are ordered by
    /// is shown.
    func taken(ascending: Bool, most: Int = .max) -> ResultTable {
        var result = table
        result.columns[index].machineOnly = false
        return explained(result.taking(Array(rows(ascending: ascending).prefix(most))))
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
    private func explained(_ result: ResultTable) -> ResultTable {
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
                    "\(NumberText.counted(neither, "row")), of which neither high "
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

    /// Some of the rows, in an order that means something, with the totals behind them.
    func taking(_ some: [Row]) -> ResultTable {
        var result = with(rows: some + rows.filter(\.isTotal))
        result.isOrdered = true
        if result.layout == .figure || result.layout == .series { result.layout = .grid }
        return result
    }
}
