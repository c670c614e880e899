import TallyLanguage

/// Names of one or more words, and what they stand for.
///
/// A name is found by its folded text. To find the longest name that begins at a word it is known
/// for each first word how many words the names that begin with it have, so that a word with which
/// no name begins costs one look-up, and building costs two steps for each name.
struct CatalogueNames: Sendable {
    /// What is known of a folded text that is a name, the first word of names, or both.
    private struct Entry {
        /// What it stands for as a name.
        var candidates: [NameCandidate] = []
        /// Bit n is set where a name of n words that may be typed without quotes begins with it.
        var lengths: UInt64 = 0

        mutating func add(_ candidate: NameCandidate, length: UInt64) {
            if candidates.last != candidate { candidates.append(candidate) }
            lengths |= length
        }
    }

    /// A name as it was folded.
    struct Folded {
        let text: String
        let wordCount: Int
        let beginsWithKeyword: Bool
        let endsWithKeyword: Bool
        let firstWord: String
    }

    /// Names of more words than this are names in quotes only.
    private static let maximumWords = 63

    private var entries: [String: Entry] = [:]

    mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

    /// Folds a name and looks at its ends.
    static func folded(_ name: String) -> Folded {
        let text = foldedText(name)
        let bytes = text.utf8.span
        var words = 1
        var firstEnd = bytes.count
        var lastStart = 0
        for index in bytes.indices where bytes[index] == 0x20 {
            if words == 1 { firstEnd = index }
            words += 1
            lastStart = index + 1
        }
        let begins = isKeyword(bytes, 0, firstEnd)
        return Folded(
            text: text, wordCount: words, beginsWithKeyword: begins,
            endsWithKeyword: words == 1 ? begins : isKeyword(bytes, lastStart, bytes.count),
            firstWord: words == 1 ? text : String(text.utf8.prefix(firstEnd)) ?? "")
    }

    /// An id is folded as it is, unless an import has made it of other letters.
    static func folded(id: String) -> Folded {
        let bytes = id.utf8.span
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: "-"):
                continue
            default: return folded(id)
            }
        }
        let keyword = isKeyword(id)
        return Folded(
            text: id, wordCount: 1, beginsWithKeyword: keyword, endsWithKeyword: keyword,
            firstWord: id)
    }

    static func isKeyword(_ folded: String) -> Bool {
        isKeyword(folded.utf8.span, 0, folded.utf8.count)
    }

    /// The bytes of the keywords, by their first letter.
    private static let keywords: [[[UInt8]]] = {
        var byLetter = [[[UInt8]]](repeating: [], count: 26)
        for keyword in Keyword.allCases {
            let word = Array(keyword.word.utf8)
            guard let first = word.first, first &- UInt8(ascii: "a") < 26 else { continue }
            byLetter[Int(first &- UInt8(ascii: "a"))].append(word)
        }
        return byLetter
    }()

    /// Whether the bytes from `lower` to `upper` are a keyword, in any mixture of cases.
    private static func isKeyword(_ bytes: Span<UInt8>, _ lower: Int, _ upper: Int) -> Bool {
        guard lower < upper else { return false }
        let letter = Int((bytes[lower] | 0x20) &- UInt8(ascii: "a"))
        guard letter < 26 else { return false }
        next: for word in keywords[letter] where word.count == upper - lower {
            for index in word.indices where bytes[lower + index] | 0x20 != word[index] {
                continue next
            }
            return true
        }
        return false
    }

    /// Whether a name, not yet folded, may begin or end with a keyword: exact where all is ASCII.
    static func mayHaveKeyword(_ name: String) -> Bool {
        let bytes = name.utf8.span
        var first: (lower: Int, upper: Int)?
        var last = (lower: 0, upper: 0)
        var start = 0
        for index in 0...bytes.count {
            if index < bytes.count {
                if bytes[index] >= 0x80 { return true }
                if bytes[index] > 0x20 { continue }
            }
            if index > start {
                last = (start, index)
                if first == nil { first = last }
            }
            start = index + 1
        }
        guard let first else { return false }
        return isKeyword(bytes, first.lower, first.upper)
            || isKeyword(bytes, last.lower, last.upper)
    }

    /// As ``NameFolding/fold(_:)``, quickly where all is ASCII.
    static func foldedText(_ name: String) -> String {
        let source = name.utf8.span
        var folded = true
        var last: UInt8 = 0x20
        for index in source.indices {
            let byte = source[index]
            if byte >= 0x80 { return NameFolding.fold(name) }
            let space = byte == 0x20 || 0x09...0x0D ~= byte
            if 0x41...0x5A ~= byte || (space && (byte != 0x20 || last == 0x20)) { folded = false }
            last = byte
        }
        if folded, last != 0x20 { return name }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var pendingSpace = false
        for index in source.indices {
            let byte = source[index]
            if byte == 0x20 || 0x09...0x0D ~= byte {
                pendingSpace = !bytes.isEmpty
                continue
            }
            if pendingSpace {
                bytes.append(0x20)
                pendingSpace = false
            }
            bytes.append(0x41...0x5A ~= byte ? byte + 0x20 : byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Gives a thing a name. The names of one thing are given one after the other.
    mutating func add(_ name: Folded, for candidate: NameCandidate) {
        let quotedOnly =
            name.beginsWithKeyword || name.endsWithKeyword || name.wordCount > Self.maximumWords
        let length: UInt64 = quotedOnly ? 0 : 1 << UInt64(name.wordCount)
        let own: UInt64 = name.wordCount == 1 ? length : 0
        entries[name.text, default: Entry()].add(candidate, length: own)
        if name.wordCount > 1, length != 0 {
            entries[name.firstWord, default: Entry()].lengths |= length
        }
    }

    /// Every name with all that it stands for.
    func forEach(_ visit: (String, [NameCandidate]) -> Void) {
        for (name, entry) in entries where !entry.candidates.isEmpty {
            visit(name, entry.candidates)
        }
    }

    /// Everything that a folded name stands for, in the order in which it was given.
    func candidates(_ folded: String) -> [NameCandidate] {
        entries[folded]?.candidates ?? []
    }

    /// The longest name that begins at the first of these folded words and may be typed without
    /// quotes.
    func longestMatch(_ words: ArraySlice<String>) -> (count: Int, candidates: [NameCandidate])? {
        guard let first = words.first, let entry = entries[first] else { return nil }
        let lengths = entry.lengths
        var best: (count: Int, candidates: [NameCandidate])?
        if lengths & 2 != 0 { best = (1, entry.candidates) }
        var text = first
        var count = 1
        for word in words.dropFirst() {
            count += 1
            if count > Self.maximumWords || lengths >> UInt64(count) == 0 { break }
            text += " "
            text += word
            guard lengths & 1 << UInt64(count) != 0, !Self.isKeyword(word),
                let candidates = entries[text]?.candidates, !candidates.isEmpty
            else { continue }
            best = (count, candidates)
        }
        return best
    }
}
