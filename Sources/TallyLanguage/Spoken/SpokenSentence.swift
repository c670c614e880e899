extension MovementWord {
    /// What a row's direction is where it moves so.
    fileprivate var direction: String { self == .improves ? "improving" : "worsening" }
}

/// What a statement that cannot be read names, and what its other words are after.
struct SpokenSentence {
    var values: [String] = []
    /// Names of subgroups or members behind `without` and its like.
    var subgroups: [String] = []
    var isKeeping = false
    var references: [String] = []
    var areas: [String] = []
    var levels: [String] = []
    var themes: [String] = []
    var dimensions: [String] = []
    /// Periods as they may be typed; several for one that could be two.
    var periods: [String] = []
    /// A clause of several periods, as typed: `last 6 months`.
    var window: String?
    var count: Int?
    var scale: String?
    var cues: [SpokenCue] = []
    /// Whether a word stands in it that says nothing here.
    var hasOthers = false
    /// Whether a word such as `as` or `that` stands between the first value and the second.
    var isJoined = false
    /// Whether the word for a share stands before the first value.
    var beginsWithShare = false
    /// Names that stand for an area and a reference.
    var benchmarks: [String] = []
    /// Whether a period is that against which the others are set: `worse than last month`.
    var isSincePeriod = false

    /// Sentences that come near to what was meant, the nearest first. They may fail: whoever offers
    /// them tries them.
    var sentences: [String] {
        var result: [String] = []
        let isMore = cues.contains { $0 != .meaning && $0 != .together }
        for cue in cues where cue != .meaning || !isMore { result += sentences(for: cue) }
        if result.isEmpty { result = plain }
        return result
    }

    /// The window of a function where none is said.
    private static let year = " \(Keyword.last.word) 12 months"

    private func has(_ cue: SpokenCue) -> Bool { cues.contains(cue) }

    /// The value with what is left out of it.
    private var value: String? {
        guard let first = values.first else { return nil }
        guard !subgroups.isEmpty else { return first }
        let word = (isKeeping ? Keyword.only : Keyword.excl).word
        return "\(first) \(word) \(subgroups.joined(separator: ", "))"
    }

    /// `for dorset, theme placement`, where anything is named.
    private func filter(_ names: [String] = []) -> String {
        let all = names + areas + themes.map { "\(NameKind.theme.rawValue) \($0)" }
        return all.isEmpty ? "" : " \(Keyword.for.word) \(all.joined(separator: ", "))"
    }

    /// The clause of several periods behind a sentence.
    private var over: String { window.map { " \($0)" } ?? "" }

    private var latest: String { Keyword.latest.word }

    /// A sentence at each period that was meant; without one as it is.
    private func dated(_ sentence: String) -> [String] {
        periods.isEmpty ? [sentence + over] : periods.map { "\(sentence) \(Keyword.in.word) \($0)" }
    }

    private func compare(
        _ first: String, _ others: [String], _ names: [String], _ rest: String = ""
    )
        -> String
    {
        ([Keyword.compare.word + " " + first] + others).joined(separator: " \(Keyword.vs.word) ")
            + filter(names) + rest
    }

    /// The clause that splits a value.
    private var split: String {
        dimensions.isEmpty
            ? "" : " \(Keyword.by.word) \(dimensions.joined(separator: ", "))"
    }

    /// A value, split as was meant, at each period that was meant; so long ago behind the value.
    private func figures(_ value: String, split: String) -> [String] {
        let clauses = filter() + split
        if periods.isEmpty { return [value + clauses + over] }
        return periods.map {
            Self.isAgo($0)
                ? "\(value) \($0)\(clauses)" : "\(value)\(clauses) \(Keyword.in.word) \($0)"
        }
    }

    private static func isAgo(_ period: String) -> Bool {
        period.hasSuffix(" \(Keyword.ago.word)")
    }

    /// The one period against which the newest is set.
    private var baseline: String? {
        guard let period = periods.first, periods.count == 1 else { return nil }
        return isSincePeriod || Self.isAgo(period) || period == Keyword.previous.word
            ? period : nil
    }

    /// Beside which references: those named, else the first there is.
    private var standards: [String] {
        let named = references + benchmarks
        return named.isEmpty ? ["target"] : named
    }

