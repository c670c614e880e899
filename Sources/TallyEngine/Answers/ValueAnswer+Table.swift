import TallyModel

extension ValueAnswer {
    /// The sections as one table.
    func assemble(_ sections: [Section], _ expression: CheckedExpression, title: String)
        -> ResultTable
    {
        let rows = sections.flatMap(\.rows)
        let own = expression.scopedAreas
        let named =
            own.isOpen || own.ids.isEmpty
            ? nil : own.ids.map { engine.catalogue.title(ofArea: $0) }.joined(separator: ", ")
        let areas = sections.map { named ?? $0.evaluator.areaTitle }
        let hasParts = rows.contains { $0.parts != nil }
        let hasTarget = rows.contains { $0.target != nil }
        let hasDirection = expression.traits.good != .neither
        let isSingle = rows.count == 1 && sections.count == 1
        let isChange = expression.isChange
        let unit = expression.traits.unit

        var columns: [ResultTable.Column] = [
            .init(ColumnID.id, "Id", .text, machineOnly: true),
            .init(ColumnID.indicator, "Indicator", .text, machineOnly: true),
            .init(ColumnID.area, "Area", .text, machineOnly: sections.count == 1),
            .init(ColumnID.period, "Period", .period),
            .init(ColumnID.value, unit.columnTitle, .number, unit: unit),
            .init(ColumnID.unit, "Unit", .text, machineOnly: true),
        ]
        if hasParts {
            columns.append(.init(ColumnID.numerator, "Count", .number))
            columns.append(.init(ColumnID.denominator, "Out of", .number))
        }
        columns += [
            .init(ColumnID.before, "Before", .number, unit: unit, machineOnly: true),
            .init(ColumnID.beforePeriod, "Period before", .period, machineOnly: true),
            .init(
                ColumnID.change, "Change", .number, unit: unit.difference, machineOnly: isChange),
            .init(ColumnID.direction, "Direction", .direction, machineOnly: !hasDirection),
            .init(ColumnID.good, "Good", .text, machineOnly: true),
        ]
        columns += [
            .init(ColumnID.target, "Target", .number, unit: unit, machineOnly: !hasTarget),
            .init(
                ColumnID.gap, "Gap", .number, unit: unit.difference, machineOnly: !hasTarget),
            .init(ColumnID.status, "Status", .status, machineOnly: !hasTarget), .statusReason,
        ]

        // The changes of a series are shown alike.
        let more =
            rows.map { row in
                row.change.map {
                    $0.moreDecimals(
                        from: row.before?.cell ?? $0, to: row.cell, row.changeDecimals)
                } ?? 0
            }.max() ?? 0
        let common = CommonCells(
            id: id(of: expression), title: .text(title),
            unit: unit.map { .text($0.code) } ?? .empty,
            good: .text(expression.traits.good.rawValue))
        var notes = NoteCollector()
        var values: [ResultTable.Row] = []
        values.reserveCapacity(rows.count)
        for section in sections {
            let calendar = section.evaluator.calendar
            // Each row of a series is set against the one before it.
            var earlier: Period?
            var earlierValue = ResultTable.Value.empty
            let area = ResultTable.Value.text(named ?? section.evaluator.areaTitle)
            for row in section.rows {
                let period = ResultTable.Value.period(row.period, in: calendar)
                let before = row.before.map {
                    $0.period == earlier ? earlierValue : .period($0.period, in: calendar)
                }
                earlier = row.period
                earlierValue = period
                values.append(
                    ResultTable.Row(
                        cells(
                            row, expression, common, area: area, period: period,
                            before: before ?? .empty, hasParts: hasParts, more: more),
                        notes: row.notes.map { notes.index(of: $0) }))
            }
        }
        say(of: sections, expression, &notes, beside: &values)
        // What is true of every row alike needs no mark at each.
        for (index, note) in notes.all.enumerated()
        where note.code == .yearToDate || note.code == .caveat {
            guard values.count > 1, values.allSatisfy({ $0.notes.contains(index) }) else {
                continue
            }
            for row in values.indices { values[row].notes.removeAll { $0 == index } }
        }
        let table = ResultTable(
            layout: isSingle ? .figure : .series,
            title: sections.count == 1 ? "\(title), \(areas[0])" : title,
            columns: columns, rows: values, notes: notes.all)
        // That there is nothing is said once, and not in every row.
        return table.lacksSomething && !table.hasFigures ? table.with(rows: []) : table
    }

