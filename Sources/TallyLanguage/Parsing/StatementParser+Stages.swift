import TallyModel

/// A stage, by the keyword that it begins with.
struct StageRule: Sendable {
    let keyword: Keyword
    /// Words that other languages have for it, for suggestions.
    let alsoCalled: [String]
    /// Reads what follows the keyword.
    let read: @Sendable (inout StatementParser) throws(ParseFailure) -> Stage.Kind

    init(
        _ keyword: Keyword, alsoCalled: [String] = [],
        read: @escaping @Sendable (inout StatementParser) throws(ParseFailure) -> Stage.Kind
    ) {
        self.keyword = keyword
        self.alsoCalled = alsoCalled
        self.read = read
    }
}

extension StatementParser {
    /// Every stage; one line each.
    static let stageRules: [StageRule] = [
        StageRule(.sort, alsoCalled: ["order", "orderby", "arrange"]) {
            parser throws(ParseFailure) in try parser.sort()
        },
        StageRule(.top, alsoCalled: ["limit", "head", "first", "highest"]) {
            parser throws(ParseFailure) in .top(try parser.rowCount(), by: try parser.byColumn())
        },
        StageRule(.worst) { parser throws(ParseFailure) in
            .worst(try parser.rowCount(), by: try parser.byColumn())
        },
        StageRule(.best) { parser throws(ParseFailure) in
            .best(try parser.rowCount(), by: try parser.byColumn())
        },
        StageRule(.where, alsoCalled: ["filter", "having"]) { parser throws(ParseFailure) in
            .filter(try parser.predicate())
        },
        StageRule(.columns, alsoCalled: ["select", "show", "cols", "fields"]) {
            parser throws(ParseFailure) in .columns(try parser.columns())
        },
        StageRule(.chart, alsoCalled: ["plot", "graph", "draw"]) { parser throws(ParseFailure) in
            try parser.chart()
        },
        StageRule(.to, alsoCalled: ["save", "export", "write", "into", "as", "format"]) {
            parser throws(ParseFailure) in try parser.to()
        },
    ]

    /// Whether a keyword begins a stage.
    static func startsStage(_ keyword: Keyword) -> Bool { stageKeywords.contains(keyword) }

    /// The keywords of the stages.
    private static let stageKeywords = ExpectationSet(keywords: stageRules.map(\.keyword))
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

    /// One of ``stageRules``.
    ///
    ///     stage = sort | top | worst | best | "where" predicate | "columns" columns | chart | to
    ///     top   = "top" count [ by-column ]
    ///     worst = "worst" count [ by-column ]
    ///     best  = "best" count [ by-column ]
    private mutating func stage() throws(ParseFailure) -> Stage {
        could(Self.stageKeywords)
        guard let keyword = token.keyword,
            let rule = Self.stageRules.first(where: { $0.keyword == keyword })
        else { throw noStage() }
        let start = cursor
        advance()
        let kind = try rule.read(&self)
        return Stage(kind, span(from: start))
    }

    private mutating func noStage() -> ParseFailure {
        guard token.kind == .word,
            let rule = Self.stageRules.first(where: { $0.alsoCalled.contains(word) })
        else { return unexpected() }
        let before = text(lexer.tokens[cursor - 1].span)
        return fail(
            .unexpected(
                here.words, after: before, at: place(token.span), meant: rule.keyword.word))
    }

    ///     sort = "sort" [ by-column ] [ "asc" | "desc" ]
    private mutating func sort() throws(ParseFailure) -> Stage.Kind {
        could(Self.orders)
        try refuseSpokenOrder()
        let column = try byColumn()
        could(Self.orders)
        try refuseSpokenOrder()
        if take(.asc) { return .sort(by: column, descending: false) }
        return .sort(by: column, descending: take(.desc))
    }

    private static let orders = ExpectationSet(keywords: [.asc, .desc])

    private mutating func refuseSpokenOrder() throws(ParseFailure) {
        guard token.kind == .word, word == "ascending" || word == "descending", !isCompleting else {
            return
        }
        let before = text(lexer.tokens[cursor - 1].span)
        let meant: Keyword = word == "ascending" ? .asc : .desc
        throw fail(
            .unexpected(here.words, after: before, at: place(token.span), meant: meant.word))
    }

    ///     by-column = "by" column
    private mutating func byColumn() throws(ParseFailure) -> ColumnName? {
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
    private mutating func rowCount() throws(ParseFailure) -> Int {
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

    ///     chart = "chart" [ "line" | "bar" | "dot" ]
    private mutating func chart() throws(ParseFailure) -> Stage.Kind {
        could(.chartKind)
        guard token.kind == .word, token.keyword == nil else { return .chart(nil) }
        let kind = word
        advance()
        return .chart(kind)
    }

    ///     to = "to" format [ '"' file '"' ]
    private mutating func to() throws(ParseFailure) -> Stage.Kind {
        could(.format)
        guard token.kind == .word, token.keyword == nil else { throw unexpected() }
        let format = word
        advance()
        could(.fileName)
        if token.kind == .quoted {
            guard !word.allSatisfy(\.isWhitespace) else {
                throw fail(.fileWithoutName(at: place(token.span)))
            }
            let file = word
            advance()
            return .to(format: format, file: file)
        }
        guard token.kind == .word, !isCompleting else { return .to(format: format, file: nil) }
        throw fail(
            .unexpected(
                here.words, after: text(lexer.tokens[cursor - 1].span), at: place(token.span),
                meant: "\"\(text(token.span))\""))
    }
}
