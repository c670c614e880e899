import TallyModel

/// A clause, by the keyword that it begins with.
struct ClauseRule: Sendable {
    /// `nil` for `year to date`, which has none.
    let keyword: Keyword?
    /// What of a sentence it says: of the clauses that say the same only one may stand.
    let part: Part
    /// Reads what follows the keyword; the number is the index of the keyword.
    let read: @Sendable (inout StatementParser, inout Clauses, Int) throws(ParseFailure) -> Void

    enum Part: Int, CaseIterable, Sendable, Hashable {
        case names, window, running, asKnown, grouping, predicate
    }

    func isAllowed(_ place: ClausePlace) -> Bool {
        switch place {
        case .query, .table: true
        case .rank: part != .grouping
        case .brackets, .assertion: part != .grouping && part != .predicate
        }
    }
}

/// What clauses stand behind, which decides which of them may.
package enum ClausePlace: Int, CaseIterable, Sendable, Hashable {
    case query
    /// Behind what has a row for each of the things that `for` names.
    case table
    /// Behind the value of `rank`, which has a `by` of its own.
    case rank
    /// Inside a bracket, where nothing is said of the rows of the result.
    case brackets
    /// Behind what `assert` asserts, which has no rows either.
    case assertion
}

extension StatementParser {
    /// Every clause; one line each.
    static let clauseRules: [ClauseRule] = [
        ClauseRule(keyword: .for, part: .names) { parser, clauses, _ throws(ParseFailure) in
            clauses.focus = try parser.focus()
            try parser.refuseCondition(of: clauses.focus)
        },
        ClauseRule(keyword: .in, part: .window) { parser, clauses, start throws(ParseFailure) in
            try parser.at(&clauses, start)
        },
        ClauseRule(keyword: .at, part: .window) { parser, clauses, start throws(ParseFailure) in
            try parser.at(&clauses, start)
        },
        ClauseRule(keyword: .from, part: .window) { parser, clauses, start throws(ParseFailure) in
            try parser.fromTo(&clauses, start)
        },
        ClauseRule(keyword: .since, part: .window) { parser, clauses, start throws(ParseFailure) in
            let period = try parser.period()
            clauses.window = Window(.since(period), parser.span(from: start))
        },
        ClauseRule(keyword: .last, part: .window) { parser, clauses, start throws(ParseFailure) in
            try parser.lastUnits(&clauses, start)
        },
        ClauseRule(keyword: .rolling, part: .running) {
            parser, clauses, start throws(ParseFailure) in
            clauses.running = try parser.rolling(from: start)
        },
        ClauseRule(keyword: nil, part: .running) { parser, clauses, start throws(ParseFailure) in
            clauses.running = try parser.yearToDate(from: start)
        },
        ClauseRule(keyword: .as, part: .asKnown) { parser, clauses, start throws(ParseFailure) in
            clauses.asKnown = try parser.asKnown(from: start)
        },
        ClauseRule(keyword: .by, part: .grouping) { parser, clauses, _ throws(ParseFailure) in
            clauses.by = try parser.byKeys()
        },
        ClauseRule(keyword: .where, part: .predicate) { parser, clauses, _ throws(ParseFailure) in
            clauses.predicate = try parser.predicate()
        },
    ]

    /// What the clauses of each place begin with, by the place's number.
    private static let clausesAt = ClausePlace.allCases.map { place in
        starts(of: clauseRules.filter { $0.isAllowed(place) })
    }

    /// What the clauses of each part begin with, by the part's number.
    private static let clausesOf = ClauseRule.Part.allCases.map { part in
        starts(of: clauseRules.filter { $0.part == part })
    }

    /// What clauses begin with.
    static func starts(of rules: [ClauseRule]) -> ExpectationSet {
        ExpectationSet(
            keywords: rules.compactMap(\.keyword),
            rules.contains { $0.keyword == nil } ? [.yearToDate] : [])
    }

