import TallyLanguage
import TallyModel
import TallyPlugins

extension LineagePhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        try checker.refuse(query.clauses.running)
        try checker.refuse(query.clauses.asKnown)
        return try LineageAnswer(engine: engine, checker: checker).table(name)
    }

    var readsFigures: Bool { false }
}

/// Answers `lineage NAME`: what an indicator or a population is made of, and what is made of it.
struct LineageAnswer {
    let engine: Engine
    let checker: Checker

    private var catalogue: Catalogue { engine.catalogue }

    /// Columns: field, text.
    func table(_ name: Name) throws(Diagnostic) -> ResultTable {
        let title: String
        let fields: [(String, String)]
        let indicators = name.kind == .population ? [] : catalogue.meant(name, in: nil)
        if indicators.count > 1 {
            throw .ambiguousName(
                name.text,
                choices: indicators.map { id in
                    "\(catalogue.indicators[id]?.plugin ?? "store").\(id)"
                }, at: checker.place(name.span))
        }
        if let id = indicators.first, let indicator = catalogue.indicators[id] {
            title = indicator.title
            fields = self.fields(of: indicator)
        } else if let id = name.ids(of: .population).first {
            title = catalogue.populations[id]?.title ?? id
            fields = [("id", id)] + dependants { Self.uses(population: id, $0) }
        } else {
            throw .wrongKindOfName(
                name, wanted: "an indicator or a population", at: checker.place(name.span))
        }
        return ResultTable(
            layout: .record, title: title,
            columns: [.init("field", "Field", .text), .init("text", "Text", .text)],
            rows: fields.filter { !$0.1.isEmpty }
                .map { ResultTable.Row([.text($0.0), .text($0.1)]) })
    }

    private func fields(of indicator: Indicator) -> [(String, String)] {
        let declaration = indicator.declaration
        let variants = declaration.subgroups.flatMap { declared in
            [("excl", declared.excl), ("only", declared.only), ("count of", declared.count)]
                .compactMap { word, id in
                    id.map { "\($0.value) (\(word) \(declared.subgroup.value))" }
                }
        }
        let whole = catalogue.indicatorOrder.filter { other in
            catalogue.indicators[other]?.declaration.subgroups.contains { declared in
                [declared.excl, declared.only, declared.count].contains {
                    $0?.value == indicator.id
                }
            } ?? false
        }
        return [
            ("id", indicator.id), ("formula", declaration.formula?.value ?? ""),
            ("made of", direct(indicator.id).joined(separator: ", ")),
            ("and so of", indirect(indicator.id).joined(separator: ", ")),
            ("population", declaration.population?.value ?? ""),
            ("variants", variants.joined(separator: ", ")),
            ("variant of", whole.joined(separator: ", ")),
            ("broken down by", declaration.dimensions.map(\.value).joined(separator: ", ")),
        ]
            + dependants { formula in
                var found = false
                formula.forEachFigure { found = found || $0.indicator == indicator.id }
                return found
            } + [("plugin", indicator.plugin ?? "made by an import")]
    }

    /// The indicators in a formula, each once, in the order in which they stand there.
    private func direct(_ id: String) -> [String] {
        var found: [String] = []
        catalogue.checkedFormulas[id]?.forEachFigure { figure in
            if !found.contains(figure.indicator) { found.append(figure.indicator) }
        }
        return found
    }

    /// Those that the indicators in a formula are made of in their turn.
    private func indirect(_ id: String) -> [String] {
        let first = direct(id)
        var found: [String] = []
        var open = first
        while let next = open.popLast() {
            for part in direct(next) where !found.contains(part) && !first.contains(part) {
                found.append(part)
                open.append(part)
            }
        }
        return found
    }

    /// What is made of a thing, and what is made of that.
    private func dependants(_ uses: (CheckedExpression) -> Bool) -> [(String, String)] {
        let order = catalogue.indicatorOrder
        let first = order.filter { catalogue.checkedFormulas[$0].map(uses) ?? false }
        var all = Set(first)
        var open = first
        while let next = open.popLast() {
            for other in order where !all.contains(other) && direct(other).contains(next) {
                all.insert(other)
                open.append(other)
            }
        }
        let further = order.filter { all.contains($0) && !first.contains($0) }
        return [
            ("makes", first.joined(separator: ", ")),
            ("and so makes", further.joined(separator: ", ")),
        ]
    }

    private static func uses(population: String, _ formula: CheckedExpression) -> Bool {
        switch formula.kind {
        case .population(population): true
        case .rate(let count, _, let used):
            used == population || uses(population: population, count)
        default: formula.parts.contains { uses(population: population, $0) }
        }
    }
}
