/// Indicators of which the name has all the words that stand in a statement, in any order and with
/// others between them: `children in care` for `how many children are in care`.
extension StatementParser {
    /// The names of those with the fewest other words; empty where nothing has all of them.
    mutating func indicators(withWords words: [String]) -> [String] {
        guard words.count > 1, searches < Self.mostSearches else { return [] }
        searches += 1
        var best: (others: Int, names: [String], seen: Set<NameCandidate>) = (Int.max, [], [])
        for entry in vocabulary.entries(of: [.indicator]) {
            let found: (others: Int, isTitle: Bool)
            if let others = Self.others(than: words, in: entry.name) {
                found = (others, false)
            } else if let others = Self.others(than: words, in: entry.title) {
                // A title is found by quotes alone, and a name is rather meant.
                found = (others + 2, true)
            } else {
                continue
            }
            if found.others < best.others { best = (found.others, [], []) }
            guard found.others == best.others, best.seen.insert(entry.candidate).inserted else {
                continue
            }
            best.names.append(NameText.typed(found.isTitle ? entry.candidate.id : entry.name))
        }
        return best.names
    }

    /// How many words of a name are none of those looked for; `nil` where one of them is not in it.
    private static func others(than words: [String], in name: String) -> Int? {
        guard name.utf8.count >= words.reduce(0, { $0 + min($1.utf8.count, 3) }) else {
            return nil
        }
        let separators: Set<Character> = [" ", "_", "-", ",", "(", ")", "/", ":"]
        var own = name.lowercased().split { separators.contains($0) }
        for word in words {
            let stem = word.hasSuffix("s") && word.utf8.count > 3 ? word.dropLast() : word[...]
            guard
                let index = own.firstIndex(where: {
                    stem.utf8.count < 3 ? $0 == word : $0.hasPrefix(stem)
                })
            else { return nil }
            own.remove(at: index)
        }
        return own.count { Keyword($0) == nil && !SpokenWords.isFiller(String($0)) }
    }
}
