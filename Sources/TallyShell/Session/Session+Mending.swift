import TallyLanguage
import TallyModel
import TallyRender

/// A sentence that works in the place of one that was refused.
package struct Mend {
    package let text: String
    /// A line that offers it, behind the error.
    package let hint: String
}

extension Session {
    /// Notes the text with every problem mended, where each has one mend and what comes of it can
    /// be read. Only of what was typed, not of what a script has.
    func mend(_ source: SourceText, _ problems: [Diagnostic]) {
        current.mended = nil
        guard source.name == nil, !current.isReading, let text = Self.mended(source, problems),
            text != source.text, !text.contains("\n")
        else { return }
        let (statements, remaining) = parsed(SourceText(text))
        guard remaining.isEmpty, !statements.isEmpty else { return }
        let isSaid = problems.contains { $0.offers.contains(text) }
        current.mended = Mend(
            text: text,
            hint: DiagnosticText.line(
                "Tab:", isSaid ? "puts it in, Enter then runs it" : text,
                style: outlet.style))
    }

    private static func mended(_ source: SourceText, _ problems: [Diagnostic]) -> String? {
        if problems.count == 1, problems[0].replacement == nil, problems[0].offers.count == 1,
            Parser.ranges(in: source).count == 1
        {
            return problems[0].offers[0]
        }
        var bytes = Array(source.text.utf8)
        var end = bytes.count
        for problem in problems.reversed() {
            guard let replacement = problem.replacement, let place = problem.place,
                place.source == source, place.span.upper <= end
            else { return nil }
            bytes.replaceSubrange(place.span.lower..<place.span.upper, with: replacement.utf8)
            end = place.span.lower
        }
        return String(validating: bytes, as: UTF8.self)
    }

    // MARK: - What was not run

    /// Counts the statements that could not be read.
    func noteRefused(_ problems: [Diagnostic], of source: SourceText) {
        guard !current.isReading, screen != nil else { return }
        current.tried +=
            Parser.ranges(in: source).filter { span in
                problems.contains {
                    guard let place = $0.place?.span else { return false }
                    return span.lower <= place.lower && place.lower <= span.upper
                }
            }.count
    }

    /// Says in the shell how many statements of a block stand behind an error, or beside one.
    func reportRest(of source: SourceText) {
        guard screen != nil else { return }
        let rest = Parser.ranges(in: source).count - current.tried
        if rest <= 0 { return }
        let words = rest == 1 ? "1 other statement was" : "\(rest) other statements were"
        outlet.sink?.report(
            DiagnosticText.line(
                "note:", "\(words) not run", style: outlet.style))
    }
}
