import TallyModel
import TallyPlugins

/// What figures of formulas are over time: what the author says, else what the formula gives.
extension CatalogueBuilder {
    /// The indicators with formulas in an order in which each stands behind those that it uses, as
    /// far as a kind is to be had of a formula; else in declared order.
    var orderOfMeanings: [String] {
        let indicators = catalogue.indicators
        let areSaid = formulaOrder.allSatisfy { indicators[$0]?.declaration.declaresKind ?? true }
        if areSaid { return formulaOrder }
        let formulas = Set(formulaOrder)
        return dependencyOrder.filter(formulas.contains)
    }

    /// Gives an indicator of whose kind nothing is said that of its formula; refuses a kind that is
    /// said and that the formula does not give.
    mutating func settleKind(
        of indicator: Indicator, _ formula: CheckedExpression, _ text: Placed<String>, plugin: Int
    ) {
        let declared = indicator.declaration.kind
        guard indicator.declaration.declaresKind else {
            catalogue.indicators[indicator.id] = indicator.of(derivedKind(of: formula))
            return
        }
        let counts: [TimeKind] = [.stock, .flow]
        let ratios: [TimeKind] = [.ratioOfStocks, .ratioOfFlows]
        guard let kind = formula.traits.kind ?? countKinds(in: formula).first, kind != declared,
            formula.traits.kind != nil || counts.contains(declared),
            (counts + ratios).contains(declared), (counts + ratios).contains(kind)
        else { return }
        note(
            plugin, .formulaKind(indicator.id, declared: declared, formula: kind, at: text.place))
    }

    /// What figures of a formula are. Of a ratio of things of several kinds a longer period is made
    /// of its parts or not at all; of a sum of such nobody has said.
    private func derivedKind(of formula: CheckedExpression) -> TimeKind {
        if let kind = formula.traits.kind { return kind }
        switch formula.traits.unit {
        case .percent, .percentagePoints, .rate, .ratio: return .ratioOfFlows
        default: break
        }
        let kinds = countKinds(in: formula)
        return kinds.count > 1 ? .unknown : kinds.first ?? .stock
    }

    /// The kinds of the counts that a formula is made of, each once, the first one first.
    private func countKinds(in formula: CheckedExpression) -> [TimeKind] {
        var kinds: [TimeKind] = []
        formula.forEachFigure { figure in
            switch catalogue.indicators[figure.indicator]?.declaration.kind {
            case .stock where !kinds.contains(.stock): kinds.append(.stock)
            case .flow where !kinds.contains(.flow): kinds.append(.flow)
            default: break
            }
        }
        return kinds
    }

    /// What counts a subgroup is of the kind over time of what it is a subgroup of.
    mutating func checkCounts() {
        for index in plugins.indices {
            for declared in plugins[index].indicators {
                guard !declared.subgroups.isEmpty, declarers[declared.id.value] == index,
                    let indicator = catalogue.indicators[declared.id.value]?.declaration
                else { continue }
                for subgroup in declared.subgroups {
                    guard let count = subgroup.count,
                        let counted = catalogue.indicators[count.value]?.declaration,
                        counted.kind != indicator.kind
                    else { continue }
                    note(
                        index,
                        .countOfOtherKind(
                            count.value, counted.kind, of: indicator.id.value, indicator.kind,
                            at: count.place))
                }
            }
        }
    }
}

extension Indicator {
    /// The same, of another kind over time.
    fileprivate func of(_ kind: TimeKind) -> Indicator {
        if kind == declaration.kind { return self }
        var declaration = declaration
        declaration.kind = kind
        return Indicator(
            declaration: declaration, plugin: plugin, home: home, sources: sources,
            calendar: calendar, status: status)
    }
}