    /// Clauses in any order, each at most once.
    ///
    ///     clause = "for" focus | ( "in" | "at" ) periods | "from" period "to" period
    ///            | "since" period | "last" count unit
    ///            | rolling | year-to-date | as-known | by | "where" predicate
    mutating func clauses(_ place: ClausePlace) throws(ParseFailure) -> Clauses {
        var clauses = Clauses()
        let start = cursor
        var given: [(part: ClauseRule.Part, span: Span)] = []
        var open = Self.clausesAt[place.rawValue]
        while true {
            could(open)
            if isCompleting { couldBeYearToDate() }
            guard let rule = clauseRule else { break }
            let first = cursor
            guard rule.isAllowed(place) else {
                let span = self.place(token.span)
                switch place {
                case .rank: throw fail(.secondByOfRank(at: span))
                case .assertion: throw fail(.clauseInAssertion(word, at: span))
                case .brackets, .query, .table: throw fail(.clauseInBrackets(word, at: span))
                }
            }
            if let earlier = given.first(where: { $0.part == rule.part }) {
                // A second list of names goes on where the first ends.
                let joined =
                    rule.part == .names && first > 0
                    ? [replacing([(token.span, ",")])].map(Self.closingUp).filter(isWhole) : []
                throw fail(
                    .repeatedClause(
                        rule.part, text(earlier.span), at: self.place(token.span), offers: joined))
            }
            advance()
            namesRows = place == .table
            try rule.read(&self, &clauses, first)
            if isCompleting { whole?.clauses = clauses }
            given.append((rule.part, span(from: first)))
            open.subtract(Self.clausesOf[rule.part.rawValue])
            // The words of a value behind `where` would take `year` along.
            if isCompleting, rule.part == .predicate { open.remove(.yearToDate) }
        }
        if cursor > start { clauses.span = span(from: start) }
        return clauses
    }

    /// What `for` names: behind what has a row for each, values of any kind.
    ///
    ///     focus = item { "," item }
    ///     item  = name | group | arithmetic
    private mutating func focus() throws(ParseFailure) -> [Focus] {
        let outer = commaSeparates
        defer { commaSeparates = outer }
        let mayBeValue = namesRows
        if mayBeValue { commaSeparates = true }
        var result: [Focus] = []
        repeat {
            if let areas = try areaGroup() {
                result.append(.areas(areas))
            } else {
                result.append(mayBeValue ? try row() : .name(try name(.filter)))
            }
        } while (mayBeValue || !commaSeparates) && take(.comma, as: .comma)
        return result
    }

    /// One of the rows of a table: a value where one begins that is no name of an area or a theme.
    private mutating func row() throws(ParseFailure) -> Focus {
        could(NameSlot.filter.expected)
        could(Self.shiftableStart)
        could(.minus)
        let isValue =
            match(at: cursor).map { match in
                match.candidates.contains { $0.kind == .indicator || $0.kind == .binding }
            } ?? beginsWithoutName
        guard isValue else { return .name(try name(.filter)) }
        let value = try arithmetic()
        if case .name(let name) = value.kind { return .name(name) }
        return .value(value)
    }

    /// Whether a value begins here, and not with a name.
    private var beginsWithoutName: Bool {
        switch token.kind {
        case .openBracket, .minus: true
        case .word:
            if let keyword = token.keyword {
                keyword == .previous || Self.expressionForms.contains { $0.keyword == keyword }
            } else {
                token(ahead: 1).kind == .openBracket && functions.contains(word)
            }
        default: false
        }
    }

    /// The clause that begins here, if one does.
    var clauseRule: ClauseRule? {
        if let keyword = token.keyword {
            return ExpectationSet.clauses.contains(keyword)
                ? Self.clauseRules.first { $0.keyword == keyword } : nil
        }
        return isYearToDate() ? Self.clauseRules.first { $0.keyword == nil } : nil
    }

    private mutating func at(_ clauses: inout Clauses, _ start: Int) throws(ParseFailure) {
        if token.kind == .quoted || token.keyword == nil, !isCompleting, let name = areaForPeriod()
        {
            let span = Span(lexer.tokens[start].lower, name.upper)
            throw fail(
                .nameForPeriod(
                    text(name), offers: offers(name, at: span, beside: clauses.names),
                    at: place(span)))
        }
        let period = try periods()
        clauses.window = Window(.at(period), span(from: start))
    }

    /// Sentences with a name behind `for`, beside what stands there, that has been typed behind `in`.
    private func offers(_ name: Span, at clause: Span, beside names: [Name]?) -> [String] {
        let typed = text(name)
        let offers: [String]
        if let last = names?.last {
            let end = Span(last.span.upper, last.span.upper)
            offers = [replacing([(end, ", \(typed)"), (clause, "")])]
        } else {
            offers = [replacing([(clause, "\(Keyword.for.word) \(typed)")])]
        }
        return offers.filter(isWhole)
    }

