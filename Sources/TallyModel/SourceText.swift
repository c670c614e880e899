/// A half-open range of UTF-8 byte offsets into a ``SourceText``.
package struct Span: Hashable, Sendable {
    package let lower: Int
    package let upper: Int

    package init(_ lower: Int, _ upper: Int) {
        precondition(lower <= upper, "a span runs forwards")
        self.lower = lower
        self.upper = upper
    }

    /// The smallest span that covers both.
    package func union(_ other: Span) -> Span {
        Span(min(lower, other.lower), max(upper, other.upper))
    }
}

/// A text that was typed, piped in or read from a file, with the name it is reported under.
package struct SourceText: Hashable, Sendable {
    /// The file's name as given, `<stdin>` for a pipe, `nil` for a line typed at the prompt.
    package let name: String?
    package let text: String
    /// The line number of the first line, so that a statement cut from a script keeps its place.
    package let firstLine: Int

    package init(_ text: String, name: String? = nil, firstLine: Int = 1) {
        self.text = text
        self.name = name
        self.firstLine = firstLine
    }

    /// The text within a span; an offset beyond the end is taken as the end.
    package subscript(_ span: Span) -> Substring {
        let utf8 = text.utf8
        let lower = utf8.index(utf8.startIndex, offsetBy: span.lower, limitedBy: utf8.endIndex)
        let upper = utf8.index(utf8.startIndex, offsetBy: span.upper, limitedBy: utf8.endIndex)
        return text[(lower ?? utf8.endIndex)..<(upper ?? utf8.endIndex)]
    }

    /// Where a byte offset stands: line (from ``firstLine``), column (from 1, in characters), and
    /// the line's own span without its line break (LF or CRLF).
    package func position(of offset: Int) -> (line: Int, column: Int, lineSpan: Span) {
        let bytes = text.utf8.span
        var line = firstLine
        var lineStart = 0
        // Where all is ASCII, characters need not be told apart.
        var isASCII = true
        var position = 0
        let stop = min(max(offset, 0), bytes.count)
        while position < stop {
            let byte = bytes[position]
            position &+= 1
            if byte == UInt8(ascii: "\n") {
                line &+= 1
                lineStart = position
                isASCII = true
            } else if byte >= 0x80 {
                isASCII = false
            }
        }
        var end = position
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end &+= 1 }
        if end < bytes.count, end > lineStart, bytes[end - 1] == 0x0D { end -= 1 }
        let before = Span(lineStart, min(position, end))
        let column = isASCII ? before.upper - before.lower : self[before].count
        return (line, column + 1, Span(lineStart, end))
    }
}
