/// What a word that is none of the language's says that somebody is after.
enum SpokenCue: Hashable, Sendable {
    case meaning, comparison, change, difference, trend, drawing
    case status(String)
    case movement(MovementWord)
    case worst, best, leaving, keeping, rate, share
    case function(String)
    case split, ranking, file
    case yearSoFar, together

    /// The cue that a folded word is, keywords where they stand in the wrong place included.
    init?(_ word: String) {
        guard let cue = Self.byWord[word] else { return nil }
        self = cue
    }

    /// Every cue with the words that give it; one line each.
    private static let words: [(SpokenCue, [String])] = [
        (
            .meaning,
            ["what", "whats", "what's", "define", "definition", "meaning", "means", "about"]
        ),
        (
            .comparison,
            ["compare", "compared", "comparing", "comparison", "vs", "vs.", "versus", "against"]
        ),
        (
            .change,
            [
                "change", "changed", "changes", "yoy", "mom", "increase", "increased", "decrease",
                "decreased", "growth",
            ]
        ),
        (.difference, ["difference"]),
        (.trend, ["trend", "trends", "history", "time", "series"]),
        (.drawing, ["graph", "chart", "plot", "draw", "line"]),
        (.status("red"), ["red", "miss", "missed", "misses", "failed", "failing"]),
        (.status("amber"), ["amber"]), (.status("green"), ["green", "met"]),
        (.movement(.improves), ["improving", "improved", "improves", "better"]),
        (.movement(.worsens), ["worsening", "worsened", "worsens", "worse", "deteriorating"]),
        (.worst, ["worst", "poorest"]), (.best, ["best"]),
        (.leaving, ["excl", "excluding", "exclude", "without", "except", "minus", "less"]),
        (.keeping, ["only", "just"]),
        (.rate, ["rate", "per"]),
        (.share, ["share", "percentage", "percent", "proportion", "%", "pct", "ratio"]),
        (.function("avg"), ["average", "mean", "avg"]),
        (.function("max"), ["maximum", "highest", "max", "peak"]),
        (.function("min"), ["minimum", "lowest", "min"]),
        (.function("median"), ["median"]), (.function("sum"), ["total", "sum"]),
        (.split, ["by", "split", "breakdown"]),
        (.ranking, ["neighbours", "neighbors", "rank", "ranking", "league"]),
        (.file, ["export", "csv", "save", "download", "excel"]),
        (.yearSoFar, ["ytd"]),
        (.together, ["as", "that", "who", "which"]),
    ]

    /// What of a sentence says the same, any of it; empty where nothing need.
    var said: [String] {
        switch self {
        case .meaning, .together: []
        case .comparison, .difference: [Keyword.compare.word, "-"]
        case .change, .movement: [Keyword.compare.word]
        case .status(let word): [word, Keyword.compare.word]
        case .trend: [Keyword.trend.word]
        case .drawing: [Keyword.chart.word]
        case .worst: [Keyword.worst.word]
        case .best: [Keyword.best.word]
        case .leaving: [Keyword.excl.word, "-"]
        case .keeping: [Keyword.only.word]
        case .rate: [Keyword.rate.word]
        case .share: [Keyword.share.word]
        case .function(let name): [name]
        case .split: [Keyword.by.word]
        case .ranking: [Keyword.rank.word, StatementParser.neighbours]
        case .file: [Keyword.to.word]
        case .yearSoFar: ["year to date", "last 12 months"]
        }
    }

    private static let byWord: [String: SpokenCue] = Dictionary(
        uniqueKeysWithValues: words.flatMap { cue, words in words.map { ($0, cue) } })
}
