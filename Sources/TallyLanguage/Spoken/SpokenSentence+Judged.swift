/// Beside references, other periods or areas.
extension SpokenSentence {
    /// How it stands: with a status, where nothing is named.
    func standing(_ status: String) -> [String] {
        let rows = values.isEmpty ? rows(where: "status", is: status) : ""
        return [compare(compared, standards, values, rows)]
    }

    /// What moves in a direction, where nothing is named.
    func moving(_ direction: String) -> [String] {
        if has(.trend) || !values.isEmpty && has(.change) { return [] }
        return [
            compare(
                baseline == nil ? compared : Keyword.latest.word,
                [baseline ?? Keyword.previous.word], values,
                values.isEmpty ? rows(where: "direction", is: direction) : "")
        ]
    }

    func extremes(_ keyword: Keyword) -> [String] {
        guard values.isEmpty else { return [] }
        return [compare(compared, standards, [], " | \(keyword.word) \(count ?? 5)")]
    }

    /// Values, periods or areas side by side; else one beside its references.
    var comparisons: [String] {
        if values.count > 1 {
            let sides = values.joined(separator: " \(Keyword.vs.word) ")
            return dated("\(Keyword.compare.word) \(sides)\(filter())")
        }
        if periods.count > 1, benchmarks.isEmpty, references.isEmpty {
            return [compare(periods[0], Array(periods.dropFirst()), values)]
        }
        let own = value.map { [$0] } ?? []
        if has(.ranking), let area = areas.first, areas.count == 1 {
            let among = "\(StatementParser.neighbours) \(Keyword.of.word) \(area)"
            return dated(compare(area, [among], own, areas: []))
        }
        if let baseline, references.isEmpty, benchmarks.isEmpty, areas.count < 2 {
            return [compare(Keyword.latest.word, [baseline], values)]
        }
        let places = areas + (areas.isEmpty ? [] : benchmarks)
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

    /// Beside the period before or the one that is named.
    var changes: [String] {
        guard !values.isEmpty else { return [] }
        let before = periods.first ?? "a year ago"
        let others = periods.isEmpty ? [before, Keyword.previous.word] : [before]
        return others.map { compare(Keyword.latest.word, [$0], values) }
    }

    /// One value less another, else how much it has changed.
    var differences: [String] {
        guard values.count == 2 else { return changes }
        return dated("\(values[0]) - \(values[1])\(filter())") + comparisons
    }
}
