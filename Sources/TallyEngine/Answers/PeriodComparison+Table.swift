import TallyLanguage
import TallyModel

extension PeriodComparison {
    func table(of rows: [Row], _ said: [ResultTable.Note]) -> ResultTable {
        let areas = Set(rows.map(\.evaluator.area))
        let periods = Set(rows.map(\.figure.period))
        let hasReference = versus.contains { if case .reference = $0 { true } else { false } }
        let title = periods.count == 1 ? rows.first.map(periodTitle) : nil

        var columns: [ResultTable.Column] = [
            .init(ColumnID.id, "Id", .text, machineOnly: true),
            .init(ColumnID.indicator, "Indicator", .text),
            .init(ColumnID.area, "Area", .text, machineOnly: areas.count <= 1),
            .init(ColumnID.period, "Period", .period, machineOnly: periods.count <= 1),
            .init(ColumnID.unit, "Unit", .text, machineOnly: true),
            .init(ColumnID.value, title ?? "Value", .number),
        ]
        let several = versus.count > 1
        for index in versus.indices {
            let (id, heading, difference) = heading(index, rows)
            columns.append(.init(id, heading.capitalizedFirst, .number))
            if case .period = versus[index] {
                columns.append(
                    .init("\(id)_period", "Its period", .period, machineOnly: !varies(index, rows)))
            }
            columns.append(
                .init(
                    several ? "\(difference)_\(id)" : difference, difference.capitalizedFirst,
                    .number))
            let isReference = if case .reference = versus[index] { true } else { false }
            let percent = isReference ? ColumnID.gapPercent : ColumnID.changePercent
            columns.append(
                .init(
                    several ? "\(percent)_\(id)" : percent, "\(difference.capitalizedFirst) %",
                    .number, unit: .percent, machineOnly: true))
        }
        columns += [
            directionColumn(rows),
            .init(ColumnID.status, "Status", .status, machineOnly: !judges(rows)), .statusReason,
            .init(ColumnID.good, "Good", .text, machineOnly: true),
        ]

        var notes = NoteCollector()
        let values = rows.map { row in
            notes.row(cells(row), self.said(of: row, rows, withBreaks: hasReference))
        }
        return ResultTable(
            layout: .grid, title: heading(rows), columns: columns, rows: values,
            notes: notes.all + said, summary: summary(rows))
    }

    /// What is said of the figures of a row: of its own as it is, of others with their periods.
    private func said(of row: Row, _ rows: [Row], withBreaks: Bool)
        -> [(note: ResultTable.Note, columns: [String])]
    {
        // The way from another period is told with that period.
        let own = row.figure.notes.filter { withBreaks || !$0.code.isOfTheWay }
        let others = row.beside.compactMap { $0 }
        var said = PeriodNotes()
        said.add(own, of: periodTitle(row))
        var columns = [periodTitle(row): ColumnID.value]
        for (index, beside) in row.beside.enumerated() {
            guard let beside, let period = beside.period else { continue }
            let title = period.title(in: row.evaluator.calendar)
            said.add(beside.notes, of: title)
            columns[title] = columns[title] ?? heading(index, rows).id
        }
        let alone = own.filter { note in !others.contains { $0.notes.contains(note) } }
        return said.joined(plain: alone).map { note, of in (note, of.compactMap { columns[$0] }) }
            + others.flatMap(\.breaks).map { ($0, []) }
    }

    /// Whether the status is judged by a reference that stands beside: by another it would puzzle.
    private func judges(_ rows: [Row]) -> Bool {
        let shown = versus.compactMap { one in
            if case .reference(let id, _, _) = one { id } else { nil }
        }
        return rows.contains { row in
            let policy = row.expression.traits.identity.map(engine.catalogue.policy(of:))
            return policy?.green.contains { shown.contains($0.reference) } ?? false
        }
    }

    private func periodTitle(_ row: Row) -> String {
        row.figure.period.title(in: row.evaluator.calendar)
    }

    /// `Sep 2023 against target, Dorset`; what is another period in each row is called as it was
    /// asked for: `A year ago against latest`.
    private func heading(_ rows: [Row]) -> String? {
        guard let row = rows.first else { return nil }
        let periods = Set(rows.map(\.figure.period))
        let first = periods.count == 1 ? periodTitle(row) : firstAsAsked
        let others = versus.indices.map { heading($0, rows).title }.joined(separator: ", ")
        let areas = Set(rows.map(\.evaluator.areaTitle))
        let area = areas.count == 1 ? ", \(row.evaluator.areaTitle)" : ""
        return "\(first) against \(others)\(area)"
    }

    /// The first operand in words.
    private var firstAsAsked: String {
        switch first {
        case .latest: Keyword.latest.word.capitalizedFirst
        case .syntax(let syntax, _): checker.text(syntax.span).capitalizedFirst
        }
    }

