import ArgumentParser
import CLineEditor
import Glibc
import TallyModel
import TallyShell

/// What `main` does, and what its parts share.
enum Program {
    static let version = "0.1.0"

    /// The folder where this program is.
    static var folder: String {
        let path = Files.realPath("/proc/self/exe")
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// Runs a whole command line, without the program's name.
    static func run(_ arguments: [String]) -> ExitStatus {
        keepStandardDescriptors()
        tally_die_by_closed_pipe()
        let output = Output()
        do {
            switch try CommandLineReader.read(arguments) {
            case .command(let arguments): return command(arguments, output)
            case .run(let invocation): return run(invocation, output)
            }
        } catch {
            output.report(Session.rendered([error], colour: false))
            return ExitStatus(starting: error)
        }
    }

    /// Takes the place of those of the three standard descriptors that are closed, so that no file
    /// which is opened comes to be one of them and is read as input or written as output: what takes
    /// it can be neither.
    private static func keepStandardDescriptors() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest that is free is given, which is this one.
            _ = Glibc.open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Serves a subcommand through ArgumentParser, and gives its failures our exit codes.
    private static func command(_ arguments: [String], _ output: Output) -> ExitStatus {
        do {
            if let text = try reference(arguments) {
                output.write(text)
                output.flush()
                return written(output)
            }
            // The options of the program and of a subcommand have the same names, and ArgumentParser
            // would give them to the program: a subcommand reads its own.
            let arguments = arguments[...]
            var command: any ParsableCommand =
                if let subcommand = TallyCommand.subcommand(arguments.first) {
                    try subcommand.parseAsRoot(Array(arguments.dropFirst()))
                } else {
                    try TallyCommand.parseAsRoot(Array(arguments))
                }
            try command.run()
            return .success
        } catch {
            let code = TallyCommand.exitCode(for: error)
            let subcommand = TallyCommand.subcommand(arguments.first)
            if code == .validationFailure {
                let problem = TallyCommand.message(for: error)
                output.report(
                    Session.rendered(
                        [.badUsage(problem, of: subcommand?.configuration.commandName)],
                        colour: false))
                return .badUsage
            }
            let message = (subcommand ?? TallyCommand.self).fullMessage(for: error)
            if code.isSuccess {
                if !message.isEmpty { output.write(message + "\n") }
                output.flush()
                return written(output)
            }
            if !message.isEmpty { output.report(message + "\n") }
            return ExitStatus(rawValue: code.rawValue) ?? .badUsage
        }
    }

    /// The status of what the program says about itself.
    private static func written(_ output: Output) -> ExitStatus {
        guard let failure = output.failure else { return .success }
        output.report(Session.rendered([failure], colour: false))
        return .fileFailed
    }

    /// What `--help` and `--man` answer of the whole program.
    private static func reference(_ arguments: [String]) throws -> String? {
        switch arguments.first {
        case "--man": try CommandReference.read().page
        case "--help", "-h": try CommandReference.read().screen
        case "help" where arguments.count == 1: try CommandReference.read().screen
        default: nil
        }
    }

    private static func run(_ invocation: Invocation, _ output: Output) -> ExitStatus {
        let isShell =
            invocation.sources.isEmpty && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        do {
            let sources = try batchSources(invocation)
            var options = options(for: invocation.options)
            options.isCancelled = { tally_cancel_requested() }
            if isShell { options.progress = { tally_progress_note(Int32($0), Int32($1)) } }
            options.colour = colour(invocation.colour, isShell: isShell, options.environment)
            let session = try open(options, output)
            var batch = Batch(session: session, output: output, keepGoing: options.keepGoing)
            batch.run(parameters(invocation))
            if batch.status != .success, !isShell { return batch.status }
            if isShell,
                let shell = Shell(
                    session: session, output: output, environment: options.environment)
            {
                if !invocation.skipsStartUpFile {
                    shell.runStartUpFile()
                }
                shell.run()
                output.flush()
                return .success
            }
            batch.run(sources)
            output.flush()
            var status = status(batch.status, session)
            if let failure = output.failure {
                output.report(Session.rendered([failure], colour: false))
                status = .fileFailed
            }
            // The end of the process gives back what the session holds faster than piece by piece.
            withExtendedLifetime(session) { exit(status.rawValue) }
        } catch {
            output.report(Session.rendered([error], colour: false))
            return ExitStatus(starting: error)
        }
    }

    /// Opens a session, and says what would not load and where the answers come from.
    static func open(
        _ options: SessionOptions, _ output: Output
    ) throws(Diagnostic) -> Session {
        let session = try Session(options)
        if !session.loadProblems.isEmpty { output.report(session.rendered(session.loadProblems)) }
        if let notice = session.notice { output.report(notice + "\n") }
        return session
    }

    /// The status of statements that ran in a session for which not every plugin may have loaded.
    static func status(_ status: ExitStatus, _ session: Session) -> ExitStatus {
        status == .success && !session.loadProblems.isEmpty ? .pluginFailed : status
    }

    /// What is to run; standard input where nothing is named. Reads every file, so that a missing
    /// one is known before anything is answered.
    private static func batchSources(_ invocation: Invocation) throws(Diagnostic) -> [Batch.Source]
    {
        if invocation.sources.isEmpty { return [.standardInput] }
        var sources: [Batch.Source] = []
        let areSeveral = invocation.sources.count(where: \.isQuery) > 1
        var queries = 0
        for source in invocation.sources {
            switch source {
            case .query(let query):
                queries += 1
                let name = areSeveral ? "-e\(queries)" : "-e"
                sources.append(.text(Array(query.utf8), name: name))
            case .file(let path): sources.append(.text(try script(path), name: path))
            case .standardInput: sources.append(.standardInput)
            }
        }
        return sources
    }

    /// A script named on the command line; a word that is no file may have been meant for a question.
    private static func script(_ path: String) throws(Diagnostic) -> [UInt8] {
        do throws(Diagnostic) {
            return try Files.script(path)
        } catch {
            throw error.code == .fileNotFound ? .noSuchFile(path) : error
        }
    }

    private static func parameters(_ invocation: Invocation) -> [Batch.Source] {
        invocation.parameters.map {
            .text(Array("let \($0.name) = \($0.value)".utf8), name: Session.parameters)
        }
    }

    /// Colour is for the shell; `NO_COLOR` and a terminal that can't show it go without.
    private static func colour(
        _ choice: Invocation.Colour, isShell: Bool, _ environment: [String: String]
    ) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto:
            isShell && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != nil
                && environment["TERM"] != "dumb"
        }
    }

    /// Fills in what the environment and the terminal say.
    static func options(for options: SessionOptions) -> SessionOptions {
        var options = options
        let names = [
            "HOME", "NO_COLOR", "PAGER", "TALLY_PLUGINS", "TALLY_STORE", "TERM",
            "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
        ]
        for name in names {
            if let value = getenv(name) { options.environment[name] = String(cString: value) }
        }
        let width = isatty(STDOUT_FILENO) == 1 ? Int(tally_terminal_width(STDOUT_FILENO)) : 0
        options.width = width > 0 ? width : nil
        return options
    }
}
