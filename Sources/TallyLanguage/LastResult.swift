/// `_`, the result of the last query: alone it is the table, for stages to work on; in an
/// expression it is the value that was asked for, as if `let` had named it.
package enum LastResult {
    /// As it is typed.
    package static let name = "_"
}

extension Query {
    /// The query with what the last one asked for (areas, periods, a running window) wherever it
    /// uses `_` in an expression and says nothing else itself.
    package func taking(_ last: Clauses) -> Query {
        var usesLast = false
        forEachName { name, _ in
            if name.ids(of: .binding).first == LastResult.name { usesLast = true }
        }
        return usesLast ? filled(from: last) : self
    }

    private func filled(from last: Clauses) -> Query {
        var phrase = phrase
        var clauses = clauses
        if case .explain(let explained) = phrase {
            phrase = .explain(ExplainPhrase(explained.query.filled(from: last)))
        } else {
            // What is taken over stands nowhere in the text.
            clauses.window = clauses.window ?? last.window.map { Window($0.kind, span) }
            if case .rank = phrase {
            } else {
                clauses.focus = clauses.focus ?? last.focus
                clauses.running = clauses.running ?? last.running
            }
        }
        return Query(phrase, clauses, stages: stages, span)
    }

    /// Whether it is `_` with nothing but what works on rows: `_ | sort by gap | top 5`.
    package var isLastResult: Bool {
        guard case .value(let expression) = phrase, case .name(let name) = expression.kind,
            name.ids(of: .binding).first == LastResult.name
        else { return false }
        var clauses = clauses
        clauses.predicate = nil
        return clauses.isEmpty
    }
}
