import TallyLanguage

/// What was asked of late, so that completion offers first what is asked most.
///
/// Only the last five hundred sentences count; they are cut into words when a score is first asked
/// for, so that a start costs nothing.
package struct Habits: Sendable {
    private static let most = 500
    private static let mostWords = 4

    private var sentences: [String] = []
    /// How many of ``sentences`` are in ``scores``.
    private var counted = 0
    private var scores: [String: Int] = [:]

    package init() {}

    /// Adds a sentence, later than those before.
    package mutating func note(_ sentence: String) {
        sentences.append(sentence)
        if sentences.count >= 2 * Self.most {
            sentences.removeFirst(sentences.count - Self.most)
            counted = 0
            scores.removeAll(keepingCapacity: true)
        }
    }

    /// Which of many candidates were asked for, by their places, the most asked for first: what is
    /// asked often and what was asked lately is asked for more.
    mutating func favourites(among candidates: [Candidate]) -> [Int] {
        count()
        if scores.isEmpty { return [] }
        var found: [(index: Int, score: Int)] = []
        for (index, candidate) in candidates.enumerated() {
            let text = candidate.text
            if let score = scores[Self.isFolded(text) ? text : NameFolding.fold(text)] {
                found.append((index, score))
            }
        }
        return found.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.index)
    }

    /// Whether a text is surely as it would be folded, as most names are: of thousands none should
    /// be folded anew.
    private static func isFolded(_ text: String) -> Bool {
        let bytes = text.utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte >= 0x80 || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte { return false }
        }
        return true
    }

    private mutating func count() {
        for index in max(counted, sentences.count - Self.most)..<max(counted, sentences.count) {
            let words = NameFolding.words(sentences[index])
            for start in words.indices {
                for end in start..<min(start + Self.mostWords, words.count) {
                    scores[words[start...end].joined(separator: " "), default: 0] += index + 1
                }
            }
        }
        counted = sentences.count
    }
}
