import CLineEditor
import TallyModel

/// What Tab does with the candidates for a place in the text.
enum Completion {
    case nothing
    /// Puts a text for the bytes of a span.
    case replace(Span, with: String)
    /// Lines to show below.
    case list(String)

    private static let mostListed = 40

    /// One candidate is put in with a space behind it; several give what they have in common, and
    /// where that is typed already, they are listed with their descriptions.
    init(
        of line: String, replacing span: Span,
        candidates: [(text: String, description: String)], width: Int
    ) {
        guard let first = candidates.first else {
            self = .nothing
            return
        }
        if candidates.count == 1 {
            let isWhole = span.upper == line.utf8.count && first.text.last != "("
            self = .replace(span, with: isWhole ? first.text + " " : first.text)
            return
        }
        let typed = String(SourceText(line)[span])
        let common = Self.commonStart(candidates.map(\.text))
        if common.count > typed.count, common.lowercased().hasPrefix(typed.lowercased()) {
            self = .replace(span, with: common)
        } else {
            self = .list(Self.listing(candidates, width: width))
        }
    }

    /// The longest beginning that all have, in whole characters; case is told apart.
    private static func commonStart(_ texts: [String]) -> String {
        var common = texts.first ?? ""
        for text in texts.dropFirst() {
            common = String(zip(common, text).prefix { $0 == $1 }.map(\.0))
        }
        return common
    }

    /// One candidate a line with its description, cut to the width; where none is described, as
    /// many beside each other as fit.
    private static func listing(
        _ candidates: [(text: String, description: String)], width: Int
    ) -> String {
        let room = max(20, width - 1)
        let shown = candidates.prefix(mostListed)
        let widest = min(room / 2, shown.map(\.text.count).max() ?? 0)
        var lines: [String] = []
        if shown.allSatisfy(\.description.isEmpty) {
            let columns = max(1, room / (widest + 2))
            var line = ""
            for (index, candidate) in shown.enumerated() {
                if index > 0, index.isMultiple(of: columns) {
                    lines.append(line)
                    line = ""
                }
                line += padded(candidate.text, to: widest) + "  "
            }
            lines.append(line)
        } else {
            lines = shown.map { "\(padded($0.text, to: widest))  \($0.description)" }
        }
        lines = lines.map { String(trimmed($0).prefix(room)) }
        if candidates.count > shown.count {
            lines.append("and \(candidates.count - shown.count) more")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func trimmed(_ line: String) -> Substring {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return line
    }
}
