import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// What there is data for. Whatever cannot be worked out just now gives nothing.
extension Completer {
    /// A figure that the sentence is about, with where and when there are figures of it.
    private struct Known {
        let expression: CheckedExpression
        let evaluator: Evaluator
    }

    /// The values that the sentence asks for so far.
    private var subjects: [Expression] { expected.query?.phrase.syntax.values ?? [] }

    private func known(_ expression: Expression) -> Known? {
        guard let checked = try? checker.check(expression) else { return nil }
        let named = expected.query?.clauses.names?.compactMap { $0.ids(of: .area).first } ?? []
        var first: Figure?
        checked.forEachFigure { first = first ?? $0 }
        // Where a sentence must name an area and does not yet, any that has figures will do.
        let areas =
            (try? engine.areas(named, for: checked, ""))
            ?? first.flatMap { try? engine.areas(with: $0) }
        guard let area = areas?.first,
            let evaluator = try? engine.evaluator(
                for: [checked], in: area, calendar: engine.calendar(of: checked))
        else { return nil }
        return Known(expression: checked, evaluator: evaluator)
    }

    /// The areas in which areas of a level lie; every area where that is not known.
    func areas(holding level: Name, _ partial: String) -> [Candidate] {
        let holding = (try? engine.areas(holding: level.ids(of: .level))) ?? []
        return names(of: [.area], partial) { holding.isEmpty || holding.contains($0.id) }
    }

    // MARK: - Periods

    /// A period as it is offered, and the day with which it ends.
    private struct Dated {
        let candidate: Candidate
        let last: Day

        init(_ period: Period, _ calendar: Calendar) {
            candidate = Candidate(period.typed(in: calendar), period.title(in: calendar))
            last = period.last
        }
    }

    private static let recent = 12
    private static let mostPeriods = 120

    /// The periods for which there is data, the newest of each length first; with the words that
    /// mean one.
    func periods() -> [Candidate] {
        let found = subjects.lazy.compactMap(known).first.map(periods) ?? recentMonths()
        guard let start = rangeStart else {
            return givenPeriods + Self.periodWords + found.map(\.candidate)
        }
        // A range does not run backwards.
        let first = found.first { $0.candidate.text == start }?.last
        return givenPeriods + Self.periodWords.prefix(1)
            + found.filter { period in first.map { period.last >= $0 } ?? true }.map(\.candidate)
    }

    /// The names that `let` has given to periods.
    private var givenPeriods: [Candidate] {
        engine.aliases.sorted { $0.key < $1.key }.filter {
            catalogue.longestMatch($0.value.split(separator: " ").map(String.init)[...]) == nil
        }.map { Candidate($0.key, $0.value) }
    }

    private static let periodWords = [
        Candidate("latest", "the newest period that has data"),
        Candidate("previous", "the period before"),
        Candidate("a year ago", "twelve months before"),
    ]

    private func periods(of known: Known) -> [Dated] {
        let evaluator = known.evaluator
        let grain = evaluator.nativeGrain(of: known.expression)
        let calendar = evaluator.calendar
        guard let coverage = evaluator.coverage(of: known.expression, settled: false) else {
            return []
        }
        var native: [Period] = []
        if case .figure(let figure) = known.expression.kind,
            let run = evaluator.data.figures(figure, in: evaluator.area)?.run(of: grain)
        {
            for point in run.points.reversed().prefix(Self.mostPeriods)
            where point.cell.value != nil {
                native.append(
                    grain == .day || grain == .span || grain == .from
                        ? .day(point.day) : calendar.period(grain, containing: point.day))
            }
        } else if grain != .span, grain != .from {
            var period = calendar.period(grain, containing: coverage.last)
            while native.count < Self.mostPeriods, period.last >= coverage.first {
                native.append(period)
                period = calendar.advanced(period, by: -1)
            }
        }
        var coarser: [Period] = []
        for longer in [Grain.quarter, .financialYear] where longer.fineness > grain.fineness {
            var seen: Set<Period> = []
            for period in native where grain.fineness < Grain.financialYear.fineness {
                let outer = calendar.period(longer, containing: period.last)
                // One that has not ended would be told of as it stands to date.
                if outer.last <= coverage.last, seen.insert(outer).inserted {
                    coarser.append(outer)
                }
            }
        }
        return
            (native.prefix(Self.recent) + coarser.prefix(Self.recent)
            + native.dropFirst(Self.recent) + coarser.dropFirst(Self.recent)).map {
                Dated($0, calendar)
            }
    }

