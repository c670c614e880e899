/// What a word that is none of the language's says that somebody is after: one value and a line in
/// ``all``.
struct SpokenCue: Sendable {
    /// The words that give it, keywords where they stand in the wrong place included; some are
    /// several words.
    let words: [String]
    /// What of a sentence says the same, any of it; empty where nothing need.
    var said: [String] = []
    /// What says its opposite, beside the same behind `not`.
    var saidOtherwise: [String] = []
    /// Whether a sentence that does not say it asks for another figure.
    var isNeeded = false
    /// Whether it sets one period against another, so that none is a run of them.
    var isChange = false
    /// The rows that it keeps, which `not` turns round.
    var row: Row?
    /// Sentences for what is heard, the likeliest first; they may fail.
    let sentences: @Sendable (SpokenSentence) -> [String]

    /// What rows have in a column.
    struct Row: Sendable {
        let column: String
        let value: String
        /// Whether they have anything else.
        var isNegative = false
        /// What is asked of a value by itself: `meets target`.
        var test: String?
    }

    /// What says the same where `not` stands before it.
    func said(_ isNegated: Bool) -> [String] {
        isNegated ? said.map { "\(Keyword.not.word) \($0)" } + saidOtherwise : said
    }

    /// The cue of which the longest phrase begins the words, folded; and how many words it is.
    static func longest(_ words: ArraySlice<String>) -> (cue: SpokenCue, count: Int)? {
        guard let first = words.first, let phrases = byFirstWord[first] else { return nil }
        return phrases.lazy.filter { words.starts(with: $0.words) }.first.map {
            ($0.cue, $0.words.count)
        }
    }

    private struct Phrase {
        let words: [String]
        let cue: SpokenCue
    }

    /// Every phrase by its first word, the longest first.
    private static let byFirstWord: [String: [Phrase]] = {
        let phrases = all.flatMap { cue in
            cue.words.map { Phrase(words: $0.split(separator: " ").map(String.init), cue: cue) }
        }
        return Dictionary(grouping: phrases) { $0.words[0] }.mapValues { phrases in
            phrases.sorted { $0.words.count > $1.words.count }
        }
    }()
}

extension SpokenCue: Hashable {
    static func == (first: SpokenCue, second: SpokenCue) -> Bool { first.words == second.words }
    func hash(into hasher: inout Hasher) { hasher.combine(words) }
}
