import TallyModel

extension Function {
    static let absolute = Function(
        name: "abs", signature: "abs(x)", parameters: 1...1,
        summary: "the size of a figure without its sign",
        example: "abs({stock} - previous {stock})",
        traits: { argument, _ in
            var traits = argument
            traits.identity = nil
            traits.good = .neither
            return traits
        },
        tells: .size,
        body: .each { value, _ in value.magnitude })

    /// Halves go away from zero, as in the decimals that a reader sees.
    static let round = Function(
        name: "round", signature: "round(x, digits)", parameters: 1...2,
        summary: "a figure rounded to so many digits behind the point, none where not said",
        example: "round({ratio}, 1)",
        traits: { argument, context in
            var traits = argument
            traits.identity = nil
            traits.decimals = min(
                traits.decimals, context.numbers.first.flatMap { Int(exactly: $0) } ?? 0)
            return traits
        },
        tells: .figure,
        body: .each { value, arguments in
            ExactDecimal(value).rounded(to: arguments.first.map { Int($0) } ?? 0).doubleValue
        },
        numbers: 0...15)
}
