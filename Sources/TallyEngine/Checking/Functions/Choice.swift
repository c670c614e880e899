import TallyModel

extension Function {
    /// The figure that was printed for just the period.
    static let published = choice(
        .published, "the figure as published, whatever the formula gives",
        example: "published({computed})")

    /// What the formula gives.
    static let computed = choice(
        .computed, "what the formula of an indicator gives, whatever is published",
        example: "computed({computed})")

    private static func choice(
        _ choice: FigureChoice, _ summary: String, example: String
    ) -> Function {
        Function(
            name: choice.rawValue, signature: "\(choice.rawValue)(x)", parameters: 1...1,
            summary: summary, example: example, traits: { argument, _ in argument },
            tells: .figure,
            body: .chosen(choice))
    }
}
