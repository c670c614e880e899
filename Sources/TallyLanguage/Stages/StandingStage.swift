/// The rows that stand worst or best, by polarity: `worst N [by C]`, `best N [by C]`.
package struct StandingStage: StageSyntax {
    package let isBest: Bool
    package let count: Int
    package let column: ColumnName?

    ///     worst = "worst" count [ by-column ]
    static func readWorst(
        _ parser: inout StatementParser
    ) throws(ParseFailure) -> Stage.Kind {
        .standing(try read(&parser, best: false))
    }

    ///     best = "best" count [ by-column ]
    static func readBest(
        _ parser: inout StatementParser
    ) throws(ParseFailure) -> Stage.Kind {
        .standing(try read(&parser, best: true))
    }

    private static func read(
        _ parser: inout StatementParser, best: Bool
    ) throws(ParseFailure) -> StandingStage {
        StandingStage(
            isBest: best, count: try parser.rowCount(), column: try parser.byColumn())
    }

    /// The word that it begins with.
    package var keyword: Keyword { isBest ? .best : .worst }

    package func write(to printer: inout Printer) {
        printer.output += "\(keyword.word) \(count)"
        printer.write(by: column)
    }
}
