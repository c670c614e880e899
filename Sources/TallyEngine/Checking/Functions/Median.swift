import TallyModel

extension Function {
    /// The middle figure, or the mean of the two in the middle.
    static let median = Function(
        name: "median", signature: "median(x)", parameters: 1...1,
        summary: "the middle figure of the window",
        example: "median({stock}) last {window}",
        traits: { argument, _ in
            var traits = argument
            traits.kind = .average
            traits.identity = nil
            return traits
        },
        tells: .figures,
        body: .window(\.median),
        mayNeedDigit: true)
}

extension [Double] {
    /// The middle one, or the mean of the two in the middle; of at least one.
    var median: Double {
        let sorted = sorted()
        let middle = count / 2
        return count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
