import TallyModel

extension Function {
    /// The change as a percentage of the first figure, of whatever sign that is.
    static let percentChange = Function(
        name: "pct_change", signature: "pct_change(x)", parameters: 1...1,
        summary: "the same as a percentage of the first",
        example: "pct_change({stock}) last {window}",
        traits: { argument, _ in
            Traits(
                unit: .percent, good: argument.good, kind: .average, decimals: 2, identity: nil)
        },
        tells: .nothing,
        body: .ends { first, last in
            ExactDecimal.percentage(
                ExactDecimal.difference(last, first), of: first.magnitude)
        },
        note: { _, _, unit in unit == .percent ? .relativeChange : nil })
}
