import TallyLanguage
import TallyModel
import TallyPlugins

/// The names that a sentence may use.
///
/// A thing is called by its id and its aliases, an indicator also by its printed name. Its title,
/// and its id with spaces for underscores, call it too where nothing else of its kind is called
/// so.
extension Catalogue: Vocabulary {
    package func longestMatch(
        _ words: ArraySlice<String>
    ) -> (count: Int, candidates: [NameCandidate])? {
        if let match = names.longestMatch(words) { return match }
        guard let first = words.first, let candidate = qualified(first) else { return nil }
        return (1, [candidate])
    }

    package func candidates(quoted: String) -> [NameCandidate] {
        let folded = CatalogueNames.foldedText(quoted)
        let found = names.candidates(folded)
        if found.isEmpty, let candidate = qualified(folded) { return [candidate] }
        return found
    }

    /// The indicator that `plugin.id` names.
    private func qualified(_ name: String) -> NameCandidate? {
        guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        let id = String(name[name.index(after: dot)...])
        guard let plugin = indicators[id]?.plugin, plugin == name[..<dot] else { return nil }
        return NameCandidate(.indicator, id)
    }

    package func entries(of kinds: Set<NameKind>) -> [VocabularyEntry] {
        entries(of: kinds, beginning: nil)
    }

    package func entries(of kinds: Set<NameKind>, beginning: String) -> [VocabularyEntry] {
        entries(of: kinds, beginning: .some(beginning))
    }

    /// Ids, then aliases; every one where there is no beginning.
    private func entries(of kinds: Set<NameKind>, beginning: String?) -> [VocabularyEntry] {
        var ids: [VocabularyEntry] = []
        var aliases: [VocabularyEntry] = []
        func add(
            _ name: String, _ others: some Sequence<String>, _ candidate: NameCandidate,
            _ title: @autoclosure () -> String
        ) {
            var shorter: String?
            if beginning.map(name.begins(withFolded:)) ?? true {
                ids.append(VocabularyEntry(name: name, candidate: candidate, title: title()))
                if beginning?.isEmpty ?? false { return }
                shorter = name
            }
            for alias in others {
                if let beginning {
                    guard alias.begins(withFolded: beginning) else { continue }
                    if let shorter, alias.hasPrefix(shorter) { continue }
                    shorter = shorter ?? alias
                }
                aliases.append(VocabularyEntry(name: alias, candidate: candidate, title: title()))
            }
        }
        for kind in NameKind.allCases where kinds.contains(kind) {
            if kind == .indicator {
                for id in indicatorOrder {
                    guard let indicator = indicators[id] else { continue }
                    add(
                        id, indicator.declaration.aliases.lazy.map(\.value),
                        NameCandidate(.indicator, id), indicator.title)
                }
                continue
            }
            for thing in things where thing.candidate.kind == kind {
                add(thing.name, thing.aliases, thing.candidate, thing.title)
            }
        }
        ids.append(contentsOf: aliases)
        return ids
    }
}

extension Catalogue {
    /// Makes the index of names from what has been declared.
    mutating func indexNames() {
        var names = CatalogueNames()
        let ordered = indicatorOrder.compactMap { indicators[$0] }
        names.reserve(ordered.reduce(things.count * 3) { $0 + 3 + $1.declaration.aliases.count })
        var titles: [(name: CatalogueNames.Folded, candidate: NameCandidate)] = []
        func addTitle(_ title: String, _ candidate: NameCandidate) {
            titles.append((CatalogueNames.folded(title), candidate))
        }
        func add(_ id: String, _ aliases: some Sequence<String>, _ candidate: NameCandidate) {
            names.add(CatalogueNames.folded(id: id), for: candidate)
            for alias in aliases { names.add(CatalogueNames.folded(alias), for: candidate) }
            if id.utf8.contains(UInt8(ascii: "_")) {
                addTitle(Self.spaced(id), candidate)
            }
        }
        for indicator in ordered {
            let id = indicator.id
            let candidate = NameCandidate(.indicator, id)
            add(id, indicator.declaration.aliases.lazy.map(\.value), candidate)
            names.add(CatalogueNames.folded(indicator.declaration.name.value), for: candidate)
            if let title = indicator.declaration.title { addTitle(title, candidate) }
            for other in indicator.declaration.printed {
                let folded = CatalogueNames.foldedText(other.value)
                if printed[folded] == nil { printed[folded] = id }
            }
        }
        for thing in things {
            add(thing.name, thing.aliases, thing.candidate)
            if thing.title != thing.name { addTitle(thing.title, thing.candidate) }
        }
        let free = titles.filter { title in
            !names.candidates(title.name.text).contains { $0.kind == title.candidate.kind }
        }
        for (name, candidate) in free { names.add(name, for: candidate) }
        self.names = names
    }

    /// With spaces for underscores.
    static func spaced(_ id: String) -> String {
        String(decoding: id.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
    }
}
