/// What columns and the values they are compared with look like when they are typed.
enum RowText {
    /// The keywords that may also be columns, since nothing of theirs can stand where a column is
    /// named: `| where rank <= 3`.
    static let columnKeywords: Set<Keyword> = [
        .rate, .share, .compare, .trend, .rank, .verdict, .headline, .check, .report, .previous,
        .latest, .top, .worst, .best,
    ]

    /// A word as a number: `473`, `10,000`, `10%` (ten), `£5`. One that begins with a nought before
    /// another digit is a code: `010`.
    static func number(_ word: String) -> NumberReader.Reading {
        var digits = Substring(word)
        let hasPound = digits.first == "£"
        if hasPound { digits = digits.dropFirst() }
        if digits.utf8.last == UInt8(ascii: "%"), !hasPound { digits = digits.dropLast() }
        let bytes = digits.utf8
        if bytes.count > 1, bytes.first == UInt8(ascii: "0"),
            let second = bytes.dropFirst().first, second &- 0x30 < 10
        {
            return .none
        }
        return NumberReader.read(String(digits))
    }

    /// A column as it may be typed: in quotes where it is not one word.
    static func typed(column name: String) -> String {
        guard let words = words(name), words.count == 1, words[0].word == name,
            !name.utf8.contains(UInt8(ascii: ",")), name != "!",
            words[0].keyword.map(columnKeywords.contains) ?? true
        else { return "\"\(name)\"" }
        return name
    }

    /// A text as it may be typed: in quotes where it would be cut short or read as a number.
    static func typed(value text: String) -> String {
        guard let words = words(text), words.allSatisfy({ $0.keyword == nil }),
            words.map(\.word).joined(separator: " ") == text,
            words.count > 1 || number(text) == .none
        else { return "\"\(text)\"" }
        return text
    }

    /// The words that a text is cut into; `nil` where it is cut into anything else or nothing.
    private static func words(_ text: String) -> [(word: String, keyword: Keyword?)]? {
        var lexer = Lexer(Array(text.utf8))
        guard lexer.nextStatement(), lexer.command == nil, lexer.problem == nil else { return nil }
        let tokens = lexer.tokens.dropLast()
        guard tokens.allSatisfy({ $0.kind == .word }) else { return nil }
        let words = zip(lexer.words, tokens).map { (word: $0, keyword: $1.keyword) }
        return words.isEmpty || lexer.nextStatement() ? nil : words
    }
}
