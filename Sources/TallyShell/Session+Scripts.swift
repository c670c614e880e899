import TallyLanguage
import TallyModel

/// A statement that ran well, for `.save` and for the beginning of a transcript.
struct KeptStatement {
    let text: String
    /// Whether it only sets up what comes after it: a `let` or a command that changes a setting.
    let isSetting: Bool
}

extension Session {
    /// How deep scripts may read each other.
    static let deepestRead = 16
    /// So many statements are kept for `.save`; of more the oldest go.
    static let mostKept = 100_000
    private static let savedMark = "# Saved by tally"

    /// Runs a script. Throws where it cannot be read or stops at an error, which is reported.
    func read(_ path: String, at place: Diagnostic.Place) throws(Diagnostic) {
        guard readDepth < Self.deepestRead else {
            throw .readTooDeep(path, most: Self.deepestRead, at: place)
        }
        let found = beside(place.source, path)
        let bytes: [UInt8]
        do throws(Diagnostic) {
            bytes = try Files.scriptBytes(of: found)
        } catch {
            var error = error
            error.place = place.narrowed(to: path)
            throw error
        }
        let (source, problem) = ScriptText.read(bytes, name: found)
        readDepth += 1
        defer { readDepth -= 1 }
        if let problem { report([problem]) }
        guard problem == nil, run(source) else { throw .scriptFailed(path, at: place) }
    }

    /// A path that a script names is looked for beside the script.
    private func beside(_ source: SourceText, _ path: String) -> String {
        let path = Files.expanded(path, home: options.environment["HOME"])
        guard !path.hasPrefix("/"), let name = source.name, let slash = name.lastIndex(of: "/")
        else { return path }
        return name[...slash] + path
    }

    // MARK: - What ran well

    /// Keeps a statement that ran well where it belongs; what a script does is kept as its `read`.
    func keep(_ statement: Statement, of source: SourceText) {
        guard readDepth == 0, sink != nil else { return }
        let typed = String(source[statement.span])
        var trace = Command.Trace.kept
        var isSetting = false
        switch statement.kind {
        case .query, .assertion: break
        case .binding: isSetting = true
        case .command(let name, let argument):
            trace = Command.named(name)?.trace ?? .none
            isSetting = !argument.isEmpty && recorded.isEmpty
        }
        if trace == .kept {
            if kept.count >= Self.mostKept { kept.removeFirst(Self.mostKept / 2) }
            kept.append(KeptStatement(text: typed, isSetting: isSetting))
        }
        if trace != .none { append(typed) }
        recorded = ""
    }

    /// Writes what ran well as a script; gives how many statements.
    func save(_ file: String, at place: Diagnostic.Place) throws(Diagnostic) -> Int {
        let path = Files.expanded(file, home: options.environment["HOME"])
        try refuseOverwriting(path, unless: Self.savedMark, "script", at: place)
        let lines = [Self.savedMark] + kept.map(\.text)
        try Files.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
        return kept.count
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

    /// Whether what is written is kept for a transcript.
    var isRecording: Bool { transcript != nil }

    /// Begins a transcript, with the settings and names of now at its head.
    func record(_ file: String, at place: Diagnostic.Place) throws(Diagnostic) {
        let path = Files.expanded(file, home: options.environment["HOME"])
        try refuseOverwriting(path, unless: Transcript.firstLine, "transcript", at: place)
        transcript = try Transcript(path: path)
        recorded = ""
        for statement in kept where statement.isSetting { append(statement.text) }
    }

    /// Appends a statement with what it wrote. A transcript that cannot be written any more is
    /// given up, and that is said.
    private func append(_ typed: String) {
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

extension SourceText {
    /// Where the first statement ends that may bring names, if others follow it.
    var endOfFirstNameChange: Int? {
        guard mayChangeNames else { return nil }
        let spans = Parser.ranges(in: self)
        return spans.dropLast().first { span in
            let statement = self[span].lowercased()
            if statement.hasPrefix("read ") || statement.hasPrefix("read\"") { return true }
            guard statement.hasPrefix(".") else { return false }
            let name = String(statement.dropFirst().prefix { $0.isLetter })
            return Command.named(name)?.changesNames ?? false
        }?.upper
    }

    /// Whether something that brings names stands where a statement could begin: most texts have
    /// nothing of the kind, and need not be cut into statements twice.
    private var mayChangeNames: Bool {
        let bytes = text.utf8.span
        var isStart = true
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";") {
                isStart = true
                continue
            }
            // Blanks of all kinds may stand before a statement.
            if !isStart || byte <= 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\\") { continue }
            isStart = false
            switch byte {
            case UInt8(ascii: "r"), UInt8(ascii: "R"):
                if Self.word(in: bytes, from: index) == Command.read.name { return true }
            case UInt8(ascii: "."):
                let name = Self.word(in: bytes, from: index + 1)
                if Command.named(name)?.changesNames ?? false { return true }
            default: break
            }
        }
        return false
    }

    /// The letters from a byte on, in lower case.
    private static func word(in bytes: Swift.Span<UInt8>, from start: Int) -> String {
        var letters: [UInt8] = []
        var index = start
        while index < bytes.count, (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26 {
            letters.append(bytes[index] | 0x20)
            index += 1
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// The text up to a byte and the text from it on, each with blanks for what is left out, so
    /// that places stay what they are.
    func cut(at offset: Int) -> (head: SourceText, tail: SourceText) {
        let bytes = Array(text.utf8)
        let blanks = bytes[..<offset].map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
        func part(_ bytes: [UInt8]) -> SourceText {
            SourceText(
                String(decoding: bytes, as: UTF8.self), name: name, firstLine: firstLine)
        }
        return (part(Array(bytes[..<offset])), part(blanks + bytes[offset...]))
    }
}
