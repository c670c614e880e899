import TallyLanguage
import TallyModel
import TallyPlugins

/// Answers a value with a `by` clause: one row for each member, area or period.
struct BreakdownAnswer {
    let engine: Engine
    let checker: Checker

    private var answer: ValueAnswer { ValueAnswer(engine: engine, checker: checker) }

    func table(_ expression: CheckedExpression, _ keys: [ByKey], _ query: Query) throws(Diagnostic)
        -> ResultTable
    {
        var query = query
        let (expression, named, window) = expression.withoutBrackets(
            areas: try checker.areas(query.clauses.names), query.clauses.window)
        query.clauses.window = window
        let split = try split(keys, expression, areas: named)
        query.clauses.by = nil
        if let source = split.source {
            return try SourceAnswer(engine: engine, checker: checker)
                .table(expression, source, areas: named, query, grain: split.grain)
        }
        if split.dimensions.isEmpty {
            return try answer.table(expression, areas: split.areas, query, grain: split.grain)
        }
        let area = try only(split.areas, expression, keys)
        return try byMembers(expression, split.dimensions, in: area, query, grain: split.grain)
    }

    /// The same, with what the figures were made from; `nil` without a dimension.
    func members(_ expression: CheckedExpression, _ keys: [ByKey], _ query: Query)
        throws(Diagnostic) -> Found?
    {
        let split = try split(keys, expression, areas: try checker.areas(query.clauses.names))
        if split.dimensions.isEmpty { return nil }
        let area = try only(split.areas, expression, keys)
        return try members(expression, split.dimensions, in: area, query, grain: split.grain)
    }

    /// What is asked for behind `by`.
    struct Keys {
        var dimensions: [Dimension] = []
        var areas: [String]?
        var grain: PeriodUnit?
        var source: ByKey?
    }

    /// What is asked for behind `by`, of the areas that are named.
    func split(_ keys: [ByKey], _ expression: CheckedExpression, areas named: [String]?)
        throws(Diagnostic) -> Keys
    {
        var result = Keys(areas: named)
        for key in keys {
            switch key.kind {
            case .dimension(let name):
                let dimension = try dimension(name, of: expression)
                if result.dimensions.contains(dimension) {
                    throw .wrongBy(
                        checker.text(key.span), "what is split by it already",
                        at: checker.place(key.span))
                }
                result.dimensions.append(dimension)
            case .area: if result.areas == nil { result.areas = try known(expression) }
            case .period(let unit): result.grain = unit
            case .source: result.source = key
            case .theme:
                let theme = expression.traits.identity
                    .flatMap { engine.catalogue.indicators[$0]?.declaration.theme?.value }
                    .flatMap { engine.catalogue.themes[$0] }
                throw .oneTheme(
                    checker.text(expression.span), theme: theme.map { ($0.id, $0.title) },
                    at: checker.place(key.span))
            }
        }
        let isByArea = keys.contains { $0.kind == .area }
        if let source = result.source, !result.dimensions.isEmpty || isByArea {
            throw .wrongBy(
                "source", "what is split by something else", at: checker.place(source.span))
        }
        return result
    }

    /// The one area that is split by dimensions.
    private func only(_ named: [String]?, _ expression: CheckedExpression, _ keys: [ByKey])
        throws(Diagnostic) -> String
    {
        let chosen = try engine.areas(named, for: expression, checker.text(expression.span))
        guard let area = chosen.first, chosen.count == 1 else {
            let span = keys.reduce(keys[0].span) { $0.union($1.span) }
            throw .severalSplit(checker.text(span), at: checker.place(span))
        }
        return area
    }

    /// The areas for which the first indicator has figures.
    func known(_ expression: CheckedExpression) throws(Diagnostic) -> [String] {
        var first: Figure?
        expression.forEachFigure { first = first ?? $0 }
        guard let first else { return [] }
        return try engine.areas(with: first)
    }

