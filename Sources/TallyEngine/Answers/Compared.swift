import TallyLanguage
import TallyModel

/// What a comparison or a table of trends is of.
struct Compared {
    var expressions: [CheckedExpression]
    /// `nil` where none is named.
    var areas: [String]?
    /// Indicators were named one by one: one that lacks a side is an error, not left out.
    var isExplicit: Bool
    /// Where the themes stand that were named, and so what is of them.
    var themes: Set<Span> = []

    /// Whether a theme or an indicator was named.
    var namesAny: Bool { isExplicit || !themes.isEmpty }

    /// Whether an expression was named itself, and not by its theme.
    func names(_ expression: CheckedExpression) -> Bool {
        isExplicit && !themes.contains(expression.span)
    }

    /// Once, whether it is named itself, by its theme or by both; by itself it is named more closely.
    mutating func add(_ expression: CheckedExpression) {
        guard let index = expressions.firstIndex(where: { $0.canonical == expression.canonical })
        else { return expressions.append(expression) }
        if themes.contains(expressions[index].span) { expressions[index] = expression }
    }

    /// Once.
    mutating func add(_ area: String) {
        if areas?.contains(area) != true { areas = (areas ?? []) + [area] }
    }

    /// The expressions of each area, areas and expressions in the order in which they were named.
    func byArea(_ engine: Engine, _ checker: Checker) throws(Diagnostic)
        -> [(area: String, expressions: [CheckedExpression])]
    {
        var groups: [(area: String, expressions: [CheckedExpression])] = []
        for expression in expressions {
            let text = checker.text(expression.span)
            let found: [String]
            if names(expression) || areas != nil {
                found = try engine.areas(areas, for: expression, text)
            } else {
                // Without any name, what has no one area is left out.
                found =
                    try unlessBroken { () throws(Diagnostic) in
                        try engine.areas(nil, for: expression, text)
                    } ?? []
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
