import TallyLanguage
import TallyModel

extension Stage.Kind {
    /// The stage as what the engine does with it: a line for each, the rest in the file of its name.
    fileprivate var applied: any AppliedStage {
        switch self {
        case .sort(let stage): stage
        case .top(let stage): stage
        case .standing(let stage): stage
        case .filter(let stage): stage
        case .columns(let stage): stage
        case .chart(let stage): stage
        case .to(let stage): stage
        }
    }
}

extension [Stage] {
    /// Which rows there are, and in what order, is settled before columns are left out: what rows are
    /// told by need not be shown.
    var inOrderOfWork: Self {
        func isOfRows(_ stage: Stage) -> Bool {
            switch stage.kind {
            case .sort, .top, .standing, .filter: true
            case .columns, .chart, .to: false
            }
        }
        return filter(isOfRows) + filter { !isOfRows($0) }
    }
}

/// What the engine does with every stage.
protocol AppliedStage {
    /// What it makes of a result.
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable
}

extension ToStage: AppliedStage {
    /// Where results go is the session's to do.
    func applied(to table: ResultTable, _ work: StageWork) throws(Diagnostic) -> ResultTable {
        table
    }
}

/// What stages have in common as they work on a result.
struct StageWork {
    let checker: Checker
    let stage: Stage

    func result(of table: ResultTable) throws(Diagnostic) -> ResultTable {
        try stage.kind.applied.applied(to: table, self)
    }

    /// The column of a name; without one that which the result is about.
    ///
    /// Throws where its figures are of different units, of which none is more than another.
    ///
    /// - Parameter changes: whether it may be about changes, though the figures are of one unit.
    func sortColumn(
        _ name: ColumnName?, of table: ResultTable, changes: Bool = false
    ) throws(Diagnostic) -> Int {
        guard let name else { return try usualColumn(of: table, changes: changes) }
        let index = try RowFilter(checker: checker).index(of: name, in: table)
        guard table.mixesUnits(in: index) else { return index }
        let id = table.columns[index].id
        let percent =
            table.columns.first { $0.id == id.percentOfDifference } ?? Self.percent(of: table)
        throw .mixedUnits(
            id, instead: percent?.id, at: checker.place(name.span),
            offers: percent.map { [offer(replacing: name.span, with: $0.id)] }
                ?? ofOneUnit(index, table))
    }

    /// What a result is about: a gap, a change, else its figures; of members beside each other their
    /// total, of periods the newest.
    private func usualColumn(of table: ResultTable, changes: Bool) throws(Diagnostic) -> Int {
        func index(_ id: String) -> Int? { table.columns.firstIndex { $0.id == id } }
        if let gap = index(ColumnID.gapPercent) { return gap }
        if changes, let change = index(ColumnID.changePercent) { return change }
        let usual =
            index(ColumnID.value) ?? index(ColumnID.total)
            ?? table.columns.lastIndex { $0.isPeriod }
            ?? table.columns.firstIndex { $0.kind == .number } ?? 0
        guard table.mixesUnits(in: usual) else { return usual }
        if let percent = Self.percent(of: table), let index = index(percent.id) { return index }
        throw .mixedUnits(
            table.columns[usual].id, instead: nil, at: checker.place(stage.span),
            offers: ofOneUnit(usual, table))
    }

    /// The first difference in per cent, which figures of all units have.
    private static func percent(of table: ResultTable) -> ResultTable.Column? {
        [ColumnID.gapPercent, ColumnID.changePercent].lazy.compactMap { id in
            table.columns.first { $0.id.hasPrefix(id) }
        }.first
    }

    /// The same stage of the rows of one unit, where the table says of which unit each is.
    private func ofOneUnit(_ index: Int, _ table: ResultTable) -> [String] {
        guard table.columns.contains(where: { $0.id == ColumnID.unit }),
            let unit = table.units(in: index).compactMap({ $0 }).first
        else { return [] }
        let source = checker.source
        return [
            offer(
                replacing: stage.span,
                with: "\(Keyword.where.word) \(ColumnID.unit) is \(unit.code) "
                    + "| \(source[stage.span])")
        ]
    }

    /// The sentence with one span replaced.
    func offer(replacing span: Span, with text: String) -> String {
        let source = checker.source
        let whole = source.text
        return String(source[Span(0, span.lower)]) + text
            + String(source[Span(span.upper, whole.utf8.count)])
    }
}

extension ResultTable {
    /// Whether the figures of a column are of several units, so that none is more than another.
    package func mixesUnits(in column: Int) -> Bool { units(in: column).count > 1 }

    /// The units of the figures of a column, in the order of the rows.
    fileprivate func units(in column: Int) -> [Unit?] {
        var units: [Unit?] = []
        for row in counted {
            guard case .number(let number) = row.values[column], !units.contains(number.unit)
            else { continue }
            units.append(number.unit)
        }
        return units
    }
}

extension String {
    /// The column of a difference in per cent, of the id of the difference: of `gap_target`
    /// `gap_percent_target`; `nil` for any other id.
    var percentOfDifference: String? {
        for (difference, percent) in [
            (ColumnID.gap, ColumnID.gapPercent), (ColumnID.change, ColumnID.changePercent),
        ] where hasPrefix(difference) && !hasPrefix(percent) {
            return percent + dropFirst(difference.count)
        }
        return nil
    }
}