    /// The dimension of a name, which every leaf must have: of several that are called so, the first
    /// that all of them have.
    private func dimension(_ name: Name, of expression: CheckedExpression) throws(Diagnostic)
        -> Dimension
    {
        let called = name.ids(of: .dimension)
        guard let first = called.first else {
            throw .wrongKindOfName(name, wanted: "a dimension", at: checker.place(name.span))
        }
        var leaves: [Indicator] = []
        expression.forEachFigure { figure in
            if let leaf = engine.catalogue.indicators[figure.indicator] { leaves.append(leaf) }
        }
        func lacking(_ id: String) -> Indicator? {
            leaves.first { leaf in !leaf.declaration.dimensions.contains { $0.value == id } }
        }
        let id = called.first { lacking($0) == nil } ?? first
        guard let dimension = engine.catalogue.dimensions[id] else {
            throw .wrongKindOfName(name, wanted: "a dimension", at: checker.place(name.span))
        }
        if let lacking = lacking(id) {
            throw .noDimension(
                dimension.title.lowercasedFirst, of: lacking.id,
                known: lacking.declaration.dimensions.map(\.value), at: checker.place(name.span))
        }
        return dimension
    }

    // MARK: - Members

    /// One combination of members, and what it gives.
    struct Part {
        let members: [Term]
        let expression: CheckedExpression
    }

    private func byMembers(
        _ expression: CheckedExpression, _ dimensions: [Dimension], in area: String,
        _ query: Query, grain: PeriodUnit?
    ) throws(Diagnostic) -> ResultTable {
        switch try members(expression, dimensions, in: area, query, grain: grain) {
        case .none(let table): return table
        case .some(let members):
            return members.split.axis.count == 1 || dimensions.count > 1
                ? members.split.long(title: members.title, members.evaluator.calendar)
                : members.split.wide(title: members.title, members.evaluator.calendar)
        }
    }

    /// Figures by member with what they were made from.
    struct Members {
        let title: String
        let parts: [Part]
        let whole: CheckedExpression
        let split: Split
        let evaluator: Evaluator
    }

    enum Found {
        case none(ResultTable)
        case some(Members)
    }

    private func members(
        _ expression: CheckedExpression, _ dimensions: [Dimension], in area: String,
        _ query: Query, grain: PeriodUnit?
    ) throws(Diagnostic) -> Found {
        var parts = [Part(members: [], expression: expression)]
        for dimension in dimensions {
            parts = parts.flatMap { part in
                dimension.members.map { member in
                    Part(
                        members: part.members + [member],
                        expression: part.expression.split(dimension.id, member.id))
                }
            }
        }
        let whole = dimensions.reduce(expression) { $0.whole(of: $1.id) }
        let evaluator = try engine.evaluator(
            for: [whole] + parts.map(\.expression), in: area,
            calendar: engine.calendar(of: expression))
        // The newest period for which there is any member: the whole may be newer.
        let known = parts.filter { evaluator.coverage(of: $0.expression, settled: true) != nil }
        let newest = known.max { a, b in
            let (x, y) = (evaluator.latest(of: a.expression), evaluator.latest(of: b.expression))
            return (x?.last.number ?? 0) < (y?.last.number ?? 0)
        }
        let title =
            "\(answer.title(of: expression)) by "
            + dimensions.map(\.title.lowercasedFirst).joined(separator: " and ")
        guard let newest else {
            let whereabouts = Whereabouts(engine: engine)
            var detail = ""
            if let part = parts.first?.expression {
                detail = try whereabouts.detail(of: part, evaluator)
            }
            return .none(
                ResultTable(
                    layout: .grid, title: "\(title), \(evaluator.areaTitle)", columns: [], rows: [],
                    notes: [
                        .noValues(
                            answer.name(of: expression), evaluator.areaTitle, detail: detail)
                    ]))
        }
        let axis = try PeriodResolver(evaluator: evaluator, expression: newest.expression)
            .axis(query.clauses.window, grain: grain)
        var columns: [Column] = []
        for part in parts {
            try engine.checkCancellation()
            columns.append(try evaluator.column(part.expression, on: axis))
        }
        let total = try evaluator.column(whole, on: axis)
        var split = Split(
            subject: [
                answer.id(of: expression), .text(answer.title(of: expression)),
                .text(evaluator.areaTitle),
            ],
            dimensions: dimensions, members: parts.map(\.members), columns: columns, total: total,
            axis: axis, traits: expression.traits, isChange: expression.isChange)
        if case .rate(_, _, let population) = expression.kind {
            split.said = [
                .wholePopulation(engine.catalogue.populations[population]?.title ?? population)
            ]
        }
        split.said += notes(
            of: expression, split, member: newest.expression, whole: whole, query.clauses.window,
            evaluator)
        if let first = axis.periods.first, axis.count == 1,
            (columns + [total]).allSatisfy({ $0.cells[0] == .none(.missing) })
        {
            split.said.append(try answer.absent(newest.expression, first, evaluator))
        }
        return .some(
            Members(
                title: "\(title), \(evaluator.areaTitle)", parts: parts, whole: whole,
                split: split, evaluator: evaluator))
    }
}

