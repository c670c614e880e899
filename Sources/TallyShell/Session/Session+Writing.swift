import TallyEngine
import TallyModel
import TallyRender

extension Session {
    /// What `.width` takes.
    static let widths = 20...10_000

    /// Columns to fit a result into; `nil` cuts nothing.
    var width: Int? {
        options.chosenWidth
            ?? (screen?.columns ?? options.width).map { max($0, Self.widths.lowerBound) }
    }

    /// Writes a result in a format, or in the session's.
    func write(_ table: ResultTable, query: String?, as format: ResultFormat? = nil) {
        let format = format ?? options.format
        if journal.isRecording { journal.note(format.text(table, query: query)) }
        let text = format.text(
            table, query: query, isFirst: !hasWritten,
            options: RenderOptions(colour: options.colour, width: width))
        hasWritten = true
        if let screen, options.pages, readDepth == 0, isLonger(text, than: screen) {
            screen.page(text)
        } else {
            sink?.write(text)
        }
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

    func report(_ diagnostics: [Diagnostic]) {
        sink?.report(rendered(diagnostics))
    }

    /// Says what a command has changed to whoever typed it at a prompt; a script and a transcript
    /// show nothing of it.
    func tell(_ line: String, at place: Diagnostic.Place) {
        guard screen != nil, readDepth == 0, place.source.name == nil else { return }
        sink?.write(line + "\n")
    }

    // MARK: - What was read, and how long it took

    /// Begins or ends counting what is read.
    func time(_ isOn: Bool) {
        guard isOn != (reading != nil) else { return }
        let counting = isOn ? CountingSource(store.figures) : nil
        reading = counting
        engine = engine.with(source: counting ?? store.figures)
    }

    /// A line with the time since a start and what was read in it, where it is asked for: in the
    /// shell only, since what a script writes is the same every time.
    func reportTime(since start: ContinuousClock.Instant) {
        guard screen != nil, let reading else { return }
        let elapsed = Self.words(ContinuousClock.now - start)
        let counts = reading.taken()
        let values = "\(counts.values) value\(counts.values == 1 ? "" : "s")"
        let read =
            counts.series == 0 ? "nothing read" : "read \(counts.series) series with \(values)"
        sink?.report("time: \(elapsed), \(read)\n")
    }

    /// `3.2 ms`, `1.24 s`
    private static func words(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let total = Double(seconds) + Double(attoseconds) / 1e18
        return total < 1
            ? "\(NumberText.fixed(total * 1000, decimals: 1)) ms"
            : "\(NumberText.fixed(total, decimals: 2)) s"
    }
}
