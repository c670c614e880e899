/// What could stand at a place, in words.
extension ExpectationSet {
    /// `'per' or an operator`: what could stand here, most telling first.
    var words: String {
        var rest = self
        var parts: [String] = []
        if contains(.period) {
            rest.remove(.latest)
            rest.remove(.previous)
        }
        let takesOperand = contains(.openBracket)
        let takesOperator = contains(.binaryOperator)
        if takesOperand {
            rest.remove(.previous)
            // Where a statement begins, its keywords are worth telling.
            for keyword in [Keyword.rate, .share] where !contains(.let) { rest.remove(keyword) }
            for keyword in [Keyword.help, .quit, .exit, .read, .assert, .echo] {
                rest.remove(keyword)
            }
        }
        if takesOperator {
            rest.remove(.excl)
            rest.remove(.only)
        }
        for keyword in Keyword.allCases where isImplied(keyword) { rest.remove(keyword) }
        let clauses = Self.clauses.keywordList.filter(contains)
        if clauses.count > 1 {
            for keyword in clauses { rest.remove(keyword) }
        }
        let values: [Plain] = [
            .period, .number, .scale, .openBracket, .column, .value, .comparison,
            .bracketedCondition, .bracketedList,
        ]
        let names = nameKinds.filter { $0 != .binding || !contains(.indicator) }
        parts += contains(.period) ? [Plain.period.words] : []
        parts += nameKinds.count > 8 ? ["a name"] : names.map(\.withArticle)
        let told = values.dropFirst().filter { $0 != .comparison || !takesOperator }
        parts += told.filter(contains).map(\.words)
        parts += rest.keywordList.map { "'\($0.word)'" }
        let untold: [Plain] = [
            .minus, .function, .yearToDate, .command, .comma, .closeBracket, .pipe, .end,
            .bareListKind,
        ]
        for item in plainList where !values.contains(item) && !untold.contains(item) {
            if item != .shift || !takesOperator { parts.append(item.words) }
        }
        if clauses.count > 1 { parts.append("a clause such as 'in' or 'for'") }
        for item in [Plain.comma, .closeBracket, .pipe, .end] where contains(item) {
            if item != .pipe || clauses.count < 2 { parts.append(item.words) }
        }
        return Self.joined(parts)
    }

    /// Whether something that is told anyhow says as much as a keyword.
    private func isImplied(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .is, .in, .contains: contains(.comparison) && contains(.is)
        case .not: contains(.is) || contains(.column) || contains(.value) || contains(.openBracket)
        case .when: contains(.openBracket)
        case .and, .or, .meets, .misses, .improves, .worsens: contains(.binaryOperator)
        default: false
        }
    }

    /// Clauses, of which an error tells no more than that one could stand here.
    static let clauses = StatementParser.starts(of: StatementParser.clauseRules)

    /// `a, b or c`
    static func joined(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
        return parts.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension ExpectationSet.Plain {
    fileprivate var words: String {
        switch self {
        case .period: "a period such as sep23"
        case .number: "a number"
        case .scale: "a number or a scale such as 10k"
        case .count: "a whole number"
        case .unit: "'months', 'quarters' or 'years'"
        case .function: "a function"
        case .openBracket: "an expression in brackets"
        case .minus: "'-'"
        case .binaryOperator: "an operator"
        case .shift: "a time such as 'a year ago'"
        case .newName: "a new name"
        case .listKind: "a kind such as 'indicators' or 'areas'"
        case .bareListKind: ExpectationSet.joined(ListKind.bareWords.map { "'\($0)'" })
        case .byWord: "a word such as 'month' or 'area'"
        case .neighbours: "'neighbours of'"
        case .checkName: "a check"
        case .column: "a column"
        case .value: "a value"
        case .comparison: "a comparison such as 'is' or '<'"
        case .bracketedCondition: "a condition in brackets"
        case .bracketedList: "values in brackets"
        case .yearToDate: "'year to date'"
        case .date: "'date'"
        case .known: "'known at'"
        case .chartKind: "a kind of chart"
        case .format: "a format such as 'csv'"
        case .fileName: "a file name in quotes"
        case .pipe: "'|'"
        case .command: "a command"
        case .equals: "'='"
        case .comma: "','"
        case .closeBracket: "')'"
        case .end: "the end of the statement"
        }
    }
}

extension NameKind {
    /// `an indicator`, `a theme`
    var withArticle: String {
        switch self {
        case .indicator: "an indicator"
        case .area: "an area"
        case .binding: "a name given by 'let'"
        default: "a \(rawValue)"
        }
    }
}

extension Keyword {
    /// Whether a sentence that asks for figures or for what is known may begin with it.
    package var beginsSentence: Bool {
        StatementParser.phraseKeywords.contains(self) || [.let, .rate, .share].contains(self)
    }
}
