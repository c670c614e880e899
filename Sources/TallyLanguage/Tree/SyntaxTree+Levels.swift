extension Query {
    /// How many levels the tree of its value has with all that names stand for; 1 where it is none.
    ///
    /// - Parameter ofName: the levels of what `let` has given a name to, by its folded name.
    package func levels(_ ofName: (String) -> Int) -> Int {
        guard case .value(let expression) = phrase else { return 1 }
        return expression.levels(ofName) + (clauses.isEmpty ? 0 : 1)
    }
}

extension Expression {
    fileprivate func levels(_ ofName: (String) -> Int) -> Int {
        switch kind {
        case .number: return 1
        case .name(let name): return 1 + (name.ids(of: .binding).map(ofName).max() ?? 0)
        case .negated(let inner), .shifted(let inner, _), .not(let inner), .moves(let inner, _),
            .when(let inner), .judged(let inner, _, _), .subgroup(_, let inner, _),
            .rate(let inner, _, _), .scoped(let inner, _):
            return 1 + inner.levels(ofName)
        case .binary(_, let left, let right), .share(let left, of: let right),
            .compares(let left, _, let right), .logical(_, let left, let right):
            return 1 + max(left.levels(ofName), right.levels(ofName))
        case .call(_, _, let arguments):
            return 1 + (arguments.map { $0.levels(ofName) }.max() ?? 0)
        }
    }
}
