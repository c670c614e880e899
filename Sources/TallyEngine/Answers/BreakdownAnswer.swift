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
        var dimensions: [Dimension] = []
        var areas = named
        var grain: PeriodUnit?
        var source: ByKey?
        for key in keys {
            switch key.kind {
            case .dimension(let name):
                dimensions.append(try dimension(name, of: expression))
            case .area:
                if areas == nil { areas = try known(expression) }
            case .period(let unit): grain = unit
            case .source: source = key
            case .theme:
                let theme = expression.traits.identity
                    .flatMap { engine.catalogue.indicators[$0]?.declaration.theme?.value }
                    .flatMap { engine.catalogue.themes[$0] }
                throw .oneTheme(
                    checker.text(expression.span), theme: theme.map { ($0.id, $0.title) },
                    at: checker.place(key.span))
            }
        }
        if let source {
            if !dimensions.isEmpty || areas != nil {
                throw .wrongBy(
                    "source", "what is split by something else", at: checker.place(source.span))
            }
            return try SourceAnswer(engine: engine, checker: checker)
                .table(expression, source, query, grain: grain)
        }
        query.clauses.by = nil
        if dimensions.isEmpty {
            return try answer.table(expression, areas: areas, query, grain: grain)
        }
        let chosen = try engine.areas(areas, for: expression, checker.text(expression.span))
        guard let area = chosen.first, chosen.count == 1 else {
            throw .wrongBy("dimension", "several areas at once", at: checker.place(query.span))
        }
        return try byMembers(expression, dimensions, in: area, query, grain: grain)
    }

    /// The areas for which the first indicator has figures.
    private func known(_ expression: CheckedExpression) throws(Diagnostic) -> [String] {
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
    private struct Part {
        let members: [Term]
        let expression: CheckedExpression
    }

    private func byMembers(
        _ expression: CheckedExpression, _ dimensions: [Dimension], in area: String,
        _ query: Query, grain: PeriodUnit?
    ) throws(Diagnostic) -> ResultTable {
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
            return ResultTable(
                layout: .grid, title: "\(title), \(evaluator.areaTitle)", columns: [], rows: [],
                notes: [.noValues(answer.name(of: expression), evaluator.areaTitle, detail: "")])
        }
        let axis = try PeriodResolver(evaluator: evaluator, expression: newest.expression)
            .axis(query.clauses.window, grain: grain)
        var columns: [Column] = []
        for part in parts {
            try engine.checkCancellation()
            columns.append(try evaluator.column(part.expression, on: axis))
        }
        let total = try evaluator.column(whole, on: axis)
        let split = Split(
            dimensions: dimensions, members: parts.map(\.members), columns: columns, total: total,
            axis: axis, traits: expression.traits)
        let about = "\(title), \(evaluator.areaTitle)"
        return axis.count == 1 || dimensions.count > 1
            ? split.long(title: about, evaluator.calendar)
            : split.wide(title: about, evaluator.calendar)
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
        func mapped(_ inner: CheckedExpression) -> CheckedExpression {
            inner.mappingFigures(change)
        }
        let kind: Kind =
            switch self.kind {
            case .number, .population: self.kind
            case .figure(let figure): .figure(change(figure))
            case .negated(let inner): .negated(mapped(inner))
            case .remainder(let inner, let remaining):
                .remainder(mapped(inner), remaining: remaining.map(change))
            case .binary(let sign, let a, let b): .binary(sign, mapped(a), mapped(b))
            case .rate(let inner, let scale, let population):
                .rate(mapped(inner), scale: scale, population: population)
            case .share(let part, let whole): .share(mapped(part), of: mapped(whole))
            case .shifted(let inner, let shift): .shifted(mapped(inner), shift)
            case .scoped(let inner, let areas, let window):
                .scoped(mapped(inner), areas: areas, window: window)
            case .call(let function, let arguments): .call(function, arguments.map(mapped))
            case .compared(let a, let sign, let b): .compared(mapped(a), sign, mapped(b))
            case .logical(let word, let a, let b): .logical(word, mapped(a), mapped(b))
            case .not(let inner): .not(mapped(inner))
            case .judged(let inner, let word, let reference):
                .judged(mapped(inner), word, reference: reference)
            case .moved(let inner, let word): .moved(mapped(inner), word)
            case .running(let inner, let window): .running(mapped(inner), window)
            case .computed(let inner, let id): .computed(mapped(inner), of: id)
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