    private func sentences(for cue: SpokenCue) -> [String] {
        switch cue {
        case .meaning:
            return values.first.map { ["\(Keyword.describe.word) \($0)"] + plain } ?? []
        case .comparison, .status, .movement, .worst, .best: return judged(cue)
        case .change: return changes
        case .difference:
            guard values.count == 2 else { return changes }
            return dated("\(values[0]) - \(values[1])\(filter())") + judged(.comparison)
        case .trend where values.count > 1 && subgroups.isEmpty:
            return ["\(Keyword.trend.word)\(filter(values))\(over)"]
        case .trend: return value.map { ["\(Keyword.trend.word) \($0)\(filter())\(over)"] } ?? []
        case .drawing:
            return value.map {
                ["\(Keyword.trend.word) \($0)\(filter())\(over) | \(Keyword.chart.word)"]
            } ?? []
        case .revision:
            return value.map { dated("\(Keyword.revisions.word) \($0)\(filter())") } ?? []
        case .leaving where values.count == 2 && subgroups.isEmpty:
            return dated("\(values[0]) - \(values[1])\(filter())")
        case .leaving, .keeping: return has(.rate) || has(.share) ? [] : plain
        case .rate:
            guard let value, !has(.share) else { return [] }
            let rate = "\(Keyword.rate.word) \(value) \(Keyword.per.word) \(scale ?? "10k")"
            return figures(rate, split: split)
                + (split.isEmpty ? [] : figures(rate, split: ""))
        case .share: return shares
        case .function(let name):
            guard let value else { return [] }
            if !periods.isEmpty { return dated("\(name)(\(value))\(filter())") }
            return ["\(name)(\(value))\(filter())\(window.map { " \($0)" } ?? Self.year)"]
        case .ranking:
            guard let value else { return [] }
            let among = areas.map { "\(StatementParser.neighbours) \(Keyword.of.word) \($0)" }
            return (levels + among).flatMap {
                dated("\(Keyword.rank.word) \($0) \(Keyword.by.word) \(value)")
            }
        case .file:
            return value.map { ["\($0)\(filter())\(over) | \(Keyword.to.word) csv"] } ?? []
        case .yearSoFar:
            return value.map {
                [
                    "\($0) year to date\(filter())",
                    "\($0)\(filter())\(Self.year)",
                ]
            } ?? []
        case .split, .together: return []
        }
    }

    /// Beside references, other periods or areas, with the rows that were meant.
    private func judged(_ cue: SpokenCue) -> [String] {
        let first = periods.first ?? latest
        switch cue {
        case .status(let word):
            return [
                compare(
                    first, standards, values,
                    values.isEmpty
                        ? " \(Keyword.where.word) status \(Keyword.is.word) \(word)" : "")
            ]
        case .movement(let word):
            if has(.trend) || !values.isEmpty && has(.change) { return [] }
            return [
                compare(
                    baseline == nil ? first : latest, [baseline ?? Keyword.previous.word], values,
                    values.isEmpty
                        ? " \(Keyword.where.word) direction \(Keyword.is.word) \(word.direction)"
                        : "")
            ]
        case .worst, .best:
            let word = (cue == .worst ? Keyword.worst : .best).word
            return values.isEmpty
                ? [compare(first, standards, [], " | \(word) \(count ?? 5)")]
                : []
        default: break
        }
        if values.count > 1 {
            let sides = values.joined(separator: " \(Keyword.vs.word) ")
            return dated("\(Keyword.compare.word) \(sides)\(filter())")
        }
        if periods.count > 1, benchmarks.isEmpty, references.isEmpty {
            return [compare(periods[0], Array(periods.dropFirst()), values)]
        }
        if has(.ranking), let area = areas.first, areas.count == 1 {
            var only = self
            only.areas = []
            let among = "\(StatementParser.neighbours) \(Keyword.of.word) \(area)"
            return dated(only.compare(area, [among], value.map { [$0] } ?? []))
        }
        if let baseline, references.isEmpty, benchmarks.isEmpty, areas.count < 2 {
            return [compare(latest, [baseline], values)]
        }
        let places = areas + (areas.isEmpty ? [] : benchmarks)
        if places.count > 1, references.isEmpty {
            var only = self
            only.areas = []
            return dated(
                only.compare(places[0], Array(places.dropFirst()), value.map { [$0] } ?? []))
        }
        if subgroups.isEmpty {
            let alone = benchmarks.isEmpty || value == nil ? [] : values
            return [compare(first, standards, values)] + alone
        }
        return dated(
            "\(Keyword.compare.word) \(value ?? "") \(Keyword.vs.word) \(standards[0])\(filter())")
    }

    /// Beside the period before or the one that is named.
    private var changes: [String] {
        guard !values.isEmpty else { return [] }
        let before = periods.first ?? "a year ago"
        let others = periods.isEmpty ? [before, Keyword.previous.word] : [before]
        return others.map { compare(latest, [$0], values) }
    }

    /// `percentage of X that are Y`, `Y as % of X`.
    private var shares: [String] {
        guard let first = values.first else { return [] }
        let second = values.dropFirst().first ?? subgroups.first
        guard let second else { return [] }
        let isWholeFirst = beginsWithShare && isJoined
        let (part, whole) = isWholeFirst ? (second, first) : (first, second)
        return dated("\(Keyword.share.word) \(part) \(Keyword.of.word) \(whole)\(filter())")
    }

    /// Nothing but what is named.
    private var plain: [String] {
        if let value, values.count == 1 {
            if !levels.isEmpty { return sentences(for: .ranking) }
            var result = themes.isEmpty ? figures(value, split: split) : dated(value)
            if !references.isEmpty || !benchmarks.isEmpty {
                result.insert(contentsOf: judged(.comparison), at: 0)
            }
            return result
        }
        if values.count > 1 {
            let all = values + areas
            let trend =
                "\(Keyword.trend.word) \(Keyword.for.word) \(all.joined(separator: ", "))\(over)"
            return (window == nil ? judged(.comparison) : []) + [trend]
        }
        if areas.count > 1 || !areas.isEmpty && !benchmarks.isEmpty { return judged(.comparison) }
        if let period = periods.first, periods.count == 1, !hasOthers {
            return period.hasSuffix("ago")
                ? [compare(latest, [period], [])] : [compare(period, standards, [])]
        }
        return []
    }
}