    /// The newest months of the first source of the first indicator: where a sentence says only
    /// later what it is about.
    private func recentMonths() -> [Dated] {
        guard let first = catalogue.indicatorOrder.first,
            let indicator = catalogue.indicators[first],
            let area = engine.area ?? indicator.home,
            let last = try? engine.source.lastDay(
                ofSource: indicator.sources.first ?? "", area: area, grain: .month,
                asKnown: engine.asKnown)
        else { return [] }
        let calendar = indicator.calendar
        return (0..<2 * Self.recent).map { back in
            Dated(
                calendar.advanced(calendar.period(.month, containing: last), by: -back), calendar)
        }
    }

    // MARK: - Comparisons

    /// What may stand beside the first operand: beside a period references and periods, beside an
    /// area areas, beside a value its own references, its periods and other values.
    func beside(_ operands: [Operand], _ partial: String) -> [[Candidate]] {
        guard let first = operands.first else { return [] }
        let typed = Set(operands.map { NameFolding.fold(source[$0.span]) })
        func others(_ candidates: [Candidate]) -> [Candidate] {
            candidates.filter { !typed.contains($0.text) }
        }
        if case .period = first {
            let held = (try? engine.source.references()) ?? nil
            let references = names(of: [.reference], partial) { held?.contains($0.id) ?? true }
            return [others(references), others(periods())]
        }
        guard let value = first.value else {
            return [others(names(of: [.area, .level], partial))]
        }
        let known = known(value)
        return [
            others(
                known.map { references(of: $0, partial) } ?? names(of: [.reference], partial)),
            others(
                Self.periodWords + (known.map(periods) ?? recentMonths()).map(\.candidate)),
            others(names(of: [.indicator, .binding], partial)),
        ]
    }

    /// The references that a value has; `nil` where that is not known.
    func references(of expression: Expression, _ partial: String) -> [Candidate]? {
        known(expression).map { references(of: $0, partial) }
    }

    private func references(of known: Known, _ partial: String) -> [Candidate] {
        let figure: Figure
        if case .figure(let own) = known.expression.kind {
            figure = own
        } else if let id = known.expression.traits.identity {
            figure = catalogue.figure(of: id)
        } else {
            return []
        }
        let held = known.evaluator.data.figures(figure, in: known.evaluator.area)?.references ?? [:]
        return names(of: [.reference], partial) { held[$0.id] != nil }
    }

    // MARK: - Names

    /// Behind `for`: areas that have figures of what is asked, then levels of areas; beside a comparison of periods also
    /// themes and indicators.
    func forNames(_ kinds: Set<NameKind>, _ partial: String) -> [Candidate] {
        let subjects = subjects
        guard !subjects.isEmpty else { return names(of: kinds, partial) }
        var areas: Set<String>?
        for subject in subjects {
            guard let checked = try? checker.check(subject) else { continue }
            checked.forEachFigure { figure in
                let own = Set((try? engine.areas(with: figure)) ?? [])
                areas = areas?.intersection(own) ?? own
            }
        }
        let levels = names(of: [.level], partial)
        guard let areas, !areas.isEmpty else { return names(of: [.area], partial) + levels }
        return names(of: [.area], partial) { areas.contains($0.id) } + levels
    }

    /// Behind `by`: the dimensions of what is asked; `nil` where that is not known.
    func dimensions() -> [Candidate]? {
        guard let subject = subjects.first, let checked = try? checker.check(subject) else {
            return nil
        }
        var found: [Candidate] = []
        checked.forEachFigure { figure in
            for declared in catalogue.indicators[figure.indicator]?.declaration.dimensions ?? [] {
                guard let dimension = catalogue.dimensions[declared.value] else { continue }
                found.append(Candidate(dimension.id, dimension.title))
            }
        }
        return found
    }

    /// Behind `excl` and `only`: the subgroups of what is asked and the members of its dimensions.
    func subgroups(of operand: Expression) -> [Candidate] {
        guard let checked = try? checker.check(operand) else { return [] }
        var found: [Candidate] = []
        checked.forEachFigure { figure in
            guard found.isEmpty, let indicator = catalogue.indicators[figure.indicator] else {
                return
            }
            for declared in indicator.declaration.subgroups {
                let id = declared.subgroup.value
                found.append(Candidate(id, catalogue.subgroups[id]?.title ?? ""))
            }
            for declared in indicator.declaration.dimensions {
                guard let dimension = catalogue.dimensions[declared.value] else { continue }
                for member in dimension.members {
                    found.append(Candidate(member.id, "\(dimension.title): \(member.title)"))
                }
                found.append(Candidate(dimension.id, "\(dimension.title): every member"))
            }
        }
        return found
    }

