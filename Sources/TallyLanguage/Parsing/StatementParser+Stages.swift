import TallyModel

extension StatementParser {
    /// Whether a keyword begins a stage.
    static func startsStage(_ keyword: Keyword) -> Bool { stageKeywords.contains(keyword) }

    /// The keywords of the stages.
    private static let stageKeywords = ExpectationSet(keywords: Stage.rules.map(\.keyword))
    /// The greatest number of rows in `top 5`.
    static let mostRows = 1_000_000
    /// After so many stages with errors in them a statement is read no further.
    private static let mostFailures = 20

    /// What is done with the result, from left to right. A stage with an error is stepped over, so
    /// that the next are read all the same.
    ///
    ///     stages = { "|" stage }
    mutating func stages() throws(ParseFailure) -> [Stage] {
        var stages: [Stage] = []
        var failures = 0
        while take(.pipe, as: .pipe) {
            let start = cursor
            errorsBeforePart = diagnostics.count
            do {
                stages.append(try stage())
                if isCompleting { whole?.stages = stages }
                try requireEndOfPart()
            } catch {
                failures += 1
                guard failures < Self.mostFailures, skipToPipe(from: start) else { throw error }
            }
        }
        if failures > 0 { throw ParseFailure() }
        return stages
    }

    /// Nothing but a stage or the end may follow.
    mutating func requireEndOfPart() throws(ParseFailure) {
        could(.pipe)
        could(.end)
        guard token.kind == .pipe || token.kind == .end else { throw unexpected() }
    }

    /// Goes to the `|` behind what could not be read; `false` where there is none.
    ///
    /// - Parameter start: where what could not be read begins.
    mutating func skipToPipe(from start: Int) -> Bool {
        var depth = 0
        for index in start..<lexer.tokens.count {
            switch lexer.tokens[index].kind {
            case .openBracket: depth += 1
            case .closeBracket: depth = max(0, depth - 1)
            case .pipe where depth == 0 && index >= cursor:
                cursor = index
                here = ExpectationSet()
                commaSeparates = false
                isInsideShare = false
                operandStart = nil
                preceding = nil
                return true
            default: break
            }
        }
        return false
    }

    /// One of ``Stage.rules``.
    ///
    ///     stage = sort | top | worst | best | "where" predicate | "columns" columns | chart | to
    private mutating func stage() throws(ParseFailure) -> Stage {
        could(Self.stageKeywords)
        guard let keyword = token.keyword,
            let rule = Stage.rules.first(where: { $0.keyword == keyword })
        else { throw noStage() }
        let start = cursor
        advance()
        let kind = try rule.read(&self)
        return Stage(kind, span(from: start))
    }

    private mutating func noStage() -> ParseFailure {
        guard token.kind == .word,
            let rule = Stage.rules.first(where: { $0.alsoCalled.contains(word) })
        else { return unexpected() }
        let before = text(lexer.tokens[cursor - 1].span)
        return fail(
            .unexpected(
                here.words, after: before, at: place(token.span), meant: rule.keyword.word))
    }

    ///     by-column = "by" column
    mutating func byColumn() throws(ParseFailure) -> ColumnName? {
        if take(.by) { return try column() }
        guard token.kind == .word || token.kind == .quoted, token.keyword == nil, !isCompleting
        else { return nil }
        let keywords = [Keyword.by, .asc, .desc].map(\.word)
        guard Resemblance.closest(to: word, among: keywords).isEmpty else { return nil }
        let span = token.span
        let before = text(lexer.tokens[cursor - 1].span)
        throw fail(
            .unexpected(
                here.words, after: before, at: place(span),
                meant: "\(Keyword.by.word) \(text(span))"))
    }

    /// How many rows.
    mutating func rowCount() throws(ParseFailure) -> Int {
        could(.count)
        guard token.kind == .word, token.keyword == nil else { throw unexpected() }
        let number = NumberReader.read(word)
        if number == .none { throw unexpected() }
        guard case .value(let value) = number, let count = Int(exactly: value),
            (1...Self.mostRows).contains(count)
        else { throw fail(.badRowCount(text(token.span), at: place(token.span))) }
        advance()
        return count
    }
}
