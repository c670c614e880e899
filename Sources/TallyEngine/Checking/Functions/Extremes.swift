import TallyModel

extension Function {
    static let minimum = picking(
        "min", "the smallest figure of the window", example: "min({stock}) last {window}"
    ) { values in values.min() ?? .nan }

    static let maximum = picking(
        "max", "the greatest figure of the window", example: "max({stock}) last {window}"
    ) { values in values.max() ?? .nan }

    static let first = picking(
        "first", "the first figure of the window", example: "first({stock}) last {window}"
    ) { values in values.first ?? .nan }

    static let last = picking(
        "last", "the last figure of the window", example: "last({stock}) last {window}"
    ) { values in values.last ?? .nan }

    /// A function that gives one of the figures as it stands.
    private static func picking(
        _ name: String, _ summary: String, example: String,
        _ pick: @escaping @Sendable ([Double]) -> Double
    ) -> Function {
        Function(
            name: name, signature: "\(name)(x)", parameters: 1...1, summary: summary,
            example: example,
            traits: { argument, _ in
                var traits = argument
                traits.identity = nil
                return traits
            },
            tells: .figures,
            body: .window(pick), tellsWhen: pick)
    }
}
