import TallyLanguage
import TallyModel

/// What a comparison or a table of trends is of.
struct Compared {
    var expressions: [CheckedExpression]
    /// `nil` where none is named.
    var areas: [String]?
    /// Indicators were named one by one: one that lacks a side is an error, not left out.
    var isExplicit: Bool
    /// A theme was named.
    var names = false

    /// The expressions of each area, areas and expressions in the order in which they were named.
    func byArea(_ engine: Engine, _ checker: Checker) throws(Diagnostic)
        -> [(area: String, expressions: [CheckedExpression])]
    {
        var groups: [(area: String, expressions: [CheckedExpression])] = []
        for expression in expressions {
            let text = checker.text(expression.span)
            let found: [String]
            if isExplicit || areas != nil {
                found = try engine.areas(areas, for: expression, text)
            } else {
                // Without any name, what has no one area is left out.
                found = (try? engine.areas(nil, for: expression, text)) ?? []
            }
            for area in found {
                if let index = groups.firstIndex(where: { $0.area == area }) {
                    groups[index].expressions.append(expression)
                } else {
                    groups.append((area, [expression]))
                }
            }
        }
        return groups
    }
}
