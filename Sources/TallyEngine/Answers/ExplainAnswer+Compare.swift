import TallyLanguage
import TallyModel

/// How a comparison is reached: each difference, and below it the two figures that it is between.
extension ExplainAnswer {
    mutating func comparison(_ operands: [Operand], _ query: Query) throws(Diagnostic)
        -> ResultTable
    {
        try checker.refuse(query.clauses.running)
        switch try CompareAnswer(engine: engine, checker: checker).plan(operands, query) {
        case .periods(let comparison, let compared):
            let (rows, notes) = try comparison.rows(compared)
            let table = comparison.table(of: rows, notes)
            let held = try RowFilter(checker: checker).held(table, query.clauses.predicate)
            for (row, holds) in zip(rows, held) where holds {
                for (versus, beside) in zip(comparison.versus, row.beside) {
                    if let beside { try add(row, versus, beside) }
                }
            }
            return table
        case .sides(let expressions, let areas):
            let answer = SideBySide(engine: engine, checker: checker)
            let sides = try answer.sides(
                expressions, areas, query.clauses.window, query.span)
            let table = try answer.table(
                expressions, areas: areas, query.clauses.window, query.span)
            let held = try RowFilter(checker: checker).held(table, query.clauses.predicate)
            guard let first = sides.first else { return table }
            for (side, holds) in zip(sides, held).dropFirst() where holds { try add(side, first) }
            return table
        case .areas(let areas, let compared):
            return try add(areas, compared, query)
        case .group(let comparison, let compared):
            let (rows, notes) = try comparison.rows(compared, query.clauses.window)
            let table = comparison.table(of: rows, notes)
            let held = try RowFilter(checker: checker).held(table, query.clauses.predicate)
            var first: GroupComparison.Row?
            for (row, holds) in zip(rows, held) {
                if row.first == nil { first = row }
                guard row.first != nil, holds, let first else { continue }
                try add(
                    row.expression, at: row.figure.period, first.evaluator, less: row.evaluator)
            }
            return table
        }
    }

    /// A figure against a reference, or against that of another period.
    private mutating func add(
        _ row: PeriodComparison.Row, _ versus: PeriodComparison.Versus,
        _ beside: PeriodComparison.Beside
    ) throws(Diagnostic) {
        let expression = row.expression
        let evaluator = row.evaluator
        let name = expression.words
        var said = ""
        let other: String
        switch versus {
        case .reference(let id, _, _):
            other = id
            said = expression.traits.good == .low ? "\(id) less \(name)" : "\(name) less \(id)"
            if let status = row.figure.status, let reason = row.figure.statusReason,
                let own = expression.traits.identity,
                engine.catalogue.policy(of: own).green.contains(where: { $0.reference == id })
            {
                said += "; \(status.rawValue): \(reason)"
            }
        case .period:
            other = beside.period?.title(in: evaluator.calendar) ?? ""
            let own = row.figure.period.title(in: evaluator.calendar)
            let isForwards = beside.period.map { $0.last > row.figure.period.last } ?? false
            said = isForwards ? "\(other) less \(own)" : "\(own) less \(other)"
        }
        tree.add(
            name: "\(name) against \(other)", at: row.figure.period, evaluator, beside.difference,
            decimals: max(row.figure.decimals, beside.decimals),
            unit: expression.traits.unit.difference, detail: said, signed: true)
        try tree.add(expression, on: Axis([row.figure.period]), evaluator, depth: 1)
        switch versus {
        case .reference(let id, _, _):
            tree.add(reference: id, of: expression, row.figure.period, evaluator, depth: 1)
        case .period:
            guard let period = beside.period else { return }
            try tree.add(expression, on: Axis([period]), evaluator, depth: 1)
        }
    }

    /// One side beside the first; of other units nothing is between them.
    private mutating func add(_ side: SideBySide.Side, _ first: SideBySide.Side)
        throws(Diagnostic)
    {
        let (unit, other) = (side.expression.traits.unit, first.expression.traits.unit)
        var depth = 0
        if unit == other || unit == nil || other == nil {
            let a = try side.evaluator.column(side.expression, on: Axis([side.period]))
            let b = try first.evaluator.column(first.expression, on: Axis([first.period]))
            let found = try SideBySide(engine: engine, checker: checker).givenAway(side, first)
            tree.add(
                name: "\(side.expression.words) less \(first.expression.words)", at: side.period,
                side.evaluator,
                found == nil
                    ? Cell.combine(a.cells[0], b.cells[0], ExactDecimal.difference)
                    : .none(.suppressed),
                decimals: max(a.decimals[0], b.decimals[0]), unit: (unit ?? other).difference,
                detail: found.map { $0.words(side.evaluator) } ?? "", signed: true)
            depth = 1
        }
        let areAreas = side.evaluator.area != first.evaluator.area
        for one in [side, first] {
            try tree.add(
                one.expression, on: Axis([one.period]), one.evaluator, depth: depth,
                of: areAreas ? one.evaluator.areaTitle : nil)
        }
    }

    /// Each further area beside the first.
    private mutating func add(_ areas: [String], _ compared: Compared, _ query: Query)
        throws(Diagnostic) -> ResultTable
    {
        let answer = AreaComparison(engine: engine, checker: checker)
        let table = try answer.table(areas, compared, query.clauses.window, query.span)
        var held = try RowFilter(checker: checker).held(table, query.clauses.predicate)[...]
        let ids = table.rows.map { $0.values[1] }
        var shown = ids[...]
        for expression in compared.expressions {
            // Those without a row have no figures for all of the areas.
            guard shown.first == .text(self.answer.title(of: expression)) else { continue }
            shown.removeFirst()
            guard held.popFirst() == true else { continue }
            let evaluators = try engine.evaluators(
                for: [expression], in: areas, calendar: engine.calendar(of: expression))
            guard
                let period = try answer.period(
                    expression, evaluators, query.clauses.window, query.span)
            else { continue }
            let first = evaluators[0]
            for other in evaluators.dropFirst() {
                try add(expression, at: period, first, less: other)
            }
        }
        return table
    }

    /// The figures of two areas below the difference between them, where that says anything.
    private mutating func add(
        _ expression: CheckedExpression, at period: Period, _ first: Evaluator,
        less other: Evaluator
    ) throws(Diagnostic) {
        let isTold = engine.canDiffer(expression, first.area, other.area)
        if isTold {
            let a = try first.column(expression, on: Axis([period]))
            let b = try other.column(expression, on: Axis([period]))
            tree.add(
                name: "\(expression.words): \(first.areaTitle) less \(other.areaTitle)",
                at: period, first,
                Cell.combine(a.cells[0], b.cells[0], ExactDecimal.difference),
                decimals: max(a.decimals[0], b.decimals[0]),
                unit: expression.traits.unit.difference, signed: true)
        }
        for evaluator in [first, other] {
            try tree.add(
                expression, on: Axis([period]), evaluator, depth: isTold ? 1 : 0,
                of: evaluator.areaTitle)
        }
    }
}
