import TallyLanguage
import TallyModel
import TallyPlugins

/// What a text may be about, found without reading a plugin: for every name, the plugins and the
/// indicators that it may stand for, and for each of these those that it needs.
///
/// A start reads only the indicators of the names in a sentence. It may say too many, never too few:
/// a name counts as said where all its words are.
package struct NameIndex: Sendable {
    /// What a text may be about.
    package struct Named: Sendable {
        /// The plugins, with all that they need, as bits in their order.
        package let plugins: UInt64
        /// The numbers of the indicators, through all plugins, with all that they need, in ascending
        /// order; `nil` where a name in the text stands for a group of them.
        package let indicators: [Int]?
        private let words: Words

        fileprivate init(plugins: UInt64, indicators: [Int]?, words: Words) {
            self.plugins = plugins
            self.indicators = indicators
            self.words = words
        }

        /// Whether it may be about an area that an import has made.
        package func mayName(_ area: Area) -> Bool {
            words.hasAll(of: area.title) || words.hasAll(of: area.id)
        }
    }

    /// At most so many plugins fit.
    package static let mostPlugins = 64

    /// All that is known, as it is kept; see ``Place``.
    let numbers: [UInt32]

    /// Where in the numbers things stand.
    enum Place {
        /// What the numbers begin with; another where they are laid out otherwise.
        static let mark: UInt32 = 0x4E41_4D32
        static let pluginCount = 1
        static let indicatorCount = 2
        static let computed = 3
        static let names = 4
        /// Of each plugin: the plugins that it needs, in two halves; the number of its first
        /// indicator; where its cuts stand, or nought.
        static let plugins = 5
        static let numbersOfPlugin = 4
        /// Behind all: a sum over all numbers before it, in two halves.
        static let numbersOfSum = 2
    }

    init(numbers: [UInt32]) { self.numbers = numbers }

    var pluginCount: Int { self[Place.pluginCount] }
    var indicatorCount: Int { self[Place.indicatorCount] }

    private subscript(_ index: Int) -> Int { Int(numbers[index]) }

    private func plugin(_ index: Int) -> Int { Place.plugins + index * Place.numbersOfPlugin }

    private func bits(at index: Int) -> UInt64 {
        UInt64(numbers[index]) | UInt64(numbers[index + 1]) << 32
    }

    /// The numbers of a list that stands behind its length.
    private func list(at index: Int) -> ArraySlice<UInt32> {
        numbers[index + 1..<index + 1 + self[index]]
    }

    /// The numbers of a plugin's indicators.
    package func indicators(of index: Int) -> Range<Int> {
        let next = index + 1 < pluginCount ? self[plugin(index + 1) + 2] : indicatorCount
        return self[plugin(index) + 2]..<next
    }

    /// How a plugin is cut so that of its indicators only these are left, by their numbers through
    /// all plugins; `nil` for one that is read whole.
    package func cuts(of index: Int, only chosen: [Int]) -> PluginCuts? {
        let place = self[plugin(index) + 3]
        if place == 0 { return nil }
        let before = list(at: place)
        let indicators = list(at: before.endIndex)
        let after = list(at: indicators.endIndex)
        func spans(_ list: ArraySlice<UInt32>) -> [Span] {
            var result: [Span] = []
            var place = list.startIndex
            while place < list.endIndex {
                result.append(Span(self[place], self[place + 1]))
                place += 2
            }
            return result
        }
        let own = self.indicators(of: index)
        var left: [Span] = []
        for indicator in chosen where own.contains(indicator) {
            let place = indicators.startIndex + (indicator - own.lowerBound) * 2
            left.append(Span(self[place], self[place + 1]))
        }
        return PluginCuts(before: spans(before), indicators: left, after: spans(after))
    }

    /// What a text may be about; `nil` where it has quoted names, of which anything may be part.
    package func named(in text: String) -> Named? {
        guard let words = Words(text) else { return nil }
        var found: UInt64 = 0
        var isGroup = false
        var reached = [Bool](repeating: false, count: indicatorCount)
        var index = self[Place.names]
        let end = numbers.count - Place.numbersOfSum
        while index < end {
            let head = NameHead(numbers[index + 2])
            let hashes = index + 3
            let behind = hashes + head.words
            if words.hasAll(of: numbers, hashes, behind) {
                found |= bits(at: index)
                isGroup = isGroup || head.isGroup
                for place in behind..<behind + head.indicators { reached[self[place]] = true }
            }
            index = behind + head.indicators
        }
        var plugins: UInt64 = 0
        for index in 0..<pluginCount where found & (1 << UInt64(index)) != 0 {
            plugins |= bits(at: plugin(index))
        }
        return Named(
            plugins: plugins, indicators: isGroup ? nil : completed(&reached, within: plugins),
            words: words)
    }

    /// The indicators that are reached, with those that they need, and those that are computed of
    /// nothing else: an expression may be one of them by another name.
    private func completed(_ reached: inout [Bool], within plugins: UInt64) -> [Int] {
        let lists = Place.plugins + pluginCount * Place.numbersOfPlugin
        func reach(_ indicator: Int) {
            for needed in list(at: self[lists + indicator]) { reached[Int(needed)] = true }
        }
        for indicator in reached.indices where reached[indicator] { reach(indicator) }
        var isChanged = true
        while isChanged {
            isChanged = false
            var place = self[Place.computed]
            while place < self[Place.names] {
                let indicator = self[place]
                let parts = list(at: place + 1)
                place = parts.endIndex
                guard !reached[indicator], parts.allSatisfy({ reached[Int($0)] }) else { continue }
                reached[indicator] = true
                reach(indicator)
                isChanged = true
            }
        }
        var result: [Int] = []
        for index in 0..<pluginCount where plugins & (1 << UInt64(index)) != 0 {
            for indicator in indicators(of: index) where reached[indicator] {
                result.append(indicator)
            }
        }
        return result
    }
}

