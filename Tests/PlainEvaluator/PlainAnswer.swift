import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// What a whole sentence comes to: figures by area, member and period.
package struct PlainAnswer {
    /// One figure that a sentence asks for.
    package struct Row {
        package var area: String
        /// Members by dimension, of a sentence that is split by one; empty for its total.
        package var members: [String: String] = [:]
        package var period: Period
        package let cell: Cell
        package let counted: [String]
        /// The figure of the period before, where there is such a thing.
        package var before: Cell?
        package var parts: (numerator: Cell, denominator: Cell)?
        package var target: Cell?
        package var good: Polarity = .neither
        /// Whether it is the way from one figure to another.
        package var isChange = false
        /// Whether it is the sum of what there is so far.
        package var isUnfinished = false
        /// Whether it is a sum, and months are left out of it or of the one before.
        package var isShort = false
        /// The span of days for which anything is known.
        package var known: (first: Day, last: Day)?
    }

    package let catalogue: Catalogue
    package let source: any FigureSource
    /// `.area`, `--area`
    package var area: String?
    package var asKnown: Day?
    package var bindings: [String: Binding] = [:]

    package init(_ catalogue: Catalogue, _ source: any FigureSource) {
        self.catalogue = catalogue
        self.source = source
    }

    var reader: MeaningReader { MeaningReader(catalogue, bindings: bindings) }

    /// The rows of a sentence that asks for values.
    package func rows(of query: Query, on shelf: Shelf) throws -> [Row] {
        switch query.phrase {
        case .value(let expression):
            if case .when(let condition) = expression.kind {
                return try lastHeld(try reader.meaning(of: condition), query, shelf)
            }
            return try values(try reader.meaning(of: expression), query, shelf, everything: false)
        case .trend(let trend):
            guard let value = trend.value else { throw Unhandled(what: "a table of trends") }
            return try values(try reader.meaning(of: value), query, shelf, everything: true)
        default: throw Unhandled(what: "such a phrase")
        }
    }

    private func values(
        _ typed: Meaning, _ query: Query, _ shelf: Shelf, everything: Bool
    ) throws -> [Row] {
        var meaning = query.clauses.running.map { typed.running($0.kind) } ?? typed
        var window = query.clauses.window
        var named = try areas(named: query.clauses, meaning, shelf)
        if meaning.isNumbers {
            let plain = PlainEvaluator(reader, shelf, Calendar())
            let day = Period.day(Day(2000, 1, 1))
            let found = try plain.figure(meaning, .init(day), in: "")
            return [Row(area: "", period: day, cell: found.cell, counted: [])]
        }
        // A sentence wholly in brackets is what it is without them.
        while case .within(let inner, let own, let ownWindow) = meaning {
            meaning = inner
            window = ownWindow ?? window
            named = own ?? named
        }
        var unit: PeriodUnit?
        var dimensions: [String] = []
        for key in query.clauses.by ?? [] {
            switch key.kind {
            case .period(let one): unit = one
            case .area:
                if named == nil, let first = leaves(of: meaning).first {
                    named = try areas(with: first, shelf)
                }
            case .dimension(let name):
                // Of several called so, that of the indicator.
                let own = leaves(of: meaning).flatMap {
                    catalogue.indicators[$0.indicator]?.declaration.dimensions.map(\.value) ?? []
                }
                let known = name.ids(of: .dimension)
                dimensions += (known.first(where: own.contains) ?? known.first).map { [$0] } ?? []
            case .theme, .source: throw Unhandled(what: "such a split of figures")
            }
        }
        let calendar =
            leaves(of: meaning).lazy
            .compactMap { catalogue.indicators[$0.indicator]?.calendar }.first ?? Calendar()
        let plain = PlainEvaluator(reader, shelf, calendar)
        var rows: [Row] = []
        for area in try named ?? [onlyArea(of: meaning, shelf)] {
            if !dimensions.isEmpty {
                rows += try byMembers(meaning, dimensions, window, unit, plain, area)
                continue
            }
            let hasLeaves = !leaves(of: meaning).isEmpty
            let known = try plain.known(meaning, settled: false, in: area)
            if hasLeaves, known == nil, !meaning.isCondition,
                !(hasStandIn(meaning) && Self.isDated(window))
            {
                continue
            }
            var moments =
                everything && window == nil
                ? try self.everything(meaning, plain, area)
                : try plain.moments(window, unit, of: meaning, in: area)
            // The trend of a change is the change of each period.
            if everything, meaning.readsWindow, !meaning.needsWindow,
                let run = moments.first?.window
            {
                moments = calendar.periods(
                    try plain.nativeGrain(of: meaning, in: area), within: run
                ).map { .init($0) }
            }
            let stands = meaning.readsWindow || !meaning.hasFigurePerPeriod
            var before: Cell?
            for moment in moments {
                var row = try row(meaning, moment, plain, area, known)
                // A figure of the whole window has none before it but the one in the row above.
                if stands { row.before = before }
                if meaning.isChange { row.before = nil }
                before = row.cell
                if moments.count == 1 { row = try standing(row, for: meaning, plain) }
                rows.append(row)
            }
        }
        guard dimensions.isEmpty, let pinned = pinnedAreas(of: meaning) else { return rows }
        let title = pinned.map { catalogue.areas[$0]?.title ?? $0 }.joined(separator: ", ")
        for index in rows.indices { rows[index].area = title }
        return rows
    }

    /// The areas that brackets name, where no figure stands outside of them: the answer is theirs.
    private func pinnedAreas(of meaning: Meaning) -> [String]? {
        var found: [String] = []
        var isOpen = false
        func search(_ one: Meaning) {
            switch one {
            case .within(_, let areas?, _):
                for area in areas where !found.contains(area) { found.append(area) }
            case .leaf, .population: isOpen = true
            default: one.parts.forEach(search)
            }
        }
        search(meaning)
        return isOpen || found.isEmpty ? nil : found
    }

    /// What is asked for a year ago is the figure of that year.
    func row(
        _ meaning: Meaning, _ at: PlainEvaluator.Moment, _ plain: PlainEvaluator, _ area: String,
        _ known: (first: Day, last: Day)?
    ) throws -> Row {
        if case .shifted(let inner, let shift) = meaning {
            // What names its own periods stands still.
            let moves = inner.hasFigurePerPeriod || inner.readsWindow
            return try row(inner, moves ? plain.moved(at, shift) : at, plain, area, known)
        }
        let found = try plain.figure(meaning, at, in: area)
        var row = Row(area: area, period: at.period, cell: found.cell, counted: found.counted)
        row.known = known
        row.good = plain.good(meaning)
        row.isChange = meaning.isChange
        row.isUnfinished = found.isUnfinished
        if at.period.grain != .day {
            let moved = plain.moved(at, .previous)
            let before = try? plain.figure(meaning, moved, in: area)
            row.before = before?.cell
            if plain.addsUp(meaning) {
                row.isShort = !(found.counted + (before?.counted ?? [])).isEmpty
            }
        }
        if let (numerator, denominator) = parts(of: meaning) {
            let (a, b) = try plain.ofTheSame(numerator, denominator, at, in: area)
            row.parts = (a.cell, b.cell)
        }
        row.target = try plain.reference("target", of: meaning, at, in: area)
        return row
    }

    /// Where what stands behind `??` was used and names its own period, the figure is of that one.
    func standing(_ row: Row, for meaning: Meaning, _ plain: PlainEvaluator) throws -> Row {
        var whole = meaning
        // The row is for the time to which what is asked for is moved.
        while case .shifted(let inner, _) = whole { whole = inner }
        var used = whole
        while case .arithmetic(.otherwise, let left, let right) = used {
            let cell = try plain.figure(left, .init(row.period), in: row.area).cell
            used = cell.value == nil && cell != .none(.suppressed) ? right : left
        }
        guard used != whole, !used.hasFigurePerPeriod,
            let own = try plain.ownPeriod(used, row.area), own != row.period
        else { return row }
        var moved = Row(area: row.area, period: own, cell: row.cell, counted: row.counted)
        moved.known = row.known
        moved.good = row.good
        return moved
    }

    /// Whether something that reads no figure stands in for figures that are missing.
    private func hasStandIn(_ meaning: Meaning) -> Bool {
        guard case .arithmetic(.otherwise, _, let right) = meaning else { return false }
        return leaves(of: right).isEmpty || hasStandIn(right)
    }

    /// Whether a window says itself which periods it is of, whatever is known.
    private static func isDated(_ window: Window?) -> Bool {
        switch window?.kind {
        case .at(let syntax): syntax.kind != .latest && syntax.kind != .previous
        case .range: true
        default: false
        }
    }

    private func parts(of meaning: Meaning) -> (Meaning, Meaning)? {
        switch meaning {
        case .rate(let count, _, let id): (count, .population(id))
        case .share(let part, let whole): (part, whole)
        default: nil
        }
    }

    private func everything(_ meaning: Meaning, _ plain: PlainEvaluator, _ area: String) throws
        -> [PlainEvaluator.Moment]
    {
        guard let known = try plain.known(meaning, settled: true, in: area),
            known.first <= known.last
        else { return [] }
        let grain = try plain.nativeGrain(of: meaning, in: area)
        let first = plain.calendar.period(grain, containing: known.first)
        let run = plain.calendar.named(first.first, known.last)
        if meaning.needsWindow, !meaning.hasFigurePerPeriod { return [.init(run, window: run)] }
        return plain.calendar.periods(grain, within: run).map { .init($0, window: run) }
    }

    /// The last period in which a condition held; no row for an area in which it never did.
    private func lastHeld(_ condition: Meaning, _ query: Query, _ shelf: Shelf) throws -> [Row] {
        var named = try areas(named: query.clauses, condition, shelf)
        if named == nil, (query.clauses.by ?? []).contains(where: { $0.kind == .area }),
            let first = leaves(of: condition).first
        {
            named = try areas(with: first, shelf)
        }
        let calendar =
            leaves(of: condition).lazy
            .compactMap { catalogue.indicators[$0.indicator]?.calendar }.first ?? Calendar()
        let plain = PlainEvaluator(reader, shelf, calendar)
        var rows: [Row] = []
        for area in try named ?? [onlyArea(of: condition, shelf)] {
            var moments = try everything(condition, plain, area)
            if let window = query.clauses.window {
                let asked = try plain.moments(window, nil, of: condition, in: area)
                guard let first = asked.first?.period, let last = asked.last?.period else {
                    continue
                }
                let whole =
                    asked.count == 1 ? first : calendar.named(first.first, last.last)
                let grain = try plain.nativeGrain(of: condition, in: area)
                let native = calendar.periods(grain, within: whole)
                moments = native.isEmpty ? asked : native.map { .init($0) }
            }
            // A change is that of each period.
            if condition.readsWindow, !condition.needsWindow {
                moments = moments.map { .init($0.period) }
            }
            for moment in moments.reversed() {
                let found = try plain.figure(condition, moment, in: area)
                guard found.cell == .value(1) else { continue }
                var cell = found.cell
                switch condition {
                case .compares(let subject, _, _), .judged(let subject, _, _),
                    .moves(let subject, _):
                    cell = try plain.figure(subject, .init(moment.period), in: area).cell
                default: break
                }
                rows.append(Row(area: area, period: moment.period, cell: cell, counted: []))
                break
            }
        }
        return rows
    }

    // MARK: - Members

    /// A row a member, in declared order, and the total.
    private func byMembers(
        _ meaning: Meaning, _ dimensions: [String], _ window: Window?, _ unit: PeriodUnit?,
        _ plain: PlainEvaluator, _ area: String
    ) throws -> [Row] {
        var combinations: [[String: String]] = [[:]]
        for id in dimensions {
            let members = catalogue.dimensions[id]?.members ?? []
            combinations = combinations.flatMap { known in
                members.map { known.merging([id: $0.id]) { _, new in new } }
            }
        }
        func of(_ members: [String: String]) -> Meaning {
            meaning.mapped {
                Leaf(
                    indicator: $0.indicator,
                    members: $0.members.merging(members) { _, new in new },
                    isPublished: $0.isPublished)
            }
        }
        let whole = meaning.mapped { leaf in
            Leaf(
                indicator: leaf.indicator,
                members: leaf.members.filter { !dimensions.contains($0.key) },
                isPublished: leaf.isPublished)
        }
        // The newest period for which there is any member.
        var newest: (Meaning, Day)?
        for members in combinations {
            let one = of(members)
            guard let last = try plain.known(one, settled: true, in: area)?.last else { continue }
            if newest.map({ $0.1 < last }) ?? true { newest = (one, last) }
        }
        guard let (leading, _) = newest else { return [] }
        var rows: [Row] = []
        for moment in try plain.moments(window, unit, of: leading, in: area) {
            for members in combinations {
                let found = try plain.figure(of(members), moment, in: area)
                rows.append(
                    Row(
                        area: area, members: members, period: moment.period, cell: found.cell,
                        counted: found.counted))
            }
            let total = try plain.figure(whole, moment, in: area)
            rows.append(
                Row(area: area, period: moment.period, cell: total.cell, counted: total.counted))
        }
        return rows
    }

    // MARK: - Areas

    func leaves(of meaning: Meaning) -> [Leaf] {
        if case .leaf(let leaf) = meaning { return [leaf] }
        return meaning.parts.flatMap(leaves)
    }

    /// The session's, else the only home of the indicators, else the only one with figures.
    func onlyArea(of meaning: Meaning, _ shelf: Shelf) throws -> String {
        if let pinned = pinnedAreas(of: meaning)?.first { return pinned }
        if let area { return area }
        let leaves = leaves(of: meaning)
        let homes = Set(leaves.compactMap { catalogue.indicators[$0.indicator]?.home })
        if homes.count > 1 { throw Refused(why: "several homes") }
        if let home = homes.first { return home }
        guard let first = leaves.first else { return catalogue.homes.first ?? "" }
        let known = try areas(with: first, shelf)
        guard known.count == 1 else { throw Refused(why: "no one area") }
        return known[0]
    }

    /// The areas with figures, else those with figures of the formula's parts.
    func areas(with leaf: Leaf, _ shelf: Shelf) throws -> [String] {
        let published = try shelf.areas(of: leaf)
        guard published.isEmpty,
            let formula = PlainEvaluator(reader, shelf, Calendar()).formula(of: leaf.indicator)
        else { return published }
        for part in leaves(of: formula) {
            let found = try areas(with: part, shelf)
            if !found.isEmpty { return found }
        }
        return []
    }
}

