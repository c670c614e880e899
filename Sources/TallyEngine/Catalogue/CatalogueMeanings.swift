import TallyLanguage
import TallyModel
import TallyPlugins

/// The last phase: what formulas and status policies mean, once every name is known.
extension CatalogueBuilder {
    /// Checks units, subgroups and populations of every formula, and reads every policy: also of
    /// plugins in which something is wrong already, so that all of it is told at once.
    mutating func checkMeanings() {
        let isSound = failed.isEmpty
        meanDefaultMembers()
        catalogue.checkedFormulas.reserveCapacity(formulaOrder.count)
        catalogue.identities.reserveCapacity(formulaOrder.count)
        for id in orderOfMeanings {
            guard let plugin = declarers[id], let formula = catalogue.formulas[id],
                let indicator = catalogue.indicators[id],
                let text = indicator.declaration.formula
            else { continue }
            let checker = Checker(
                catalogue: catalogue, source: SourceText(text.value),
                plugin: plugins[plugin].id.value)
            do throws(Diagnostic) {
                let checked = try checker.check(formula)
                catalogue.checkedFormulas[id] = checked
                checkUnit(indicator, checked, text, plugin: plugin)
                settleKind(of: indicator, checked, text, plugin: plugin)
                if catalogue.identities[checked.canonical] == nil {
                    catalogue.identities[checked.canonical] = id
                }
            } catch {
                note(plugin, error.moved(into: text))
            }
        }
        checkCounts()
        // Where formulas go round there is no end to what they are made of.
        if areFormulasBounded { limitFormulas() }
        if isSound, areFormulasBounded { guardFormulas() }
        readPolicies()
    }

    /// Holds formulas once more against what they leave, now that it is known what their parts are
    /// made of.
    private mutating func guardFormulas() {
        var guarded: [(id: String, formula: CheckedExpression)] = []
        for id in formulaOrder {
            guard let formula = catalogue.checkedFormulas[id] else { continue }
            var isOfFormulas = false
            formula.forEachFigure {
                if catalogue.checkedFormulas[$0.indicator] != nil { isOfFormulas = true }
            }
            guard isOfFormulas else { continue }
            let checker = Checker(catalogue: catalogue, source: SourceText(""))
            guarded.append((id, checker.guardedThroughout(formula)))
        }
        for (id, formula) in guarded { catalogue.checkedFormulas[id] = formula }
    }

    /// Refuses formulas that, with the formulas of what they use, would be too large: each is
    /// small, but twenty that each use the one before twice are a million.
    private mutating func limitFormulas() {
        var known: [String: (size: Int, height: Int)] = [:]
        // What a formula uses is measured before it; there are no cycles.
        var open: [(id: String, isReady: Bool)] = []
        known.reserveCapacity(formulaOrder.count)
        for id in formulaOrder {
            open.append((id, false))
            while let (next, isReady) = open.popLast() {
                guard known[next] == nil, let formula = catalogue.checkedFormulas[next] else {
                    continue
                }
                var parts: [String] = []
                formula.forEachFigure { parts.append($0.indicator) }
                if !isReady {
                    let unknown = parts.filter {
                        known[$0] == nil && catalogue.checkedFormulas[$0] != nil
                    }
                    if !unknown.isEmpty {
                        open.append((next, true))
                        for part in unknown { open.append((part, false)) }
                        continue
                    }
                }
                var size = formula.size
                var height = formula.height
                for part in parts {
                    let inner = known[part] ?? (0, 0)
                    size = min(size + inner.size, CheckedExpression.largestSize * 2)
                    height = max(height, formula.height + inner.height)
                }
                known[next] = (size, height)
                if size > CheckedExpression.largestSize
                    || height > Expression.mostLevels,
                    let plugin = declarers[next],
                    let text = catalogue.indicators[next]?.declaration.formula
                {
                    areFormulasBounded = false
                    note(plugin, .tooLarge(at: text.place))
                }
            }
        }
    }

    /// Whether figures of a formula can be figures of the indicator that declares it.
    private mutating func checkUnit(
        _ indicator: Indicator, _ formula: CheckedExpression, _ text: Placed<String>, plugin: Int
    ) {
        let declared = indicator.declaration
        if let unit = formula.traits.unit, !declared.unit.fits(formula: unit) {
            note(
                plugin,
                .formulaUnit(indicator.id, declared: declared.unit, formula: unit, at: text.place))
        }
    }

    /// Works out once what each name alone means, since every sentence asks.
    private mutating func meanDefaultMembers() {
        let meant = catalogue.dimensions.compactMapValues(\.defaultMember)
        if meant.isEmpty { return }
        for (id, indicator) in catalogue.indicators {
            for dimension in indicator.declaration.dimensions {
                guard let member = meant[dimension.value] else { continue }
                let known = catalogue.meantBreakdowns[id] ?? .whole
                catalogue.meantBreakdowns[id] = known.adding(dimension.value, member)
            }
        }
    }

    private mutating func readPolicies() {
        // By what they say, since most are the one policy of their plugin.
        var read: [String: StatusPolicy] = [:]
        var bad: Set<Placed<String>> = []
        let catalogue = self.catalogue
        for id in judged {
            guard let declaration = catalogue.indicators[id]?.status else { continue }
            let text = declaration.green.value + "\n" + (declaration.amber?.value ?? "")
            if let known = read[text] {
                self.catalogue.policies[id] = known
                continue
            }
            do throws(Diagnostic) {
                let policy = try StatusPolicy(declaration) { catalogue.reference(named: $0)?.id }
                read[text] = policy
                self.catalogue.policies[id] = policy
            } catch {
                guard let plugin = declarers[id], bad.insert(declaration.green).inserted else {
                    continue
                }
                let problems = StatusPolicy.problems(of: declaration) {
                    catalogue.reference(named: $0)?.id
                }
                for problem in problems { note(plugin, problem) }
            }
        }
    }
}
