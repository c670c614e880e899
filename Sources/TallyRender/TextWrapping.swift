/// Fitting texts into a width, in display columns.
package enum TextWrapping {
    /// The text, or as much of its beginning as fits before `…`.
    package static func cut(_ text: String, to width: Int) -> String {
        if DisplayWidth.of(text) <= width { return text }
        var result = ""
        var used = 1
        for character in text {
            used += DisplayWidth.of(character)
            if used > width { break }
            result.append(character)
        }
        return result + "…"
    }

    /// The texts cut to a width; where some would be the same, all that are cut keep their ends as
    /// well, by which those differ.
    package static func cut(_ texts: [String], to width: Int) -> [String] {
        var counts: [String: Int] = [:]
        let plain = texts.map { cut($0, to: width) }
        for text in plain { counts[text, default: 0] += 1 }
        let isClear = zip(texts, plain).allSatisfy { $0 == $1 || counts[$1] == 1 }
        return zip(texts, plain).map { text, cut in
            isClear || text == cut ? cut : withEnd(text, width)
        }
    }

    /// The beginning of a text, `…`, and its end of up to two fifths of the width.
    private static func withEnd(_ text: String, _ width: Int) -> String {
        var end: [Character] = []
        var used = 0
        for character in text.reversed() {
            used += DisplayWidth.of(character)
            if used > width * 2 / 5 { break }
            end.append(character)
        }
        let tail = String(end.reversed()).drop { $0 == " " }
        return cut(text, to: width - DisplayWidth.of(tail)) + tail
    }

    /// The text broken at spaces, lines after the first indented by two; a word that is longer than
    /// a line is broken where it must be. At least one line.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            let length = DisplayWidth.of(word)
            let first = line.allSatisfy { $0 == " " }
            if !first, used + 1 + length > width {
                lines.append(line)
                line = "  "
                used = 2
            } else if !first {
                line += " "
                used += 1
            }
            for part in parts(of: word, ifWider: width - used) {
                if used + DisplayWidth.of(part) > width, used > 2 {
                    lines.append(line)
                    line = "  "
                    used = 2
                }
                for character in part {
                    let step = DisplayWidth.of(character)
                    if used + step > width, used > 2 {
                        lines.append(line)
                        line = "  "
                        used = 2
                    }
                    line.append(character)
                    used += step
                }
            }
        }
        lines.append(line)
        return lines
    }

    /// A word that does not fit, cut behind the marks at which names are put together.
    private static func parts(of word: Substring, ifWider room: Int) -> [Substring] {
        DisplayWidth.of(word) > room ? parts(of: word) : [word]
    }

    private static func parts(of word: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = word.startIndex
        for index in word.indices where "_-/.".contains(word[index]) {
            let end = word.index(after: index)
            parts.append(word[start..<end])
            start = end
        }
        if start < word.endIndex { parts.append(word[start...]) }
        return parts
    }

    /// The text broken at spaces into lines without indents, for a header.
    static func plain(_ text: String, width: Int) -> [String] {
        folded(text, width: width, hanging: 0)
    }

    /// The longest word, as ``lines(_:width:)`` needs a line for it: those after the first have an
    /// indent before them. One longer than any table has room for counts as so long.
    static func longestWord(_ text: String, inParts: Bool = false) -> Int {
        var longest = 1
        var indent = 0
        for word in text.split(separator: " ") {
            for part in inParts ? parts(of: word) : [word] {
                longest = max(longest, min(longestUnbroken, DisplayWidth.of(part) + indent))
                indent = 2
            }
            indent = 2
        }
        return longest
    }

    private static let longestUnbroken = 36

    /// One line of prose broken at spaces where it is wider than `width`, those after the first
    /// with `hanging` spaces before them; a word that is longer than a line is broken where it must
    /// be. The spaces before the text stay, and so do its colours. Without a width it is one line.
    package static func folded(_ text: String, width: Int?, hanging: Int) -> [String] {
        guard let width, DisplayWidth.ofPainted(text) > width else { return [text] }
        let indent = String(repeating: " ", count: min(hanging, width / 2))
        var lines: [String] = []
        var line = String(text.prefix { $0 == " " })
        var used = line.utf8.count
        // The spaces that stand before the next word, where it is not the first of its line.
        var gap = 0
        func begin() {
            lines.append(line)
            line = indent
            used = indent.utf8.count
        }
        var isFirst = true
        for word in text.dropFirst(used).split(separator: " ", omittingEmptySubsequences: false) {
            gap += isFirst ? 0 : 1
            if word.isEmpty { continue }
            let length = DisplayWidth.ofPainted(word)
            if isFirst {
                isFirst = false
            } else if used + gap + length > width {
                begin()
            } else {
                line += String(repeating: " ", count: gap)
                used += gap
            }
            gap = 0
            if used + length <= width || word.contains("\u{1B}") {
                line += word
                used += length
                continue
            }
            for character in word {
                let step = DisplayWidth.of(character)
                if used + step > width { begin() }
                line.append(character)
                used += step
            }
        }
        lines.append(line)
        return lines
    }

    /// Where the lines after the first of a line of prose begin: under the second column where the
    /// line has two, else two columns in.
    static func hanging(_ line: String) -> Int {
        let start = line.prefix { $0 == " " }.count
        guard let gap = line.dropFirst(start).firstRange(of: "  ") else { return start + 2 }
        let second = line[gap.lowerBound...].prefix { $0 == " " }
        let column = DisplayWidth.of(line[..<second.endIndex])
        return column > 40 ? start + 2 : column
    }
}
