extension Query {
    /// Calls `body` with every name where an expression may stand, and every name behind `for`.
    package func forEachName(_ body: (Name) -> Void) {
        switch phrase {
        case .value(let expression), .trend(let expression): expression.forEachName(body)
        case .rank(_, let expression): expression.forEachName(body)
        case .compare(let operands):
            for operand in operands {
                switch operand {
                case .period: break
                case .name(let name): body(name)
                case .expression(let expression): expression.forEachName(body)
                }
            }
        case .explain(let inner): inner.forEachName(body)
        case .describe(let name), .lineage(let name): body(name)
        case .check(let name): name.map(body)
        case .list, .trends: break
        }
        clauses.names?.forEach(body)
    }
}

extension Expression {
    /// Calls `body` with every name of the tree, those of clauses inside it too.
    package func forEachName(_ body: (Name) -> Void) {
        switch kind {
        case .number: break
        case .name(let name): body(name)
        case .negated(let inner), .shifted(let inner, _), .not(let inner), .moves(let inner, _),
            .when(let inner), .subgroup(_, let inner, _), .rate(let inner, _, _),
            .judged(let inner, _, _):
            inner.forEachName(body)
        case .binary(_, let left, let right), .share(let left, of: let right),
            .compares(let left, _, let right), .logical(_, let left, let right):
            left.forEachName(body)
            right.forEachName(body)
        case .call(_, _, let arguments):
            for argument in arguments { argument.forEachName(body) }
        case .scoped(let inner, let clauses):
            inner.forEachName(body)
            clauses.names?.forEach(body)
        }
    }
}
