import TallyLanguage
import TallyModel

extension RankPhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        let checked = try checker.running(
            try checker.figure(value), query.clauses.running)
        return try RankAnswer(engine: engine, checker: checker).table(areas, checked, query)
    }

    func explain(
        _ query: Query, _ explanation: inout ExplainAnswer
    ) throws(Diagnostic) -> ResultTable {
        try explanation.ranking(areas, value, query)
    }
}

/// Answers `rank AREAS by EXPR`: areas in order, best first where the figure has a polarity.
struct RankAnswer {
    let engine: Engine
    let checker: Checker

    /// Columns: rank (ties 1 2 2 4), area_id, area, period, value, unit, quartile (⌈4·rank/n⌉, of four areas or
    /// more), good.
    func table(_ set: AreaSet, _ expression: CheckedExpression, _ query: Query) throws(Diagnostic)
        -> ResultTable
    {
        let ranking = try ranking(set, expression, query)
        var table = table(of: ranking, expression)
        if let fuller = ranking.fuller, query.clauses.running == nil {
            let calendar = ranking.found[0].evaluator.calendar
            let sentence =
                "rank \(checker.text(set.span)) by \(checker.text(expression.span)) "
                + "\(fuller.grain == .day ? "at" : "in") \(fuller.typed(in: calendar))"
            table.notes.append(.instead(sentence))
        }
        return table
    }

    /// One area in its place.
    struct Ranked {
        let evaluator: Evaluator
        let row: FigureRow
        let value: Double
        var rank = 0
    }

    /// Areas in order, best first, and those that have no figure, by the reason.
    struct Ranking {
        let period: Period
        let found: [Ranked]
        let without: [String: [String]]
        /// Between which periods changes are; empty where figures are no changes.
        let ends: [Period]
        /// A period in which more areas have figures.
        let fuller: Period?
    }

    func ranking(_ set: AreaSet, _ expression: CheckedExpression, _ query: Query)
        throws(Diagnostic) -> Ranking
    {
        if let name = query.clauses.names?.first {
            throw .nothingToCompare(
                "the ranking names its areas already, and 'for' names '\(name.text)' too",
                at: checker.place(name.span))
        }
        let areas = try engine.areas(of: set, with: expression.firstFigure, checker)
        let text = checker.text(set.span)
        let evaluators = try engine.evaluators(
            for: [expression], in: areas, calendar: engine.calendar(of: expression))
        let known = evaluators.filter { $0.coverage(of: expression, settled: true) != nil }
        guard let period = try period(known, expression, query)
        else { throw .noAreas(text, at: checker.place(set.span)) }

        var found: [Ranked] = []
        var without: [String: [String]] = [:]
        for evaluator in evaluators
        where evaluator.coverage(of: expression, settled: true) == nil {
            without[Reason.missing.words, default: []].append(evaluator.areaTitle)
        }
        let ends = try ChangeEnds(expression, of: known, in: period)
        let then = "without a figure for \(period.title(in: known[0].calendar))"
        for evaluator in known {
            try engine.checkCancellation()
            guard let row = try FigureRow.rows(expression, on: Axis([period]), evaluator).first
            else {
                continue
            }
            if row.cell.value != nil, !ends.are(of: evaluator) {
                without[ChangeEnds.missing, default: []].append(evaluator.areaTitle)
            } else if let value = row.cell.value {
                found.append(Ranked(evaluator: evaluator, row: row, value: value))
            } else if let reason = row.cell.reason {
                without[reason == .missing ? then : reason.words, default: []]
                    .append(evaluator.areaTitle)
            }
        }
        guard !found.isEmpty else { throw .noAreas(text, at: checker.place(set.span)) }
        let lowFirst = expression.traits.good == .low
        found.sort { a, b in
            if a.value == b.value { return a.evaluator.areaTitle < b.evaluator.areaTitle }
            return lowFirst ? a.value < b.value : a.value > b.value
        }
        for index in found.indices {
            let isTied = index > 0 && found[index].value == found[index - 1].value
            found[index].rank = isTied ? found[index - 1].rank : index + 1
        }
        return Ranking(
            period: period, found: found, without: without, ends: ends.longest,
            fuller: without[then] == nil
                ? nil : try fuller(than: period, found.count, expression, known))
    }

