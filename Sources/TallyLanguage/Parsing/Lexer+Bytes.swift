import TallyModel

/// What a byte means to the lexer.
enum ByteClass: UInt8 {
    case plain, digit, blank, newline, openBracket, closeBracket, comma, quote, dot, semicolon, pipe
    case equals, less, greater, star, hash, backslash, control, high

    /// The class of each byte.
    static let table: [ByteClass] = (0...255).map { of(UInt8($0)) }

    private static func of(_ byte: UInt8) -> ByteClass {
        switch byte {
        case 0x0A: .newline
        case 0x20, 0x09, 0x0B, 0x0C, 0x0D: .blank
        case 0..<0x20, 0x7F: .control
        case 0x80...: .high
        case UInt8(ascii: "("): .openBracket
        case UInt8(ascii: ")"): .closeBracket
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: "\""): .quote
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: ";"): .semicolon
        case UInt8(ascii: "|"): .pipe
        case UInt8(ascii: "="): .equals
        case UInt8(ascii: "<"): .less
        case UInt8(ascii: ">"): .greater
        case UInt8(ascii: "*"): .star
        case UInt8(ascii: "#"): .hash
        case UInt8(ascii: "\\"): .backslash
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        default: .plain
        }
    }
}

extension Lexer {
    /// One behind the last byte of the word that begins at `start`.
    func wordEnd(from start: Int) -> Int {
        let classes = ByteClass.table
        var index = start
        // Whether all so far could be a number, so that a comma may belong to it.
        var numeric = true
        while index < end {
            switch classes[Int(bytes[index])] {
            case .digit: index += 1
            case .plain, .hash:
                numeric = false
                index += 1
            case .dot:
                if index > start, index + 1 < end, bytes[index + 1] == UInt8(ascii: ".") {
                    return index
                }
                index += 1
            case .comma:
                guard numeric, isDigit(index - 1), isDigit(index + 1), index > start else {
                    return index
                }
                index += 1
            case .backslash:
                if index > start, lineEndAfterBackslash(index) != nil { return index }
                numeric = false
                index += 1
            case .high:
                if blankLength(index) > 0 || isCurlyQuote(index) || isHighControl(index) {
                    return index
                }
                if !isPound(index) { numeric = false }
                index += isPound(index) ? 2 : 1
            default: return index
            }
        }
        return index
    }

    /// Whether a byte behind the first of a word belongs to the word.
    func wordGoesOn(at index: Int) -> Bool {
        guard index < end else { return false }
        switch ByteClass.table[Int(bytes[index])] {
        case .digit, .plain, .hash: return true
        case .dot: return index + 1 >= end || bytes[index + 1] != UInt8(ascii: ".")
        case .backslash: return lineEndAfterBackslash(index) == nil
        case .high: return blankLength(index) == 0 && !isCurlyQuote(index) && !isHighControl(index)
        default: return false
        }
    }

    private func isDigit(_ index: Int) -> Bool {
        index >= 0 && index < end && bytes[index] &- UInt8(ascii: "0") < 10
    }

    private func isPound(_ index: Int) -> Bool {
        index + 1 < end && bytes[index] == 0xC2 && bytes[index + 1] == 0xA3
    }

    /// One behind the line break where nothing but white space stands between a backslash and it,
    /// or the end of the text.
    func lineEndAfterBackslash(_ backslash: Int) -> Int? {
        var index = backslash + 1
        while index < end {
            switch ByteClass.table[Int(bytes[index])] {
            case .newline: return index + 1
            case .blank: index += 1
            default: return nil
            }
        }
        return end
    }

    /// How many bytes of white space beyond ASCII stand here: a no-break space, a wide space, a byte
    /// order mark.
    func blankLength(_ index: Int) -> Int {
        let second = index + 1 < end ? bytes[index + 1] : 0
        if bytes[index] == 0xC2 { return second == 0xA0 || second == 0x85 ? 2 : 0 }
        guard index + 2 < end else { return 0 }
        let third = bytes[index + 2]
        switch (bytes[index], second) {
        case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
        case (0xE2, 0x80):
            let isBlank = (0x80...0x8A).contains(third) || (0xA8...0xA9).contains(third)
            return isBlank || third == 0xAF ? 3 : 0
        case (0xE2, 0x81): return third == 0x9F ? 3 : 0
        case (0xE3, 0x80): return third == 0x80 ? 3 : 0
        case (0xEF, 0xBB): return third == 0xBF ? 3 : 0
        default: return 0
        }
    }

    /// `“` or `”`
    func isCurlyQuote(_ index: Int) -> Bool {
        index + 2 < end && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
            && (bytes[index + 2] == 0x9C || bytes[index + 2] == 0x9D)
    }

    /// How many bytes a minus takes that begins here, as a hyphen, the sign `−` or one of the dashes
    /// that a word processor makes of it; 0 where none does.
    func dashLength(_ index: Int) -> Int {
        if bytes[index] == UInt8(ascii: "-") { return 1 }
        guard index + 2 < end, bytes[index] == 0xE2 else { return 0 }
        switch (bytes[index + 1], bytes[index + 2]) {
        case (0x88, 0x92), (0x80, 0x93), (0x80, 0x94): return 3
        default: return 0
        }
    }

    /// A control character of the second set, U+0080 to U+009F without the line break U+0085.
    func isHighControl(_ index: Int) -> Bool {
        index + 1 < end && bytes[index] == 0xC2 && (0x80...0x9F).contains(bytes[index + 1])
            && bytes[index + 1] != 0x85
    }

    /// A word as ``NameFolding`` folds it, and what it is: a keyword, an operator or a plain word.
    func fold(_ lower: Int, _ upper: Int) -> (word: String, keyword: Keyword?, kind: Token.Kind) {
        var key = KeywordKey()
        var isASCII = true
        for index in lower..<upper {
            let byte = bytes[index]
            key.append(byte)
            if byte >= 0x80 { isASCII = false }
        }
        guard isASCII else {
            let text = String(decoding: bytes[lower..<upper], as: UTF8.self)
            let word = NameFolding.fold(text)
            return (word, nil, word == "-" ? .minus : .word)
        }
        let word = String(unsafeUninitializedCapacity: upper - lower) { buffer in
            for index in lower..<upper {
                let byte = bytes[index]
                let isUpper = byte &- UInt8(ascii: "A") < 26
                buffer[index - lower] = isUpper ? byte | 0x20 : byte
            }
            return upper - lower
        }
        if upper - lower == 1 {
            switch bytes[lower] {
            case UInt8(ascii: "+"): return (word, nil, .plus)
            case UInt8(ascii: "-"): return (word, nil, .minus)
            case UInt8(ascii: "/"): return (word, nil, .divide)
            default: return (word, nil, .word)
            }
        }
        return (word, key.keyword, word == "??" ? .otherwise : .word)
    }
}
