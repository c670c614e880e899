import TallyModel

extension Function {
    /// Adds the figures of a flow. A stock, a ratio and an overlapping window cannot be added.
    static let sum = Function(
        name: "sum", signature: "sum(x)", parameters: 1...1,
        summary: "the total of a flow over the window",
        example: "sum({flow}) last {window}",
        traits: { argument, context throws(Diagnostic) in
            switch argument.kind {
            case .stock:
                throw .summingAStock(context.argument, at: context.place)
            case .rolling, .yearToDate:
                throw .summingOverlaps(context.argument, at: context.place)
            case .ratioOfStocks, .ratioOfFlows, .average:
                throw .averagingRatios("added", context.argument, at: context.place)
            case .flow, nil:
                return argument
            case .unknown:
                switch argument.unit {
                case .number, .money: break
                default: throw .averagingRatios("added", context.argument, at: context.place)
                }
                // Who adds it says that it is counted over each period.
                var traits = argument
                traits.kind = .flow
                return traits
            }
        },
        tells: .figures,
        body: .window { values in values.reduce(0, +) })
}