// MARK: - Tables

extension PlainAnswer {
    /// What is wrong with a table that puts several things beside each other, and how many figures
    /// were looked at; `nil` for a sentence that asks for the figures of one expression.
    func problems(in table: ResultTable, of query: Query, on shelf: Shelf) throws -> (
        [String], figures: Int
    )? {
        let plain: PlainTable
        switch query.phrase {
        case .compare(let phrase): plain = try comparison(phrase.operands, query, shelf)
        case .rank(let phrase):
            let meaning = try reader.meaning(of: phrase.value)
            plain = try ranking(
                phrase.areas, query.clauses.running.map { meaning.running($0.kind) } ?? meaning,
                query, shelf)
        case .trend(let phrase) where phrase.value == nil:
            return try problems(inTrends: table, query, shelf)
        case .value(let expression)
        where (query.clauses.by ?? []).contains { $0.kind == .source }:
            let typed = try reader.meaning(of: expression)
            let (meaning, areas, window) = Self.unbracketed(
                typed, try areas(named: query.clauses, typed, shelf), query.clauses.window)
            switch meaning {
            case .leaf(let leaf), .group(.leaf(let leaf), _, _):
                plain = try bySource(leaf, areas, window, query, shelf)
            default: throw Unhandled(what: "by source of an expression")
            }
        default: return nil
        }
        return (plain.differences(from: table), plain.figures)
    }
}
