import TallyModel

/// A diagnostic as a person reads it:
///
///     error[unknown-indicator]: no indicator is called 'cci'
///       rate cci excl uasc per 10k
///            ^^^ did you mean 'cic' (children in care at end of month)?
///       note: 78 indicators are loaded
///       try: rate cic excl uasc per 10k
///
/// Where the source has a name, `file:line:column: ` comes first. Of a span over several lines the
/// first is shown; of a long line the part around the carets, between `…`, so that the line with
/// its indent keeps within a hundred columns. Tabs are shown as one space, control characters as
/// their pictures.
package enum DiagnosticText {
    package enum Style: Sendable, Hashable {
        case plain, colour
    }

    /// Whole lines, each ended by a line feed.
    ///
    /// Where a width is given, sentences are broken at words to keep within it.
    package static func text(
        _ diagnostic: Diagnostic, style: Style = .plain, width: Int? = nil
    ) -> String {
        let colour = style == .colour
        let ink: Ink = diagnostic.severity == .error ? .boldRed : .boldAmber
        var head = ""
        if let place = diagnostic.place, let name = place.source.name {
            let (line, column, _) = place.source.position(of: place.span.lower)
            head += Ink.bold.paint("\(VisibleText.line(name)):\(line):\(column):", colour) + " "
        }
        let kind = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]:"
        head += ink.paint(kind, colour)
        head += " \(VisibleText.line(diagnostic.message))"
        var output = folded(head, width)
        let label = diagnostic.label.map { VisibleText.line($0) }
        // Of an empty file there is nothing to show.
        if let place = diagnostic.place,
            place.source.name == nil || !place.source.text.allSatisfy(\.isWhitespace)
        {
            let excerpt = Excerpt(place, width: width)
            appendLine("  " + excerpt.line, to: &output)
            let carets = String(repeating: "^", count: excerpt.caretWidth)
            let before = 2 + excerpt.caretColumn
            let indent = String(repeating: " ", count: before)
            if let label, !label.isEmpty {
                output += labelled(
                    indent, carets, label, width: width, caretsEnd: before + excerpt.caretWidth
                ) { ink.paint($0, colour) }
            } else {
                output += indent + ink.paint(carets, colour) + "\n"
            }
        } else if let label, !label.isEmpty {
            output += folded("  \(label)", width)
        }
        for note in diagnostic.notes {
            for (index, line) in VisibleText.lines(note).enumerated() {
                let mark = index == 0 ? Ink.boldCyan.paint("note:", colour) : "     "
                let lines = TextWrapping.folded("  \(mark) \(line)", width: width, hanging: 8)
                for line in lines { appendLine(line, to: &output) }
            }
        }
        for offer in diagnostic.offers {
            let omitted = diagnostic.omissions[offer].map { " without '\($0)'" } ?? ""
            output += line("try\(omitted):", offer, style: style)
        }
        return output
    }

    private static func folded(_ text: String, _ width: Int?) -> String {
        TextWrapping.folded(text, width: width, hanging: 4).map { $0 + "\n" }.joined()
    }

    /// The carets with what is said of them behind, or below where there is no room for it.
    private static func labelled(
        _ indent: String, _ carets: String, _ label: String, width: Int?, caretsEnd: Int,
        paint: (String) -> String
    ) -> String {
        guard let width, caretsEnd + 1 + DisplayWidth.of(label) > width else {
            return indent + paint("\(carets) \(label)") + "\n"
        }
        let room = width - indent.utf8.count
        if room >= max(24, width / 2) {
            return TextWrapping.folded("\(carets) \(label)", width: room, hanging: 2)
                .map { line in
                    let blanks = line.prefix { $0 == " " }
                    return indent + blanks + paint(String(line.dropFirst(blanks.count))) + "\n"
                }.joined()
        }
        return indent + paint(carets) + "\n"
            + TextWrapping.folded(label, width: max(1, width - 4), hanging: 0)
            .map { "    " + paint($0) + "\n" }.joined()
    }

    /// A line behind a diagnostic, as its offers are: `try: cic in sep23`.
    package static func line(_ mark: String, _ text: String, style: Style) -> String {
        let mark = Ink.boldCyan.paint(VisibleText.line(mark), style == .colour)
        return "  \(mark) \(VisibleText.line(text))\n"
    }

    private static func appendLine(_ line: String, to output: inout String) {
        var line = line
        while line.utf8.last == 0x20 { line.removeLast() }
        output += line + "\n"
    }
}

