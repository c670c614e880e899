import TallyModel

/// Groups of areas: words that stand for as many areas as there are.
extension StatementParser {
    /// The word before `of` and an area for those like it.
    static let neighbours = AreaSet.neighbours

    /// An area and those like it, if they stand here.
    ///
    ///     neighbours = "neighbours" "of" area
    private mutating func neighboursOf() throws(ParseFailure) -> AreaSet? {
        let start = cursor
        guard token.kind == .word, word == Self.neighbours else { return nil }
        could(ExpectationSet(keywords: [.of]), ahead: 1)
        if token(ahead: 1).keyword != .of {
            if match(at: cursor) != nil { return nil }
            advance()
            try require(.of)
        } else {
            advance(2)
        }
        let area = try name(.area)
        return AreaSet(.neighbours(of: area), span(from: start))
    }

    /// The areas of a level that lie in an area, if they stand here.
    ///
    ///     within = level ( "of" | "in" ) area | area level
    ///
    /// - Parameter beforeClauses: whether `in` may be the clause of a period, too. The longer of an
    ///   area's name and a period is then meant; where both are as long it is refused.
    private mutating func areasWithin(beforeClauses: Bool) throws(ParseFailure) -> AreaSet? {
        let start = cursor
        guard let first = match(at: cursor) else { return nil }
        if first.candidates.contains(where: { $0.kind == .area }) {
            guard isLevel(at: cursor + first.count) else { return nil }
            let area = try name(.area)
            let level = try name(.areas)
            return AreaSet(.within(level: level, of: area), span(from: start))
        }
        guard isLevel(at: cursor) else { return nil }
        could(ExpectationSet(keywords: [.of]), ahead: first.count)
        switch token(ahead: first.count).keyword {
        case .of: break
        case .in:
            guard try areaFollows(first.count, beforeClauses) else { return nil }
        default: return nil
        }
        let level = try name(.areas)
        advance()
        if token.kind == .end { preceding = .level(level) }
        let area = try name(.area)
        return AreaSet(.within(level: level, of: area), span(from: start))
    }

    /// Those of all areas that have something in common, if they stand here.
    mutating func chosenAreas(beforeClauses: Bool) throws(ParseFailure) -> AreaSet? {
        if let areas = try neighboursOf() { return areas }
        return try areasWithin(beforeClauses: beforeClauses)
    }

    /// A group of areas, all of a level among them, if one stands here.
    ///
    ///     group = level | neighbours | within
    mutating func areaGroup() throws(ParseFailure) -> AreaSet? {
        could(ExpectationSet(names: [.level], [.neighbours]))
        if let areas = try chosenAreas(beforeClauses: true) { return areas }
        guard let match = match(at: cursor), match.candidates.allSatisfy({ $0.kind == .level })
        else { return nil }
        let level = try name(.areas)
        return AreaSet(.level(level), level.span)
    }

    /// The area in which others lie, behind the word for them, if it stands here.
    mutating func areaAround() throws(ParseFailure) -> Name? {
        could(ExpectationSet(keywords: [.of]))
        switch token.keyword {
        case .of: break
        case .in: guard try areaFollows(0, true) else { return nil }
        default: return nil
        }
        advance()
        return try name(.area)
    }

    /// Whether the name of a level begins at a token.
    private mutating func isLevel(at index: Int) -> Bool {
        guard lexer.tokens[index].kind.isWord, let match = match(at: index) else { return false }
        return match.candidates.contains { $0.kind == .level }
    }

    /// Whether what stands behind `in`, so many tokens ahead, is an area and no period.
    private mutating func areaFollows(_ ahead: Int, _ beforeClauses: Bool)
        throws(ParseFailure) -> Bool
    {
        let index = cursor + ahead + 1
        let next = token(ahead: ahead + 1)
        guard next.kind == .quoted || next.kind == .word && next.keyword == nil else {
            return !beforeClauses && next.kind == .end
        }
        var area = 0
        if let match = match(at: index), match.candidates.contains(where: { $0.kind == .area }) {
            area = match.count
        }
        var period = 0
        if next.kind == .word {
            switch PeriodReader.read(words(from: index)) {
            case .read(_, let count), .refused(_, let count): period = count
            case .unfinished, .none: break
            }
        }
        if area == 0, period == 0 { return !beforeClauses }
        guard area == period, !isCompleting else { return area > period }
        let preposition = token(ahead: ahead).span
        let name = Span(next.lower, lexer.tokens[index + area - 1].upper)
        throw fail(
            .areaOrPeriod(
                text(name), offers: areaOffers(preposition, name, beforeClauses).filter(isWhole),
                at: place(name)))
    }

    /// Sentences for what may be an area or a period: with `of` it is the area, with `at`, or behind
    /// all else, the period.
    private func areaOffers(
        _ preposition: Span, _ name: Span, _ beforeClauses: Bool
    ) -> [String] {
        let asArea = replacing([(preposition, Keyword.of.word)])
        if beforeClauses { return [asArea, replacing([(preposition, Keyword.at.word)])] }
        let clause = Span(preposition.lower, name.upper)
        return [asArea, "\(replacing([(clause, "")])) \(Keyword.in.word) \(text(name))"]
    }
}
