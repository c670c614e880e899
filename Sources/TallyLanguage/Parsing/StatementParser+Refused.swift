import TallyModel

/// Conditions where only figures make sense, and the sentences that were probably meant.
extension StatementParser {
    /// Refuses `rank authorities by cic_rate > 50`.
    mutating func refuseCondition(rankedFrom start: Int) throws(ParseFailure) {
        guard let condition = condition() else { return }
        var offers = [replacing([(condition, "")])]
        if Comparison(token.kind) != nil {
            // What is asked of the value can be asked of the rows.
            let value = " \(Keyword.where.word) value \(text(condition))"
            let end = Span(endOfHead, endOfHead)
            offers.insert(replacing([(condition, ""), (end, value)]), at: 0)
        }
        try refuse("areas are put in order by a figure", from: start, condition, offers)
    }

    /// Refuses `compare cic meets target vs iha`.
    mutating func refuseCondition(comparedFrom start: Int, _ operand: Int) throws(ParseFailure) {
        guard let condition = condition() else { return }
        try refuse(
            "figures are compared", from: operand, condition, [replacing([(condition, "")])])
    }

    /// Refuses `compare sep23 vs aug23 for cic meets target`.
    mutating func refuseCondition(of focus: [Focus]?) throws(ParseFailure) {
        guard let item = focus?.last, !(item.name?.ids(of: .indicator).isEmpty ?? false),
            let condition = condition()
        else { return }
        let whole = "\(text(item.span)) \(text(condition))"
        var offers = [replacing([(condition, "")])]
        if lexer.tokens[0].keyword == .compare, case .read(_, let count) = periodBehindCompare {
            let period = Span(lexer.tokens[1].lower, lexer.tokens[count].upper)
            offers.insert("\(whole) \(Keyword.in.word) \(text(period))", at: 0)
        }
        throw fail(
            .conditionForFigure(
                "'\(Keyword.for.word)' names what is asked for", whole,
                offers: offers.filter(isWhole),
                at: place(Span(item.span.lower, condition.upper))))
    }

    private var periodBehindCompare: PeriodReader.Reading {
        PeriodReader.read(lexer.words[1..<max(1, lexer.words.count)])
    }

    private mutating func refuse(
        _ what: String, from start: Int, _ condition: Span, _ offers: [String]
    ) throws(ParseFailure) {
        let whole = Span(lexer.tokens[start].lower, condition.upper)
        throw fail(
            .conditionForFigure(
                what, text(whole), offers: offers.filter(isWhole), at: place(whole)))
    }

    /// The words of a condition behind the value that ends at `cursor`, up to the next clause.
    private func condition() -> Span? {
        guard !isCompleting else { return nil }
        let keyword = token.keyword
        guard
            Comparison(token.kind) != nil || ReferenceWord(keyword) != nil
                || MovementWord(keyword) != nil
        else { return nil }
        return Span(token.lower, max(token.upper, upper(of: endOfCondition)))
    }

    private func upper(of index: Int) -> Int { lexer.tokens[max(0, index - 1)].upper }

    /// The token at which a condition ends that begins at `cursor`.
    private var endOfCondition: Int {
        var index = cursor
        while index < lexer.tokens.count {
            let token = lexer.tokens[index]
            if token.kind == .end || token.kind == .pipe || token.keyword == .vs { break }
            if let keyword = token.keyword, ExpectationSet.clauses.contains(keyword) { break }
            index += 1
        }
        return index
    }

    /// Where the phrase and its clauses end, and the stages begin.
    private var endOfHead: Int {
        let pipe = lexer.tokens.firstIndex { $0.kind == .pipe }
        return upper(of: pipe ?? lexer.tokens.count - 1)
    }

    /// The statement with some of its places replaced, and single spaces around them.
    func replacing(_ changes: [(span: Span, text: String)]) -> String {
        var result = ""
        var position = lexer.statementSpan.lower
        for change in changes.sorted(by: { $0.span.lower < $1.span.lower }) {
            result += text(Span(position, change.span.lower)) + change.text
            position = change.span.upper
        }
        result += text(Span(position, lexer.statementSpan.upper))
        return result.split(separator: " ").joined(separator: " ")
    }
}
