import TallyModel

/// The kinds of things that have names.
package enum NameKind: String, CaseIterable, Sendable, Hashable {
    case indicator, area, reference, theme, dimension, member, population, subgroup, source, plugin
    /// A level of areas: `authorities`.
    case level
    /// What `let` has named.
    case binding

    /// The kinds that may be typed before a name to say which is meant: `theme placement`.
    package static let qualifiers: [NameKind] = [
        .indicator, .area, .reference, .theme, .dimension, .population, .source, .plugin,
    ]
}

/// One thing that a name can stand for.
package struct NameCandidate: Sendable, Hashable {
    package let kind: NameKind
    package let id: String

    package init(_ kind: NameKind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}

/// A name with the thing it stands for and what that thing is called, for completion and
/// suggestions.
package struct VocabularyEntry: Sendable, Hashable {
    /// As it may be typed: an id or an alias.
    package let name: String
    package let candidate: NameCandidate
    /// The printed title of what it stands for.
    package let title: String

    package init(name: String, candidate: NameCandidate, title: String) {
        self.name = name
        self.candidate = candidate
        self.title = title
    }
}

/// The names that a sentence may use. The catalogue is one; the parser knows no name itself.
package protocol Vocabulary: Sendable {
    /// The longest name that begins at the first of `words` (each folded by ``NameFolding``), how
    /// many words it takes and all it can stand for; `nil` where no name begins there.
    func longestMatch(_ words: ArraySlice<String>) -> (count: Int, candidates: [NameCandidate])?

    /// What a quoted name stands for, compared as ``NameFolding`` folds; empty where nothing.
    func candidates(quoted: String) -> [NameCandidate]

    /// Every name of these kinds, in a stable order: ids before aliases. For completion,
    /// suggestions and nothing on the hot path.
    func entries(of kinds: Set<NameKind>) -> [VocabularyEntry]

    /// Those of them that begin with a folded text, of each thing none that only goes on from
    /// another; where the text is empty each thing once, by its id.
    func entries(of kinds: Set<NameKind>, beginning: String) -> [VocabularyEntry]

    /// The functions that may be called, in lower case: `sum`, `avg`.
    var functions: Set<String> { get }

    /// The day on which the newest figures end that a sentence finds, those of most of its rows;
    /// `nil` where there are none, or nothing is known of figures. For a time that is said without
    /// its year, and nothing on the hot path.
    func newest(of sentence: String) -> Day?
}

extension Vocabulary {
    package func entries(of kinds: Set<NameKind>, beginning: String) -> [VocabularyEntry] {
        var shortest: [NameCandidate: String] = [:]
        return entries(of: kinds).filter { entry in
            guard entry.name.begins(withFolded: beginning) else { return false }
            guard let shorter = shortest[entry.candidate] else {
                shortest[entry.candidate] = entry.name
                return true
            }
            return !beginning.isEmpty && !entry.name.hasPrefix(shorter)
        }
    }

    /// No functions, for a vocabulary that only knows names.
    package var functions: Set<String> { [] }

    /// Nothing, for a vocabulary that only knows names.
    package func newest(of sentence: String) -> Day? { nil }
}

/// How names are compared: lower case, runs of white space as one space, curly apostrophes as
/// straight ones, dashes and the minus sign as hyphens.
package enum NameFolding {
    /// One name or word, folded.
    package static func fold(_ text: some StringProtocol) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var pendingSpace = false
        for character in text.lowercased() {
            if character.isWhitespace {
                pendingSpace = !result.isEmpty
                continue
            }
            if pendingSpace {
                result.append(" ")
                pendingSpace = false
            }
            switch character {
            case "’", "‘": result.append("'")
            case "−", "–", "—", "\u{2010}", "\u{2011}": result.append("-")
            default: result.append(character)
            }
        }
        return result
    }

    /// The words of a name as the lexer cuts them, folded: at white space and at nothing else.
    package static func words(_ name: String) -> [String] {
        fold(name).split(separator: " ").map(String.init)
    }
}

extension String {
    /// Whether it begins with a text that is folded already. Plain ASCII, as most names are, is
    /// compared without being folded first.
    package func begins(withFolded beginning: String) -> Bool {
        let own = utf8.span
        let wanted = beginning.utf8.span
        for index in wanted.indices {
            guard index < own.count else { return false }
            var byte = own[index]
            if byte >= 0x80 { return NameFolding.fold(self).hasPrefix(beginning) }
            if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { byte |= 0x20 }
            if byte != wanted[index] { return false }
        }
        return true
    }
}
