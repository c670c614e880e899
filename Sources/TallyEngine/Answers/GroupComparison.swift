import TallyLanguage
import TallyModel

/// An area beside the areas of a group, a row an area: `compare dorset vs neighbours of dorset`.
struct GroupComparison {
    let engine: Engine
    let checker: Checker
    let members: [Member]
    let span: Span

    /// What stands beside what, as it was named.
    enum Member {
        case area(String)
        case group(AreaSet)
    }

    /// One indicator of one area beside the first.
    struct Row {
        let expression: CheckedExpression
        let evaluator: Evaluator
        let figure: FigureRow
        /// The first area's; `nil` in its own row.
        let first: FigureRow?
    }

    /// Beside three areas or more stand the median and the mean of all but the first.
    ///
    /// Columns: id, indicator, area_id, area, period, unit, value, difference (the first area's figure
    /// less this one), good.
    func table(_ compared: Compared, _ window: Window?) throws(Diagnostic) -> ResultTable {
        let (rows, notes) = try rows(compared, window)
        return table(of: rows, notes)
    }

    /// The rows of each indicator, that of the area itself first, and what is said of what has none.
    func rows(_ compared: Compared, _ window: Window?) throws(Diagnostic)
        -> ([Row], [ResultTable.Note])
    {
        let place = checker.place(span)
        if let named = compared.areas?.first {
            throw .nothingToCompare(
                "the comparison names its areas already, and 'for' names '\(named)' too", at: place)
        }
        guard compared.namesAny else {
            throw .nothingToCompare(
                "a group of areas is compared by what 'for' names, and nothing is named", at: place)
        }
        guard
            let area = members.lazy.compactMap({ member in
                if case .area(let area) = member { area } else { nil }
            }).first
        else {
            throw .nothingToCompare(
                "a group of areas stands beside an area, and none is named", at: place)
        }
        var rows: [Row] = []
        var notes = NoteCollector()
        let answer = ValueAnswer(engine: engine, checker: checker)
        for expression in compared.expressions {
            try engine.checkCancellation()
            let areas = try areas(expression, beside: area)
            let evaluators = try engine.evaluators(
                for: [expression], in: areas, calendar: engine.calendar(of: expression))
            let name = answer.name(of: expression)
            guard evaluators[0].coverage(of: expression, settled: false) != nil else {
                if compared.names(expression) {
                    notes.add(.noValues(name, evaluators[0].areaTitle, detail: ""))
                }
                continue
            }
            let axis = try PeriodResolver(evaluator: evaluators[0], expression: expression)
                .axis(window)
            guard axis.count == 1 else {
                throw .nothingToCompare("a comparison is of one period: use 'in'", at: place)
            }
            var first: FigureRow?
            var without: [String] = []
            for evaluator in evaluators {
                let figure = try FigureRow.rows(expression, on: axis, evaluator).first
                guard let figure, figure.cell.reason != .missing else {
                    if first == nil {
                        if compared.names(expression) {
                            notes.add(try answer.absent(expression, axis.periods[0], evaluator))
                        }
                        break
                    }
                    without.append(evaluator.areaTitle)
                    continue
                }
                rows.append(
                    Row(
                        expression: expression, evaluator: evaluator, figure: figure, first: first))
                first = first ?? figure
            }
            if !without.isEmpty {
                notes.add(.areasLeftOut(without, Reason.missing.words))
            }
        }
        return (rows, notes.all)
    }

    /// The areas that are named and those of the groups, each once, the one that all stand beside
    /// first.
    private func areas(_ expression: CheckedExpression, beside first: String) throws(Diagnostic)
        -> [String]
    {
        var areas = [first]
        for member in members {
            let found: [String] =
                switch member {
                case .area(let area): [area]
                case .group(let set): try engine.areas(of: set, with: expression, checker)
                }
            for area in found where !areas.contains(area) { areas.append(area) }
        }
        return areas
    }

    /// What stands in a row of an indicator, in the order of the columns.
    func cells(
        of row: Row, area: String?, title: String, _ value: ResultTable.NumberValue,
        _ difference: ResultTable.Value
    ) -> [ResultTable.Value] {
        let answer = ValueAnswer(engine: engine, checker: checker)
        return [
            answer.id(of: row.expression), .text(answer.title(of: row.expression)),
            area.map { .text($0) } ?? .empty, .text(title),
            .period(row.figure.period, in: row.evaluator.calendar),
            row.expression.traits.unit.map { .text($0.code) } ?? .empty, .number(value),
            difference, .text(row.expression.traits.good.rawValue),
        ]
    }

