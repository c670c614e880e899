import TallyModel

extension SpokenCue {
    /// Every cue there is.
    static let all: [SpokenCue] =
        [
            meaning, comparison, change, ofYear, ofMonth, inPercent, more, rising, falling,
            difference, reason, trend, drawing, revision,
            red, amber, green, missed, improving, worsening, worst, best, top, when, run, count,
            rolling, leaving, keeping,
            rate, share, split, ranking, file, thisYear, together, standings, indicators, checks,
            workings, origin, imports,
        ] + functions

    static let meaning = SpokenCue(
        words: ["what", "whats", "what's", "define", "definition", "meaning", "means", "about"]
    ) { $0.meanings }

    static let comparison = SpokenCue(
        words: [
            "compare", "compared", "comparing", "comparison", "vs", "vs.", "versus", "against",
        ],
        said: [Keyword.compare.word, "-", "\(Keyword.trend.word) \(Keyword.for.word)"]
    ) { $0.comparisons }

    static let change = SpokenCue(
        words: [
            "change", "changed", "changes", "changing", "moved", "movement", "difference since",
        ], said: [Keyword.compare.word], isChange: true
    ) { $0.changes }

    static let ofYear = SpokenCue(
        words: ["yoy", "year on year", "annual change"], said: ["a year ago"], isChange: true
    ) { $0.changes }
    static let ofMonth = SpokenCue(
        words: ["mom", "month on month", "monthly change"], said: ["a month ago"], isChange: true
    ) { $0.changes }

    static let inPercent = SpokenCue(
        words: ["% change", "percentage change", "percent change", "pct change"],
        said: ["pct_change"]
    ) { $0.called("pct_change") }

    /// Beside another period, or a reference.
    static let more = SpokenCue(
        words: ["higher", "lower", "greater", "smaller", "more", "fewer", "up on", "down on"],
        said: [Keyword.compare.word], isChange: true
    ) { $0.values.isEmpty ? [] : $0.changes }

    static let difference = SpokenCue(
        words: ["difference", "gap"], said: [Keyword.compare.word, "-"], isChange: true
    ) { $0.differences }

    /// What no sentence gives yet.
    static let reason = SpokenCue(words: ["why"], said: [Keyword.why.word]) {
        let isOfStatus = $0.heard.contains { $0.cue?.row?.column == "status" }
        return $0.values.isEmpty || isOfStatus ? [] : $0.changes
    }

    static let trend = SpokenCue(
        words: ["trend", "trends", "history", "time", "series"],
        said: [Keyword.trend.word, Keyword.last.word]
    ) { $0.trends }

    static let drawing = SpokenCue(
        words: ["graph", "chart", "plot", "draw", "line"], said: [Keyword.chart.word]
    ) { $0.drawings }

    static let revision = SpokenCue(
        words: ["revised", "revision", "revisions", "restated", "corrected", "correction"],
        said: [Keyword.revisions.word]
    ) { $0.revisions }

    static let red = status(
        "red", ["red", "going badly", "going wrong", "doing badly", "gone wrong"])
    static let amber = status("amber", ["amber"])
    static let green = status(
        "green",
        [
            "green", "met", "meet", "meets", "meeting", "hit", "hits", "hitting", "achieved",
            "achieving", "reached", "on target", "on track", "going well", "doing well",
            "performing well",
        ], test: Keyword.meets.word)
    /// Red and amber alike.
    static let missed = status(
        "green",
        [
            "miss", "missed", "misses", "missing target", "missing targets", "missing the target",
            "missing their target", "missing their targets", "fail", "failed", "failing",
            "fail to meet", "failed to meet", "failing to meet", "off target", "off track",
            "behind target", "short of target", "underperforming",
        ], isNegative: true, test: Keyword.misses.word)

    private static func status(
        _ status: String, _ words: [String], isNegative: Bool = false, test: String? = nil
    ) -> SpokenCue {
        SpokenCue(
            words: words, said: [status, Keyword.compare.word] + (test.map { [$0] } ?? []),
            row: Row(
                column: "status", value: status, isNegative: isNegative,
                test: test.map { "\($0) \(ReferenceID.target)" })
        ) { $0.standing }
    }

    static let improving = movement(
        "improving",
        [
            "improving", "improved", "improves", "better", "improvement", "improvements",
            "improvers",
        ],
        .improves)
    static let worsening = movement(
        "worsening",
        [
            "worsening", "worsened", "worsens", "worse", "deteriorating", "deteriorated",
            "deterioration", "declining",
        ], .worsens)

    private static func movement(
        _ direction: String, _ words: [String], _ keyword: Keyword
    ) -> SpokenCue {
        SpokenCue(
            words: words, said: [direction, keyword.word, Keyword.compare.word],
            saidOtherwise: ["gap"],
            row: Row(column: "direction", value: direction, test: keyword.word)
        ) { $0.moving }
    }

