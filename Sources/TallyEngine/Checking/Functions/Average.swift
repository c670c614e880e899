import TallyModel

extension Function {
    /// The unweighted mean of the figures of the window.
    static let average = Function(
        name: "avg", signature: "avg(x)", parameters: 1...1,
        summary: "the unweighted mean of the figures of the window",
        example: "avg({stock}) last {window}",
        traits: { argument, _ throws(Diagnostic) in
            var traits = argument
            traits.kind = .average
            traits.decimals = max(2, argument.decimals)
            traits.identity = nil
            return traits
        },
        tells: .figures,
        body: .window(\.mean),
        note: { .unweightedMean(of: $0, $1, unit: $2) })
}

extension [Double] {
    /// The unweighted mean; of at least one.
    var mean: Double { reduce(0, +) / Double(count) }
}
