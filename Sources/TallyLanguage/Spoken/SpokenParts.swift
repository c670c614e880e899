/// What of a statement must stand in a sentence that is offered in its place.
struct SpokenParts {
    /// One thing that was understood, or a word that was not.
    struct Part {
        let tokens: Range<Int>
        /// Any of these says it; empty for a word that nothing can say.
        let said: [String]
        /// Whether it is part of a name that was looked for, or is no name that is known.
        let isOfName: Bool
        /// Whether it says what is done with the rest.
        let isCue: Bool
    }

    private(set) var all: [Part] = []

    mutating func append(
        _ tokens: Range<Int>, said: [String], isOfName: Bool = false, isCue: Bool = false
    ) {
        all.append(Part(tokens: tokens, said: said, isOfName: isOfName, isCue: isCue))
    }

    /// The tokens of names and of words that nobody knows.
    var namedTokens: [Int] { all.filter(\.isOfName).flatMap { Array($0.tokens) } }

    /// Whether a word stands in it that nobody knows.
    var hasUnknown: Bool { all.contains { $0.said.isEmpty } }

    /// The tokens that a sentence leaves out.
    ///
    /// - Parameter hasNames: whether what stands in it is named by all the words of names together.
    func omitted(in sentence: String, hasNames: Bool = false) -> [Range<Int>] {
        let words = Self.spaced(sentence)
        let omitted = all.filter { part in
            if hasNames, part.isOfName { return false }
            return !part.said.contains { words.contains(Self.spaced($0)) }
        }
        // That a comparison is not one goes without saying where its other side is left out.
        let things = omitted.filter { !$0.isCue }
        return (things.isEmpty ? omitted : things).map(\.tokens)
    }

    /// A text in lower case with one space around each of its words.
    private static func spaced(_ text: String) -> String {
        let separators: Set<Character> = [" ", ",", "(", ")", "|"]
        let words = text.lowercased().split { separators.contains($0) }
        return " " + words.joined(separator: " ") + " "
    }
}

/// Words that say nothing of what is asked.
enum FillerWord {
    /// About nothing at all.
    private static let empty: Set<String> = [
        "how", "many", "much", "number", "show", "me", "give", "the", "a", "an", "are", "was",
        "were", "be", "been", "there", "do", "does", "did", "we", "our", "us", "have", "has", "had",
        "i", "my", "please", "can", "could", "you", "tell", "get", "got", "gets", "getting", "find",
        "see", "want", "need", "lets", "all", "any", "current", "currently", "now", "today",
        "figure", "figures", "count", "value", "values", "result", "results", "data", "on", "with",
        "than", "since", "between", "over", "under", "hello", "hi", "it", "its", "it's", "doing",
        "where's", "so", "far", "amount", "indicator", "indicators", "measures", "ones",
    ]
    /// About time, beside a period that is said.
    private static let ofTime: Set<String> = [
        "same", "period", "month", "quarter", "year", "this", "time", "month's", "year's",
    ]
    /// Go with what stands behind them.
    private static let leading: Set<String> = ["over", "under", "with", "without", "than", "on"]

    static func isEmpty(_ word: String) -> Bool { empty.contains(word) }
    static func isOfTime(_ word: String) -> Bool { ofTime.contains(word) }
    static func isLeading(_ word: String) -> Bool { leading.contains(word) }
}
