/// Indicators of which the name has all the words that stand in a statement, in any order and with
/// others between them: `children in care` for `how many children are in care`.
extension StatementParser {
    /// The names of those with the fewest other words; empty where nothing has all of them.
    mutating func indicators(withWords words: [String]) -> [String] {
        guard !words.isEmpty, searches < Self.mostSearches else { return [] }
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
        // One word alone is in many names, most of which it says little of.
        let isLittle = best.names.count > 1 || best.others > 1 || words[0].utf8.count < 5
        if words.count == 1, isLittle { return [] }
        // Of as many others the shorter.
        return best.names.enumerated().sorted {
            ($0.element.utf8.count, $0.offset) < ($1.element.utf8.count, $1.offset)
        }.map(\.element)
    }

    /// Whether one of the names of what an indicator's name stands for says that it is a share.
    mutating func isShare(_ name: String) -> Bool {
        let ids = Set(
            parser(of: name).firstCandidates.filter { $0.kind == .indicator }.map(\.id))
        return vocabulary.entries(of: [.indicator]).contains { entry in
            ids.contains(entry.candidate.id)
                && [entry.name, entry.title].contains { text in
                    text.contains("%")
                        || NameFolding.words(text).contains {
                            SpokenCue.share.words.contains($0)
                        }
                }
        }
    }

    /// What the name stands for with which the statement begins.
    private var firstCandidates: [NameCandidate] {
        var copy = self
        return copy.match(at: 0)?.candidates ?? []
    }

    /// How many words of a name are none of those looked for; `nil` where one of them is not in it.
    private static func others(than words: [String], in name: String) -> Int? {
        guard name.utf8.count >= words.reduce(0, { $0 + min($1.utf8.count, 3) }) else {
            return nil
        }
        var own = SpokenWords.words(of: name)
        for word in words {
            let stem =
                word.hasSuffix("s") && word.utf8.count > 3 ? String(word.dropLast()) : word
            guard
                let index = own.firstIndex(where: {
                    stem.utf8.count < 3 ? $0 == word : $0.hasPrefix(stem)
                })
            else { return nil }
            own.remove(at: index)
        }
        // What is not so was not asked for.
        if own.contains(where: SpokenWords.isNegation) { return nil }
        return own.count { Keyword($0) == nil && !SpokenWords.isFiller($0) }
    }
}
