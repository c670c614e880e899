import TallyLanguage
import TallyModel
import TallyPlugins

extension Checker {
    /// A name where an expression may stand: an indicator, a population or what `let` has named.
    func resolve(_ name: Name) throws(Diagnostic) -> CheckedExpression {
        if name.kind == nil || name.kind == .binding, let id = name.ids(of: .binding).first {
            if let binding = bindings[id] { return try expand(binding, at: name.span) }
            if id == LastResult.name { throw .noValueBefore(at: place(name.span)) }
        }
        if name.kind != .population {
            let ids = catalogue.meant(name, in: plugin)
            if ids.count > 1 {
                let choices = ids.compactMap { id in
                    catalogue.indicators[id].map { "\($0.plugin ?? "store").\(id)" }
                }
                throw .ambiguousName(name.text, choices: choices, at: place(name.span))
            }
            if let id = ids.first, let indicator = catalogue.indicators[id] {
                return figure(indicator, span: name.span)
            }
        }
        if let id = name.ids(of: .population).first {
            return CheckedExpression(
                kind: .population(id),
                traits: Traits(
                    unit: .number, good: .neither, kind: .stock, decimals: 0, identity: nil),
                span: name.span, canonical: "population(\(id))")
        }
        throw .wrongKindOfName(name, wanted: "an indicator", at: place(name.span))
    }

    /// The id of the area that a name stands for, where nothing else may stand.
    func area(_ name: Name) throws(Diagnostic) -> String {
        guard let id = name.ids(of: .area).first else {
            throw .wrongKindOfName(name, wanted: "an area", at: place(name.span))
        }
        return id
    }

    /// The areas that `for` names where it may name nothing else; `nil` where it names none.
    func areas(_ names: [Name]?) throws(Diagnostic) -> [String]? {
        guard let names else { return nil }
        var areas: [String] = []
        for name in names { areas.append(try area(name)) }
        return areas
    }

    /// The leaf for an indicator: of what its name alone means, or of a breakdown.
    func figure(_ indicator: Indicator, breakdown: Breakdown? = nil, span: Span)
        -> CheckedExpression
    {
        let declaration = indicator.declaration
        let meant = catalogue.figure(of: indicator.id).breakdown
        let breakdown = breakdown ?? meant
        let isWhole = breakdown == meant
        return CheckedExpression(
            kind: .figure(Figure(indicator.id, breakdown: breakdown)),
            traits: Traits(
                unit: declaration.unit, good: declaration.good, kind: declaration.kind,
                decimals: declaration.decimals, identity: isWhole ? indicator.id : nil),
            span: span,
            canonical: isWhole ? indicator.id : "\(indicator.id){\(breakdown.key)}")
    }

    /// The phrase that a name stands for, checked against the text in which it was bound.
    private func expand(_ binding: Binding, at span: Span) throws(Diagnostic) -> CheckedExpression {
        guard case .value(let expression) = binding.query.phrase else {
            throw .wrongKindOfName(
                Name(text(span), [], span), wanted: "an expression", at: place(span))
        }
        if binding.depth > Binding.deepest { throw .tooLarge(at: place(span)) }
        let inner = Checker(
            catalogue: catalogue, source: binding.source, bindings: binding.bindings)
        let checked = try inner.check(expression)
        return try inner.scoped(checked, binding.query.clauses, span).standing(at: span)
    }

