/// Text from plugins, files and the prompt, made fit for a terminal: nothing in it can move the
/// cursor, change colours or turn the writing direction.
package enum VisibleText {
    /// On one line: tabs and line breaks as one space, other control characters as their pictures
    /// (`␛`), characters that steer the writing direction and other invisible controls as `�`. A
    /// grapheme of more than sixteen scalars keeps its first sixteen.
    package static func line(_ text: some StringProtocol) -> String {
        if DisplayWidth.narrow(text) != nil { return String(text) }
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for character in text { append(character, to: &result) }
        return result
    }

    /// As ``line(_:)``, but its line breaks are kept: one text a line.
    package static func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(line)
    }

    private static func append(_ character: Character, to result: inout String) {
        if character.isNewline {
            result.append(" ")
            return
        }
        for scalar in character.unicodeScalars.prefix(16) {
            result.unicodeScalars.append(visible(scalar))
        }
    }

    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09: " "
        // The pictures of the control characters stand in their order from U+2400.
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        case 0x80...0x9F, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: scalar
        }
    }
}
