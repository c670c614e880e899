import TallyLanguage

extension Statement {
    /// Whether it needs the checks of plugins, which are not read before.
    var needsChecks: Bool {
        guard case .query(let query) = kind else { return false }
        return query.needsChecks
    }

    /// Whether it is about nothing but the indicators that it names: it asks for their values.
    var needsOnlyIndicators: Bool {
        switch kind {
        case .command: true
        case .query(let query):
            if case .value = query.phrase { !query.looksFurther } else { false }
        case .assertion, .binding, .alias: false
        }
    }

    /// Whether what it gives depends on more than the things that it names.
    var needsEverything: Bool {
        switch kind {
        // A command that needs them says so by itself.
        case .command, .binding, .alias: false
        case .query(let query), .assertion(let query): query.looksFurther
        }
    }
}
