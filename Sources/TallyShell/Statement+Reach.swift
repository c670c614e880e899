import TallyLanguage

extension Statement {
    /// Whether what it gives depends on more than the things that it names: what there is of a
    /// kind, all that has a target, every area of a level.
    var needsEverything: Bool {
        switch kind {
        // A command that needs them says so by itself.
        case .command, .binding: return false
        case .query(let query), .assertion(let query):
            if query.clauses.by?.contains(where: \.isBuiltInOverThings) ?? false { return true }
            switch query.phrase {
            case .value, .trend: return false
            case .list, .describe, .rank, .lineage: return true
            case .explain(let inner):
                return Statement(.query(inner), inner.span).needsEverything
            case .compare:
                // Whatever is not named one by one is looked for.
                let names = query.clauses.names ?? []
                return names.isEmpty || names.contains { $0.ids(of: .indicator).isEmpty }
            }
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
