/// What a name may stand for where it stands.
package enum NameRole: Sendable {
    /// A figure: an indicator, a population or what `let` has named.
    case value
    case population
    /// Behind `excl` and `only`.
    case subgroup
    /// Behind `for`.
    case focus
    /// Behind `meets` and `misses`.
    case reference

    /// The kinds of name that a plugin's formula may have there.
    package var kinds: [NameKind] {
        switch self {
        case .value: [.indicator, .population]
        case .population: [.population]
        case .subgroup: [.subgroup, .member, .dimension]
        case .focus: [.area, .level, .theme, .indicator]
        case .reference: [.reference]
        }
    }
}

extension Query {
    /// Calls `body` with every name of the phrase and every name behind `for`.
    package func forEachName(_ body: (Name, NameRole) -> Void) {
        phrase.syntax.forEachName(body)
        clauses.forEachName(body)
    }
}

extension Clauses {
    /// Calls `body` with every name behind `for`.
    fileprivate func forEachName(_ body: (Name, NameRole) -> Void) {
        for item in focus ?? [] {
            switch item {
            case .name(let name): body(name, .focus)
            case .areas: break
            case .value(let value): value.forEachName(body)
            }
        }
    }
}

extension Expression {
    /// Calls `body` with every name of the tree from left to right, those of clauses inside it too.
    package func forEachName(_ body: (Name, NameRole) -> Void) {
        switch kind {
        case .number: break
        case .name(let name): body(name, .value)
        case .negated(let inner), .shifted(let inner, _), .not(let inner), .moves(let inner, _),
            .when(let inner):
            inner.forEachName(body)
        case .judged(let inner, _, let reference):
            inner.forEachName(body)
            body(reference, .reference)
        case .subgroup(_, let inner, let names):
            inner.forEachName(body)
            for name in names { body(name, .subgroup) }
        case .rate(let inner, _, let population):
            inner.forEachName(body)
            if let population { body(population, .population) }
        case .binary(_, let left, let right), .share(let left, of: let right),
            .compares(let left, _, let right), .logical(_, let left, let right):
            left.forEachName(body)
            right.forEachName(body)
        case .call(_, _, let arguments):
            for argument in arguments { argument.forEachName(body) }
        case .scoped(let inner, let clauses):
            inner.forEachName(body)
            clauses.forEachName(body)
        }
    }
}