/// The part of a source line that is shown, and where the carets stand under it, in display
/// columns.
private struct Excerpt {
    let line: String
    let caretColumn: Int
    let caretWidth: Int

    /// Columns of the line without its indent of two.
    private static let widest = 98
    /// Of a longer span only its beginning is underlined.
    private static let mostCarets = 60

    init(_ place: Diagnostic.Place, width: Int?) {
        let widest = min(Self.widest, max(16, (width ?? 1000) - 2))
        let widestCarets = min(Self.mostCarets, widest * 2 / 3)
        let source = place.source
        let lineSpan = source.position(of: place.span.lower).lineSpan
        let lower = min(max(place.span.lower, lineSpan.lower), lineSpan.upper)
        let upper = min(max(place.span.upper, lower), lineSpan.upper)
        let before = source[Span(lineSpan.lower, lower)]
        let within = source[Span(lower, upper)]
        let after = source[Span(upper, lineSpan.upper)]
        // However long the line is, only so many characters can be seen.
        let nearBefore = before.suffix(2 * widest)
        let nearAfter = after.prefix(2 * widest)
        let nearWithin = within.prefix(2 * widest)

        let carets = VisibleText.line(nearWithin)
        let lead = VisibleText.line(nearBefore)
        let tail = VisibleText.line(nearAfter)
        let leadWidth = DisplayWidth.of(lead)
        let wholeWidth = leadWidth + DisplayWidth.of(carets) + DisplayWidth.of(tail)
        let isWhole =
            nearBefore.startIndex == before.startIndex && nearAfter.endIndex == after.endIndex
            && nearWithin.endIndex == within.endIndex && wholeWidth <= widest
        if isWhole {
            line = lead + carets + tail
            caretColumn = leadWidth
            caretWidth = max(1, DisplayWidth.of(carets))
            return
        }
        let shown = Self.prefix(carets, width: widestCarets)
        let caretsAreCut =
            shown.endIndex < carets.endIndex || nearWithin.endIndex < within.endIndex
        let caretsWidth = DisplayWidth.of(shown)
        // Two columns are kept for the … on both sides; what one side does not need the other has.
        let room = widest - 2 - caretsWidth
        let tailWidth = caretsAreCut ? 0 : DisplayWidth.of(tail)
        let leadRoom = max(room / 2, room - tailWidth)
        let left = Self.suffix(lead, width: leadRoom)
        let leftIsCut =
            left.startIndex > lead.startIndex || nearBefore.startIndex > before.startIndex
        let leftWidth = DisplayWidth.of(left)
        let right = caretsAreCut ? "" : Self.prefix(tail, width: room - leftWidth)
        let rightIsCut =
            caretsAreCut || right.endIndex < tail.endIndex || nearAfter.endIndex < after.endIndex
        line = (leftIsCut ? "…" : "") + left + shown + right + (rightIsCut ? "…" : "")
        caretColumn = leftWidth + (leftIsCut ? 1 : 0)
        caretWidth = max(1, caretsWidth)
    }

    /// As much of the beginning as fits.
    private static func prefix(_ text: String, width: Int) -> Substring {
        var used = 0
        for index in text.indices {
            used += DisplayWidth.of(text[index])
            if used > width { return text[..<index] }
        }
        return text[...]
    }

    /// As much of the end as fits.
    private static func suffix(_ text: String, width: Int) -> Substring {
        var used = 0
        var start = text.endIndex
        while start > text.startIndex {
            let previous = text.index(before: start)
            used += DisplayWidth.of(text[previous])
            if used > width { break }
            start = previous
        }
        return text[start...]
    }
}
