import TallyLanguage
import TallyModel

/// The same sentence without what stands in its way, where nothing nearer can be offered.
extension Offers {
    func simpler(than error: Diagnostic) -> [String] {
        guard let span = error.place?.span else { return [] }
        // All checks would have to run.
        if case .check = asked.phrase { return [] }
        return [split(span), ranked(span), overOnePeriod(error), window(error)].compactMap { $0 }
            + withoutOneName(error) + withoutOneSide(error)
            + [ofAll(error), part(error), without(span), notRunning(error)].compactMap { $0 }
    }

    /// Without the reference that something does not have, where others stand beside it.
    private func withoutOneSide(_ error: Diagnostic) -> [String] {
        guard error.code == .noReference, case .compare(let comparison) = asked.phrase,
            comparison.operands.count > 2,
            let index = comparison.operands.firstIndex(where: { $0.span == error.place?.span }),
            index > 0
        else { return [] }
        var others = comparison.operands
        others.remove(at: index)
        return [
            rebuilt { query in
                Query(
                    .compare(ComparePhrase(others)), query.clauses, stages: query.stages,
                    query.span)
            }
        ]
    }

    /// Of all, where what is left of it without some has no such reference.
    private func ofAll(_ error: Diagnostic) -> String? {
        guard error.code == .noReference, case .compare(let comparison) = asked.phrase else {
            return nil
        }
        let operands = comparison.operands.map { operand -> Operand in
            guard case .expression(let value) = operand else { return operand }
            return .expression(value.ofAll)
        }
        let focus = asked.clauses.focus?.map { item -> Focus in
            guard case .value(let value) = item else { return item }
            return .value(value.ofAll)
        }
        guard operands != comparison.operands || focus != asked.clauses.focus else { return nil }
        return rebuilt { query in
            Query(
                .compare(ComparePhrase(operands)), query.changing { $0.focus = focus }.clauses,
                stages: query.stages, query.span)
        }
    }

    /// Each figure by itself, where figures cannot run along.
    private func notRunning(_ error: Diagnostic) -> String? {
        guard [.ratioWithoutParts, .kindClash, .summingOverlaps].contains(error.code),
            asked.clauses.running != nil
        else { return nil }
        return rebuilt { $0.changing { $0.running = nil } }
    }

    /// `trend X by quarter` is `X by quarter`.
    private func split(_ span: Span) -> String? {
        guard case .trend(let trend) = asked.phrase, let value = trend.value,
            asked.clauses.by?.contains(where: { $0.span == span }) ?? false
        else { return nil }
        return rebuilt { query in
            Query(.value(value), query.clauses, stages: query.stages, query.span)
        }
    }

    /// The areas that `for` names beside a ranking are those to be ranked.
    private func ranked(_ span: Span) -> String? {
        guard case .rank(let ranking) = asked.phrase, let names = asked.clauses.names,
            names.contains(where: { $0.span == span }),
            names.allSatisfy({ !$0.ids(of: .area).isEmpty })
        else { return nil }
        return rebuilt { query in
            Query(
                .rank(RankPhrase(AreaSet(.listed(names), query.span), by: ranking.value)),
                query.changing { $0.focus = nil }.clauses, stages: query.stages, query.span)
        }
    }

    /// What is of one period is of the last of a run that was asked for.
    private func overOnePeriod(_ error: Diagnostic) -> String? {
        guard error.code == .nothingToCompare, let window = asked.clauses.window else { return nil }
        switch asked.phrase {
        case .compare, .rank: break
        default: return nil
        }
        if case .range(_, let last) = window.kind, error.place?.span != window.span {
            return rebuilt { query in
                var query = query
                query.clauses.window = Window(.at(last), window.span)
                return query
            }
        }
        return rebuilt { $0.changing { $0.window = nil } }
    }

    /// A function of the last months is a function over a window of them.
    private func window(_ error: Diagnostic) -> String? {
        guard error.code == .summingOverlaps, let last = asked.clauses.running?.lastWindow,
            asked.clauses.window == nil, let running = asked.clauses.running
        else { return nil }
        return replacing([(running.span, last)])
    }

    /// Without each of the names behind `for` that may be what is wrong.
    private func withoutOneName(_ error: Diagnostic) -> [String] {
        guard [.noReference, .nothingToCompare].contains(error.code),
            let focus = asked.clauses.focus, focus.count > 1
        else { return [] }
        return focus.indices.reversed().map { index in
            rebuilt { $0.changing { $0.focus?.remove(at: index) } }
        }
    }

    /// What has a rate or a share already is no count to make one of.
    private func part(_ error: Diagnostic) -> String? {
        guard error.code == .unitClash, case .value(let value) = asked.phrase else { return nil }
        let inner: Expression
        switch value.kind {
        case .rate(let count, _, _): inner = count
        case .share(let count, of: _): inner = count
        default: return nil
        }
        return rebuilt { query in
            Query(.value(inner), query.clauses, stages: query.stages, query.span)
        }
    }

    /// Without the clause at which the error points.
    private func without(_ span: Span) -> String? {
        let clauses = asked.clauses
        func holds(_ other: Span?) -> Bool {
            other.map { $0.lower <= span.lower && span.upper <= $0.upper } ?? false
        }
        if clauses.by?.contains(where: { holds($0.span) }) ?? false {
            return rebuilt { $0.changing { $0.by = nil } }
        }
        if clauses.focus?.contains(where: { holds($0.span) }) ?? false {
            return rebuilt { $0.changing { $0.focus = nil } }
        }
        if holds(clauses.running?.span) { return rebuilt { $0.changing { $0.running = nil } } }
        if holds(clauses.asKnown?.span) { return rebuilt { $0.changing { $0.asKnown = nil } } }
        if holds(clauses.window?.span) { return rebuilt { $0.changing { $0.window = nil } } }
        return nil
    }

    /// The sentence after a change of what is asked, also within an explanation.
    func rebuilt(_ change: (Query) -> Query) -> String {
        guard case .explain(let explained) = query.phrase else {
            return Printer.text(change(query))
        }
        return Printer.text(
            Query(
                .explain(ExplainPhrase(change(explained.query))), query.clauses,
                stages: query.stages, query.span))
    }
}

extension Expression {
    /// The same without subgroups left out of it or taken from it.
    fileprivate var ofAll: Expression {
        if case .subgroup(_, let inner, _) = kind { inner.ofAll } else { self }
    }
}

extension Query {
    /// The same with other clauses; one that names nothing any more is gone.
    func changing(_ change: (inout Clauses) -> Void) -> Query {
        var query = self
        change(&query.clauses)
        if query.clauses.focus?.isEmpty == true { query.clauses.focus = nil }
        return query
    }
}