    /// `EXPR excl NAMES`, `EXPR only NAMES`: a published variant wins, then a count of the subgroup,
    /// then members of one of the indicator's dimensions; over arithmetic every leaf needs it.
    func subgroups(
        _ word: SubgroupWord, of expression: CheckedExpression, _ names: [Name], _ span: Span
    ) throws(Diagnostic) -> CheckedExpression {
        func rebuilt(_ kind: CheckedExpression.Kind, _ canonical: String) -> CheckedExpression {
            var traits = expression.traits
            traits.identity = nil
            return CheckedExpression(kind: kind, traits: traits, span: span, canonical: canonical)
        }
        switch expression.kind {
        case .figure(let figure) where figure.isPublished:
            let meant = Figure(figure.indicator, breakdown: figure.breakdown)
            return try subgroups(word, of: meant, good: expression.traits.good, names, span)
                .published
        case .figure(let figure):
            return try subgroups(word, of: figure, good: expression.traits.good, names, span)
        case .computed(let formula, let id):
            // The formula of a published variant, else the formula with its own parts narrowed.
            if let variant = try? subgroups(
                word, of: catalogue.figure(of: id), good: expression.traits.good, names, span),
                let other = variant.traits.identity, let result = try computed(other, span)
            {
                return result
            }
            return try subgroups(word, of: formula, names, span)
        case .remainder(let inner, _): return try subgroups(word, of: inner, names, span)
        case .negated(let inner):
            let inner = try subgroups(word, of: inner, names, span)
            return rebuilt(.negated(inner), "-\(inner.canonical)")
        case .binary(let sign, let left, let right) where sign == .add || sign == .subtract:
            return try arithmetic(
                sign, try subgroups(word, of: left, names, span),
                try subgroups(word, of: right, names, span), span)
        case .rate(let inner, let scale, let population):
            let inner = try subgroups(word, of: inner, names, span)
            return rebuilt(
                .rate(inner, scale: scale, population: population),
                Self.canonicalRate(inner, scale, population))
        case .shifted(let inner, let shift):
            let inner = try subgroups(word, of: inner, names, span)
            return rebuilt(.shifted(inner, shift), "\(inner.canonical)@\(shift)")
        case .scoped(let inner, let areas, let window):
            let inner = try subgroups(word, of: inner, names, span)
            return rebuilt(
                .scoped(inner, areas: areas, window: window), "(\(inner.canonical) scoped)")
        default:
            throw .noSubgroup(
                names.first?.text ?? "", of: text(expression.span), known: [],
                at: place(names.first?.span ?? span))
        }
    }

    private func subgroups(
        _ word: SubgroupWord, of figure: Figure, good: Polarity, _ names: [Name], _ span: Span
    ) throws(Diagnostic) -> CheckedExpression {
        guard let indicator = catalogue.indicators[figure.indicator], let first = names.first else {
            throw .nothingKnown(figure.indicator, area: "any area")
        }
        let isMeant = figure == catalogue.figure(of: indicator.id)
        if names.count == 1, isMeant,
            let found = declared(word, of: indicator, good: good, first, span)
        {
            return found
        }
        if names.count == 1, let parts = allMembers(first, of: figure, indicator) {
            let whole = self.figure(indicator, breakdown: figure.breakdown, span: span)
            return guarded(remainder(word, of: whole, parts, good: good, span))
        }
        // Members of one dimension do not overlap; of anything else nobody knows what two have in
        // common.
        var parts: [CheckedExpression] = []
        var dimension: String?
        for name in names {
            guard let member = self.member(name, of: indicator, dimension),
                figure.breakdown.member(of: member.dimension) == nil
                    || (isMeant && word == .only)
            else {
                throw names.count > 1 && isKnown(name, of: indicator)
                    ? .overlappingSubgroups(names.map(\.text), at: place(name.span))
                    : .noSubgroup(
                        name.text, of: indicator.title, known: subgroupWords(of: indicator),
                        at: place(name.span))
            }
            dimension = member.dimension
            parts.append(
                self.figure(
                    indicator,
                    breakdown: figure.breakdown.adding(member.dimension, member.id),
                    span: name.span))
        }
        let whole = self.figure(indicator, breakdown: figure.breakdown, span: span)
        return guarded(remainder(word, of: whole, parts, good: good, span))
    }

