/// How many columns of a terminal a text takes.
///
/// By grapheme: combining marks take none, East Asian wide characters and emoji take two, all else
/// one. Characters of ambiguous width (`●`, `–`) are taken as narrow. Control characters take none;
/// ``VisibleText`` replaces them before anything is laid out.
package enum DisplayWidth {
    package static func of(_ text: some StringProtocol) -> Int {
        if let width = narrow(text) { return width }
        var width = 0
        for character in text { width += of(character) }
        return width
    }

    /// Of the bytes of a text.
    static func of(_ bytes: ArraySlice<UInt8>) -> Int {
        narrow(bytes) ?? of(String(decoding: bytes, as: UTF8.self))
    }

    /// Of a line that may have escapes for colour in it, which take none.
    package static func ofPainted(_ line: some StringProtocol) -> Int {
        guard line.utf8.contains(0x1B) else { return of(line) }
        var width = 0
        var rest = line[...]
        while let escape = rest.firstIndex(of: "\u{1B}") {
            width += of(rest[..<escape])
            guard let end = rest[escape...].firstIndex(of: "m") else { return width }
            rest = rest[rest.index(after: end)...]
        }
        return width + of(rest)
    }

    package static func of(_ character: Character) -> Int {
        var width = 0
        var regionalIndicators = 0
        for scalar in character.unicodeScalars {
            switch scalar.value {
            case 0xFE0E: return 1
            case 0xFE0F: return 2
            case 0x1F1E6...0x1F1FF: regionalIndicators += 1
            default: break
            }
            width = max(width, self.of(scalar))
        }
        return regionalIndicators == 2 ? 2 : width
    }

    /// The width of a text of characters that are each of one scalar and one column: printable
    /// ASCII, Latin letters and signs, dashes, the minus sign, lines and blocks. `nil` for any other.
    static func narrow(_ text: some StringProtocol) -> Int? { narrow(text.utf8) }

    /// The same of the bytes of a text.
    static func narrow(_ bytes: some Sequence<UInt8>) -> Int? {
        var width = 0
        // The bytes before this one of the same scalar.
        var lead: (UInt8, UInt8) = (0, 0)
        for byte in bytes {
            switch (lead.0, lead.1, byte) {
            case (0, _, 0x20...0x7E): width += 1
            case (0, _, 0xC2), (0, _, 0xC3), (0, _, 0xE2): lead.0 = byte
            // All but the control characters and the soft hyphen.
            case (0xC2, _, 0xA0...0xAC), (0xC2, _, 0xAE...0xBF), (0xC3, _, 0x80...0xBF),
                (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92), (0xE2, 0x94...0x95, 0x80...0xBF),
                (0xE2, 0x96, 0x80...0x9F):
                width += 1
                lead = (0, 0)
            case (0xE2, 0, 0x80), (0xE2, 0, 0x88), (0xE2, 0, 0x94...0x96): lead.1 = byte
            default: return nil
            }
        }
        return width
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 {
            return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
                || scalar.value == 0xAD ? 0 : 1
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .surrogate,
            .lineSeparator, .paragraphSeparator:
            return 0
        default: break
        }
        // Hangul vowels and final consonants join the syllable before them.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        return isWide(scalar.value) ? 2 : 1
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var lower = 0
        var upper = wide.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if wide[middle].upperBound < value { lower = middle + 1 } else { upper = middle }
        }
        return lower < wide.count && wide[lower].contains(value)
    }

    /// Source: Unicode Character Database, EastAsianWidth.txt (Unicode Standard Annex #11), classes
    /// W and F of version 14, joined across code points that are unassigned or combining; the last
    /// two are drawn out to the ends of the blocks that later versions fill.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
        0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
        0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
        0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
        0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
        0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
        0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
        0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAD9, 0xFE10...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x1B2FB, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E,
        0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C,
        0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0,
        0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC,
        0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A,
        0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5,
        0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6DF, 0x1F6EB...0x1F6EC,
        0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
        0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
    ]
}

extension String {
    /// With spaces behind, up to a display width.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
    }

    /// With spaces before, up to a display width.
    func indented(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.of(self))) + self
    }
}
