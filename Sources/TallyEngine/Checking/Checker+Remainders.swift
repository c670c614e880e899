import TallyLanguage
import TallyModel
import TallyPlugins

/// Which expressions are what some parts leave of a whole, in whatever words.
extension Checker {
    /// A longer expression is not looked through.
    private static let largestSize = 400

    /// The expression, held against what it leaves where it is, or may be, a whole less some of its
    /// parts; any other expression as it is.
    func guarded(_ expression: CheckedExpression) -> CheckedExpression {
        guard let remainder = remainder(of: [(1, expression)]) else { return expression }
        return expression.beside(remainder)
    }

    /// A comparison of two figures tells as much as their difference, unless one is just a number.
    func guarded(
        _ condition: CheckedExpression, _ left: CheckedExpression, _ right: CheckedExpression
    ) -> CheckedExpression {
        guard !left.isArithmeticAlone, !right.isArithmeticAlone,
            let remainder = remainder(of: [(1, left), (-1, right)])
        else { return condition }
        return condition.beside(remainder)
    }

    /// The same with every part of it held against what it leaves.
    func guardedThroughout(_ expression: CheckedExpression) -> CheckedExpression {
        let plain = expression.unguarded
        let result = CheckedExpression(
            kind: plain.kind.mappingParts(guardedThroughout), traits: plain.traits,
            span: plain.span, canonical: plain.canonical)
        switch result.kind {
        case .binary(.add, _, _), .binary(.subtract, _, _): return guarded(result)
        case .compared(let left, _, let right): return guarded(result, left, right)
        default: return result
        }
    }

    /// What must be looked at before the difference of two sides is told, each of its own period
    /// and area.
    func remainder(of left: CheckedExpression, less right: CheckedExpression) -> Remainder? {
        remainder(of: [(1, left), (-1, right)], areSides: true)
    }

    private func remainder(
        of sides: [(factor: Double, expression: CheckedExpression)], areSides: Bool = false
    ) -> Remainder? {
        guard sides.reduce(0, { $0 + $1.expression.size }) <= Self.largestSize,
            let formulas = formulasInCommon(sides.map(\.expression))
        else { return nil }
        var forms: [Remainder.Form] = []
        // One formula after another is put in the place of its indicator, those first that are made
        // of others; what is left of each of them is looked at by itself.
        for count in 0...formulas.count {
            let expanded = formulas.prefix(count)
            for marked in count == 0 ? [nil] : expanded.map(Optional.some) {
                forms += self.forms(
                    of: sides, NormalForm(catalogue, expanded: Set(expanded), marked: marked),
                    areSides: areSides)
            }
        }
        guard !forms.isEmpty, let figures = figuresLeft(by: forms) else { return nil }
        var areas: [String] = []
        for side in sides {
            for area in side.expression.scopedAreas.ids where !areas.contains(area) {
                areas.append(area)
            }
        }
        return Remainder(forms: forms, figures: figures, areas: areas)
    }

    /// The sums that an expression may come to and that may leave something: for each side of `??`,
    /// and for what `abs` takes above and below nothing.
    private func forms(
        of sides: [(factor: Double, expression: CheckedExpression)], _ reader: NormalForm,
        areSides: Bool
    ) -> [Remainder.Form] {
        var forms: [Remainder.Form] = []
        func add(_ reader: NormalForm) -> NormalForm {
            var reader = reader
            if let terms = reader.terms(sides, areSides: areSides) {
                let form = Remainder.Form(atoms: reader.atoms, terms: terms)
                if mayLeave(form) { forms.append(form) }
            }
            return reader
        }
        let first = add(reader)
        for takesRight in first.hasChoice ? [false, true] : [false] {
            for isNegative in first.hasAbsolute ? [false, true] : [false]
            where takesRight || isNegative {
                var other = reader
                other.takesRight = takesRight
                other.isNegative = isNegative
                _ = add(other)
            }
        }
        return forms
    }

    /// The indicators whose formulas may have to be put in, those first that are made of others;
    /// `nil` where no two figures have anything in common.
    private func formulasInCommon(_ expressions: [CheckedExpression]) -> [String]? {
        var leaves: [String] = []
        for expression in expressions {
            expression.forEachLeaf { leaves.append($0) }
        }
        guard leaves.count > 1 else { return nil }
        // Two indicators without formulas, of which most sums are, have nothing in common.
        if leaves.count == 2, leaves[0] != leaves[1],
            leaves.allSatisfy({ catalogue.checkedFormulas[$0] == nil })
        {
            return nil
        }
        var depths: [String: Int] = [:]
        var seen: Set<String> = []
        var isShared = false
        for leaf in leaves {
            if !seen.insert(leaf).inserted { isShared = true }
        }
        for leaf in Set(leaves) {
            var reached: Set<String> = [leaf]
            reach(leaf, &reached, &depths)
            for id in reached where id != leaf {
                if !seen.insert(id).inserted { isShared = true }
            }
        }
        guard isShared else { return nil }
        let formulas = depths.filter { $0.value > 0 }
        return Array(
            formulas.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(6).map(\.key))
    }