    /// Of a dimension of the indicator, its figures of every member; `nil` for any other name.
    private func allMembers(_ name: Name, of figure: Figure, _ indicator: Indicator)
        -> [CheckedExpression]?
    {
        guard name.ids(of: .subgroup).isEmpty, name.ids(of: .member).isEmpty else { return nil }
        let known = indicator.declaration.dimensions.map(\.value)
        guard let id = name.ids(of: .dimension).first(where: known.contains),
            let dimension = catalogue.dimensions[id], !dimension.members.isEmpty
        else { return nil }
        return dimension.members.map { member in
            self.figure(
                indicator, breakdown: figure.breakdown.adding(id, member.id), span: name.span)
        }
    }

    /// What the indicator declares of a subgroup: a published variant, else its count.
    private func declared(
        _ word: SubgroupWord, of indicator: Indicator, good: Polarity, _ name: Name, _ span: Span
    ) -> CheckedExpression? {
        let groups = name.ids(of: .subgroup)
        for declared in indicator.declaration.subgroups
        where groups.contains(declared.subgroup.value) {
            let published = word == .excl ? declared.excl : declared.only
            if let id = published?.value, let variant = catalogue.indicators[id] {
                return figure(variant, span: span)
            }
            if let id = declared.count?.value, let count = catalogue.indicators[id] {
                // What is a count of its own says itself whether more of it is good.
                return remainder(
                    word, of: figure(indicator, span: span), [figure(count, span: name.span)],
                    good: word == .only ? count.declaration.good : good, span)
            }
        }
        return nil
    }

    /// The member of one of the indicator's dimensions that a name stands for; of just that
    /// dimension where one is given.
    private func member(_ name: Name, of indicator: Indicator, _ dimension: String?) -> (
        dimension: String, id: String
    )? {
        for id in name.ids(of: .member) {
            guard let parts = NameCandidate(.member, id).memberParts else { continue }
            let found = String(parts.dimension)
            if dimension == nil || dimension == found,
                indicator.declaration.dimensions.contains(where: { $0.value == found })
            {
                return (found, String(parts.member))
            }
        }
        return nil
    }

    /// Whether the indicator knows a subgroup or member of this name at all.
    private func isKnown(_ name: Name, of indicator: Indicator) -> Bool {
        member(name, of: indicator, nil) != nil
            || indicator.declaration.subgroups.contains {
                name.ids(of: .subgroup).contains($0.subgroup.value)
            }
    }

    /// The parts alone, or the whole less each of them.
    ///
    /// - Parameter good: the whole's polarity; of a subgroup that an indicator counts that one's.
    private func remainder(
        _ word: SubgroupWord, of whole: CheckedExpression, _ parts: [CheckedExpression],
        good: Polarity, _ span: Span
    ) -> CheckedExpression {
        var traits = whole.traits
        traits.identity = nil
        traits.good = good
        var result = word == .only ? nil : whole
        for part in parts {
            guard let so = result else {
                result = part
                continue
            }
            let sign: BinaryOperator = word == .only ? .add : .subtract
            result = CheckedExpression(
                kind: .binary(sign, so, part), traits: traits, span: span,
                canonical: "(\(so.canonical) \(sign.rawValue) \(part.canonical))")
        }
        let last = result ?? whole
        return CheckedExpression(
            kind: last.kind, traits: traits, span: span, canonical: last.canonical)
    }

    /// The subgroups that `excl` and `only` know of an indicator, short enough for a sentence:
    /// subgroups one by one, members by their dimensions.
    func subgroupWords(of indicator: Indicator) -> [String] {
        let dimensions = indicator.declaration.dimensions.compactMap {
            catalogue.dimensions[$0.value]?.id
        }
        let subgroups = indicator.declaration.subgroups.map { declared in
            // A published variant serves one word only; a count serves both.
            let id = declared.subgroup.value
            if declared.count != nil { return id }
            return declared.only == nil
                ? "\(id) (excl)" : declared.excl == nil ? "\(id) (only)" : id
        }
        return subgroups
            + (dimensions.isEmpty
                ? [] : ["a member of \(dimensions.joined(separator: " or "))"])
    }
}
