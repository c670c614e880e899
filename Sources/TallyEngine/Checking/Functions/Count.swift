import TallyModel

extension Function {
    /// How many periods of the window have a figure.
    static let count = Function(
        name: "count", signature: "count(x)", parameters: 1...1,
        summary: "how many periods of the window have a figure",
        example: "count({stock}) last {window}",
        traits: { _, _ in
            Traits(unit: .number, good: .neither, kind: nil, decimals: 0, identity: nil)
        },
        tells: .nothing,
        body: .window { values in Double(values.count) })
}
