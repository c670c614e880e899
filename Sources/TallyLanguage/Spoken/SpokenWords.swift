/// Words of plain speech that are none of the language's and say nothing of what is asked, or a
/// number.
enum SpokenWords {
    /// About nothing at all.
    private static let fillers: Set<String> = [
        "how", "many", "much", "number", "show", "me", "give", "the", "a", "an", "are", "was",
        "were", "be", "been", "there", "do", "does", "did", "we", "our", "us", "have", "has", "had",
        "i", "my", "please", "can", "could", "you", "tell", "get", "got", "gets", "getting", "find",
        "see", "want", "need", "lets", "all", "any", "current", "currently", "now", "today",
        "figure", "figures", "count", "value", "values", "result", "results", "data", "on", "with",
        "than", "since", "between", "over", "under", "hello", "hi", "it", "its", "it's", "doing",
        "where's", "so", "far", "amount", "indicator", "indicators", "measures", "ones", "most",
        "recent", "newest", "often", "being", "really", "actually", "ever",
    ]
    /// About time, beside a period that is said.
    private static let ofTime: Set<String> = [
        "same", "period", "month", "quarter", "year", "this", "month's", "year's", "months",
        "quarters", "years", "periods",
    ]
    /// Behind `this` and `same` about nothing.
    static let moment = "time"
    /// Go with what stands behind them.
    private static let leading: Set<String> = ["over", "under", "with", "without", "than", "on"]
    /// In front of a period against which the newest is set: `worse than last month`.
    static let beforeBaseline: Set<String> = ["since", "than", "on", "vs", "against", "with", "to"]

    static func isFiller(_ word: String) -> Bool { fillers.contains(word) }
    static func isOfTime(_ word: String) -> Bool { ofTime.contains(word) }
    static func isLeading(_ word: String) -> Bool { leading.contains(word) }

    /// Between a whole and its part: `what share of cic is uasc`.
    static let joints: Set<String> = [
        Keyword.is.word, "are", "was", "were", "being", "have", "has", "had", "with",
    ]
    /// Turn what stands behind them into its opposite.
    static let negations: Set<String> = [
        Keyword.not.word, "never", "isn't", "aren't", "wasn't", "weren't", "don't", "doesn't",
        "didn't", "haven't", "hasn't",
    ]
    /// Whether a word of a name says that something is not so.
    static func isNegation(_ word: String) -> Bool {
        negations.contains(word) || ["no", "non"].contains(word)
    }
    /// In front of a word that is turned into its opposite: `unregulated`.
    private static let opposing = ["un", "non", "dis", "in"]

    /// Whether one of two names says that something is not so, where the other says that it is.
    static func areOpposite(_ name: String, _ other: String) -> Bool {
        let (one, two) = (words(of: name), words(of: other))
        if one.contains(where: isNegation) != two.contains(where: isNegation) { return true }
        return [(one, two), (two, one)].contains { first, second in
            first.contains { word in
                opposing.contains { prefix in
                    word.hasPrefix(prefix) && !second.contains(word)
                        && second.contains(String(word.dropFirst(prefix.count)))
                }
            }
        }
    }

    /// The words of a name, also where they are joined by other marks than spaces.
    static func words(of name: String) -> [String] {
        let separators: Set<Character> = [" ", "_", "-", ",", "(", ")", "/", ":"]
        return name.lowercased().split { separators.contains($0) }.map(String.init)
    }
    static let yearToDate = "year to date"
    /// In front of a unit of time by which something is split.
    static let beforeGrain: Set<String> = [Keyword.per.word, Keyword.by.word, "each", "every"]
    private static let grains = [
        "monthly": PeriodUnit.month, "quarterly": .quarter, "annually": .year, "yearly": .year,
    ]

    /// The unit that an adverb splits by: `quarterly`.
    static func grain(_ word: String) -> PeriodUnit? { grains[word] }

    private static let numbers = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ]

    private static let thousands = [
        "k": "k", "thousand": "k", "m": "m", "million": "m", "000": "k",
    ]

    /// What the first words say that a rate is per, as one number, and how many words it is:
    /// `10 k`, `100 thousand`, `10 000`.
    static func scale(_ words: ArraySlice<String>) -> (text: String, count: Int)? {
        guard let first = words.first else { return nil }
        if let unit = thousands[first], first != "000" { return ("1\(unit)", 1) }
        let spoken = number(first).map(String.init)
        guard let typed = spoken ?? (NumberReader.read(first) == .none ? nil : first) else {
            return nil
        }
        if let unit = words.dropFirst().first.flatMap({ thousands[$0] }),
            typed.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
        {
            return (typed + unit, 2)
        }
        return spoken == nil ? (typed, 1) : nil
    }

    /// 1 to 12 for a number in words.
    static func number(_ word: String) -> Int? { numbers.firstIndex(of: word).map { $0 + 1 } }
}