    /// The indicators of which an indicator is made, and how many formulas lie below each other.
    @discardableResult
    private func reach(_ id: String, _ reached: inout Set<String>, _ depths: inout [String: Int])
        -> Int
    {
        guard let formula = catalogue.checkedFormulas[id], reached.count < 64 else {
            depths[id] = 0
            return 0
        }
        var depth = 0
        var parts: [String] = []
        formula.forEachLeaf { parts.append($0) }
        for part in parts {
            if reached.insert(part).inserted {
                depth = max(depth, reach(part, &reached, &depths))
            } else {
                depth = max(depth, depths[part] ?? 0)
            }
        }
        depths[id] = depth + 1
        return depth + 1
    }

    /// Whether two of its terms may be a whole and a part of it, one taken from the other.
    private func mayLeave(_ form: Remainder.Form) -> Bool {
        for (index, one) in form.terms.enumerated() {
            for other in form.terms.dropFirst(index + 1)
            where (one.coefficient < 0) != (other.coefficient < 0)
                && one.atoms.count == other.atoms.count
            {
                let areApart = one.isExpanded != other.isExpanded
                for a in one.atoms {
                    for b in other.atoms
                    where mayLeave(form.atoms[a], form.atoms[b], areApart: areApart) {
                        return true
                    }
                }
            }
        }
        return false
    }

    private func mayLeave(_ a: Remainder.Atom, _ b: Remainder.Atom, areApart: Bool) -> Bool {
        guard let x = a.figure, let y = b.figure, x.indicator == y.indicator else { return false }
        if areApart { return true }
        if x.isPart(of: y) || y.isPart(of: x) {
            return catalogue.indicators[x.indicator]?.declaration.kind.addsUp ?? false
        }
        return x == y && catalogue.indicators[x.indicator]?.declaration.kind == .flow
            && (a.hasOwnWindow || b.hasOwnWindow)
    }

    /// Every figure that may be left of one of the terms; `nil` where there are too many.
    private func figuresLeft(by forms: [Remainder.Form]) -> [Figure]? {
        var result: [Figure] = []
        var seen: Set<Figure> = []
        func add(_ figure: Figure) {
            if seen.insert(figure).inserted { result.append(figure) }
        }
        let figures = forms.map { Array(Set($0.atoms.compactMap(\.figure))) }
        for own in figures {
            for whole in own {
                let parts = own.filter { $0.isPart(of: whole) }
                var open = [whole]
                for dimension in catalogue.indicators[whole.indicator]?.declaration.dimensions ?? []
                {
                    let id = dimension.value
                    guard whole.breakdown.member(of: id) == nil,
                        parts.contains(where: { $0.breakdown.member(of: id) != nil })
                    else { continue }
                    for member in catalogue.dimensions[id]?.members ?? [] {
                        for one in open where one.breakdown.member(of: id) == nil {
                            open.append(one.with(one.breakdown.adding(id, member.id)))
                        }
                    }
                    if open.count > 4096 { return nil }
                }
                open.forEach(add)
            }
        }
        return result
    }
}

extension NormalForm {
    /// The terms of a sum of expressions above their common line; `nil` where they are too many.
    mutating func terms(
        _ sides: [(factor: Double, expression: CheckedExpression)], areSides: Bool
    ) -> [Term]? {
        var sum: Fraction?
        for (index, side) in sides.enumerated() {
            guard
                let one = fraction(
                    side.expression, areSides ? [.side(index)] : [], areSides ? "/\(index)" : "")
            else { return nil }
            let next = one.times(side.factor)
            guard let so = sum else {
                sum = next
                continue
            }
            sum = Self.joined(.add, so, next)
            if sum == nil { return nil }
        }
        return sum?.above
    }
}

extension TimeKind {
    /// Whether the figures of the parts of a whole add up to its own.
    var addsUp: Bool {
        switch self {
        case .stock, .flow, .rolling, .yearToDate, .unknown: true
        case .ratioOfStocks, .ratioOfFlows, .average: false
        }
    }
}

extension Remainder.Atom {
    /// Whether it is read over other periods than those that are asked for, longer or shorter.
    fileprivate var hasOwnWindow: Bool {
        path.contains { step in
            switch step {
            case .scoped(_, _, .some), .call, .running, .side: true
            case .scoped, .shifted, .formula: false
            }
        }
    }
}

extension CheckedExpression {
    /// The same, suppressed where what it leaves is.
    func beside(_ remainder: Remainder) -> CheckedExpression {
        CheckedExpression(
            kind: .remainder(self, remainder), traits: traits, span: span, canonical: canonical)
    }

    /// The same, without what it must be held against.
    var unguarded: CheckedExpression {
        if case .remainder(let inner, _) = kind { inner } else { self }
    }

    /// Calls `visit` with the indicator of every figure, and of every formula that stands for one.
    fileprivate func forEachLeaf(_ visit: (String) -> Void) {
        switch kind {
        case .figure(let figure): visit(figure.indicator)
        case .computed(_, let id): visit(id)
        default: for part in parts { part.forEachLeaf(visit) }
        }
    }
}
