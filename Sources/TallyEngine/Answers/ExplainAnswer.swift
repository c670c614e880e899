import TallyLanguage
import TallyModel
import TallyPlugins

extension ExplainPhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        try engine.answering(self.query, in: checker.source).explained(self.query, checker)
    }

    var readsFigures: Bool { false }
}

/// Answers `explain QUERY`: everything that the figures of an answer are made of, with the numbers in
/// it, down to the places in files where they were read.
struct ExplainAnswer {
    let engine: Engine
    let checker: Checker

    var tree = ExplainedTree()
    /// Whether it is of numbers alone, which have no period.
    private var isTimeless = false

    var answer: ValueAnswer { ValueAnswer(engine: engine, checker: checker) }

    init(engine: Engine, checker: Checker) {
        self.engine = engine
        self.checker = checker
    }

    /// Columns: depth, part, period, value, unit, source. The parts of a part stand below it, one
    /// step further in.
    mutating func table(_ query: Query) throws(Diagnostic) -> ResultTable {
        // What is explained is said as the answer itself says it.
        let answered = try query.phrase.answered.explain(query, &self)
        var notes = answered.notes
        if tree.isFull { notes.append(.explanationCut(ExplainedTree.limit)) }
        let rows = try tree.rows(engine.source, withPeriods: !isTimeless)
        // Where a condition leaves nothing to explain it is said of how much.
        let isEmptied = rows.isEmpty && query.clauses.predicate != nil && !answered.rows.isEmpty
        return ResultTable(
            layout: .grid, title: answered.title,
            columns: [
                .init("depth", "Depth", .number, machineOnly: true),
                .init("part", "Part", .text),
                .init(ColumnID.period, "Period", .period, machineOnly: isTimeless),
                .init(ColumnID.value, "Value", .number),
                .init(ColumnID.unit, "Unit", .text, machineOnly: true),
                .init("source", "From", .text, machineOnly: isTimeless),
            ], rows: rows, notes: notes,
            summary: isEmptied ? "0 of \(answered.rows.count) rows" : nil)
    }

    /// Each figure of a value: for every area, period or member.
    mutating func value(
        _ expression: Expression, _ query: Query, everything: Bool = false
    ) throws(Diagnostic) -> ResultTable {
        var query = query
        var checked = try checker.running(try checker.check(expression), query.clauses.running)
        var areas = try checker.areas(query.clauses.names)
        let outside = query.clauses.window
        (checked, areas, query.clauses.window) = checked.withoutBrackets(areas: areas, outside)
        if checked.isArithmeticAlone {
            isTimeless = true
            try tree.add(
                checked, on: .timeless,
                try engine.evaluator(for: [], in: "", calendar: Calendar()))
            return ResultTable(layout: .grid, columns: [], rows: [])
        }
        if checked.traits.isCondition { return try condition(checked, query, everything) }
        var grain: PeriodUnit?
        if let keys = query.clauses.by {
            let breakdown = BreakdownAnswer(engine: engine, checker: checker)
            if let found = try breakdown.members(checked, keys, query) {
                return try members(found, query)
            }
            let split = try breakdown.split(keys, checked, areas: areas)
            (areas, grain) = (split.areas ?? areas, split.grain)
        }
        let sections = try answer.sections(
            checked, areas: areas, query, grain: grain, everything: everything)
        let table = answer.assemble(sections, checked, title: answer.title(of: checked))
        var held = try RowFilter(checker: checker).held(table, query.clauses.predicate)[...]
        for section in sections {
            for period in section.axis.periods where held.popFirst() == true {
                try tree.add(
                    checked, on: Axis([period], window: section.axis.window), section.evaluator,
                    of: sections.count > 1 ? section.evaluator.areaTitle : nil)
            }
        }
        return table
    }

    /// Each figure of a table of trends.
    mutating func trends(_ query: Query) throws(Diagnostic) -> ResultTable {
        try checker.refuse(query.clauses.running)
        let answer = TrendTable(engine: engine, checker: checker)
        let found = try answer.found(query)
        let table = answer.table(of: found, themes: [])
        let held = try RowFilter(checker: checker).held(table, query.clauses.predicate)
        let hasAreas = Set(found.rows.map(\.evaluator.area)).count > 1
        for (row, holds) in zip(found.rows, held) where holds {
            for (period, figure) in zip(found.periods, row.figures)
            where figure.cell.reason != .missing {
                try tree.add(
                    row.expression, on: Axis([period]), row.evaluator,
                    of: hasAreas ? row.evaluator.areaTitle : nil)
            }
        }
        return table
    }