extension BreakdownAnswer {
    /// Of which periods there is the whole and no member, and that the members end before it.
    private func notes(
        of expression: CheckedExpression, _ split: Split, member: CheckedExpression,
        whole: CheckedExpression, _ window: Window?, _ evaluator: Evaluator
    ) -> [ResultTable.Note] {
        let calendar = evaluator.calendar
        guard let known = evaluator.coverage(of: member, settled: false) else { return [] }
        let grain = evaluator.nativeGrain(of: member)
        let last = calendar.period(grain, containing: known.last).title(in: calendar)
        let first = calendar.period(grain, containing: known.first).title(in: calendar)
        let name = answer.name(of: expression)
        let broken =
            "\(name) by " + split.dimensions.map(\.title.lowercasedFirst).joined(separator: " and ")
        let empty = split.axis.periods.indices.filter { row in
            split.total.cells[row] != .none(.missing)
                && split.columns.allSatisfy { $0.cells[row] == .none(.missing) }
        }
        if let newest = empty.last {
            let ends =
                split.axis.periods[newest].first > known.last
                ? "; the last is for \(last)"
                : split.axis.periods[newest].last < known.first ? "; the first is for \(first)" : ""
            return [
                .notSplit(
                    broken, evaluator.areaTitle,
                    empty.map { split.axis.periods[$0].title(in: calendar) }, ends)
            ]
        }
        guard window.isOfTheLatest, let all = evaluator.coverage(of: whole, settled: true),
            known.last < all.last
        else { return [] }
        return [
            .staleBeside(
                broken, latest: last, whole: name,
                last: calendar.period(grain, containing: all.last).title(in: calendar))
        ]
    }
}

extension Window? {
    /// Whether it ends with the newest figures.
    var isOfTheLatest: Bool {
        switch self?.kind {
        case nil, .last, .since: true
        case .at(let syntax): syntax.kind == .latest
        default: false
        }
    }
}

extension ResultTable.Note {
    fileprivate static func notSplit(
        _ name: String, _ area: String, _ periods: [String], _ ends: String
    ) -> Self {
        let shown = periods.prefix(3).joined(separator: ", ")
        let more = periods.count > 3 ? " and \(periods.count - 3) more" : ""
        return .nothing("no breakdown of \(name) for \(area) in \(shown)\(more)\(ends)")
    }
}

extension CheckedExpression {
    /// The same of one member of a dimension: every leaf of it.
    func split(_ dimension: String, _ member: String) -> CheckedExpression {
        mappingFigures { figure in
            figure.with(figure.breakdown.adding(dimension, member))
        }
    }

    /// The same of all members of a dimension.
    func whole(of dimension: String) -> CheckedExpression {
        mappingFigures { figure in
            figure.with(figure.breakdown.removing(dimension))
        }
    }

    func mappingFigures(_ change: (Figure) -> Figure) -> CheckedExpression {
        let kind: Kind =
            switch self.kind {
            case .figure(let figure): .figure(change(figure))
            case .remainder(let inner, let remainder):
                .remainder(inner.mappingFigures(change), remainder.mapping(change))
            default: self.kind.mappingParts { $0.mappingFigures(change) }
            }
        var traits = self.traits
        traits.identity = nil
        return CheckedExpression(
            kind: kind, traits: traits, span: span, canonical: canonical + " split")
    }
}

extension Breakdown {
    /// The breakdown without a dimension.
    func removing(_ dimension: String) -> Breakdown {
        Breakdown(
            key: key.split(separator: "|").filter { !$0.hasPrefix("\(dimension)=") }
                .joined(separator: "|"))
    }
}
