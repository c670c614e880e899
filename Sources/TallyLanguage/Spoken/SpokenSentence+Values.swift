/// One value or several, by themselves.
extension SpokenSentence {
    var meanings: [String] {
        values.first.map { ["\(Keyword.describe.word) \($0)"] + plain } ?? []
    }

    var trends: [String] {
        if values.count > 1, subgroups.isEmpty {
            return ["\(Keyword.trend.word)\(filter(values))\(over)"]
        }
        if let value, !dimensions.isEmpty {
            return [value + filter() + split + (window.map { " \($0)" } ?? Self.year)]
        }
        return value.map { ["\(Keyword.trend.word) \($0)\(filter())\(over)"] } ?? []
    }

    var drawings: [String] {
        value.map {
            ["\(Keyword.trend.word) \($0)\(filter())\(over) | \(Keyword.chart.word)"]
        } ?? []
    }

    var revisions: [String] {
        value.map { dated("\(Keyword.revisions.word) \($0)\(filter())") } ?? []
    }

    /// One value without another, or without a subgroup.
    var remainders: [String] {
        guard values.count == 2, subgroups.isEmpty else { return parts }
        // Behind its word stands what is left out: `without b, how many a`.
        let all = beginsWithLeaving ? Array(values.reversed()) : values
        return dated("\(all[0]) - \(all[1])\(filter())")
    }

    /// A value without subgroups, or with nothing else.
    var parts: [String] { has(.rate) || has(.share) ? [] : plain }

    var rates: [String] {
        guard let value, !has(.share) else { return [] }
        let rate = "\(Keyword.rate.word) \(value) \(Keyword.per.word) \(scale ?? "10k")"
        if !(references + benchmarks).isEmpty, places.count < 2 {
            return [compare(compared, standards, [rate])] + figures(rate, split: split)
        }
        return figures(rate, split: split) + (split.isEmpty ? [] : figures(rate, split: ""))
    }

    /// `percentage of X that are Y`, `Y as % of X`.
    var shares: [String] {
        guard let first = values.first else { return [] }
        if values.count == 1, subgroups.isEmpty, references.count == 1, benchmarks.isEmpty {
            return [compare(compared, standards, values, Self.gapInPercent)]
        }
        let parts = subgroups.map { "\(first) \(Keyword.only.word) \($0)" }
        guard let second = values.dropFirst().first ?? parts.first else { return [] }
        let (part, whole) = beginsWithShare && isJoined ? (second, first) : (first, second)
        if values.count == 1 {
            return dated("\(Keyword.share.word) \(second) \(Keyword.of.word) \(first)\(filter())")
        }
        return dated("\(Keyword.share.word) \(part) \(Keyword.of.word) \(whole)\(filter())")
    }

    /// The stage that keeps a value with its gap in percent of what is beside it.
    static let gapInPercent =
        " | \(Keyword.columns.word) indicator, value, gap, gap_percent"

    /// A sum that moves along.
    var rolling: [String] {
        let windows = heard.flatMap(\.texts).filter { $0.hasPrefix("\(Keyword.rolling.word) ") }
        guard let value, let window = windows.first, cues.allSatisfy({ $0 == .rolling }) else {
            return []
        }
        return ["\(value)\(filter()) \(window)"]
    }

    /// A function of a value over the periods that are meant.
    func called(_ function: String) -> [String] {
        guard let value else { return [] }
        let call = "\(function)(\(value))\(filter())"
        if !groups.isEmpty { return [] }
        if !levels.isEmpty { return rankings }
        return periods.isEmpty ? [call + (window.map { " \($0)" } ?? Self.year)] : dated(call)
    }

    var rankings: [String] {
        guard let value else { return [] }
        let of = Keyword.of.word
        let within = levels.flatMap { level in areas.map { "\(level) \(of) \($0)" } }
        let among = areas.map { "\(StatementParser.neighbours) \(of) \($0)" }
        return (within + levels + groups + (groups.isEmpty ? among : [])).flatMap {
            dated("\(Keyword.rank.word) \($0) \(Keyword.by.word) \(value)").map { $0 + some }
        }
    }

    /// The stage that keeps so many rows, where a number is said.
    private var some: String {
        guard let count, has(.top) else { return "" }
        return " | \(Keyword.top.word) \(count)"
    }

    var files: [String] {
        value.map { ["\($0)\(filter())\(over) | \(Keyword.to.word) csv"] } ?? []
    }

    var thisYear: [String] {
        if cues.contains(where: SpokenCue.functions.contains) { return [] }
        return value.map {
            [
                "\($0) \(SpokenWords.yearToDate)\(filter())",
                "\($0)\(filter())\(window.map { " \($0)" } ?? Self.year)",
            ]
        } ?? []
    }

    /// The indicators that there are, of a theme where one is named.
    var inventory: [String] {
        guard values.isEmpty else { return plain }
        let theme = themes.first.map {
            " \(Keyword.for.word) \(NameKind.theme.rawValue) \($0)"
        }
        return ["\(Keyword.list.word) \(NameKind.indicator.rawValue)s\(theme ?? "")"]
    }

    /// Nothing but what is named.
    var plain: [String] {
        if let value, values.count == 1 {
            if !levels.isEmpty || !groups.isEmpty { return rankings }
            let alone = themes.isEmpty ? figures(value, split: split) : dated(value)
            return references.isEmpty && benchmarks.isEmpty ? alone : comparisons + alone
        }
        if values.count > 1 {
            let trend =
                "\(Keyword.trend.word) \(Keyword.for.word) "
                + (values + areas).joined(separator: ", ") + over
            return (window == nil ? comparisons : []) + [trend]
        }
        if places.count > 1 { return comparisons }
        if has(.indicators), conditions.isEmpty { return inventory }
        if !references.isEmpty { return standing }
        if let level = levels.first, periods.isEmpty {
            let all = "\(Keyword.list.word) \(level)"
            return areas.isEmpty ? [all] : areas.map { "\(all) \(Keyword.of.word) \($0)" }
        }
        if let period = periods.first, periods.count == 1, !hasOthers {
            return Self.isAgo(period)
                ? [compare(Keyword.latest.word, [period], [])] : [compare(period, standards, [])]
        }
        return []
    }
}
