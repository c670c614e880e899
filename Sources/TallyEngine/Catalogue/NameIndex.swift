import TallyLanguage
import TallyModel
import TallyPlugins

/// Which plugins a text may be about, found without reading any: for every name, the plugins that
/// declare what it stands for, and for every plugin those that it needs.
///
/// A start reads only the plugins of the names in a sentence. It may say too many plugins, never
/// too few: a name counts as said where all its words are.
package struct NameIndex: Sendable {
    /// The plugins that a plugin needs, itself among them, as bits in their order.
    private let needs: [UInt64]
    /// For each name: the plugins, the number of its words, and a hash of each.
    private let names: [UInt64]

    /// At most so many plugins fit.
    package static let mostPlugins = 64

    /// Bits for each of so many plugins.
    package static func all(_ count: Int) -> UInt64 {
        count >= 64 ? .max : (1 << UInt64(count)) - 1
    }

    /// The plugins that a text may be about, with all that they need, as bits; `nil` where the text
    /// has quoted names, of which anything may be part.
    package func plugins(for text: String) -> UInt64? {
        // Of whole numbers, which are found in sets elsewhere: a first set of a kind of its own
        // costs a start more than all that it holds.
        var words: Set<Int> = []
        var word = ""
        func add(_ word: some StringProtocol) {
            words.insert(Int(truncatingIfNeeded: Self.hash(NameFolding.fold(String(word)))))
        }
        func end() {
            if word.isEmpty { return }
            add(word)
            // `plugin.id`
            if let dot = word.lastIndex(of: ".") { add(word[word.index(after: dot)...]) }
            word = ""
        }
        for character in text {
            switch character {
            case "\"", "“", "”": return nil
            case "(", ")", ",", "|", ";", "=", "<", ">", "*", "?": end()
            default:
                if character.isWhitespace { end() } else { word.append(character) }
            }
        }
        end()
        var found: UInt64 = 0
        var index = 0
        next: while index + 1 < names.count {
            let count = Int(names[index + 1])
            let start = index + 2
            index = start + count
            guard index <= names.count else { return nil }
            for place in start..<index
            where !words.contains(Int(truncatingIfNeeded: names[place])) { continue next }
            found |= names[start - 2]
        }
        var result: UInt64 = 0
        for (plugin, needed) in needs.enumerated() where found & (1 << UInt64(plugin)) != 0 {
            result |= needed
        }
        return result
    }

    /// FNV-1a, which is the same in every process.
    ///
    /// Source: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm", 64 bits.
    private static func hash(_ word: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}

extension NameIndex {
    /// The index of plugins that load together without a problem; `nil` where there are too many.
    package init?(of plugins: [PluginDeclaration], in catalogue: Catalogue) {
        guard plugins.count <= Self.mostPlugins else { return nil }
        let builder = CatalogueBuilder(plugins)
        var declarers: [NameCandidate: UInt64] = [:]
        for index in plugins.indices {
            builder.forEachDeclared(in: index) { declarers[$0, default: 0] |= 1 << UInt64(index) }
        }
        var needs = plugins.indices.map { index -> UInt64 in
            var mask: UInt64 = 1 << UInt64(index)
            func need(_ candidate: NameCandidate) {
                // What a plugin declares itself it need not have from others.
                let known = declarers[candidate] ?? 0
                if known & (1 << UInt64(index)) == 0 { mask |= known }
            }
            // Unless another overrides it: which of them is meant only both together can tell.
            for indicator in plugins[index].indicators {
                mask |= declarers[NameCandidate(.indicator, indicator.id.value)] ?? 0
            }
            CatalogueBuilder.forEachUse(in: plugins[index]) { candidate, _ in need(candidate) }
            // Where several declare a population, each may know sources that others don't.
            for population in plugins[index].populations {
                let id = population.term.id.value
                let own = Set(population.from.map(\.value))
                let all = catalogue.populations[id]?.sources ?? []
                if !own.isSuperset(of: all) {
                    mask |= declarers[NameCandidate(.population, id)] ?? 0
                }
            }
            for indicator in plugins[index].indicators {
                catalogue.checkedFormulas[indicator.id.value]?.forEachFigure {
                    need(NameCandidate(.indicator, $0.indicator))
                }
            }
            // A policy may name any reference.
            for candidate in declarers.keys where candidate.kind == .reference { need(candidate) }
            return mask
        }
        // What is needed needs others in turn.
        var changed = true
        while changed {
            changed = false
            for index in needs.indices {
                var mask = needs[index]
                for other in needs.indices where mask & (1 << UInt64(other)) != 0 {
                    mask |= needs[other]
                }
                if mask != needs[index] {
                    needs[index] = mask
                    changed = true
                }
            }
        }
        self.needs = needs
        var names: [UInt64] = []
        catalogue.forEachName { name, candidates in
            var mask: UInt64 = 0
            for candidate in candidates {
                mask |= declarers[candidate] ?? 0
                // Beside a member stand all others of its dimension.
                if let dimension = candidate.memberParts?.dimension {
                    mask |= declarers[NameCandidate(.dimension, String(dimension))] ?? 0
                }
            }
            if mask == 0 { return }
            let words = name.split(separator: " ").map { Self.hash(String($0)) }
            names += [mask, UInt64(words.count)] + words
        }
        self.names = names
    }

    /// As it is kept: numbers of eight bytes, the smallest first.
    package var bytes: [UInt8] {
        ([UInt64(needs.count)] + needs + names).flatMap { number in
            (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64($0 * 8)) }
        }
    }

    /// What ``bytes`` gave; `nil` for anything else.
    package init?(bytes: [UInt8], plugins count: Int) {
        guard bytes.count.isMultiple(of: 8), bytes.count >= 8 * (count + 1) else { return nil }
        let numbers = bytes.withUnsafeBytes { buffer in
            stride(from: 0, to: bytes.count, by: 8).map {
                UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
            }
        }
        guard numbers[0] == UInt64(count) else { return nil }
        needs = Array(numbers[1...count])
        names = Array(numbers[(count + 1)...])
    }
}
