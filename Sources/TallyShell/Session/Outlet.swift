import TallyEngine
import TallyModel
import TallyRender

/// Where results and errors go, and how they look there.
struct Outlet {
    /// Takes what is written while something runs.
    struct Sink {
        let write: (String) -> Void
        let report: (String) -> Void
    }

    /// What `.width` takes.
    static let widths = 20...10_000

    /// `nil` while nothing runs.
    var sink: Sink?
    /// The terminal of the shell; `nil` elsewhere.
    weak var screen: (any Screen)?
    /// Whether a result stands above the next one.
    var hasWritten = false
    /// Whether a result longer than the screen goes to the pager, where there is a screen: `.pager`.
    var pages = true
    /// `.width`, which goes before the terminal's.
    var chosenWidth: Int?
    /// Columns of the terminal; `nil` where output is no terminal and nothing is cut.
    private let columns: Int?
    private let isColoured: Bool

    init(_ options: SessionOptions) {
        columns = options.width
        isColoured = options.colour
    }

    /// Columns to fit a result into; `nil` cuts nothing.
    var width: Int? {
        chosenWidth ?? (screen?.columns ?? columns).map { max($0, Self.widths.lowerBound) }
    }

    var style: DiagnosticText.Style { isColoured ? .colour : .plain }

    /// A result as it is written next.
    func text(of table: ResultTable, query: String?, as format: ResultFormat) -> String {
        format.text(
            table, query: query, isFirst: !hasWritten,
            options: RenderOptions(colour: isColoured, width: width))
    }

    /// The screen, where a text is longer than that.
    func screen(pagedBy text: String) -> (any Screen)? {
        guard pages, let screen, isLonger(text, than: screen) else { return nil }
        return screen
    }

    /// Whether a text takes more lines than a screen has beside the prompt.
    private func isLonger(_ text: String, than screen: any Screen) -> Bool {
        var lines = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let width = DisplayWidth.ofPainted(line)
            lines += max(1, (width + screen.columns - 1) / max(1, screen.columns))
            if lines > screen.rows { return true }
        }
        return false
    }
}

extension Session {
    /// The terminal of the shell; `nil` elsewhere.
    package var screen: (any Screen)? {
        get { outlet.screen }
        set { outlet.screen = newValue }
    }

    /// Columns to fit a result into; `nil` cuts nothing.
    var width: Int? { outlet.width }

    /// Writes a result in a format, or in the session's.
    func write(_ table: ResultTable, query: String?, as format: ResultFormat? = nil) {
        let format = format ?? options.format
        if journal.isRecording { journal.note(format.text(table, query: query)) }
        let text = outlet.text(of: table, query: query, as: format)
        outlet.hasWritten = true
        tell(of: table, unsaidBy: format)
        if !current.isReading, let screen = outlet.screen(pagedBy: text) {
            screen.page(text)
        } else {
            outlet.sink?.write(text)
        }
    }

    /// Says what a format has no place for: why there are no rows.
    func tell(of table: ResultTable, unsaidBy format: ResultFormat) {
        for note in format.unsaid(table) { outlet.sink?.report("\(note.label): \(note.text)\n") }
    }

    func report(_ diagnostics: [Diagnostic]) { outlet.sink?.report(rendered(diagnostics)) }

    /// Says what a command has changed to whoever typed it at a prompt; a script and a transcript
    /// show nothing of it.
    func tell(_ line: String, at place: Diagnostic.Place) {
        guard screen != nil, !current.isReading, place.source.name == nil else { return }
        outlet.sink?.write(line + "\n")
    }

    /// Diagnostics as a person reads them.
    package func rendered(_ diagnostics: [Diagnostic]) -> String {
        Self.rendered(diagnostics, colour: options.colour, width: width)
    }

    package static func rendered(
        _ diagnostics: [Diagnostic], colour: Bool, width: Int? = nil
    ) -> String {
        diagnostics.map {
            DiagnosticText.text($0, style: colour ? .colour : .plain, width: width)
        }.joined()
    }
}
