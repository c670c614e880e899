import ArgumentParser
import TallyModel
import TallyShell

/// What a command line asks for.
enum Request {
    case run(Invocation)
    /// The arguments of a subcommand, of `--help` and of everything else that ArgumentParser serves.
    case command([String])
}

/// Queries and scripts to run, in the order in which they were named, or the shell.
struct Invocation {
    enum Source {
        case query(String)
        case file(String)
        case standardInput

        var isQuery: Bool { if case .query = self { true } else { false } }
    }

    enum Colour: String, CaseIterable {
        case auto, always, never
    }

    var options = SessionOptions()
    var sources: [Source] = []
    /// `--param`, each to be run as `let NAME = VALUE`.
    var parameters: [(name: String, value: String)] = []
    var colour = Colour.auto
    /// `--no-init`
    var skipsStartUpFile = false
}

/// Reads the command line of a query, without ArgumentParser: that costs two milliseconds, which is
/// more than an answer does.
struct CommandLineReader {
    static let flags = ["--keep-going", "--no-init"]
    static let valued = [
        "--store", "--plugins", "--area", "--format", "--as-known", "--param", "--color", "-e",
    ]
    /// What ArgumentParser answers, wherever it stands before a subcommand.
    private static let questions = [
        "--help", "-h", "--man", "--version", "--generate-completion-script",
    ]

    private var invocation = Invocation()
    /// The options so far as they were typed, for a subcommand that may follow.
    private var typed: [String] = []
    private var rest: ArraySlice<String>

    /// Throws a diagnostic of origin `usage`.
    static func read(_ arguments: [String]) throws(Diagnostic) -> Request {
        var reader = CommandLineReader(rest: arguments[...])
        return try reader.read()
    }

    private init(rest: ArraySlice<String>) {
        self.rest = rest
    }

    private mutating func read() throws(Diagnostic) -> Request {
        while let argument = rest.popFirst() {
            if argument == "--" {
                invocation.sources += rest.map { .file($0) }
                break
            }
            if argument == "-" {
                invocation.sources.append(.standardInput)
            } else if argument.hasPrefix("-") {
                let (name, value) = Self.split(argument)
                if Self.questions.contains(name) || name.hasPrefix("--experimental-") {
                    return .command([argument] + rest)
                }
                try option(name, attached: value)
            } else if invocation.sources.isEmpty, TallyCommand.names.contains(argument) {
                return .command(try Self.words(argument, &rest) + typed + rest)
            } else {
                try file(argument)
            }
        }
        return .run(invocation)
    }

    /// The subcommand, and where it has subcommands of its own the one that follows: options that
    /// were typed before belong to it.
    private static func words(
        _ name: String, _ rest: inout ArraySlice<String>
    ) throws(Diagnostic) -> [String] {
        let parts = (TallyCommand.subcommand(name)?.configuration.subcommands ?? [])
            .compactMap { $0.configuration.commandName }
        guard !parts.isEmpty, let part = rest.first, !part.hasPrefix("-") else { return [name] }
        guard parts.contains(part) || part == "help" else {
            throw .unknownSubcommand("\(name) \(part)", part, known: parts)
        }
        rest.removeFirst()
        return [name, part]
    }

    /// `--opt=value` as its two halves; `-e` has none, since a query may hold `=`.
    private static func split(_ argument: String) -> (name: String, value: String?) {
        guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else {
            return (argument, nil)
        }
        let value = argument[argument.index(after: equals)...]
        return (String(argument[..<equals]), String(value))
    }

    private mutating func file(_ path: String) throws(Diagnostic) {
        if !Files.exists(path),
            let near = Resemblance.closest(to: path, among: TallyCommand.names, most: 1).first
        {
            throw .mistypedSubcommand(path, near: near)
        }
        invocation.sources.append(.file(path))
    }

    private mutating func option(_ name: String, attached: String?) throws(Diagnostic) {
        if Self.flags.contains(name) {
            guard attached == nil else { throw .unexpectedValue(of: name) }
            typed.append(name)
            switch name {
            case "--keep-going": invocation.options.keepGoing = true
            default: invocation.skipsStartUpFile = true
            }
            return
        }
        guard Self.valued.contains(name) else {
            throw .unknownOption(name, known: Self.flags + Self.valued + Self.questions)
        }
        guard let value = attached ?? rest.popFirst() else { throw .missingValue(of: name) }
        typed += [name, value]
        switch name {
        case "--store": invocation.options.store = value
        case "--plugins": invocation.options.plugins.append(value)
        case "--area": invocation.options.area = value
        case "--as-known": invocation.options.asKnown = value
        case "--format": invocation.options.format = try choice(value, of: name)
        case "--color": invocation.colour = try choice(value, of: name)
        case "--param": invocation.parameters.append(try parameter(value))
        default: invocation.sources.append(.query(value))
        }
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: String, of option: String
    ) throws(Diagnostic) -> Choice {
        guard let choice = Choice(rawValue: value) else {
            throw .valueNotAllowed(
                value, option: option, allowed: Choice.allCases.map { $0.rawValue })
        }
        return choice
    }

    private func parameter(_ text: String) throws(Diagnostic) -> (name: String, value: String) {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex,
            text.index(after: equals) != text.endIndex
        else { throw .badParameter(text) }
        // It is one value, and never a script.
        guard !text.utf8.contains(where: { ";|\n\r#".utf8.contains($0) }) else {
            throw .severalInParameter(text)
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}
