import TallyLanguage
import TallyModel

extension Session {
    /// Whether what is written is kept for a transcript.
    var isRecording: Bool { transcript != nil }

    /// Begins a transcript, or goes on with one that is there, with the settings and names of now
    /// before what follows. Gives whether it goes on.
    func record(_ file: String, at place: Diagnostic.Place) throws(Diagnostic) -> Bool {
        let path = Files.expanded(file, home: options.environment["HOME"])
        try refuseOverwriting(path, unless: Transcript.firstLine, "transcript", at: place)
        let begun = try Transcript(path: path)
        transcript = begun
        recorded = ""
        for line in settings where begun.lastLine(beginning: line.command) != line.text {
            // What is usual needs to be said only where the page has said something else.
            if !line.isUsual || begun.lastLine(beginning: line.command) != nil {
                append(line.text)
            }
        }
        var given: Set<String> = []
        for one in groundwork {
            guard let name = one.name else {
                if begun.lastLine(beginning: one.text) == nil { append(one.text) }
                continue
            }
            let start = "let \(name) "
            if !given.contains(name), begun.lastLine(beginning: start) == one.text { continue }
            given.insert(name)
            append(one.text)
        }
        return begun.isContinued
    }

    /// Appends a statement with what it wrote. A transcript that cannot be written any more is
    /// given up, and that is said.
    func append(_ typed: String) {
        guard transcript != nil, readDepth == 0 else { return }
        transcript?.append(typed, recorded)
        recorded = ""
        if let failure = transcript?.failure {
            transcript = nil
            report([failure])
        }
    }

    /// Appends a text that could not be read, where it is one statement.
    func record(_ source: SourceText, _ problems: [Diagnostic]) {
        guard isRecording, readDepth == 0 else { return }
        let spans = Parser.ranges(in: source)
        guard spans.count == 1, let span = spans.first else { return }
        record(span, of: source, problems)
    }

    /// Appends a statement that was refused.
    func record(_ statement: Statement, of source: SourceText, _ problem: Diagnostic) {
        guard isRecording else { return }
        if readDepth > 0 {
            recorded += Session.rendered([problem], colour: false)
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
        recorded += Session.rendered(moved, colour: false)
        append(typed)
    }
}