    func table(of rows: [Row], _ said: [ResultTable.Note]) -> ResultTable {
        let answer = ValueAnswer(engine: engine, checker: checker)
        let titles = Set(rows.map { answer.title(of: $0.expression) })
        let periods = Set(rows.map(\.figure.period))
        let first = rows.first
        var notes = NoteCollector()
        var values: [ResultTable.Row] = []
        for (index, row) in rows.enumerated() {
            let unit = row.expression.traits.unit
            var marks = row.figure.notes.filter {
                !$0.code.isBreak && !$0.code.isOfOneFigure
            }
            var difference = ResultTable.Value.empty
            if let other = row.first, let area = first?.evaluator.area {
                if engine.canDiffer(row.expression, area, row.evaluator.area) {
                    difference = .number(
                        .init(
                            Cell.combine(other.cell, row.figure.cell, ExactDecimal.difference),
                            decimals: max(row.figure.decimals, other.decimals),
                            unit: unit.difference, signed: true))
                } else {
                    marks.append(.levelsDiffer)
                }
            }
            values.append(
                .init(
                    cells(
                        of: row, area: row.evaluator.area, title: row.evaluator.areaTitle,
                        .init(row.figure.cell, decimals: row.figure.decimals, unit: unit),
                        difference),
                    notes: marks.map { notes.index(of: $0) }))
            // The rows of an indicator stand together, that of the area itself in front.
            let isLast = index == rows.count - 1 || rows[index + 1].first == nil
            if isLast, let start = rows[...index].lastIndex(where: { $0.first == nil }) {
                values += middles(of: rows[start...index], &notes)
            }
        }
        for note in said { notes.add(note) }
        let area = first?.evaluator.areaTitle ?? ""
        let title = first.map { first in
            titles.count == 1
                ? answer.title(of: first.expression)
                    + (periods.count == 1
                        ? ", \(first.figure.period.title(in: first.evaluator.calendar))" : "")
                : "\(area) beside others"
        }
        let count = Set(rows.map(\.evaluator.area)).count
        return ResultTable(
            layout: .grid, title: title,
            columns: [
                .init(ColumnID.id, "Id", .text, machineOnly: true),
                .init(ColumnID.indicator, "Indicator", .text, machineOnly: titles.count <= 1),
                .init("area_id", "Area id", .text, machineOnly: true),
                .init(ColumnID.area, "Area", .text),
                .init(
                    ColumnID.period, "Period", .period,
                    machineOnly: periods.count <= 1 && titles.count <= 1),
                .init(ColumnID.unit, "Unit", .text, machineOnly: true),
                .init(ColumnID.value, "Value", .number),
                .init("difference", "\(area) differs by", .number),
                .init(ColumnID.good, "Good", .text, machineOnly: true),
            ],
            rows: values, notes: notes.all,
            summary: rows.isEmpty ? nil : "\(NumberText.counted(count, "area"))")
    }
}

extension Engine {
    /// The areas of a set: of a level those for which the first indicator has figures.
    func areas(
        of set: AreaSet, with expression: CheckedExpression, _ checker: Checker
    ) throws(Diagnostic) -> [String] {
        switch set.kind {
        case .listed(let names):
            var ids: [String] = []
            for name in names {
                let id = try checker.area(name)
                if !ids.contains(id) { ids.append(id) }
            }
            return ids
        case .level(let name):
            let levels = name.ids(of: .level)
            var first: Figure?
            expression.forEachFigure { first = first ?? $0 }
            guard let first else { return [] }
            return try areas(with: first).filter { id in
                catalogue.areas[id].map { levels.contains($0.level) } ?? false
            }
        case .neighbours(let name):
            var first: Figure?
            expression.forEachFigure { first = first ?? $0 }
            return try withNeighbours(of: name, for: first, checker)
        }
    }

    /// Whether the difference of a figure between two areas says anything: between those of
    /// different levels, as an authority and the nation, that of counts does not.
    func canDiffer(_ expression: CheckedExpression, _ area: String, _ other: String) -> Bool {
        guard let level = catalogue.areas[area]?.level,
            let second = catalogue.areas[other]?.level, level != second
        else { return true }
        switch (expression.traits.unit, expression.traits.kind) {
        case (_, .average), (_, .ratioOfStocks), (_, .ratioOfFlows): return true
        case (.number, _), (.money, _): return false
        default: return true
        }
    }
}

extension ResultTable.Note {
    /// That areas have no row, and for what reason.
    static func areasLeftOut(_ names: [String], _ reason: String) -> Self {
        let count = names.count == 1 ? names[0] : "\(names.count) areas"
        return .leftOut("\(count), \(reason)")
    }

    static let levelsDiffer = Self(
        .levelsDiffer,
        "of areas of different levels the difference between counts says nothing; that between "
            + "rates does")
}
