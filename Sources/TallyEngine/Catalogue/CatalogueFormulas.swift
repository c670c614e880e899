import TallyLanguage
import TallyModel
import TallyPlugins

/// The second phase: formulas, which may use every name.
extension CatalogueBuilder {
    mutating func readFormulas() {
        let vocabulary: any Vocabulary = catalogue
        let computed = catalogue.indicatorOrder.filter {
            catalogue.indicators[$0]?.declaration.formula != nil
        }
        catalogue.formulas.reserveCapacity(computed.count)
        formulaOrder.reserveCapacity(computed.count)
        for id in computed {
            // Of a plugin with too many mistakes to tell no more are looked for.
            guard let plugin = declarers[id], !isFull(plugin),
                let text = catalogue.indicators[id]?.declaration.formula
            else { continue }
            let source = SourceText(text.value)
            let (expression, diagnostics) = Parser.expression(
                in: source,
                vocabulary: suggestionsLeft > 0 ? vocabulary : WithoutSuggestions(vocabulary))
            if !diagnostics.isEmpty { suggestionsLeft -= 1 }
            for diagnostic in diagnostics { note(plugin, diagnostic.moved(into: text)) }
            guard let expression, diagnostics.isEmpty else { continue }
            if checkNames(in: expression, text, plugin: plugin) {
                catalogue.formulas[id] = expression
                formulaOrder.append(id)
            }
        }
        checkCycles()
    }

    /// Whether each name in a formula stands for one thing of a kind that fits. That nothing is
    /// called so, the parser has said.
    mutating func checkNames(
        in expression: Expression, _ text: Placed<String>, plugin: Int
    ) -> Bool {
        var names: [(name: Name, role: NameRole)] = []
        expression.forEachName { names.append(($0, $1)) }
        var valid = true
        for (name, role) in names {
            let fitting = name.candidates.filter { role.kinds.contains($0.kind) }
            let indicators = catalogue.meant(name, in: plugins[plugin].id.value)
            if !fitting.isEmpty, role != .value || indicators.count < 2 { continue }
            valid = false
            if isFull(plugin) { continue }
            let place = text.place(of: name.span)
            if indicators.count > 1, role == .value {
                let qualified = indicators.map { id in
                    (catalogue.indicators[id]?.plugin).map { "\($0).\(id)" } ?? id
                }
                note(plugin, .ambiguousInFormula(name.text, qualified, at: place))
            } else if let other = name.candidates.first {
                note(plugin, .wrongKindInFormula(name.text, other.kind, role, at: place))
            }
        }
        return valid
    }

    /// No figure is reached through itself.
    private mutating func checkCycles() {
        // Only these two are held on to: a whole catalogue costs time each time it is passed on.
        let (formulas, indicators) = (catalogue.formulas, catalogue.indicators)
        let found = Cycles.find(formulaOrder) { id in
            formulas[id].map { Self.dependencies(of: $0, among: indicators) } ?? []
        }
        dependencyOrder = found.order
        if !found.cycles.isEmpty { areFormulasBounded = false }
        for cycle in found.cycles {
            var told: Set<Int> = []
            for id in cycle.dropLast() {
                guard let plugin = declarers[id], told.insert(plugin).inserted,
                    let formula = catalogue.indicators[id]?.declaration.formula
                else { continue }
                note(plugin, .formulaCycle(cycle, at: formula.place))
            }
        }
    }

    /// The indicators of whose figures a formula is made, the counts of its subgroups among them.
    private static func dependencies(
        of formula: Expression, among indicators: [String: Indicator]
    ) -> [String] {
        var result: [String] = []
        var subgroups: Set<String> = []
        formula.forEachName { name, role in
            if role == .value { result += name.ids(of: .indicator) }
            if role == .subgroup { subgroups.formUnion(name.ids(of: .subgroup)) }
        }
        if subgroups.isEmpty { return result }
        for leaf in result {
            for entry in indicators[leaf]?.declaration.subgroups ?? []
            where subgroups.contains(entry.subgroup.value) {
                if let count = entry.count?.value { result.append(count) }
            }
        }
        return result
    }
}

/// A vocabulary in which nothing is looked for that resembles a word.
struct WithoutSuggestions: Vocabulary {
    let base: any Vocabulary

    init(_ base: any Vocabulary) { self.base = base }

    var functions: Set<String> { base.functions }

    func longestMatch(
        _ words: ArraySlice<String>
    ) -> (count: Int, candidates: [NameCandidate])? { base.longestMatch(words) }

    func candidates(quoted: String) -> [NameCandidate] { base.candidates(quoted: quoted) }

    func entries(of kinds: Set<NameKind>) -> [VocabularyEntry] { [] }
}

extension Diagnostic {
    /// A diagnostic about a formula or another text of a file, pointing into the file. Sentences that
    /// would work instead are no formulas.
    package func moved(into text: Placed<String>) -> Diagnostic {
        var moved = self
        moved.offers = []
        moved.place = place.map { text.place(of: $0.span) } ?? text.place
        return moved
    }
}