    /// The place of an area's or a theme's name where a period should stand: `cic in dorset`.
    private mutating func areaForPeriod() -> Span? {
        if case .none = PeriodReader.read(words(from: cursor)) {} else { return nil }
        guard let match = match(at: cursor),
            match.candidates.contains(where: { $0.kind == .area || $0.kind == .theme })
        else { return nil }
        return Span(token.lower, lexer.tokens[cursor + match.count - 1].upper)
    }

    private mutating func fromTo(_ clauses: inout Clauses, _ start: Int) throws(ParseFailure) {
        let first = try period()
        could(ExpectationSet(keywords: [.to]))
        guard token.keyword == .to || token.kind == .through else {
            // What has no end goes on to the newest.
            let open = replacing([(lexer.tokens[start].span, Keyword.since.word)])
            guard !isCompleting, isWhole(open) else { throw unexpected() }
            throw fail(.rangeWithoutEnd(text(first.span), offers: [open], at: place(token.span)))
        }
        advance()
        let last = try period()
        clauses.window = Window(.range(first, last), span(from: start))
    }

    /// A text without the spaces before its commas.
    private static func closingUp(_ text: String) -> String {
        text.split(separator: " ").reduce(into: "") { result, word in
            result += (result.isEmpty || word == "," ? "" : " ") + word
        }
    }

    private mutating func lastUnits(_ clauses: inout Clauses, _ start: Int) throws(ParseFailure) {
        could(.count)
        guard token.kind == .word, NumberReader.read(word) != .none else {
            if PeriodUnit(plural: word) != nil,
                case .read(_, let count) = PeriodReader.read(words(from: start))
            {
                advance(count - 1)
                let span = span(from: start)
                throw fail(
                    .unexpected(
                        here.isEmpty ? "a whole number" : here.words, after: "last",
                        at: place(span), meant: "in \(text(span))"))
            }
            throw unexpected()
        }
        let (count, unit) = try countedUnits()
        clauses.window = Window(.last(count, unit), span(from: start))
    }

    /// A period or a run of them.
    ///
    ///     periods = period [ ( "to" | ".." ) period ]
    mutating func periods() throws(ParseFailure) -> PeriodSyntax {
        let first = try period()
        could(ExpectationSet(keywords: [.to]))
        guard token.keyword == .to || token.kind == .through else { return first }
        advance()
        let last = try period()
        return PeriodSyntax(.range(first, last), first.span.union(last.span))
    }

    /// One period; see ``PeriodReader``.
    mutating func period() throws(ParseFailure) -> PeriodSyntax {
        could(.period)
        could(ExpectationSet(keywords: [.latest, .previous]))
        guard token.kind == .word else { throw unexpected() }
        let span: Span
        switch PeriodReader.read(words(from: cursor)) {
        case .read(let kind, let count):
            let start = cursor
            advance(count)
            return PeriodSyntax(kind, self.span(from: start))
        case .refused(let refusal, let count):
            span = Span(token.lower, lexer.tokens[cursor + count - 1].upper)
            throw fail(refused(refusal, span))
        case .unfinished(let expected, let count, let refusal):
            could(expected, ahead: count)
            span = Span(token.lower, lexer.tokens[cursor + count - 1].upper)
            if let refusal { throw fail(refused(refusal, span)) }
        case .none:
            if token.keyword != nil { throw unexpected() }
            span = token.span
        }
        throw fail(.badPeriod(text(span), meant: meantPeriod, at: place(span)))
    }

    /// The period that the word at `cursor` resembles, with its month mended: `sep23` for `spe23`.
    private var meantPeriod: String? {
        let typed = word
        let letters = typed.prefix { $0 >= "a" && $0 <= "z" }
        let rest = String(typed.dropFirst(letters.count))
        let words = [Keyword.latest.word, Keyword.previous.word]
        if let word = Resemblance.closest(to: typed, among: words, most: 1).first { return word }
        guard !rest.isEmpty else { return nil }
        let names = PeriodShape.monthWords
        let candidates = names.map { String($0.prefix(3)) } + names
        for month in Resemblance.closest(to: String(letters), among: candidates) {
            if case .whole = PeriodShape(month + rest) { return month + rest }
        }
        return nil
    }
}
