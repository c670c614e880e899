/// Something the user should know: an error or a warning with a stable code, one sentence, the
/// place it is about, and where there is one, a sentence that works.
///
/// Diagnostics are made by named factories (`Diagnostic.unknownIndicator(…)`), one file a room.
package struct Diagnostic: Error, Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    /// A span within a text.
    package struct Place: Hashable, Sendable {
        package let source: SourceText
        package let span: Span

        package init(_ source: SourceText, _ span: Span) {
            self.source = source
            self.span = span
        }

        /// For a note about another place: `plugins/a.json:12:7`.
        package var text: String {
            let (line, column, _) = source.position(of: span.lower)
            return "\(source.name ?? "line"):\(line):\(column)"
        }
    }

    package let code: DiagnosticCode
    package var severity: Severity = .error
    /// One lower-case sentence that stands alone, without a full stop.
    package let message: String
    package var place: Place?
    /// What stands behind the carets: `did you mean 'cic' (children in care)?`
    package var label: String?
    /// Further sentences, each on a line of its own.
    package var notes: [String] = []
    /// Whole sentences that work instead of the one refused.
    package var offers: [String] = []
    /// What an offer leaves out of what was asked, by the offer: `by age`.
    package var omissions: [String: String] = [:]
    /// What to put at `place` to mend it, for an editor: `cic`.
    package var replacement: String?

    package init(
        _ code: DiagnosticCode, _ message: String, at place: Place? = nil, label: String? = nil,
        notes: [String] = [], offers: [String] = [], replacement: String? = nil,
        severity: Severity = .error
    ) {
        self.code = code
        self.message = message
        self.place = place
        self.label = label
        self.notes = notes
        self.offers = offers
        self.replacement = replacement
        self.severity = severity
    }
}

/// Several diagnostics thrown as one, in the order of their places.
package struct Diagnostics: Error, Sendable {
    package let all: [Diagnostic]

    package init(_ all: [Diagnostic]) {
        precondition(!all.isEmpty, "an empty list of diagnostics is no error")
        self.all = all
    }
}
