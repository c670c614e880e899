import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// Looks names up in what the plugins declare. It takes a sentence to be well formed: what must be
/// refused, the checker has refused.
package struct MeaningReader {
    package let catalogue: Catalogue
    package var bindings: [String: Binding] = [:]
    /// The plugin whose formula is read.
    package var plugin: String?

    package init(_ catalogue: Catalogue, bindings: [String: Binding] = [:], plugin: String? = nil) {
        self.catalogue = catalogue
        self.bindings = bindings
        self.plugin = plugin
    }

    package func meaning(of expression: Expression) throws -> Meaning {
        switch expression.kind {
        case .number(let value): return .number(value)
        case .name(let name): return try meaning(of: name)
        case .negated(let inner): return .negative(try meaning(of: inner))
        case .binary(let sign, let a, let b):
            return .arithmetic(sign, try meaning(of: a), try meaning(of: b))
        case .subgroup(let word, let inner, let names):
            // `x excl a excl b` is `x excl a, b`.
            if case .subgroup(word, let deeper, let more) = inner.kind {
                return try subgroup(word, try meaning(of: deeper), more + names)
            }
            return try subgroup(word, try meaning(of: inner), names)
        case .rate(let inner, let scale, let population):
            let count = try meaning(of: inner)
            return .rate(count, per: scale, of: try self.population(of: count, population))
        case .share(let a, let b): return .share(try meaning(of: a), of: try meaning(of: b))
        case .shifted(let inner, let shift): return try meaning(of: inner).moved(shift)
        case .call(let name, _, let arguments):
            let name = name.lowercased()
            if name == "published" || name == "computed", let first = arguments.first {
                return try chosen(name, try meaning(of: first))
            }
            let known = Meaning.windowFunctions.union(["abs", "round", "run"])
            guard known.contains(name), let first = arguments.first else {
                throw Unhandled(what: "\(name)()")
            }
            let numbers = arguments.dropFirst().compactMap { argument -> Double? in
                if case .number(let value) = argument.kind { value } else { nil }
            }
            return .call(name, try meaning(of: first), numbers)
        case .compares(let a, let sign, let b):
            return .compares(try meaning(of: a), sign, try meaning(of: b))
        case .logical(let word, let a, let b):
            return .logical(word, try meaning(of: a), try meaning(of: b))
        case .not(let inner): return .not(try meaning(of: inner))
        case .judged(let inner, let word, let name):
            guard let id = name.ids(of: .reference).first else {
                throw Unhandled(what: "a reference called \(name.text)")
            }
            return .judged(try meaning(of: inner), word, id)
        case .moves(let inner, let word): return .moves(try meaning(of: inner), word)
        case .when: throw Unhandled(what: "when inside an expression")
        case .scoped(let inner, let clauses):
            return try scoped(try meaning(of: inner), clauses)
        }
    }

    /// `published(x)` and `computed(x)`: the same indicator, of its printed figures only or of its
    /// formula's only.
    private func chosen(_ name: String, _ meaning: Meaning) throws -> Meaning {
        switch meaning {
        case .within(let inner, let areas, let window):
            return .within(try chosen(name, inner), areas: areas, window)
        case .shifted(let inner, let shift): return .shifted(try chosen(name, inner), shift)
        case .group(let one, let whole, let beside) where name == "published":
            return .group(try chosen(name, one), of: whole, beside: beside)
        case .leaf(var leaf) where name == "published":
            leaf.isPublished = true
            return .leaf(leaf)
        case .leaf(let leaf):
            var own = MeaningReader(catalogue)
            own.plugin = catalogue.indicators[leaf.indicator]?.plugin
            guard leaf == alone(leaf.indicator), let formula = catalogue.formulas[leaf.indicator]
            else { throw Unhandled(what: "\(name) of a part") }
            return .group(try own.meaning(of: formula), of: leaf, beside: [])
        default: throw Unhandled(what: "\(name) of an expression")
        }
    }

    /// What a name alone means.
    private func meaning(of name: Name) throws -> Meaning {
        if name.kind == nil || name.kind == .binding, let id = name.ids(of: .binding).first,
            let binding = bindings[id]
        {
            guard case .value(let expression) = binding.query.phrase else {
                throw Unhandled(what: "a binding that is no value")
            }
            // Its own names mean what they meant when it was made.
            var then = self
            then.bindings = binding.bindings
            return try scoped(try then.meaning(of: expression), binding.query.clauses)
        }
        if name.kind != .population, let id = indicator(name) { return .leaf(alone(id)) }
        if let id = name.ids(of: .population).first { return .population(id) }
        throw Unhandled(what: "the name \(name.text)")
    }

    /// An indicator whose id it is comes first, then the plugin's own.
    private func indicator(_ name: Name) -> String? {
        let ids = name.ids(of: .indicator)
        if let exact = ids.first(where: { $0 == NameFolding.fold(name.text) }) { return exact }
        if ids.count > 1, let own = ids.first(where: { catalogue.indicators[$0]?.plugin == plugin })
        {
            return own
        }
        return ids.first
    }

    /// An indicator's name alone: the whole, of a dimension with a default member that member.
    package func alone(_ id: String) -> Leaf {
        var leaf = Leaf(indicator: id)
        for dimension in catalogue.indicators[id]?.declaration.dimensions ?? [] {
            if let member = catalogue.dimensions[dimension.value]?.defaultMember {
                leaf.members[dimension.value] = member
            }
        }
        return leaf
    }

    /// What brackets with clauses of their own mean.
    package func scoped(_ inner: Meaning, _ clauses: Clauses) throws -> Meaning {
        if clauses.by != nil || clauses.predicate != nil || clauses.asKnown != nil {
            throw Unhandled(what: "such a clause in brackets")
        }
        let areas = try clauses.names.map { try self.areas($0) }
        let inner = clauses.running.map { inner.running($0.kind) } ?? inner
        if areas == nil, clauses.window == nil { return inner }
        return .within(inner, areas: areas, clauses.window)
    }

    package func areas(_ names: [Name]) throws -> [String] {
        try names.map { name in
            guard let id = name.ids(of: .area).first else {
                throw Unhandled(what: "\(name.text) behind for")
            }
            return id
        }
    }

    /// The population named, else the one that the plugin names for the indicators.
    private func population(of count: Meaning, _ named: Name?) throws -> String {
        if let id = named?.ids(of: .population).first { return id }
        for leaf in leaves(of: count) {
            if let id = catalogue.indicators[leaf.indicator]?.declaration.population?.value {
                return id
            }
        }
        throw Unhandled(what: "a rate without a population")
    }

    private func leaves(of meaning: Meaning) -> [Leaf] {
        if case .leaf(let leaf) = meaning { return [leaf] }
        return meaning.parts.flatMap(leaves)
    }
}