    static let rising = way(
        ">",
        [
            "rising", "risen", "rose", "go up", "going up", "gone up", "went up", "up", "rise",
            "increase", "increased", "increasing", "growth", "grown", "grow",
        ])
    static let falling = way(
        "<",
        [
            "falling", "fallen", "fell", "go down", "going down", "gone down", "went down", "down",
            "fall", "drop", "decrease", "decreased", "decreasing", "dropped", "reduced",
        ])

    private static func way(_ sign: String, _ words: [String]) -> SpokenCue {
        SpokenCue(words: words, said: [Keyword.compare.word], isChange: true) {
            $0.values.isEmpty ? $0.changed("\(sign) 0") : $0.changes
        }
    }

    static let worst = SpokenCue(words: ["worst", "poorest", "bottom"], said: [Keyword.worst.word])
    {
        $0.extremes(.worst)
    }
    static let top = SpokenCue(words: ["top"], said: [Keyword.top.word, Keyword.worst.word]) {
        $0.levels.isEmpty ? [] : $0.rankings
    }
    static let best = SpokenCue(words: ["best"], said: [Keyword.best.word]) { $0.extremes(.best) }

    static let leaving = SpokenCue(
        words: [
            "excl", "excluding", "exclude", "without", "except", "minus", "less", "not including",
            "not counting", "other than", "apart from", "leaving out",
        ],
        said: [Keyword.excl.word, "-"]
    ) { $0.remainders }
    static let keeping = SpokenCue(words: ["only", "just"], said: [Keyword.only.word]) { $0.parts }

    static let rate = SpokenCue(
        words: ["rate", "per"], said: [Keyword.rate.word], isNeeded: true
    ) { $0.rates }

    static let share = SpokenCue(
        words: ["share", "percentage", "percent", "proportion", "%", "pct", "ratio"],
        said: [Keyword.share.word, "gap_percent"], isNeeded: true
    ) { $0.shares }

    static let functions = [
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
        words: [
            "ytd", "this year", "this financial year", "cumulative", "cumulatively",
            "running total",
        ],
        said: [SpokenWords.yearToDate, Keyword.since.word, "last 12 months"]
    ) { $0.thisYear }

    /// When something last held.
    static let when = SpokenCue(words: ["when", "when was", "when did"]) { $0.held(Keyword.when) }
    /// For how long something has held.
    static let run = SpokenCue(
        words: [
            "in a row", "consecutive", "consecutively", "how long", "how many months in a row",
            "how many quarters in a row", "how many consecutive months",
        ]
    ) { $0.held(nil) }
    static let rolling = SpokenCue(
        words: [Keyword.rolling.word, "moving"], said: [Keyword.rolling.word]
    ) { $0.rolling }
    /// In how many periods something holds.
    static let count = SpokenCue(
        words: ["how many months", "how many quarters", "how many years", "how often"]
    ) { $0.held(nil) }

    /// How everything stands, or one value does.
    static let standings = SpokenCue(
        words: [
            "doing", "performing", "performance", "overview", "summary", "dashboard", "scorecard",
            "progress", "position", "rag", "rag status", "rag rating", "rag ratings", "status",
        ], said: [Keyword.compare.word]
    ) { $0.standing }

    /// Which there are.
    static let indicators = SpokenCue(
        words: ["indicators", "indicator", "measures", "metrics", "kpis", "measure"]
    ) { $0.inventory }

    static let checks = SpokenCue(
        words: [
            "data quality", "quality", "reconcile", "reconciles", "add up", "adds up",
            "discrepancies", "discrepancy", "inconsistencies", "errors in the data",
        ], said: [Keyword.check.word]
    ) { _ in [Keyword.check.word] }

    static let workings = SpokenCue(
        words: ["calculated", "calculate", "worked out", "derived", "calculation", "formula"],
        said: [Keyword.explain.word]
    ) { found in found.value.map { found.dated("\(Keyword.explain.word) \($0)") } ?? [] }

    static let origin = SpokenCue(
        words: ["come from", "comes from", "source of", "sourced"], said: [Keyword.lineage.word]
    ) { found in found.values.prefix(1).map { "\(Keyword.lineage.word) \($0)" } }

    static let imports = SpokenCue(
        words: ["updated", "last updated", "imported", "loaded", "latest month", "up to date"],
        said: ["imports"]
    ) { _ in ["\(Keyword.list.word) imports"] }

    /// Between a whole and its part, or a part and its whole.
    static let together = SpokenCue(words: ["as", "that", "who", "which"]) { _ in [] }
}
