import TallyModel

extension Function {
    /// How long a condition has held without a break.
    static let run = Function(
        name: "run", signature: "run(condition)", parameters: 1...1,
        summary: "in how many periods in a row, up to the latest, a condition has held",
        example: "run({stock} worsens)",
        traits: { _, _ in
            Traits(unit: .number, good: .neither, kind: nil, decimals: 0, identity: nil)
        },
        tells: .nothing,
        body: .streak)
}
