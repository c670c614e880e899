import TallyModel

/// Names for what is no value: `let p = sep23`, and `cic in p` behind it.
extension StatementParser {
    private static let aliasedKinds: Set<NameKind> = [.area, .reference, .theme]

    /// The words behind `let NAME =`, where they are one period, area, reference or theme and
    /// nothing else, and the name is one word.
    func aliasedWords(_ wordsOfName: Int) -> [String]? {
        let end = lexer.tokens.count - 1
        guard wordsOfName == 1, !isCompleting, cursor < end,
            lexer.tokens[cursor..<end].allSatisfy({ $0.kind == .word })
        else { return nil }
        let words = Array(lexer.words[cursor..<end])
        if words.count == 1, NumberReader.read(words[0]) != .none { return nil }
        if case .read(_, let count) = PeriodReader.read(words[...]), count == words.count {
            return words
        }
        guard let match = vocabulary.longestMatch(words[...]), match.count == words.count,
            !match.candidates.isEmpty,
            match.candidates.allSatisfy({ Self.aliasedKinds.contains($0.kind) })
        else { return nil }
        return words
    }

    /// Puts what names stand for in their place, but not within a longer name and not where `let`
    /// gives one.
    mutating func replaceAliases() {
        guard lexer.command == nil else { return }
        var index = lexer.tokens.first?.keyword == .let ? 2 : 0
        while index < lexer.tokens.count {
            if lexer.tokens[index].kind == .word, lexer.tokens[index].keyword == nil,
                let words = vocabulary.words(of: lexer.words[index]), !isWithinName(index)
            {
                lexer.replaceWord(at: index, with: words)
                index += words.count
            } else {
                index += 1
            }
        }
    }

    private func isWithinName(_ index: Int) -> Bool {
        for start in max(0, index - 8)...index {
            guard lexer.tokens[start...index].allSatisfy({ $0.kind.isWord }) else { continue }
            if let match = vocabulary.longestMatch(lexer.words[start...]), match.count > 1,
                start + match.count > index
            {
                return true
            }
        }
        return false
    }
}
