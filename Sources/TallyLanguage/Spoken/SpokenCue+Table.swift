extension SpokenCue {
    /// Every cue there is.
    static let all: [SpokenCue] = [
        meaning, comparison, change, difference, trend, drawing, revision, red, amber, green,
        improving, worsening, worst, best, leaving, keeping, rate, share, split, ranking, file,
        thisYear, together,
    ] + functions

    static let meaning = SpokenCue(
        words: ["what", "whats", "what's", "define", "definition", "meaning", "means", "about"]
    ) { $0.meanings }

    static let comparison = SpokenCue(
        words: ["compare", "compared", "comparing", "comparison", "vs", "vs.", "versus", "against"],
        said: [Keyword.compare.word, "-"]
    ) { $0.comparisons }

    static let change = SpokenCue(
        words: [
            "change", "changed", "changes", "yoy", "mom", "increase", "increased", "decrease",
            "decreased", "growth",
        ], said: [Keyword.compare.word]
    ) { $0.changes }

    static let difference = SpokenCue(
        words: ["difference"], said: [Keyword.compare.word, "-"]
    ) { $0.differences }

    static let trend = SpokenCue(
        words: ["trend", "trends", "history", "time", "series"], said: [Keyword.trend.word]
    ) { $0.trends }

    static let drawing = SpokenCue(
        words: ["graph", "chart", "plot", "draw", "line"], said: [Keyword.chart.word]
    ) { $0.drawings }

    static let revision = SpokenCue(
        words: ["revised", "revision", "revisions", "restated", "corrected", "correction"],
        said: [Keyword.revisions.word]
    ) { $0.revisions }

    static let red = status(
        "red", ["red", "miss", "missed", "misses", "failed", "failing"])
    static let amber = status("amber", ["amber"])
    static let green = status("green", ["green", "met"])

    private static func status(_ status: String, _ words: [String]) -> SpokenCue {
        SpokenCue(words: words, said: [status, Keyword.compare.word]) { $0.standing(status) }
    }

    static let improving = movement(
        "improving", ["improving", "improved", "improves", "better"])
    static let worsening = movement(
        "worsening", ["worsening", "worsened", "worsens", "worse", "deteriorating"])

    private static func movement(_ direction: String, _ words: [String]) -> SpokenCue {
        SpokenCue(words: words, said: [Keyword.compare.word]) { $0.moving(direction) }
    }

    static let worst = SpokenCue(words: ["worst", "poorest"], said: [Keyword.worst.word]) {
        $0.extremes(.worst)
    }
    static let best = SpokenCue(words: ["best"], said: [Keyword.best.word]) { $0.extremes(.best) }

    static let leaving = SpokenCue(
        words: ["excl", "excluding", "exclude", "without", "except", "minus", "less"],
        said: [Keyword.excl.word, "-"]
    ) { $0.remainders }
    static let keeping = SpokenCue(words: ["only", "just"], said: [Keyword.only.word]) { $0.parts }

    static let rate = SpokenCue(
        words: ["rate", "per"], said: [Keyword.rate.word], isNeeded: true
    ) { $0.rates }

    static let share = SpokenCue(
        words: ["share", "percentage", "percent", "proportion", "%", "pct", "ratio"],
        said: [Keyword.share.word], isNeeded: true
    ) { $0.shares }

    private static let functions = [
        function("avg", ["average", "mean", "avg"]),
        function("max", ["maximum", "highest", "max", "peak"]),
        function("min", ["minimum", "lowest", "min"]),
        function("median", ["median"]),
        function("sum", ["total", "sum"]),
    ]

    private static func function(_ name: String, _ words: [String]) -> SpokenCue {
        SpokenCue(words: words, said: [name]) { $0.called(name) }
    }

    static let split = SpokenCue(words: ["by", "split", "breakdown"], said: [Keyword.by.word]) {
        _ in []
    }

    static let ranking = SpokenCue(
        words: ["neighbours", "neighbors", "rank", "ranking", "league"],
        said: [Keyword.rank.word, StatementParser.neighbours]
    ) { $0.rankings }

    static let file = SpokenCue(
        words: ["export", "csv", "save", "download", "excel"], said: [Keyword.to.word]
    ) { $0.files }

    static let thisYear = SpokenCue(
        words: ["ytd", "this year", "this financial year"],
        said: ["year to date", "last 12 months"]
    ) { $0.thisYear }

    /// Between a whole and its part, or a part and its whole.
    static let together = SpokenCue(words: ["as", "that", "who", "which"]) { _ in [] }
}
