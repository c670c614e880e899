import TallyModel

/// What Tab does with the candidates for a place in the text.
package enum Completion: Sendable, Hashable {
    case nothing
    /// Puts a text for the bytes of a span.
    case replace(Span, with: String)
    /// Lines to show below, and which candidate the next page begins with: 0 for the first again.
    case list(String, next: Int)

    /// One candidate is put in with a space behind it, unless more of it is to come; several give
    /// what they have in common, and where that is typed already, they are listed with their
    /// descriptions. What stands behind the place already, as where a word is completed in its midst,
    /// is not put in twice.
    ///
    /// - Parameters:
    ///   - width: the columns of the screen.
    ///   - height: its rows, of which a list leaves some to the line.
    ///   - start: which candidate a list begins with.
    package init(
        of line: String, replacing span: Span, candidates: [Candidate], width: Int, height: Int,
        from start: Int = 0
    ) {
        guard let first = candidates.first else {
            self = .nothing
            return
        }
        let source = SourceText(line)
        let typed = String(source[span])
        let rest = String(
            source[Span(span.upper, line.utf8.count)].prefix { !" ,()|;=<>\"\n".contains($0) })
        func replacing(with text: String) -> Completion {
            let isThere = text.lowercased().hasPrefix((typed + rest).lowercased())
            return .replace(
                isThere ? Span(span.lower, span.upper + rest.utf8.count) : span, with: text)
        }
        if candidates.count == 1 {
            let goesOn = first.text.last.map { "(/".contains($0) } ?? true
            let isLast = span.upper == line.utf8.count
            self = replacing(with: isLast && !goesOn ? first.text + " " : first.text)
            return
        }
        let common = Self.commonStart(candidates)
        if common.count > typed.count, common.lowercased().hasPrefix(typed.lowercased()) {
            self = replacing(with: common)
        } else {
            let start = candidates.indices.contains(start) ? start : 0
            let page = CandidateList(
                Array(candidates[start...]), width: max(20, width - 1), height: max(4, height - 2)
            ).page
            let end = start + page.shown
            self = .list(page.text, next: end < candidates.count ? end : 0)
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
}