    /// Adds what is said of whole sections, the same once; where it is not said of all of them, the
    /// rows of those it is said of are marked.
    private func say(
        of sections: [Section], _ expression: CheckedExpression, _ notes: inout NoteCollector,
        beside rows: inout [ResultTable.Row]
    ) {
        var order: [SectionNote] = []
        var about: [SectionNote: [Int]] = [:]
        for (index, section) in sections.enumerated() {
            for note in section.notes where about[note]?.last != index {
                if about[note] == nil { order.append(note) }
                about[note, default: []].append(index)
            }
        }
        var starts = [0]
        for section in sections { starts.append(starts[starts.count - 1] + section.rows.count) }
        for one in order {
            let own = about[one] ?? []
            let note: ResultTable.Note =
                switch one {
                case .told(let note): note
                case .absent(let detail):
                    .noValues(
                        name(of: expression), own.map { sections[$0].evaluator.areaTitle },
                        detail: detail)
                }
            let mark = notes.index(of: note)
            if own.count == sections.count { continue }
            for section in own {
                for row in starts[section]..<starts[section + 1]
                where !rows[row].notes.contains(mark) {
                    rows[row].notes.append(mark)
                }
            }
        }
    }

    /// The id of the indicator that an expression is, also where it is asked for at another time.
    func id(of expression: CheckedExpression) -> ResultTable.Value {
        if case .shifted(let inner, _) = expression.kind { return id(of: inner) }
        return expression.traits.identity.map { .text($0) } ?? .empty
    }

    private func cells(
        _ row: FigureRow, _ expression: CheckedExpression, _ common: CommonCells,
        area: ResultTable.Value, period: ResultTable.Value, before: ResultTable.Value,
        hasParts: Bool, more: Int
    ) -> [ResultTable.Value] {
        let unit = expression.traits.unit
        func number(
            _ cell: Cell?, _ decimals: Int, _ unit: Unit?, signed: Bool = false
        ) -> ResultTable.Value {
            guard let cell else { return .empty }
            return .number(.init(cell, decimals: decimals, unit: unit, signed: signed))
        }
        var values: [ResultTable.Value] = []
        values.reserveCapacity(17)
        values.append(common.id)
        values.append(common.title)
        values.append(area)
        values.append(period)
        values.append(
            number(
                row.cell, row.cell.decimals(row.decimals, more: more), unit,
                signed: expression.isChange))
        values.append(common.unit)
        if hasParts {
            values.append(number(row.parts?.numerator, row.parts?.decimals ?? 0, .number))
            values.append(number(row.parts?.denominator, row.parts?.decimals ?? 0, .number))
        }
        values.append(
            number(
                row.before?.cell,
                row.before.map { $0.cell.decimals($0.decimals, more: more) } ?? 0, unit))
        values.append(before)
        values.append(
            number(
                row.change?.reason == .missing ? nil : row.change, row.changeDecimals + more,
                unit.difference, signed: true))
        values.append(row.direction.map { .direction($0) } ?? .empty)
        values.append(common.good)
        values.append(number(row.target?.cell, row.target?.decimals ?? 0, unit))
        values.append(
            number(
                row.gap, max(row.decimals, row.target?.decimals ?? 0), unit.difference,
                signed: true))
        values.append(row.status.map { .status($0) } ?? .empty)
        values.append(row.statusReason.map { .text($0) } ?? .empty)
        return values
    }
}

extension ResultTable.Column {
    /// Why the status beside it is what it is.
    static let statusReason = Self(
        ColumnID.statusReason, "Status because", .text, machineOnly: true)
}

/// What all rows of an expression have in common.
private struct CommonCells {
    let id: ResultTable.Value
    let title: ResultTable.Value
    let unit: ResultTable.Value
    let good: ResultTable.Value
}

/// Notes in the order in which they are first needed, each once.
struct NoteCollector {
    private(set) var all: [ResultTable.Note] = []
    private var places: [ResultTable.Note: Int] = [:]

    mutating func index(of note: ResultTable.Note) -> Int {
        if let index = places[note] { return index }
        all.append(note)
        places[note] = all.count - 1
        return all.count - 1
    }

    mutating func add(_ note: ResultTable.Note) { _ = index(of: note) }

    /// A row with what is said of its cells, each note with the ids of the columns that it is about.
    mutating func row(
        _ values: [ResultTable.Value], _ said: [(note: ResultTable.Note, columns: [String])]
    ) -> ResultTable.Row {
        var row = ResultTable.Row(values)
        for (note, columns) in said {
            let index = index(of: note)
            if !row.notes.contains(index) { row.notes.append(index) }
            row.places[index, default: []] += columns
        }
        return row
    }
}

extension Unit? {
    /// The header over figures of the unit.
    var columnTitle: String {
        switch self {
        case nil, .number, .text: "Value"
        case .percent, .percentagePoints: "Percentage"
        case .rate: "Rate"
        case .days, .weeks, .hours: "Time"
        case .score: "Score"
        case .ratio: "Ratio"
        case .money: "Amount"
        }
    }

    /// The unit of the difference of two figures.
    var difference: Unit? {
        self == .percent ? .percentagePoints : self
    }
}
