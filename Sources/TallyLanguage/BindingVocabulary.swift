import TallyModel

/// A vocabulary with the names that `let` has given, for the statements after it.
package struct BindingVocabulary: Vocabulary {
    private var base: any Vocabulary
    /// Folded, in the order in which they were given.
    package private(set) var bindings: [String] = []
    private var known: Set<String> = []
    private var firstWords: Set<String> = []
    private var mostWords = 0
    /// The words for which names stand that `let` has given to a period, an area, a reference or a
    /// theme; by name, a single folded word. `nil` of a name that has such words in the vocabulary
    /// below and stands for a value here.
    private var aliases: [String: [String]?] = [:]
    /// How many levels what stands for a value has, where it has more than one.
    private var levels: [String: Int] = [:]
    /// The vocabulary below, alone, where it has names that `let` has given; else empty.
    private var below: [BindingVocabulary] = []
    private var newest: (@Sendable (String) -> Day?)?

    /// - Parameters:
    ///   - bindings: the names as ``Statement/Kind/binding(name:nameSpan:_:)`` has them.
    ///   - levels: how many levels what they stand for has, where it has more than one.
    package init(
        _ base: any Vocabulary, bindings: [String] = [], levels: [String: Int] = [:],
        aliases: [String: [String]] = [:]
    ) {
        self.base = base
        self.aliases = aliases
        below = Self.below(base)
        for name in bindings { bind(name, levels: levels[name] ?? 1) }
    }

    private static func below(_ base: any Vocabulary) -> [BindingVocabulary] {
        (base as? BindingVocabulary).map { [$0] } ?? []
    }

    /// The same names over another vocabulary.
    ///
    /// - Parameter newest: what is known of figures; see ``Vocabulary/newest(of:)``.
    package func over(
        _ base: any Vocabulary, newest: (@Sendable (String) -> Day?)? = nil
    ) -> BindingVocabulary {
        var other = self
        other.base = base
        other.newest = newest
        other.below = Self.below(base)
        return other
    }

    /// Adds a name for a value of so many levels; where it is known already it stays.
    package mutating func bind(_ name: String, levels: Int = 1) {
        let words = NameFolding.words(name)
        guard let first = words.first else { return }
        let folded = words.joined(separator: " ")
        if self.words(of: folded) != nil { aliases[folded] = .some(nil) }
        if levels > 1 || self.levels(of: folded) > 1 { self.levels[folded] = levels }
        guard known.insert(folded).inserted else { return }
        bindings.append(folded)
        firstWords.insert(first)
        mostWords = max(mostWords, words.count)
    }

    /// Adds a name that stands for words, and for a value no more.
    package mutating func bind(_ name: String, to words: [String]) {
        aliases[name] = words
        levels[name] = nil
        if known.remove(name) != nil { bindings.removeAll { $0 == name } }
    }

    /// Whether any name may stand for words.
    var hasAliases: Bool { !aliases.isEmpty || below.first?.hasAliases ?? false }

    /// The words for which a folded word stands.
    func words(of name: String) -> [String]? {
        if let own = aliases[name] { return own }
        return below.first?.words(of: name)
    }

    /// How many levels the value has for which a name stands.
    func levels(of name: String) -> Int { levels[name] ?? below.first?.levels(of: name) ?? 1 }

    package var functions: Set<String> { base.functions }

    package func newest(of sentence: String) -> Day? {
        newest?(sentence) ?? base.newest(of: sentence)
    }

    package func longestMatch(_ words: ArraySlice<String>) -> (
        count: Int, candidates: [NameCandidate]
    )? {
        let match = base.longestMatch(words)
        guard !bindings.isEmpty, let first = words.first, firstWords.contains(first) else {
            return match
        }
        let atLeast = max(1, match?.count ?? 1)
        let atMost = min(mostWords, words.count)
        guard atLeast <= atMost else { return match }
        for count in stride(from: atMost, through: atLeast, by: -1) {
            let name = words.prefix(count).joined(separator: " ")
            guard known.contains(name) else { continue }
            let others = match?.count == count ? match?.candidates ?? [] : []
            return (count, [NameCandidate(.binding, name)] + others)
        }
        return match
    }

    package func candidates(quoted: String) -> [NameCandidate] {
        let name = NameFolding.fold(quoted)
        let own = known.contains(name) ? [NameCandidate(.binding, name)] : []
        return own + base.candidates(quoted: quoted)
    }

    package func entries(of kinds: Set<NameKind>) -> [VocabularyEntry] {
        guard kinds.contains(.binding), !bindings.isEmpty else { return base.entries(of: kinds) }
        let own = bindings.map {
            VocabularyEntry(name: $0, candidate: NameCandidate(.binding, $0), title: $0)
        }
        return own + base.entries(of: kinds)
    }

    package func entries(of kinds: Set<NameKind>, beginning: String) -> [VocabularyEntry] {
        let others = base.entries(of: kinds, beginning: beginning)
        guard kinds.contains(.binding), !bindings.isEmpty else { return others }
        return entries(of: [.binding]).filter { $0.name.begins(withFolded: beginning) } + others
    }
}
