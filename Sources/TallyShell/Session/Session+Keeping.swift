import TallyLanguage
import TallyModel

/// A statement that ran well, for `.save`.
struct KeptStatement {
    let text: String
    /// The command and its argument where all it does is to change how what comes after it is
    /// answered.
    var setting: (command: String, argument: String)?
    /// Whether it shows nothing itself: a `let`.
    var isDefinition = false
}

/// A name that was given, or a plugin that was loaded.
struct Groundwork {
    /// Folded; `nil` of a plugin.
    let name: String?
    let text: String
}

extension Session {
    /// So many statements are kept for `.save`; of more the oldest go.
    private static let mostKept = 100_000
    private static let savedMark = "# Saved by tally"

    /// Keeps a statement that ran well where it belongs; what a script does is kept as its `read`.
    func keep(_ statement: Statement, of source: SourceText) {
        guard sink != nil else { return }
        let typed = String(source[statement.span])
        var one = KeptStatement(text: typed)
        var trace = Command.Trace.kept
        switch statement.kind {
        case .query, .assertion: break
        case .binding(let name, _, _), .alias(let name, _, _):
            one.isDefinition = true
            groundwork.append(Groundwork(name: NameFolding.fold(name), text: typed))
        case .command(let name, let argument):
            guard let command = Command.named(name) else { return }
            trace = command.trace
            if command.name == Command.load.name {
                groundwork.append(Groundwork(name: nil, text: typed))
            }
            if trace == .setting {
                if argument.isEmpty { trace = .shown }
                one.setting = (command.name, argument.lowercased())
            }
        }
        guard readDepth == 0 else { return }
        if trace == .kept || trace == .setting {
            if kept.count >= Self.mostKept { kept.removeFirst(Self.mostKept / 2) }
            kept.append(one)
        }
        if trace != .none { append(typed) }
        recorded = ""
    }

    /// Writes what ran well as a script; gives how many statements, and whether they stand in the
    /// place of others.
    func save(_ file: String, at place: Diagnostic.Place) throws(Diagnostic)
        -> (count: Int, isReplaced: Bool)
    {
        let path = Files.expanded(file, home: options.environment["HOME"])
        try refuseOverwriting(path, unless: Self.savedMark, "script", at: place)
        let statements = whatMakesTheAnswers
        let lines = [Self.savedMark] + statements
        let isReplaced = try Files.write(
            Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
        return (statements.count, isReplaced)
    }

    /// What ran well without the settings that nothing was answered under and those that were in
    /// force already.
    private var whatMakesTheAnswers: [String] {
        var inForce = usualSettings
        var waiting: [(command: String, argument: String, text: String)] = []
        var lines: [String] = []
        func settle() {
            for one in waiting where inForce[one.command] != one.argument {
                lines.append(one.text)
                inForce[one.command] = one.argument
            }
            waiting = []
        }
        for statement in kept {
            if let setting = statement.setting {
                waiting.removeAll { $0.command == setting.command }
                waiting.append((setting.command, setting.argument, statement.text))
            } else {
                if !statement.isDefinition { settle() }
                lines.append(statement.text)
            }
        }
        settle()
        return lines
    }

    func refuseOverwriting(
        _ path: String, unless mark: String, _ what: String, at place: Diagnostic.Place
    ) throws(Diagnostic) {
        guard Files.exists(path) else { return }
        let bytes = (try? Files.bytes(of: path)) ?? [0]
        guard bytes.isEmpty || bytes.starts(with: Array(mark.utf8)) else {
            throw .wouldOverwrite(path, what, at: place.narrowed(to: path))
        }
    }
}