    /// Of the newest periods of areas the one in which most of them have figures, where those are
    /// more than in another; `nil` where no more are.
    private func fuller(
        than period: Period, _ count: Int, _ expression: CheckedExpression, _ known: [Evaluator]
    ) throws(Diagnostic) -> Period? {
        var best: (period: Period, count: Int)?
        for other in Set(known.compactMap { $0.latest(of: expression) }).sorted(by: {
            $0.last > $1.last
        }).prefix(Self.mostTried) where other != period {
            var having = 0
            for evaluator in known {
                try engine.checkCancellation()
                let cells = try evaluator.column(expression, on: Axis([other])).cells
                having += cells[0].value == nil ? 0 : 1
            }
            if having > best?.count ?? count { best = (other, having) }
        }
        return best?.period
    }

    /// Of more periods than this none is looked at for figures.
    private static let mostTried = 6

    func table(of ranking: Ranking, _ expression: CheckedExpression) -> ResultTable {
        let answer = ValueAnswer(engine: engine, checker: checker)
        let (period, found) = (ranking.period, ranking.found)
        let calendar = found.first?.evaluator.calendar ?? Calendar()
        var notes = NoteCollector()
        var rows: [ResultTable.Row] = []
        let hasQuartiles = found.count >= 4
        for one in found {
            let rank = one.rank
            let quartile = hasQuartiles ? (4 * rank + found.count - 1) / found.count : nil
            let whole = { (number: Int) in
                ResultTable.Value.number(
                    .init(.value(Double(number)), decimals: 0, unit: .number))
            }
            rows.append(
                .init(
                    [
                        whole(rank), .text(one.evaluator.area), .text(one.evaluator.areaTitle),
                        .period(period, in: calendar),
                        .number(
                            .init(
                                one.row.cell, decimals: one.row.decimals,
                                unit: expression.traits.unit, signed: expression.isChange)),
                        expression.traits.unit.map { .text($0.code) } ?? .empty,
                        quartile.map(whole) ?? .empty,
                        .text(expression.traits.good.rawValue),
                    ],
                    notes: one.row.notes.filter { !$0.code.isBreak && !$0.code.isOfOneFigure }
                        .map { notes.index(of: $0) }))
        }
        for (reason, names) in ranking.without.sorted(by: { $0.key < $1.key }) {
            notes.add(.areasLeftOut(names, reason))
        }
        if !hasQuartiles { notes.add(.tooFewForQuartiles(found.count)) }
        if expression.isCount, !expression.isChange { notes.add(.countsOfAreas) }
        let order =
            expression.traits.good.words.map { "best first: \($0)" } ?? "greatest first"
        let when =
            ranking.ends.isEmpty
            ? ", \(period.title(in: calendar))"
            : " from "
                + ranking.ends.map { $0.title(in: calendar) }.joined(separator: " to ")
        var table = ResultTable(
            layout: .grid, title: "\(answer.title(of: expression))\(when), \(order)",
            columns: [
                .init(ColumnID.rank, "Rank", .number),
                .init("area_id", "Area id", .text, machineOnly: true),
                .init(ColumnID.area, "Area", .text),
                .init(ColumnID.period, "Period", .period, machineOnly: true),
                .init(
                    ColumnID.value,
                    expression.isChange ? "Change" : expression.traits.unit.columnTitle, .number,
                    unit: expression.traits.unit),
                .init(ColumnID.unit, "Unit", .text, machineOnly: true),
                .init(ColumnID.quartile, "Quartile", .number, machineOnly: !hasQuartiles),
                .init(ColumnID.good, "Good", .text, machineOnly: true),
            ],
            rows: rows, notes: notes.all,
            summary: "\(NumberText.counted(rows.count, "area"))")
        table.isOrdered = true
        return table
    }

    /// The period asked for; without one the newest that any area has.
    private func period(_ evaluators: [Evaluator], _ expression: CheckedExpression, _ query: Query)
        throws(Diagnostic) -> Period?
    {
        var newest: Period?
        for evaluator in evaluators {
            let axis = try PeriodResolver(evaluator: evaluator, expression: expression)
                .axis(query.clauses.window)
            guard axis.count == 1 else {
                throw .nothingToCompare(
                    "a ranking is of one period: use 'in'", at: checker.place(query.span))
            }
            if newest.map({ $0.last < axis.periods[0].last }) ?? true { newest = axis.periods[0] }
        }
        return newest
    }
}

extension ResultTable.Note {
    /// What is counted in areas of different sizes.
    fileprivate static let countsOfAreas = Self(
        .countsOfAreas,
        "these are counts, which are greater where more people live; rates can be compared")

    /// A lone first would be in the last quartile.
    fileprivate static func tooFewForQuartiles(_ count: Int) -> Self {
        Self(
            .noQuartiles,
            "\(NumberText.counted(count, "area")), and it takes four to have quartiles")
    }
}
