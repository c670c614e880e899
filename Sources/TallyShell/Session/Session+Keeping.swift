import TallyLanguage
import TallyModel

extension Session {
    private static let savedMark = "# Saved by tally"

    /// Keeps a statement that ran well.
    func keep(_ statement: Statement, of source: SourceText) {
        guard outlet.sink != nil else { return }
        journal.keep(
            statement, String(source[statement.span]), isRead: current.isReading, settings: settings
        )
        reportEndOfTranscript()
    }

    /// Writes what ran well as a script; gives how many statements, and whether they stand in the
    /// place of others.
    func save(_ file: String, at place: Diagnostic.Place) throws(Diagnostic)
        -> (count: Int, isReplaced: Bool)
    {
        let path = Files.expanded(file, home: options.environment["HOME"])
        try refuseOverwriting(path, unless: Self.savedMark, "script", at: place)
        let statements = journal.script
        let lines = [Self.savedMark] + statements
        let isReplaced = try Files.write(
            Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
        return (statements.count, isReplaced)
    }

    private func refuseOverwriting(
        _ path: String, unless mark: String, _ what: String, at place: Diagnostic.Place
    ) throws(Diagnostic) {
        guard Files.exists(path) else { return }
        let bytes = (try? Files.bytes(of: path)) ?? [0]
        guard bytes.isEmpty || bytes.starts(with: Array(mark.utf8)) else {
            throw .wouldOverwrite(path, what, at: place.narrowed(to: path))
        }
    }

    // MARK: - Transcripts

    /// Begins a transcript, or goes on with one that is there. Gives whether it goes on.
    func record(_ file: String, at place: Diagnostic.Place) throws(Diagnostic) -> Bool {
        let path = Files.expanded(file, home: options.environment["HOME"])
        try refuseOverwriting(path, unless: Transcript.firstLine, "transcript", at: place)
        let isContinued = try journal.record(to: path, settings)
        reportEndOfTranscript()
        return isContinued
    }

    /// A transcript that cannot be written any more is given up, and that is said.
    private func reportEndOfTranscript() {
        if let failure = journal.failure() { report([failure]) }
    }

    /// Appends a text that could not be read to the transcript, where it is one statement.
    func record(_ source: SourceText, _ problems: [Diagnostic]) {
        guard journal.isRecording, !current.isReading else { return }
        let spans = Parser.ranges(in: source)
        guard spans.count == 1, let span = spans.first else { return }
        record(span, of: source, problems)
    }

    /// Appends a statement that was refused.
    func record(_ statement: Statement, of source: SourceText, _ problem: Diagnostic) {
        guard journal.isRecording else { return }
        if current.isReading {
            journal.note(Session.rendered([problem], colour: false))
        } else {
            record(statement.span, of: source, [problem])
        }
    }

    /// The places are moved to where they are when the statement is typed alone.
    private func record(_ span: Span, of source: SourceText, _ problems: [Diagnostic]) {
        let typed = String(source[span])
        let alone = SourceText(typed)
        let moved = problems.map { problem in
            var problem = problem
            if let place = problem.place, place.source == source, place.span.lower >= span.lower {
                problem.place = Diagnostic.Place(
                    alone, Span(place.span.lower - span.lower, place.span.upper - span.lower))
            }
            return problem
        }
        journal.note(Session.rendered(moved, colour: false))
        journal.append(typed)
        reportEndOfTranscript()
    }
}
