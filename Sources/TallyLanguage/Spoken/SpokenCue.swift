/// What a word that is none of the language's says that somebody is after.
enum SpokenCue: Hashable, Sendable {
    case meaning, comparison, change, trend, drawing, revision
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
                "decreased", "difference", "growth",
            ]
        ),
        (.trend, ["trend", "trends", "history", "time", "series", "over"]),
        (.drawing, ["graph", "chart", "plot", "draw", "line"]),
        (
            .revision,
            ["revised", "revision", "revisions", "restated", "corrected", "correction"]
        ),
        (.status("red"), ["red"]), (.status("amber"), ["amber"]), (.status("green"), ["green"]),
        (.movement(.improves), ["improving", "improved", "improves", "better"]),
        (.movement(.worsens), ["worsening", "worsened", "worsens", "worse", "deteriorating"]),
        (.worst, ["worst", "poorest"]), (.best, ["best"]),
        (.leaving, ["excl", "excluding", "exclude", "without", "except", "minus", "less"]),
        (.keeping, ["only", "just"]),
        (.rate, ["rate", "per"]),
        (.share, ["share", "percentage", "percent", "proportion", "%", "pct"]),
        (.function("avg"), ["average", "mean", "avg"]),
        (.function("max"), ["maximum", "highest", "max", "peak"]),
        (.function("min"), ["minimum", "lowest", "min"]),
        (.function("median"), ["median"]), (.function("sum"), ["total", "sum"]),
        (.split, ["by", "split", "breakdown"]),
        (.ranking, ["neighbours", "rank", "ranking", "league"]),
        (.file, ["export", "csv", "save", "download", "excel"]),
        (.yearSoFar, ["this", "ytd"]),
        (.together, ["as", "that", "who", "which"]),
    ]

    private static let byWord: [String: SpokenCue] = Dictionary(
        uniqueKeysWithValues: words.flatMap { cue, words in words.map { ($0, cue) } })
}
