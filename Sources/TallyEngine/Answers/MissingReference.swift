import TallyLanguage
import TallyModel

extension Engine {
    /// Refuses what asks whether figures are as good as a reference that no area has for them: else
    /// the answer would be that nobody can tell, as if the figures were missing.
    func refuseMissingReferences(
        in expression: CheckedExpression, _ evaluators: [Evaluator], _ checker: Checker
    ) throws(Diagnostic) {
        if case .scoped(_, let areas?, _) = expression.kind {
            var scoped: [Evaluator] = []
            for evaluator in evaluators { scoped.append(try evaluator.scopedTo(areas)) }
            for part in expression.parts {
                try refuseMissingReferences(in: part, scoped, checker)
            }
            return
        }
        if case .judged(let inner, _, let reference) = expression.kind {
            let known = evaluators.filter { $0.coverage(of: inner, settled: false) != nil }
            let judgements = known.compactMap { Judgement(inner, $0) }
            if let first = known.first, !judgements.isEmpty,
                judgements.allSatisfy({ $0.run(of: reference) == nil })
            {
                let answer = ValueAnswer(engine: self, checker: checker)
                throw .noReference(
                    catalogue.references[reference]?.title ?? reference,
                    of: answer.title(of: inner), at: checker.place(expression.span),
                    offers: areas(
                        called: reference, beside: first.area, inner.traits.identity, in: nil))
            }
        }
        for part in expression.parts { try refuseMissingReferences(in: part, evaluators, checker) }
    }

    /// Where a reference is an area too, the sentence that puts the two areas beside each other.
    ///
    /// - Parameter period: as typed, where one was named.
    func areas(
        called reference: String, beside area: String, _ name: String?, in period: String?
    ) -> [String] {
        guard let name, catalogue.areas[reference] != nil, reference != area else { return [] }
        return [
            "compare \(NameText.typed(area)) vs \(NameText.typed(reference)) for \(name)"
                + (period.map { " in \($0)" } ?? "")
        ]
    }
}
