/// Every phrase with every clause and every stage, over an indicator of each kind over time: what a
/// manual cannot show one by one.
enum SweepSentences {
    /// A stock with dimensions, a flow, a ratio of stocks of several areas, ratios of flows, an
    /// average, a rolling window, a year to date, and yearly figures of every authority.
    static let subjects = [
        "cic", "became_cic", "cic_rate", "iha", "sdq_score", "adopted", "suspensions", "cla_rate",
        "formal_complaints",
    ]

    /// `X` stands for the indicator.
    static let phrases = [
        "X", "rate X per 10k", "share X of cic", "X - uasc", "previous X", "X a year ago",
        "avg(X)", "max(X)", "change(X)", "published(X)", "X excl uasc", "X ?? 0",
        "X > 50", "X meets target", "when X worsens", "run(X worsens)",
        "trend X", "trend for X, uasc",
        "compare sep23 vs target for X, uasc", "compare latest vs previous vs a year ago for X",
        "compare X vs target", "compare X vs cic", "compare dorset vs devon for X",
        "rank authorities by X", "rank dorset, devon by X", "explain X", "describe X",
        "lineage X", "revisions X", "check X", "list indicators",
    ]

    static let clauses = [
        "", "for dorset", "for devon, dorset", "in sep23", "in 2022/23", "at 2022-03-31",
        "in latest", "from apr23 to sep23", "since jul23", "last 3 months", "last 2 quarters",
        "last 2 years", "by month", "by quarter", "by year", "by area", "by source", "by theme",
        "by age", "where value > 10", "where status is red", "rolling 3 months", "year to date",
        "as known at 2023-10-05", "in 2023", "in jan30",
    ]

    /// Clauses that stand together.
    static let pairs = [
        "by age from apr22 to mar23", "by age in mar23", "from apr22 to sep23 by quarter",
        "by area in mar22", "for devon, dorset in 2022/23", "last 6 months where value > 10",
        "rolling 3 months from apr23 to sep23", "year to date last 3 months",
        "year to date by quarter", "by source from jul23 to sep23", "in sep23 where value > 10",
    ]

    static let stages = [
        "sort by value desc", "sort", "top 2", "worst 2", "best 2 by value", "where value > 10",
        "where direction is worsening", "columns indicator, value", "columns period, value",
        "chart", "chart bar", "to csv", "to json", "sort by value | top 1 | to md",
    ]

    /// Each phrase of each subject with each clause, once.
    static var plain: [String] {
        var seen: Set<String> = []
        return subjects.flatMap { subject in
            phrases.flatMap { phrase in
                (clauses + pairs).map { clause in
                    let start = phrase.replacing("X", with: subject)
                    return clause.isEmpty ? start : joined(start, clause)
                }
            }
        }.filter { seen.insert($0).inserted }
    }

    /// A clause `for` names more where there is one already.
    private static func joined(_ start: String, _ clause: String) -> String {
        guard clause.hasPrefix("for "), start.contains(" for ") else { return "\(start) \(clause)" }
        return start + ", " + clause.dropFirst(4)
    }

    /// Each of those with one of the stages, in turn.
    static var staged: [String] {
        let all = plain
        return all.indices.map { "\(all[$0]) | \(stages[($0 + $0 / all.count) % stages.count])" }
    }
}