    /// The column of one operand after `vs`, and what the difference from it is called.
    private func heading(_ index: Int, _ rows: [Row]) -> (
        id: String, title: String, difference: String
    ) {
        switch versus[index] {
        case .reference(let id, let title, _): return (id, title, "gap")
        case .period(let syntax):
            let found = rows.compactMap { row in
                row.beside[index]?.period.map { $0.title(in: row.evaluator.calendar) }
            }
            let codes = rows.compactMap { row in
                row.beside[index]?.period.map { $0.code(in: row.evaluator.calendar) }
            }
            guard let title = found.first, let code = codes.first, Set(found).count == 1 else {
                // Each row has a period of its own: the column is called as it was asked for.
                let typed = checker.text(syntax.span)
                return (
                    typed.lowercased().split(separator: " ").joined(separator: "_"),
                    typed.lowercasedFirst, "change"
                )
            }
            return (code, title, "change")
        }
    }

    /// The direction; beside several things it says from or to which period.
    private func directionColumn(_ rows: [Row]) -> ResultTable.Column {
        var (id, title) = (ColumnID.direction, "Direction")
        if versus.count > 1, let directing {
            let other = heading(directing, rows)
            let isForwards = rows.contains { row in
                row.beside[directing]?.period.map { $0.last > row.figure.period.last } ?? false
            }
            id += "_\(other.id)"
            title += " \(isForwards ? "to" : "since") \(other.title)"
        }
        let hasDirection = rows.contains { $0.figure.direction != nil }
        return .init(id, title, .direction, machineOnly: !hasDirection)
    }

    /// Whether each row has a period of its own behind `vs`.
    private func varies(_ index: Int, _ rows: [Row]) -> Bool {
        Set(rows.compactMap { $0.beside[index]?.period }).count > 1
    }

    private func cells(_ row: Row) -> [ResultTable.Value] {
        let unit = row.expression.traits.unit
        let figure = row.figure
        let calendar = row.evaluator.calendar
        let answer = ValueAnswer(engine: engine, checker: checker)
        var values: [ResultTable.Value] = [
            answer.id(of: row.expression), .text(answer.title(of: row.expression)),
            .text(row.evaluator.areaTitle),
            .period(figure.period, in: calendar),
            unit.map { .text($0.code) } ?? .empty,
            .number(
                .init(
                    figure.cell,
                    decimals: figure.cell.decimals(
                        figure.decimals, more: row.beside.map { more($0, figure) }.max() ?? 0),
                    unit: unit)),
        ]
        for (one, beside) in zip(versus, row.beside) {
            let isReference = if case .reference = one { true } else { false }
            guard let beside else {
                values += Array(repeating: .empty, count: isReference ? 3 : 4)
                continue
            }
            let more = more(beside, figure)
            values.append(
                .number(
                    .init(
                        beside.cell, decimals: beside.cell.decimals(beside.decimals, more: more),
                        unit: unit)))
            if !isReference {
                values.append(
                    beside.period.map {
                        .period($0, in: calendar)
                    } ?? .empty)
            }
            values.append(
                .number(
                    .init(
                        beside.difference,
                        decimals: max(figure.decimals, beside.decimals) + more,
                        unit: unit.difference, signed: true)))
            let percent = Cell.combine(beside.difference, beside.base) {
                ExactDecimal.percentage($0, of: $1.magnitude)
            }
            values.append(.number(.init(percent, decimals: 1, unit: .percent, signed: true)))
        }
        values += [
            figure.direction.map { .direction($0) } ?? .empty,
            figure.status.map { .status($0) } ?? .empty,
            figure.statusReason.map { .text($0) } ?? .empty,
            .text(row.expression.traits.good.rawValue),
        ]
        return values
    }

    /// How many digits more the difference between two figures needs than they have.
    private func more(_ beside: Beside?, _ figure: FigureRow) -> Int {
        guard let beside else { return 0 }
        return Cell.decimals(
            between: (figure.cell, figure.decimals), and: (beside.cell, beside.decimals))
            - max(figure.decimals, beside.decimals)
    }

    /// `42 rows, 7 meeting the target`; of a reference that nothing has to meet, `19 rows, 3 of 18
    /// no worse than the good neighbours`.
    private func summary(_ rows: [Row]) -> String? {
        let count = "\(NumberText.counted(rows.count, "row"))"
        guard !rows.isEmpty else { return nil }
        guard versus.count == 1, case .reference(let id, let title, _) = versus[0] else {
            return count
        }
        // Where neither high nor low is good nothing can be met.
        let judged = rows.filter { $0.expression.traits.good != .neither }
        if judged.isEmpty { return count }
        let good = judged.count { row in row.beside[0]?.difference.value.map { $0 >= 0 } ?? false }
        let of = judged.count < rows.count ? " of \(judged.count)" : ""
        if isMet(id, judged) {
            return "\(count), \(good == 0 ? "none" : "\(good)\(of)") meeting the \(title)"
        }
        if good == 0 {
            return "\(count), \(rows.count == 1 ? "" : "all\(of) ")worse than the \(title)"
        }
        return "\(count), \(rows.count == 1 ? "" : "\(good)\(of) ")no worse than the \(title)"
    }

    /// Whether a status policy asks that a reference be met, and not only that nothing be worse.
    private func isMet(_ reference: String, _ rows: [Row]) -> Bool {
        rows.contains { row in
            guard let id = row.expression.traits.identity else { return false }
            let policy = engine.catalogue.policy(of: id)
            return (policy.green + policy.amber).contains { condition in
                switch condition {
                case .meets(let id), .within(_, let id): id == reference
                case .noWorse: false
                }
            }
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