extension NameIndex {
    /// What stands before the words of a name: how many there are, of how many indicators it is the
    /// name, and whether it is the name of a group of them.
    struct NameHead {
        let words: Int
        let indicators: Int
        let isGroup: Bool

        static let most = 0xFFF

        init?(words: Int, indicators: Int, isGroup: Bool) {
            guard words <= Self.most, indicators <= Self.most else { return nil }
            self.words = words
            self.indicators = indicators
            self.isGroup = isGroup
        }

        init(_ number: UInt32) {
            words = Int(number) & Self.most
            indicators = Int(number) >> 12 & Self.most
            isGroup = number >> 24 != 0
        }

        var number: UInt32 { UInt32(words | indicators << 12 | (isGroup ? 1 << 24 : 0)) }
    }

    /// The words of a text, folded, by their hashes.
    struct Words: Sendable {
        private var hashes: [UInt32] = []
        /// A bit for the last six bits of each, since most words that are looked for are not there.
        private var bits: UInt64 = 0

        /// `nil` of a text with quoted names.
        init?(_ text: String) {
            var word = ""
            for character in text {
                switch character {
                case "\"", "“", "”": return nil
                case "(", ")", ",", "|", ";", "=", "<", ">", "*", "?": end(&word)
                default:
                    if character.isWhitespace { end(&word) } else { word.append(character) }
                }
            }
            end(&word)
        }

        private mutating func end(_ word: inout String) {
            if word.isEmpty { return }
            add(word)
            // `plugin.id`
            if let dot = word.lastIndex(of: ".") { add(String(word[word.index(after: dot)...])) }
            word = ""
        }

        private mutating func add(_ word: String) {
            let hash = Self.hash(NameFolding.fold(word))
            hashes.append(hash)
            bits |= 1 << UInt64(hash & 63)
        }

        /// Whether all hashes in a range of numbers are among them.
        func hasAll(of numbers: [UInt32], _ lower: Int, _ upper: Int) -> Bool {
            var index = lower
            while index < upper {
                let hash = numbers[index]
                guard bits & (1 << UInt64(hash & 63)) != 0, hashes.contains(hash) else {
                    return false
                }
                index += 1
            }
            return true
        }

        /// Whether all words of a name are among them, with its underscores as they are or as spaces.
        func hasAll(of name: String) -> Bool {
            // Of the name as one word, and of the word that goes on, where one does.
            var whole = Self.emptyHash
            var word: UInt32?
            var isOneWord = true
            var hasEach = true
            for byte in name.utf8 {
                if byte >= 0x80 {
                    return NameFolding.words(name).allSatisfy { hashes.contains(Self.hash($0)) }
                }
                let isUpper = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                let folded = isUpper ? byte | 0x20 : byte
                whole = Self.hash(whole, folded)
                if byte <= 0x20 || byte == UInt8(ascii: "_") {
                    if byte <= 0x20 { isOneWord = false }
                    if let word, !hashes.contains(word) { hasEach = false }
                    word = nil
                } else {
                    word = Self.hash(word ?? Self.emptyHash, folded)
                }
                if !hasEach, !isOneWord { return false }
            }
            if let word, !hashes.contains(word) { hasEach = false }
            return hasEach || isOneWord && hashes.contains(whole)
        }

        /// FNV-1a, which is the same in every process.
        ///
        /// Source: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm", 32 bits.
        static func hash(_ word: String) -> UInt32 {
            word.utf8.reduce(emptyHash, hash)
        }

        private static let emptyHash: UInt32 = 0x811c_9dc5

        private static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
            (hash ^ UInt32(byte)) &* 0x0100_0193
        }
    }
}
