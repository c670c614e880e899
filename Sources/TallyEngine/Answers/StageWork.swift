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
        case .sort(let column, let descending):
            let index = try sortColumn(column, of: table)
            result = table.with(rows: sorted(table.counted, by: index, descending: descending))
        case .top(let count, let column):
            let index = try sortColumn(column, of: table)
            let ordered = sorted(withValue(table, index), by: index, descending: true)
            result = table.with(rows: first(count, of: ordered))
        case .worst(let count, let column):
            result = table.with(rows: try byPolarity(count, column, table, best: false))
        case .best(let count, let column):
            result = table.with(rows: try byPolarity(count, column, table, best: true))
        case .columns(let names):
            return try chosen(names, of: table)
        case .chart(let kind):
            return try drawn(kind, table)
        case .to:
            // Where results go is the session's to do.
            return table
        }
        // Totals stay behind whatever is put in order before them.
        result = table.with(rows: result.rows + table.rows.filter(\.isTotal))
        if result.layout == .figure || result.layout == .series { result.layout = .grid }
        return result
    }

    private func first(_ count: Int, of rows: [ResultTable.Row]) -> [ResultTable.Row] {
        Array(rows.prefix(count))
    }

    // MARK: - Order

    private func sortColumn(_ name: ColumnName?, of table: ResultTable) throws(Diagnostic) -> Int {
        let filter = RowFilter(checker: checker)
        guard let name else {
            // Without a name by what the result is about.
            for id in [ColumnID.gapPercent, ColumnID.value] {
                if let index = table.columns.firstIndex(where: { $0.id == id }) { return index }
            }
            return table.columns.firstIndex { $0.kind == .number } ?? 0
        }
        let index = try filter.index(of: name, in: table)
        let units = Set(
            table.rows.compactMap { row -> Unit?? in
                if case .number(let number) = row.values[index] { .some(number.unit) } else { nil }
            })
        let isDifference = [ColumnID.gap, ColumnID.change].contains {
            table.columns[index].id.hasPrefix($0)
        }
        let percent = table.columns[index].id.replacingPrefix(ColumnID.gap, ColumnID.gapPercent)
        if isDifference, units.count > 1, table.columns.contains(where: { $0.id == percent }),
            percent != table.columns[index].id
        {
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

    /// Rows in order of a column; those without a value come last, in the order they had.
    private func sorted(_ rows: [ResultTable.Row], by index: Int, descending: Bool)
        -> [ResultTable.Row]
    {
        let keyed = rows.enumerated().map {
            (order: $0.offset, row: $0.element, key: SortKey($0.element.values[index]))
        }
        return keyed.sorted { a, b in
            switch (a.key, b.key) {
            case (let x?, let y?):
                if x == y { return a.order < b.order }
                return descending ? y < x : x < y
            case (.some, nil): return true
            case (nil, .some): return false
            case (nil, nil): return a.order < b.order
            }
        }.map(\.row)
    }

    private func withValue(_ table: ResultTable, _ index: Int) -> [ResultTable.Row] {
        table.counted.filter { SortKey($0.values[index]) != nil }
    }

    /// The worst or best rows: by the gap, of which more is better, else by the polarity of each
    /// row's figure, which must be one.
    private func byPolarity(
        _ count: Int, _ name: ColumnName?, _ table: ResultTable, best: Bool
    ) throws(Diagnostic) -> [ResultTable.Row] {
        let index = try sortColumn(name, of: table)
        let column = table.columns[index]
        let moreIsBetter: Bool
        if column.id.hasPrefix(ColumnID.gap) {
            moreIsBetter = true
        } else {
            let good = table.columns.firstIndex { $0.id == ColumnID.good }
            let polarities = Set(
                table.rows.compactMap { row -> String? in
                    guard let good, case .text(let text) = row.values[good] else { return nil }
                    return text
                })
            guard polarities.count == 1, let only = polarities.first, only != "none" else {
                throw .noPolarity(
                    best ? .best : .worst, column.id,
                    isMixed: polarities.count > 1, at: checker.place(stage.span),
                    offers: insteadOfPolarity(count, table, best: best))
            }
            moreIsBetter = only == "high"
        }
        return first(
            count,
            of: sorted(withValue(table, index), by: index, descending: moreIsBetter == best))
    }

    /// What may have been meant by the worst rows of a table that does not say what good is.
    private func insteadOfPolarity(_ count: Int, _ table: ResultTable, best: Bool) -> [String] {
        let asked = (best ? Keyword.best : .worst).word
        if let gap = table.columns.first(where: { $0.id.hasPrefix(ColumnID.gapPercent) }) {
            return [offer(replacing: stage.span, with: "\(asked) \(count) by \(gap.id)")]
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
            .init(indexes.map { row.values[$0] }, notes: row.notes, isTotal: row.isTotal)
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
            table.rows[row].notes.contains { table.notes[$0].code.hasSuffix("-break") }
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

extension ResultTable {
    /// The rows without those that are of all the others together.
    var counted: [Row] { rows.filter { !$0.isTotal } }
}

/// What a value is sorted by; `nil` where there is none.
private struct SortKey: Comparable {
    private let number: Double
    private let text: String

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

    static func < (a: SortKey, b: SortKey) -> Bool {
        a.number == b.number ? a.text < b.text : a.number < b.number
    }
}

extension String {
    /// `gap_target` with `gap_percent` for `gap`: `gap_percent_target`.
    fileprivate func replacingPrefix(_ prefix: String, _ other: String) -> String {
        guard hasPrefix(prefix), !hasPrefix(other) else { return self }
        return other + dropFirst(prefix.count)
    }
}
