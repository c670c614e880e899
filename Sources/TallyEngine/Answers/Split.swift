import TallyModel

/// Figures by member, with their total and what the members leave out.
struct Split {
    /// What every figure is of: an indicator's id and title, and an area.
    let subject: [ResultTable.Value]
    let dimensions: [Dimension]
    /// The members of each column, one for each dimension.
    let members: [[Term]]
    let columns: [Column]
    let total: Column
    let axis: Axis
    let traits: Traits
    /// Whether figures are changes, which have a sign and are no parts of a whole.
    let isChange: Bool
    /// What is said of all of it.
    var said: [ResultTable.Note] = []

    /// Whether the figures of members add up to that of the whole.
    private var adds: Bool {
        if isChange { return false }
        return switch traits.unit {
        case .number, .money, nil: true
        default: false
        }
    }

    /// What the members leave of the total in a row; `nil` where nothing is left or nothing can be
    /// said. Beside a suppressed member it is suppressed: the total would give it away.
    func remainder(_ row: Int) -> Cell? {
        guard adds, dimensions.count == 1, let whole = total.cells[row].value else { return nil }
        let cells = columns.map { $0.cells[row] }
        if cells.contains(.none(.suppressed)) { return .none(.suppressed) }
        let known = cells.compactMap(\.value)
        guard !known.isEmpty else { return nil }
        let left = ExactDecimal.difference(whole, known.reduce(0, +))
        return left == 0 ? nil : Cell(computed: left)
    }

    /// Columns that have a figure anywhere.
    private var seen: [Int] {
        columns.indices.filter { index in
            columns[index].cells.contains { $0 != .none(.missing) }
        }
    }

    private func number(_ cell: Cell, _ decimals: Int) -> ResultTable.Value {
        .number(.init(cell, decimals: decimals, unit: traits.unit, signed: isChange))
    }

    private func share(_ cell: Cell, _ row: Int) -> ResultTable.Value {
        guard adds, let whole = total.cells[row].value, whole != 0, let part = cell.value else {
            return .empty
        }
        return .number(.init(Cell(computed: part / whole * 100), decimals: 1, unit: .percent))
    }

    /// What is said of a row beside the figures of other members.
    private func isTold(_ row: Int) -> ((row: Int, note: ResultTable.Note)) -> Bool {
        { $0.row == row && !$0.note.code.isOfOneFigure && !said.contains($0.note) }
    }

    /// What the figures are of, for those who read rows by themselves.
    private static let subjectColumns: [ResultTable.Column] = [
        .init(ColumnID.id, "Id", .text, machineOnly: true),
        .init(ColumnID.indicator, "Indicator", .text, machineOnly: true),
        .init(ColumnID.area, "Area", .text, machineOnly: true),
    ]

    private static let unitColumn = ResultTable.Column(
        ColumnID.unit, "Unit", .text, machineOnly: true)

    private var unit: ResultTable.Value { traits.unit.map { .text($0.code) } ?? .empty }

    /// A row a member and period. Columns: what the figures are of, period, a column for each
    /// dimension with the ids of its members behind it, as the columns over time are called, value,
    /// unit, share.
    func long(title: String, _ calendar: Calendar) -> ResultTable {
        let single = axis.count == 1
        var notes = NoteCollector()
        var rows: [ResultTable.Row] = []
        func add(
            _ names: [ResultTable.Value], _ cell: Cell, _ decimals: Int, _ row: Int, _ marks: [Int],
            isTotal: Bool = false
        ) {
            let period = axis.periods[row]
            rows.append(
                .init(
                    subject + [.period(period, in: calendar)] + names
                        + [number(cell, decimals), unit, share(cell, row)], notes: marks,
                    isTotal: isTotal))
        }
        func named(_ text: String, _ id: String) -> [ResultTable.Value] {
            [.text(text), .text(id)]
                + dimensions.dropFirst().flatMap { _ in
                    [ResultTable.Value.empty, .empty]
                }
        }
        for row in axis.periods.indices {
            for index in seen where columns[index].cells[row] != .none(.missing) {
                let marks = columns[index].notes.filter(isTold(row)).map {
                    notes.index(of: $0.note)
                }
                add(
                    members[index].flatMap { [.text($0.title), .text($0.id)] },
                    columns[index].cells[row],
                    columns[index].decimals[row], row, marks)
            }
            if let left = remainder(row) {
                add(
                    named("not accounted for", "not_accounted_for"), left, total.decimals[row], row,
                    [])
            }
            if total.cells[row] != .none(.missing) {
                let marks = total.notes.filter(isTold(row)).map { notes.index(of: $0.note) }
                add(
                    named("total", "total"), total.cells[row], total.decimals[row], row, marks,
                    isTotal: true)
            }
        }
        let periodTitle = single ? ", \(axis.periods[0].title(in: calendar))" : ""
        return ResultTable(
            layout: .grid, title: title + periodTitle,
            columns: Self.subjectColumns
                + [.init(ColumnID.period, "Period", .period, machineOnly: single)]
                + dimensions.flatMap { dimension in
                    [
                        .init(dimension.id, dimension.title, .text),
                        .init("\(dimension.id)_id", "Id", .text, machineOnly: true),
                    ]
                }
                + [
                    .init(ColumnID.value, traits.unit.columnTitle, .number, unit: traits.unit),
                    Self.unitColumn,
                    .init(ColumnID.share, "Share", .number, unit: .percent, machineOnly: !adds),
                ],
            rows: rows, notes: notes.all + said)
    }

    /// A row a period. Columns: what the figures are of, period, unit, a column for each member by its
    /// id, `not_accounted_for` where anything is, `total`.
    func wide(title: String, _ calendar: Calendar) -> ResultTable {
        let remainders = axis.periods.indices.map(remainder)
        let hasRemainder = remainders.contains { $0 != nil }
        let hasTotal = total.cells.contains { $0 != .none(.missing) }
        var notes = NoteCollector()
        let rows = axis.periods.indices.map { row in
            let period = axis.periods[row]
            var values = subject + [.period(period, in: calendar), unit]
            var told: [(note: ResultTable.Note, columns: [String])] = []
            for index in seen {
                values.append(number(columns[index].cells[row], columns[index].decimals[row]))
                told += columns[index].notes.filter(isTold(row)).map {
                    ($0.note, [members[index][0].id])
                }
            }
            if hasRemainder {
                values.append(remainders[row].map { number($0, total.decimals[row]) } ?? .empty)
            }
            if hasTotal {
                values.append(number(total.cells[row], total.decimals[row]))
                told += total.notes.filter(isTold(row)).map { ($0.note, [ColumnID.total]) }
            }
            return notes.row(values, told)
        }
        var headings =
            Self.subjectColumns + [.init(ColumnID.period, "Period", .period), Self.unitColumn]
        for index in seen {
            headings.append(
                .init(
                    members[index][0].id, members[index][0].title, .number, unit: traits.unit,
                    isSeries: true))
        }
        if hasRemainder {
            headings.append(
                .init("not_accounted_for", "Not accounted for", .number, unit: traits.unit))
        }
        if hasTotal { headings.append(.init(ColumnID.total, "Total", .number, unit: traits.unit)) }
        return ResultTable(
            layout: .grid, title: title, columns: headings, rows: rows, notes: notes.all + said)
    }
}
