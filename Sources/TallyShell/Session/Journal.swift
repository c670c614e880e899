import TallyLanguage
import TallyModel

/// What ran well in a session, for `.save`, and the transcript that `.record` writes.
struct Journal {
    /// So many statements are kept, and so many names and plugins; of more the oldest go.
    private static let most = 100_000

    /// What was in force when the session began.
    private let start: [Setting.Made]
    private var kept: [KeptStatement] = []
    /// The names that were given and the plugins that were loaded, in scripts too, for the head of a
    /// transcript.
    private var groundwork: [Groundwork] = []
    private(set) var transcript: Transcript?
    /// What the statement that runs has written so far, as a transcript has it.
    private var written = ""

    /// A statement that ran well.
    private struct KeptStatement {
        let text: String
        /// What it sets, where that is all it does.
        var setting: Setting.Made?
        /// What is in force behind it, where it may have set anything.
        var settings: [Setting.Made]?
        /// Whether it shows nothing itself: a `let`.
        var isDefinition = false
    }

    /// A name that was given, or a plugin that was loaded.
    private struct Groundwork {
        /// Folded; `nil` of a plugin.
        let name: String?
        let text: String
    }

    init(start: [Setting.Made]) { self.start = start }

    // MARK: - What ran well

    /// Keeps a statement that ran well where it belongs; what a script does is kept as its `read`.
    ///
    /// - Parameter settings: what is in force behind it.
    mutating func keep(
        _ statement: Statement, _ typed: String, isRead: Bool,
        settings: @autoclosure () -> [Setting.Made]
    ) {
        var one = KeptStatement(text: typed)
        var trace = Command.Trace.kept
        switch statement.kind {
        case .query, .assertion: break
        case .binding(let name, _, _), .alias(let name, _, _):
            one.isDefinition = true
            lay(Groundwork(name: NameFolding.fold(name), text: typed))
        case .command(let name, let argument):
            guard let command = Command.named(name) else { return }
            trace = command.trace
            if command.name == Command.load.name { lay(Groundwork(name: nil, text: typed)) }
            if isRead { break }
            if let setting = command.setting {
                if argument.isEmpty { trace = .shown }
                one.setting = settings().first { $0.command == setting.command }
            } else if command.changesNames {
                one.settings = settings()
            }
        }
        guard !isRead else { return }
        if trace == .kept {
            if kept.count >= Self.most { kept.removeFirst(Self.most / 2) }
            kept.append(one)
        }
        if trace != .none { append(typed) }
        written = ""
    }

    private mutating func lay(_ one: Groundwork) {
        if groundwork.count >= Self.most { groundwork.removeFirst(Self.most / 2) }
        groundwork.append(one)
    }

    /// What ran well without the settings that nothing was answered under and those that were in
    /// force already; what the session began with stands first, where it is not what the program
    /// begins with.
    var script: [String] {
        var inForce: [String: String] = [:]
        for setting in Setting.all { inForce[setting.command] = setting.usual }
        var waiting = start.map { (made: $0, text: $0.text) }
        var lines: [String] = []
        func settle() {
            for one in waiting where inForce[one.made.command] != one.made.argument {
                lines.append(one.text)
                inForce[one.made.command] = one.made.argument
            }
            waiting = []
        }
        for statement in kept {
            if let made = statement.setting {
                waiting.removeAll { $0.made.command == made.command }
                waiting.append((made, statement.text))
                continue
            }
            if !statement.isDefinition { settle() }
            lines.append(statement.text)
            for made in statement.settings ?? [] { inForce[made.command] = made.argument }
        }
        settle()
        return lines
    }

    // MARK: - The transcript

    /// Whether what is written is kept for a transcript.
    var isRecording: Bool { transcript != nil }

    /// Begins a transcript, or goes on with one that is there, with the settings and names of now
    /// before what follows. Gives whether it goes on.
    mutating func record(to path: String, _ settings: [Setting.Made]) throws(Diagnostic) -> Bool {
        let begun = try Transcript(path: path)
        transcript = begun
        written = ""
        for made in settings where begun.lastLine(beginning: made.start) != made.text {
            // What is usual needs to be said only where the page has said something else.
            if !made.isUsual || begun.lastLine(beginning: made.start) != nil { append(made.text) }
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

    /// Ends the transcript; gives the path of its file.
    mutating func endRecording() -> String? {
        defer { transcript = nil }
        return transcript?.path
    }

    /// Notes what the statement that runs has written.
    mutating func note(_ text: String) {
        if isRecording { written += text }
    }

    /// Appends a statement with what it wrote.
    mutating func append(_ typed: String) {
        transcript?.append(typed, written)
        written = ""
    }

    /// Why the transcript cannot be written any more; it is given up then.
    mutating func failure() -> Diagnostic? {
        guard let failure = transcript?.failure else { return nil }
        transcript = nil
        return failure
    }
}
