import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// `compare X vs Y`: the first operand decides what stands beside what.
extension PlainAnswer {
    private enum Side {
        case period(PeriodSyntax)
        case reference(String)
        case area(String)
        case group(AreaSet)
        case figure(Meaning)

        var isGroup: Bool { if case .group = self { true } else { false } }

        /// The columns that it takes: beside a period stands which it is, too.
        var width: Int { if case .period = self { 4 } else { 3 } }
    }

    /// What is compared, or drawn as trends: what `for` names, else every indicator.
    struct Asked {
        var figures: [Meaning] = []
        var areas: [String]?
        /// What was named itself, and not by its theme: where it cannot be compared is an error.
        var named: Set<Meaning> = []

        mutating func add(_ meaning: Meaning) {
            if !figures.contains(meaning) { figures.append(meaning) }
        }
    }

    func comparison(_ operands: [Operand], _ query: Query, _ shelf: Shelf) throws -> PlainTable {
        var sides = [try side(operands[0], beside: nil)]
        if case .name(let name) = operands[0], case .reference = sides[0],
            operands.dropFirst().allSatisfy(\.isOfAreas), let area = name.ids(of: .area).first
        {
            sides[0] = .area(area)
        }
        for operand in operands.dropFirst() {
            sides.append(try side(operand, beside: sides[0]))
        }
        var asked = try asked(query.clauses.focus ?? [], shelf)
        var table = PlainTable()
        switch (sides[0], sides[1]) {
        case (.area, _) where sides.contains { $0.isGroup }, (.group, _):
            table.lines = try asked.figures.flatMap { meaning in
                try around(sides, meaning, query.clauses.window, shelf)
            }
        case (.area, _):
            let areas = sides.compactMap { if case .area(let id) = $0 { id } else { nil } }
            table.lines = try asked.figures.compactMap { meaning in
                try across(areas, meaning, query.clauses.window, shelf)
            }
        case (.figure, .figure):
            let figures = sides.compactMap { if case .figure(let one) = $0 { one } else { nil } }
            if let (figure, times) = Self.atTimes(figures) {
                asked.figures = [figure]
                asked.named = [figure]
                table.lines = try periods(
                    times[0], times.dropFirst().map { .period($0) }[...], asked, shelf)
                break
            }
            table.lines = try beside(figures, asked.areas, query.clauses.window, shelf)
        case (.figure(let figure), _):
            let (inner, areas, window) = Self.unbracketed(
                figure, asked.areas, query.clauses.window)
            asked.figures = [inner]
            asked.areas = areas
            asked.named = [inner]
            guard window == nil || window?.only != nil else { throw Refused(why: "several") }
            table.lines = try periods(window?.only, sides.dropFirst(), asked, shelf)
        case (.period(let first), _):
            table.lines = try periods(first, sides.dropFirst(), asked, shelf)
        case (.reference, _): throw Refused(why: "a reference in front")
        }
        if query.isByTheme { table.lines = byTheme(table.lines, \.theme) }
        return table
    }

    /// One thing in brackets, each time at another time.
    private static func atTimes(_ figures: [Meaning]) -> (Meaning, [PeriodSyntax])? {
        var found: [(meaning: Meaning, time: PeriodSyntax)] = []
        for case .within(let inner, nil, let window?) in figures {
            if case .at(let time) = window.kind { found.append((inner, time)) }
        }
        guard found.count == figures.count, Set(found.map(\.meaning)).count == 1 else { return nil }
        return (found[0].meaning, found.map(\.time))
    }