    private mutating func members(_ found: BreakdownAnswer.Found, _ query: Query)
        throws(Diagnostic) -> ResultTable
    {
        if query.clauses.predicate != nil {
            throw .explainsRows(at: checker.place(query.clauses.span ?? query.span))
        }
        guard case .some(let members) = found else {
            if case .none(let table) = found { return table }
            throw .explainsFigures(at: checker.place(query.span))
        }
        let split = members.split
        for (row, period) in split.axis.periods.enumerated() {
            let axis = Axis([period], window: split.axis.window)
            for (part, column) in zip(members.parts, split.columns)
            where column.cells[row] != .none(.missing) {
                try tree.add(
                    part.expression, on: axis, members.evaluator,
                    of: part.members.map(\.title).joined(separator: ", "))
            }
            if let left = split.remainder(row) {
                tree.add(
                    name: "not accounted for", at: period, members.evaluator, left,
                    decimals: split.total.decimals[row], unit: members.whole.traits.unit,
                    detail: "the total less its members")
            }
            if split.total.cells[row] != .none(.missing) {
                try tree.add(members.whole, on: axis, members.evaluator, of: "total")
            }
        }
        return split.long(title: members.title, members.evaluator.calendar)
    }

    /// Each area in its place.
    mutating func ranking(_ set: AreaSet, _ expression: Expression, _ query: Query)
        throws(Diagnostic) -> ResultTable
    {
        let checked = try checker.running(
            try checker.figure(expression), query.clauses.running)
        let answer = RankAnswer(engine: engine, checker: checker)
        let ranking = try answer.ranking(set, checked, query)
        let table = answer.table(of: ranking, checked)
        let held = try RowFilter(checker: checker).held(table, query.clauses.predicate)
        for (one, holds) in zip(ranking.found, held) where holds {
            try tree.add(
                checked, on: Axis([ranking.period]), one.evaluator,
                of: "\(one.rank) \(one.evaluator.areaTitle)")
        }
        return table
    }

    /// A condition in each period, with the figures that it is about.
    private mutating func condition(
        _ condition: CheckedExpression, _ query: Query, _ everything: Bool
    ) throws(Diagnostic) -> ResultTable {
        let answer = ConditionAnswer(engine: engine, checker: checker)
        let sections = try answer.sections(condition, query, everything: everything)
        let table = answer.table(of: sections, condition)
        var held = try RowFilter(checker: checker).held(table, query.clauses.predicate)[...]
        for section in sections {
            for period in section.axis.periods where held.popFirst() == true {
                try tree.add(
                    condition, on: Axis([period], window: section.axis.window), section.evaluator,
                    of: sections.count > 1 ? section.evaluator.areaTitle : nil)
            }
        }
        return table
    }

    /// A condition in the last period in which it held.
    mutating func lastHeld(_ condition: CheckedExpression, _ query: Query)
        throws(Diagnostic) -> ResultTable
    {
        let answer = ConditionAnswer(engine: engine, checker: checker)
        let sections = try answer.sections(condition, query, searching: true)
        for section in sections {
            guard let index = section.column.cells.lastIndex(of: .value(1)) else { continue }
            try tree.add(
                condition, on: Axis([section.axis.periods[index]]), section.evaluator,
                of: sections.count > 1 ? section.evaluator.areaTitle : nil)
        }
        return try answer.lastHeld(condition, query)
    }
}

extension Engine {
    /// What is explained of a query.
    func explained(_ query: Query, _ checker: Checker) throws(Diagnostic) -> ResultTable {
        try refuseSplitting(query, checker)
        var explanation = ExplainAnswer(engine: self, checker: checker)
        var table = try explanation.table(try naming(query, checker))
        if let asKnown { table.notes.append(.asKnown(asKnown)) }
        return table
    }
}

extension Diagnostic {
    static func explainsFigures(at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash, "figures are explained, not lists and names", at: place,
            label: "as in 'explain NAME in sep23'")
    }

    static func explainsRows(at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash, "the members of a whole are explained together, none left out", at: place)
    }
}

extension ResultTable.Note {
    fileprivate static func explanationCut(_ limit: Int) -> Self {
        Self(.cut, "only the first \(limit) parts are shown")
    }
}
