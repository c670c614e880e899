import TallyModel

extension Function {
    /// The last figure less the first. Of percentages it is in percentage points.
    static let change = Function(
        name: "change", signature: "change(x)", parameters: 1...1,
        summary: "the last figure of the window less the first, of one period less the one before",
        example: "change({stock}) last {window}",
        traits: { argument, _ in
            Traits(
                unit: argument.unit.difference, good: argument.good, kind: .flow,
                decimals: argument.decimals, identity: nil)
        },
        tells: .figures,
        body: .ends { first, last in ExactDecimal.difference(last, first) })
}
