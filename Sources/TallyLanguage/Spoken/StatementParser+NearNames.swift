import TallyModel

/// Names that share words with a statement of which nothing can be made.
extension StatementParser {
    /// So many indicators are no answer to a word that they share.
    private static let mostNear = 24

    /// A note with the indicators whose names have the most of the words that stand in the
    /// statement; empty where all its words are known, or none is in a name.
    mutating func namesNear(_ heard: SpokenSentence) -> [String] {
        let words = contentWords(heard)
        guard heard.hasUnknown, !words.isEmpty, searches < Self.mostSearches else { return [] }
        searches += 1
        var most = 1
        var near: [(name: String, candidate: NameCandidate)] = []
        for entry in vocabulary.entries(of: [.indicator]) {
            let names = [(entry.name, entry.name), (entry.title, entry.candidate.id)]
            for (name, typed) in names {
                let count = Self.shared(words, with: name)
                guard count >= most else { continue }
                if count > most { near = [] }
                most = count
                if let index = near.firstIndex(where: { $0.candidate == entry.candidate }) {
                    if typed.utf8.count < near[index].name.utf8.count { near[index].name = typed }
                } else {
                    near.append((typed, entry.candidate))
                }
            }
        }
        guard near.count <= Self.mostNear else { return [] }
        return Self.note("names with words of it are", near.map(\.name))
    }

    /// The first of some names in a note; nothing without any.
    static func note(_ words: String, _ names: [String]) -> [String] {
        guard !names.isEmpty else { return [] }
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        return ["\(words) \(names.prefix(3).map { "'\($0)'" }.joined(separator: ", "))\(more)"]
    }

    /// The words of the statement that could be part of a name.
    private func contentWords(_ heard: SpokenSentence) -> [String] {
        heard.heard.filter { !$0.isNegation && $0.cue == nil }.flatMap(\.tokens).compactMap {
            let (token, word) = (lexer.tokens[$0], lexer.words[$0])
            guard token.kind == .word, token.keyword == nil, !SpokenWords.isFiller(word),
                !SpokenWords.isOfTime(word), word.utf8.count > 1
            else { return nil }
            return word
        }
    }

    /// How many words a name shares with others; none where it says that something is not so.
    private static func shared(_ words: [String], with name: String) -> Int {
        var own = SpokenWords.words(of: name)
        if own.contains(where: SpokenWords.isNegation) { return 0 }
        return words.count { word in
            guard let index = own.firstIndex(where: { isAlike($0, word) }) else { return false }
            own.remove(at: index)
            return true
        }
    }

    /// Whether two words begin alike for most of their length: `foster`, `fostering`.
    private static func isAlike(_ word: String, _ other: String) -> Bool {
        let (one, two) = (word.utf8, other.utf8)
        let common = zip(one, two).prefix { $0 == $1 }.count
        let shorter = min(one.count, two.count)
        let longer = max(one.count, two.count)
        if common == longer { return true }
        return common >= 3 && common == shorter && longer <= common + 1
            || common >= 5 && common * 2 >= longer
    }
}
