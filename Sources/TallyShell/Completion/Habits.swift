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

    /// How much a text was asked for: what is asked often and what was asked lately has more.
    mutating func score(of text: String) -> Int {
        count()
        if scores.isEmpty { return 0 }
        // Most names are as they would be folded, and of thousands none should be folded anew.
        let isFolded = text.utf8.allSatisfy { byte in
            byte < 0x80 && !(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
        }
        return scores[isFolded ? text : NameFolding.fold(text)] ?? 0
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
