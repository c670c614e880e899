import TallyModel
import TallyRender

/// What Tab does with the candidates for a place in the text.
package enum Completion: Sendable, Hashable {
    case nothing
    /// Puts a text for the bytes of a span.
    case replace(Span, with: String)
    /// Lines to show below.
    case list(String)

    private static let mostListed = 40

    /// One candidate is put in with a space behind it, unless more of it is to come; several give
    /// what they have in common, and where that is typed already, they are listed with their
    /// descriptions.
    package init(of line: String, replacing span: Span, candidates: [Candidate], width: Int) {
        guard let first = candidates.first else {
            self = .nothing
            return
        }
        if candidates.count == 1 {
            let goesOn = first.text.last.map { "(/".contains($0) } ?? true
            let isLast = span.upper == line.utf8.count
            self = .replace(span, with: isLast && !goesOn ? first.text + " " : first.text)
            return
        }
        let typed = String(SourceText(line)[span])
        let common = Self.commonStart(candidates)
        if common.count > typed.count, common.lowercased().hasPrefix(typed.lowercased()) {
            self = .replace(span, with: common)
        } else {
            self = .list(Self.listing(candidates, width: width))
        }
    }

    /// The longest beginning that all have, in whole characters; case is told apart.
    private static func commonStart(_ candidates: [Candidate]) -> String {
        var common = candidates.first?.text ?? ""
        for candidate in candidates.dropFirst() where !candidate.text.hasPrefix(common) {
            common = String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
            if common.isEmpty { break }
        }
        return common
    }

    /// One candidate a line with its description, cut to the width; where none is described, as
    /// many beside each other as fit.
    private static func listing(_ candidates: [Candidate], width: Int) -> String {
        let room = max(20, width - 1)
        let shown = candidates.prefix(mostListed)
        let widest = shown.map { DisplayWidth.of($0.text) }.max() ?? 0
        var lines: [String] = []
        if shown.allSatisfy(\.description.isEmpty) {
            let columns = max(1, room / (widest + 2))
            // Read downwards, as in a dictionary.
            let rows = (shown.count + columns - 1) / columns
            for row in 0..<rows {
                lines.append(
                    stride(from: row, to: shown.count, by: rows)
                        .map { padded(shown[$0].text, to: widest + 2) }.joined())
            }
        } else {
            let first = min(room / 2, widest)
            lines = shown.map { "\(padded(cut($0.text, to: first), to: first))  \($0.description)" }
        }
        lines = lines.map { cut(String(trimmed($0)), to: room) }
        if candidates.count > shown.count {
            lines.append("and \(candidates.count - shown.count) more: type on")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    /// As much of a text as fits, with an ellipsis where that is not all.
    private static func cut(_ text: String, to width: Int) -> String {
        if DisplayWidth.of(text) <= width { return text }
        var kept = ""
        var used = 1
        for character in text {
            used += DisplayWidth.of(character)
            if used > width { break }
            kept.append(character)
        }
        return kept + "…"
    }

    private static func trimmed(_ line: String) -> Substring {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return line
    }
}