    /// Those of one theme together, themes as they are declared, what has none last.
    func byTheme<T>(_ all: [T], _ theme: (T) -> String?) -> [T] {
        let themes = catalogue.ids(of: .theme)
        func place(_ one: T) -> Int { theme(one).flatMap(themes.firstIndex) ?? themes.count }
        return all.enumerated()
            .sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }
            .map(\.element)
    }

    /// Beside an area stands an area, beside a period a reference, in front an indicator first.
    private func side(_ operand: Operand, beside first: Side?) throws -> Side {
        switch operand {
        case .period(let period): return .period(period)
        case .areas(let set): return .group(set)
        case .expression(let expression): return .figure(try reader.meaning(of: expression))
        case .name(let name):
            let order: [NameKind] =
                switch first {
                case .area, .group: [.area, .level]
                case .period: [.reference]
                default: [.binding, .indicator, .reference, .area, .level]
                }
            for kind in name.kind.map({ [$0] }) ?? order {
                guard let id = name.ids(of: kind).first else { continue }
                switch kind {
                case .area: return .area(id)
                case .level: return .group(AreaSet(.level(name), name.span))
                case .reference: return .reference(id)
                default: return .figure(try meaning(of: name))
                }
            }
            throw Unhandled(what: "an operand called \(name.text)")
        }
    }

    private func meaning(of name: Name) throws -> Meaning {
        try reader.meaning(of: Expression(.name(name), name.span))
    }

    func asked(_ focus: [Focus], _ shelf: Shelf) throws -> Asked {
        var asked = Asked()
        var isOfThemes = false
        for item in focus {
            if case .value(let value) = item {
                asked.add(try reader.meaning(of: value))
                asked.named.insert(try reader.meaning(of: value))
            }
            guard let name = item.name else { continue }
            if [nil, .indicator, .binding].contains(name.kind),
                !(name.ids(of: .indicator) + name.ids(of: .binding)).isEmpty
            {
                asked.add(try meaning(of: name))
                asked.named.insert(try meaning(of: name))
            } else if name.kind != .area, let theme = name.ids(of: .theme).first {
                isOfThemes = true
                for id in catalogue.indicatorOrder
                where catalogue.indicators[id]?.declaration.theme?.value == theme {
                    asked.add(.leaf(reader.alone(id)))
                }
            } else if let area = name.ids(of: .area).first {
                if asked.areas?.contains(area) != true {
                    asked.areas = (asked.areas ?? []) + [area]
                }
            } else {
                throw Unhandled(what: "\(name.text) behind for")
            }
        }
        for case .areas(let set) in focus {
            let found = try areas(set, asked.figures.first, shelf)
            asked.areas = (asked.areas ?? []) + found.filter { asked.areas?.contains($0) != true }
        }
        if asked.figures.isEmpty, !isOfThemes {
            asked.figures = catalogue.indicatorOrder.map { .leaf(reader.alone($0)) }
        }
        return asked
    }

    /// What is asked for, area by area; without any name what has no one area is left out.
    func byArea(_ asked: Asked, _ shelf: Shelf) throws -> [(area: String, figures: [Meaning])] {
        var groups: [(area: String, figures: [Meaning])] = []
        for meaning in asked.figures {
            let areas: [String]
            if let named = asked.areas {
                areas = named
            } else {
                do {
                    areas = [try onlyArea(of: meaning, shelf)]
                } catch let error as Refused {
                    if asked.named.contains(meaning) { throw error }
                    continue
                }
            }
            for area in areas {
                if let index = groups.firstIndex(where: { $0.area == area }) {
                    groups[index].figures.append(meaning)
                } else {
                    groups.append((area, [meaning]))
                }
            }
        }
        return groups
    }

    func evaluator(of meaning: Meaning, _ shelf: Shelf) -> PlainEvaluator {
        let calendar =
            leaves(of: meaning).lazy
            .compactMap { catalogue.indicators[$0.indicator]?.calendar }.first ?? Calendar()
        return PlainEvaluator(reader, shelf, calendar)
    }

    static func unbracketed(_ meaning: Meaning, _ areas: [String]?, _ window: Window?) -> (
        Meaning, [String]?, Window?
    ) {
        guard case .within(let inner, let own, let ownWindow) = meaning else {
            return (meaning, areas, window)
        }
        return unbracketed(inner, own ?? areas, ownWindow ?? window)
    }

    // MARK: - Periods and references

    private func periods(
        _ first: PeriodSyntax?, _ versus: ArraySlice<Side>, _ asked: Asked, _ shelf: Shelf
    ) throws -> [PlainTable.Line] {
        var lines: [PlainTable.Line] = []
        var quotes: [(line: Int, original: String, area: String)] = []
        var shown: [[String]] = []
        for (area, figures) in try byArea(asked, shelf) {
            for meaning in figures {
                do {
                    let line = try line(meaning, first, Array(versus), area, shelf, asked)
                    guard let line else { continue }
                    lines.append(line)
                    guard case .leaf(let leaf) = meaning else { continue }
                    shown.append([leaf.indicator, area])
                    if !asked.named.contains(meaning),
                        let original = catalogue.indicators[leaf.indicator]?.declaration.repeats
                    {
                        quotes.append((lines.count - 1, original.value, area))
                    }
                } catch let error as Refused {
                    if asked.named.contains(meaning) { throw error }
                }
            }
        }
        // What is quoted from elsewhere stays out beside that which it quotes.
        for quote in quotes.reversed() where shown.contains([quote.original, quote.area]) {
            lines.remove(at: quote.line)
        }
        return lines
    }

    /// A figure with what stands beside it; `nil` where it has none, or nothing does.
    private func line(
        _ meaning: Meaning, _ first: PeriodSyntax?, _ versus: [Side], _ area: String,
        _ shelf: Shelf, _ asked: Asked
    ) throws -> PlainTable.Line? {
        let plain = evaluator(of: meaning, shelf)
        guard let known = try plain.known(meaning, settled: false, in: area) else { return nil }
        let period =
            try first.map { try plain.period($0, of: meaning, in: area) }
            ?? plain.latest(meaning, in: area)
        let now = try alone(meaning, period, plain, area, known)
        guard now.cell != .none(.missing) else { return nil }
        var line = PlainTable.Line()
        line[ColumnID.id] = .text(plain.identity(of: meaning) ?? "")
        if plain.identity(of: meaning) == nil { line[ColumnID.id] = nil }
        line[ColumnID.area] = .text(catalogue.areas[area]?.title ?? area)
        line[ColumnID.period] = .period(now.period)
        line[ColumnID.value] = .cell(now.cell)
        line.theme = plain.identity(of: meaning).flatMap {
            catalogue.indicators[$0]?.declaration.theme?.value
        }
        line[ColumnID.direction] = .direction(Self.direction(of: now))
        line[ColumnID.status] = .status(
            try status(of: meaning.unshifted, now.cell, .init(now.period), plain, in: area))
        line[ColumnID.good] = .text(now.good.rawValue)
        // Beside what is of another length it is left out, whatever else it stands beside.
        for case .period(let syntax) in versus {
            let other = try plain.period(syntax, of: meaning, in: area, from: period)
            try refuseUnequal(period, other, meaning, plain)
        }
        var found = 0
        var refused: Refused?
        // The first other period says how things go, whatever references stand in front of it.
        let directing = versus.firstIndex { if case .period = $0 { true } else { false } }
        for (index, side) in versus.enumerated() {
            func tell(_ part: Int, _ told: PlainTable.Told) {
                let before = versus.prefix(index).map(\.width).reduce(0, +)
                line.told[.behindValue(1 + before + part)] = told
            }
            for part in [0, 2] { tell(part, .cell(.none(.missing))) }
            if index == directing { line[ColumnID.direction] = .direction(nil) }
            do {
                switch side {
                case .period(let syntax):
                    let other = try plain.period(syntax, of: meaning, in: area, from: period)
                    let then = try alone(meaning, other, plain, area, known)
                    if then.cell == .none(.missing) { continue }
                    guard now.isUnfinished == then.isUnfinished else {
                        throw Refused(why: "an unfinished period beside a whole one")
                    }
                    tell(0, .cell(then.cell))
                    tell(1, .period(other))
                    // From the earlier to the later, whichever stands in front.
                    let ends =
                        period.last < other.last ? (now.cell, then.cell) : (then.cell, now.cell)
                    let isShort =
                        plain.addsUp(meaning) && !(now.counted + then.counted).isEmpty
                    let change = isShort ? .none(.missing) : Self.less(ends.1, ends.0)
                    tell(2, .cell(change))
                    tell(3, .cell(Self.joined(change, ends.0) { $0 / abs($1) * 100 }))
                    if index == directing, !isShort {
                        line[ColumnID.direction] = .direction(
                            Self.direction(from: ends.0, to: ends.1, good: now.good))
                    }
                case .reference(let id):
                    guard
                        let reference = try plain.reference(
                            id, of: meaning, .init(period), in: area)
                    else { throw Refused(why: "no such reference then") }
                    let gap = Self.gap(now.cell, reference, good: now.good)
                    tell(0, .cell(reference))
                    tell(1, .cell(gap))
                    tell(2, .cell(Self.joined(gap, reference) { $0 / abs($1) * 100 }))
                case .area, .group, .figure: throw Unhandled(what: "such an operand")
                }
                found += 1
            } catch let error as Refused {
                refused = refused ?? error
            }
        }
        if let refused, asked.named.contains(meaning) || found == 0 { throw refused }
        return found == 0 ? nil : line
    }

    private func refuseUnequal(
        _ a: Period, _ b: Period, _ meaning: Meaning, _ plain: PlainEvaluator
    ) throws {
        switch plain.kindOverTime(meaning) {
        case .stock, .ratioOfStocks, .rolling: return
        default: break
        }
        if plain.calendar.monthCount(a) != plain.calendar.monthCount(b) {
            throw Refused(why: "periods of different lengths")
        }
    }

    /// One period for itself.
    func alone(
        _ meaning: Meaning, _ period: Period, _ plain: PlainEvaluator, _ area: String,
        _ known: (first: Day, last: Day)?
    ) throws -> Row {
        var row = try row(meaning, .init(period), plain, area, known)
        if meaning.readsWindow || !meaning.hasFigurePerPeriod { row.before = nil }
        row = try standing(row, for: meaning, plain)
        // That nothing was known before the first figure is no news.
        return row
    }

    // MARK: - Figures and areas

    /// A line each. What names no period stands at the newest that all such have.
    private func beside(
        _ figures: [Meaning], _ areas: [String]?, _ window: Window?, _ shelf: Shelf
    ) throws -> [PlainTable.Line] {
        var open: [(meaning: Meaning, area: String, period: Period?)] = []
        for figure in figures {
            let (meaning, areas, window) = Self.unbracketed(figure, areas, window)
            let plain = evaluator(of: meaning, shelf)
            for area in try areas ?? [onlyArea(of: meaning, shelf)] {
                // Brackets in it may name one, which beats the sentence's.
                let own = meaning.hasFigurePerPeriod ? nil : try plain.ownPeriod(meaning, area)
                let moments = try window.map { try plain.moments($0, nil, of: meaning, in: area) }
                if let moments, moments.count != 1 { throw Refused(why: "several periods") }
                open.append((meaning, area, moments?[0].period ?? own))
            }
        }
        let shared = try open.filter { $0.period == nil }.map {
            try evaluator(of: $0.meaning, shelf).latest($0.meaning, in: $0.area)
        }.min { $0.last < $1.last }
        var first: Cell?
        let lines =
            try open.compactMap { meaning, area, period in
                guard let period = period ?? shared else { return nil }
                let plain = evaluator(of: meaning, shelf)
                let known = try plain.known(meaning, settled: false, in: area)
                let row = try alone(meaning, period, plain, area, known)
                var line = PlainTable.Line()
                line[ColumnID.area] = .text(catalogue.areas[area]?.title ?? area)
                line[ColumnID.period] = .period(row.period)
                line[ColumnID.value] = .cell(row.cell)
                line.theme = plain.identity(of: meaning).flatMap {
                    catalogue.indicators[$0]?.declaration.theme?.value
                }
                if let first, unit(of: meaning, plain) == unit(of: open[0].meaning, plain),
                    unit(of: meaning, plain) != nil
                {
                    line["difference"] = .cell(
                        saysSomething(meaning, plain, open[0].area, area)
                            ? Self.less(row.cell, first) : .none(.missing))
                }
                first = first ?? row.cell
                return line
            } as [PlainTable.Line]
        // Where nothing has a figure there is nothing to show.
        let hasFigures = lines.contains { line in
            if case .cell(.none(.missing))? = line[ColumnID.value] { false } else { true }
        }
        return hasFigures ? lines : []
    }

    /// The unit of what is an indicator.
    private func unit(of meaning: Meaning, _ plain: PlainEvaluator) -> Unit? {
        plain.identity(of: meaning).flatMap { catalogue.indicators[$0]?.declaration.unit }
    }

    /// A line for a figure that all areas have, at the newest period that they all have.
    private func across(
        _ areas: [String], _ meaning: Meaning, _ window: Window?, _ shelf: Shelf
    ) throws -> PlainTable.Line? {
        let plain = evaluator(of: meaning, shelf)
        var periods: [Period] = []
        for area in areas {
            guard try plain.known(meaning, settled: false, in: area) != nil else { return nil }
            let moments = try plain.moments(window, nil, of: meaning, in: area)
            guard moments.count == 1 else { throw Refused(why: "several periods") }
            periods.append(moments[0].period)
        }
        guard let period = periods.min(by: { $0.last < $1.last }) else { return nil }
        let rows = try areas.map { area in
            try alone(
                meaning, period, plain, area, plain.known(meaning, settled: false, in: area))
        }
        guard rows.allSatisfy({ $0.cell != .none(.missing) }) else { return nil }
        var line = PlainTable.Line()
        line[ColumnID.period] = .period(rows[0].period)
        line[ColumnID.value] = .cell(rows[0].cell)
        for (index, row) in rows.dropFirst().enumerated() {
            line.told[.behindValue(1 + 2 * index)] = .cell(row.cell)
            line.told[.behindValue(2 + 2 * index)] = .cell(
                saysSomething(meaning, plain, areas[0], areas[index + 1])
                    ? Self.less(rows[0].cell, row.cell) : .none(.missing))
        }
        return line
    }

    /// The first area's line and one for each of the others that has a figure then.
    private func around(
        _ sides: [Side], _ meaning: Meaning, _ window: Window?, _ shelf: Shelf
    ) throws -> [PlainTable.Line] {
        var areas: [String] = []
        for case .area(let area) in sides.prefix(while: { !$0.isGroup }) { areas.append(area) }
        if areas.isEmpty {
            for case .area(let area) in sides where areas.isEmpty { areas.append(area) }
        }
        areas = Array(areas.prefix(1))
        for side in sides {
            switch side {
            case .area(let area): areas.append(area)
            case .group(let set): areas += try self.areas(set, meaning, shelf)
            default: throw Unhandled(what: "such an operand")
            }
        }
        let plain = evaluator(of: meaning, shelf)
        guard let first = areas.first,
            try plain.known(meaning, settled: false, in: first) != nil
        else { return [] }
        let moments = try plain.moments(window, nil, of: meaning, in: first)
        guard moments.count == 1 else { throw Refused(why: "several periods") }
        var lines: [PlainTable.Line] = []
        var seen: Set<String> = []
        var own: Cell?
        for area in areas where seen.insert(area).inserted {
            let cell = try alone(meaning, moments[0].period, plain, area, nil).cell
            if cell == .none(.missing) {
                if own == nil { return [] }
                continue
            }
            var line = PlainTable.Line()
            line["area_id"] = .text(area)
            line[ColumnID.value] = .cell(cell)
            if let own, saysSomething(meaning, plain, first, area) {
                line["difference"] = .cell(Self.less(own, cell))
            }
            own = own ?? cell
            lines.append(line)
        }
        return lines
    }

    /// Whether a difference does: that of counts between areas of different levels does not.
    private func saysSomething(
        _ meaning: Meaning, _ plain: PlainEvaluator, _ area: String, _ other: String
    ) -> Bool {
        guard catalogue.areas[area]?.level != catalogue.areas[other]?.level,
            let id = plain.identity(of: meaning), let one = catalogue.indicators[id]?.declaration
        else { return true }
        switch (one.unit, one.kind) {
        case (_, .average), (_, .ratioOfStocks), (_, .ratioOfFlows): return true
        case (.number, _), (.money, _): return false
        default: return true
        }
    }
}

extension Meaning {
    /// What is moved in time: its figure then has the reference of that time.
    fileprivate var unshifted: Meaning {
        if case .shifted(let inner, _) = self { inner.unshifted } else { self }
    }
}

extension Query {
    var isByTheme: Bool { (clauses.by ?? []).contains { $0.kind == .theme } }
}

extension Window {
    /// The one period that it names.
    var only: PeriodSyntax? { if case .at(let syntax) = kind { syntax } else { nil } }
}
