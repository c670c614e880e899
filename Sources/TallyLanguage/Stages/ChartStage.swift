/// A drawing: `chart [KIND]`.
package struct ChartStage: StageSyntax {
    /// The word as typed; which there are is known only where it is drawn.
    package let kind: String?

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Stage.Kind {
        .chart(try parser.chart())
    }

    package func write(to printer: inout Printer) {
        printer.output += kind.map { "chart \($0)" } ?? "chart"
    }
}

extension StatementParser {
    ///     chart = "chart" [ "line" | "bar" | "dot" ]
    fileprivate mutating func chart() throws(ParseFailure) -> ChartStage {
        could(.chartKind)
        guard token.kind == .word, token.keyword == nil else { return ChartStage(kind: nil) }
        let kind = word
        advance()
        return ChartStage(kind: kind)
    }
}