    // MARK: - Rows of the result

    /// The columns of what the sentence gives so far, those that a table shows first.
    ///
    /// - Parameter isOrder: whether rows are put in order by one, which figures of several units
    ///   refuse.
    func columns(isOrder: Bool = false) -> [Candidate] {
        guard let table = answer() else {
            let mixed = isOrder && comparesAll ? Self.mixedColumns : []
            return usualColumns.filter { !mixed.contains($0) }.map { Candidate($0) }
        }
        let fit = table.columns.indices.filter { !isOrder || !table.mixesUnits(in: $0) }
            .map { table.columns[$0] }
        return (fit.filter { !$0.machineOnly } + fit.filter(\.machineOnly)).map { column in
            let isPlain = NameFolding.fold(column.title) == column.id
            return Candidate(column.id, isPlain ? "" : column.title)
        }
    }

    /// Whether `by` of a stage stands before the place: `| sort by`.
    var isInOrder: Bool {
        let head = source[Span(0, expected.partial.lower)]
        return head.split(separator: " ").last.flatMap { Keyword(String($0)) } == .by
    }

    /// Whether it sets beside something whatever there is.
    private var comparesAll: Bool { compared?.first != nil }

    /// What stands beside a period, where nothing is named that is compared.
    private var compared: ArraySlice<Operand>? {
        guard case .compare(let comparison)? = expected.query?.phrase,
            case .period? = comparison.operands.first
        else { return nil }
        return comparison.operands.dropFirst()
    }

    /// The columns that most results have; of a comparison that would take long to answer those
    /// that it has.
    private var usualColumns: [String] {
        guard let compared else { return Self.usualColumns }
        var columns = [ColumnID.value]
        for operand in compared {
            let suffix: String
            switch operand {
            case .name(let name):
                guard let id = name.ids(of: .reference).first else { continue }
                suffix = compared.count > 1 ? "_\(id)" : ""
                columns += [id, ColumnID.gap + suffix, ColumnID.gapPercent + suffix]
            case .period:
                // What several are called lies in their periods.
                if compared.count > 1 { continue }
                columns += [ColumnID.change, ColumnID.changePercent]
            case .areas, .expression: continue
            }
        }
        return columns + [
            ColumnID.direction, ColumnID.status, ColumnID.period, ColumnID.indicator,
            ColumnID.theme, ColumnID.id, ColumnID.unit, ColumnID.area,
        ]
    }

    /// Figures of whatever is compared, each in its own unit.
    private static let mixedColumns: Set<String> = [
        ColumnID.value, ColumnID.target, ColumnID.gap, ColumnID.change,
    ]

    /// The columns that most results have.
    private static let usualColumns = [
        ColumnID.value, ColumnID.change, ColumnID.direction, ColumnID.target, ColumnID.gap,
        ColumnID.gapPercent, ColumnID.status, ColumnID.period, ColumnID.indicator, ColumnID.area,
    ]

    /// What stands in a column, each once; in one of few words all that could.
    func values(of column: ColumnName) -> [Candidate] {
        switch column.text {
        case ColumnID.status: return Status.allCases.map { Candidate($0.rawValue) }
        case ColumnID.direction:
            return Direction.allCases.map { Candidate($0.rawValue.lowercased()) }
        default: break
        }
        guard let table = answer(),
            let index = table.columns.firstIndex(where: {
                $0.id == column.text || NameFolding.fold($0.title) == column.text
            })
        else { return [] }
        var seen: Set<String> = []
        let isQuoted = source[expected.partial].hasPrefix("\"")
        return table.rows.compactMap { row in
            switch row.values[index] {
            case .text(let text) where seen.insert(text).inserted:
                Candidate(isQuoted ? text : NameText.typed(text))
            case .period(_, let title, let code) where seen.insert(code).inserted:
                Candidate(code, title)
            default: nil
            }
        }
    }

    /// The answer to the sentence so far; `nil` where it would take long, or is none.
    private func answer() -> ResultTable? {
        guard let query = expected.query,
            !Statement(.query(query), query.span).needsEverything
        else { return nil }
        let clock = ContinuousClock()
        let end = clock.now + patience
        let asked = engine.isCancelled
        var engine = engine
        engine.isCancelled = { asked() || clock.now > end }
        if query.isLastResult { return last.flatMap { try? engine.rework($0, query, in: source) } }
        return try? engine.answer(query, in: source, bindings: bindings)
    }
}
