import TallyLanguage

extension Statement {
    /// Whether it needs the checks of plugins, which are not read before: they say what percentages
    /// are parts of one whole, too.
    var needsChecks: Bool {
        guard case .query(let query) = kind else { return false }
        switch query.phrase {
        case .check: return true
        case .value(let value), .trend(let value), .rank(_, by: let value): return value.adds
        case .explain(let inner): return Statement(.query(inner), inner.span).needsChecks
        case .list(let kind, _): return kind.hasPrefix("check")
        default: return false
        }
    }

    /// Whether what it gives depends on more than the things that it names: what there is of a
    /// kind, all that has a target, every area of a level.
    var needsEverything: Bool {
        switch kind {
        // A command that needs them says so by itself.
        case .command, .binding, .alias: return false
        case .query(let query), .assertion(let query):
            if query.clauses.by?.contains(where: \.isBuiltInOverThings) ?? false { return true }
            switch query.phrase {
            case .value, .trend, .revisions: return false
            case .list, .describe, .rank, .lineage, .check: return true
            case .explain(let inner):
                return Statement(.query(inner), inner.span).needsEverything
            case .compare, .trends:
                // Whatever is not named one by one is looked for.
                let names = query.clauses.names ?? []
                return names.isEmpty || names.contains { $0.ids(of: .indicator).isEmpty }
            }
        }
    }
}

extension Expression {
    /// Whether it is a sum, or has one beside an operator.
    fileprivate var adds: Bool {
        switch kind {
        case .binary(let sign, let left, let right): sign == .add || left.adds || right.adds
        case .scoped(let inner, _): inner.adds
        default: false
        }
    }
}

extension ByKey {
    fileprivate var isBuiltInOverThings: Bool {
        switch kind {
        case .area, .theme, .source: true
        case .dimension, .period: false
        }
    }
}