// MARK: - Subgroups

extension MeaningReader {
    /// Over arithmetic every leaf is of the subgroup.
    private func subgroup(_ word: SubgroupWord, _ meaning: Meaning, _ names: [Name]) throws
        -> Meaning
    {
        func inner(_ one: Meaning) throws -> Meaning { try subgroup(word, one, names) }
        switch meaning {
        case .leaf(let leaf): return try subgroup(word, of: leaf, names)
        case .group(.leaf(let leaf), let whole, _):
            guard case .group(let one, _, let beside) = try subgroup(word, of: leaf, names) else {
                throw Unhandled(what: "a subgroup of a subgroup")
            }
            return .group(one, of: whole, beside: beside)
        case .negative(let one): return .negative(try inner(one))
        case .arithmetic(let sign, let a, let b) where sign == .add || sign == .subtract:
            return .arithmetic(sign, try inner(a), try inner(b))
        case .rate(let one, let per, let of): return .rate(try inner(one), per: per, of: of)
        case .shifted(let one, let shift): return .shifted(try inner(one), shift)
        case .within(let one, let areas, let window):
            return .within(try inner(one), areas: areas, window)
        default: throw Unhandled(what: "a subgroup of \(meaning)")
        }
    }

    /// A published variant wins, then a count of the subgroup, then members of a dimension.
    private func subgroup(_ word: SubgroupWord, of leaf: Leaf, _ names: [Name]) throws -> Meaning {
        guard let declared = catalogue.indicators[leaf.indicator]?.declaration else {
            throw Unhandled(what: "an indicator without a declaration")
        }
        let isAlone = leaf == alone(leaf.indicator)
        if names.count == 1, isAlone {
            let ids = names[0].ids(of: .subgroup)
            for one in declared.subgroups where ids.contains(one.subgroup.value) {
                if let variant = (word == .excl ? one.excl : one.only)?.value {
                    return .leaf(alone(variant))
                }
                guard let count = one.count?.value else { continue }
                let part = Meaning.leaf(alone(count))
                return .group(
                    word == .only ? part : .arithmetic(.subtract, .leaf(leaf), part), of: leaf,
                    beside: [])
            }
        }
        // A dimension is all of its members.
        if names.count == 1, names[0].ids(of: .member).isEmpty,
            let id = names[0].ids(of: .dimension).first(where: { id in
                declared.dimensions.contains { $0.value == id }
            })
        {
            let parts = siblings(of: leaf, id, without: [])
            if word == .excl {
                let rest = parts.reduce(Meaning.leaf(leaf)) {
                    .arithmetic(.subtract, $0, .leaf($1))
                }
                return .group(rest, of: leaf, beside: [])
            }
            guard let first = parts.first else { throw Unhandled(what: "an empty dimension") }
            let sum = parts.dropFirst().reduce(Meaning.leaf(first)) {
                .arithmetic(.add, $0, .leaf($1))
            }
            return .group(sum, of: leaf, beside: [])
        }
        // The members named, all of the first dimension that has the first of them.
        var parts: [Leaf] = []
        var dimension: String?
        for name in names {
            let found = name.ids(of: .member).lazy.compactMap { id -> (String, String)? in
                guard let cut = id.firstIndex(of: "=") else { return nil }
                return (String(id[..<cut]), String(id[id.index(after: cut)...]))
            }.first { candidate in
                declared.dimensions.contains { $0.value == candidate.0 }
                    && (dimension == nil || dimension == candidate.0)
            }
            guard let (of, member) = found else {
                throw Unhandled(what: "the subgroup \(name.text)")
            }
            dimension = of
            var part = leaf
            part.members[of] = member
            parts.append(part)
        }
        guard let dimension else { throw Unhandled(what: "no subgroup") }
        if word == .only {
            let sum = parts.dropFirst().reduce(Meaning.leaf(parts[0])) {
                .arithmetic(.add, $0, .leaf($1))
            }
            return .group(sum, of: leaf, beside: [])
        }
        let rest = parts.reduce(Meaning.leaf(leaf)) { .arithmetic(.subtract, $0, .leaf($1)) }
        return .group(
            rest, of: leaf,
            beside: siblings(of: leaf, dimension, without: parts.map { $0.members[dimension] }))
    }

    private func siblings(of leaf: Leaf, _ dimension: String, without: [String?]) -> [Leaf] {
        (catalogue.dimensions[dimension]?.members ?? []).filter { !without.contains($0.id) }
            .map { member in
                var other = leaf
                other.members[dimension] = member.id
                return other
            }
    }
}
