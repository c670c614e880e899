import TallyModel

/// What works on a result after it is reached: `| sort by gap | top 5`. A stage is a line in each
/// list here; all else that the language knows of it is in the file of its name.
package struct Stage: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case sort(SortStage)
        case top(TopStage)
        case standing(StandingStage)
        case filter(FilterStage)
        case columns(ColumnsStage)
        case chart(ChartStage)
        case to(ToStage)

        /// The stage as what all of them have in common.
        package var syntax: any StageSyntax {
            switch self {
            case .sort(let stage): stage
            case .top(let stage): stage
            case .standing(let stage): stage
            case .filter(let stage): stage
            case .columns(let stage): stage
            case .chart(let stage): stage
            case .to(let stage): stage
            }
        }
    }

    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    /// Every stage, with the words that other languages have for it.
    static let rules: [StageRule] = [
        StageRule(.sort, alsoCalled: ["order", "orderby", "arrange"], SortStage.read),
        StageRule(.top, alsoCalled: ["limit", "head", "first", "highest"], TopStage.read),
        StageRule(.worst, StandingStage.readWorst),
        StageRule(.best, StandingStage.readBest),
        StageRule(.where, alsoCalled: ["filter", "having"], FilterStage.read),
        StageRule(.columns, alsoCalled: ["select", "show", "cols", "fields"], ColumnsStage.read),
        StageRule(.chart, alsoCalled: ["plot", "graph", "draw"], ChartStage.read),
        StageRule(
            .to, alsoCalled: ["save", "export", "write", "into", "as", "format"], ToStage.read),
    ]
}

/// What the language does with every stage.
package protocol StageSyntax: Sendable, Hashable {
    /// Writes it as it is typed.
    func write(to printer: inout Printer)
}

/// How a stage is read that begins with a keyword.
struct StageRule: Sendable {
    let keyword: Keyword
    /// Words that other languages have for it, for suggestions.
    let alsoCalled: [String]
    /// Reads what follows the keyword.
    let read: @Sendable (inout StatementParser) throws(ParseFailure) -> Stage.Kind

    init(
        _ keyword: Keyword, alsoCalled: [String] = [],
        _ read: @escaping @Sendable (inout StatementParser) throws(ParseFailure) -> Stage.Kind
    ) {
        self.keyword = keyword
        self.alsoCalled = alsoCalled
        self.read = read
    }
}
