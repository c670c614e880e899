/// Beside references, other periods or areas.
extension SpokenSentence {
    private var latest: String { Keyword.latest.word }

    /// Beside its references; the rows that are meant, where nothing is named.
    var standing: [String] {
        if !isHeld.isEmpty || !values.isEmpty && !levels.isEmpty { return [] }
        return [compare(baseline == nil ? compared : latest, standards, values, rows)]
    }

    /// Beside the period before; the rows that are meant, where nothing is named.
    var moving: [String] {
        if !isHeld.isEmpty || has(.trend) || !values.isEmpty && has(.change) { return [] }
        let hasStatus = heard.contains { $0.cue?.row?.column == "status" }
        if hasStatus { return values.isEmpty ? [] : standing }
        if baseline == nil, !references.isEmpty || !benchmarks.isEmpty { return thanReference }
        return [
            compare(
                baseline == nil ? compared : latest, [baseline ?? Keyword.previous.word], values,
                rows)
        ]
    }

    /// What is better or worse than a reference.
    private var thanReference: [String] {
        guard values.isEmpty, let cue = heard.first(where: { $0.cue?.row != nil }) else {
            return [compare(compared, standards, values)]
        }
        let isWorse = cue.cue == .worsening
        let test = cue.isNegated ? (isWorse ? ">=" : "<=") : isWorse ? "<" : ">"
        return [compare(compared, standards, [], " \(Keyword.where.word) gap \(test) 0")]
    }

    /// What of a value is asked when it last was so, or for how long: `meets target`.
    private var isHeld: [String] {
        guard has(.when) || has(.run) || has(.count), !values.isEmpty else { return [] }
        return heard.compactMap { one in
            guard let row = one.cue?.row, let test = row.test, !one.isNegated else { return nil }
            return test
        }
    }

    /// When a value last was so, or for how long it has been.
    func held(_ keyword: Keyword?) -> [String] {
        guard let value, let test = isHeld.first else { return [] }
        let condition = "\(value) \(test)"
        return [
            keyword.map { "\($0.word) \(condition)\(filter())" } ?? "run(\(condition))\(filter())"
        ]
    }

    /// What figures must be: of one value in some periods or in several, else of all there are.
    var conditioned: [String] {
        let tests = { (value: String) in
            conditions.map { "\(value) \($0)" }.joined(separator: " \(Keyword.and.word) ")
        }
        let rows = " \(Keyword.where.word) \(tests("value"))"
        guard let value, values.count == 1 else {
            // So many of what nobody knows are none of a figure's own.
            let isMeasured = zip(heard, heard.dropFirst()).contains {
                $0.isCondition && $1.isUnknown
            }
            return values.isEmpty && !isMeasured ? [compare(compared, standards, [], rows)] : []
        }
        if !levels.isEmpty || !groups.isEmpty { return rankings.map { $0 + rows } }
        if !periods.isEmpty { return dated(tests(value) + filter()) }
        if has(.run) { return ["run(\(tests(value)))\(filter())"] }
        if has(.when), conditions.count == 1 {
            return ["\(Keyword.when.word) \(tests(value))\(filter())"]
        }
        let isOfSeveral =
            window != nil || has(.count) || has(.together) || has(.when)
            || heard.contains { PeriodUnit(plural: $0.word) != nil }
        guard isOfSeveral || conditions.count > 1 else { return [tests(value) + filter()] }
        return ["\(value)\(filter())\(window.map { " \($0)" } ?? Self.year)\(rows)"]
    }

    /// What has changed in one way, whatever it is.
    func changed(_ test: String) -> [String] {
        [
            compare(
                baseline == nil ? compared : latest, [baseline ?? Keyword.previous.word], [],
                " \(Keyword.where.word) change \(test)")
        ]
    }

    func extremes(_ keyword: Keyword) -> [String] {
        guard values.isEmpty else {
            return levels.isEmpty
                ? [] : rankings.map { has(.top) ? $0 : "\($0) | \(keyword.word) \(count ?? 5)" }
        }
        return [compare(compared, standards, [], " | \(keyword.word) \(count ?? 5)")]
    }

    /// Values, periods or areas side by side; else one beside its references.
    var comparisons: [String] {
        if values.count > 1 {
            if window != nil { return trends }
            let sides = values.joined(separator: " \(Keyword.vs.word) ")
            return dated("\(Keyword.compare.word) \(sides)\(filter())")
        }
        if isOfTwoPeriods, benchmarks.isEmpty, references.isEmpty {
            return [compare(periods[0], Array(periods.dropFirst()), values)]
        }
        let own = value.map { [$0] } ?? []
        if groups.isEmpty, has(.ranking), let area = areas.first, areas.count == 1 {
            let among = "\(StatementParser.neighbours) \(Keyword.of.word) \(area)"
            return dated(compare(area, [among], own, areas: []))
        }
        if let among = referredNeighbours {
            return dated(compare(areas[0], [among], own, areas: []))
        }
        if let baseline, references.isEmpty, benchmarks.isEmpty, places.count < 2 {
            return [compare(latest, [baseline], values)]
        }
        let places = places
        if places.count > 1, references.isEmpty {
            return dated(compare(places[0], Array(places.dropFirst()), own, areas: []))
        }
        if subgroups.isEmpty {
            let alone = benchmarks.isEmpty || value == nil ? [] : values
            return [compare(compared, standards, values)] + alone
        }
        return dated(
            "\(Keyword.compare.word) \(value ?? "") \(Keyword.vs.word) \(standards[0])\(filter())")
    }

    /// The neighbours of the one area, where a reference is called so.
    private var referredNeighbours: String? {
        guard areas.count == 1, groups.isEmpty,
            references.contains(where: { Self.says($0, any: [StatementParser.neighbours]) })
        else { return nil }
        return "\(StatementParser.neighbours) \(Keyword.of.word) \(areas[0])"
    }

    /// Beside the period before or the one that is named.
    var changes: [String] {
        if !isHeld.isEmpty { return [] }
        if isOfTwoPeriods { return [compare(periods[1], [periods[0]], values)] }
        if has(.more), periods.isEmpty, !(references + benchmarks).isEmpty { return comparisons }
        let isMove = has(.rising) || has(.falling) || has(.change)
        if baseline == nil, isMove, let period = periods.first, follows(Keyword.in, period) {
            return [compare(period, [Keyword.previous.word], values)]
        }
        if let before = periods.first { return [compare(latest, [before], values)] }
        if has(.ofYear) != has(.ofMonth) {
            return [compare(latest, [has(.ofYear) ? "a year ago" : "a month ago"], values)]
        }
        let others = values.isEmpty ? [] : ["a year ago"]
        return (others + [Keyword.previous.word]).map { compare(latest, [$0], values) }
    }

    /// Whether a period stands behind a word.
    private func follows(_ keyword: Keyword, _ period: String) -> Bool {
        zip(heard, heard.dropFirst()).contains {
            $1.isPeriod && $1.texts.contains(period) && $0.word == keyword.word
        }
    }

    /// Whether two periods are said, each of which is one.
    private var isOfTwoPeriods: Bool {
        periods.count > 1 && heard.count { $0.isPeriod } == periods.count
    }

    /// One value less another, else how much it has changed.
    var differences: [String] {
        guard values.count == 2 else {
            let isOfPeriods = places.count < 2 && references.isEmpty && benchmarks.isEmpty
            return isOfPeriods ? changes : comparisons
        }
        return dated("\(values[0]) - \(values[1])\(filter())") + comparisons
    }
}
