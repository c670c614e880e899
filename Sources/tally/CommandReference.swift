import ArgumentParser
import Foundation

/// The table of subcommands and options as ArgumentParser knows it, for `--help` and `--man`.
struct CommandReference: Decodable {
    struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let arguments: [Argument]?
        let subcommands: [Command]?
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let kind: String
        let valueName: String?
        let names: [Name]?
        let abstract: String?
        let isOptional: Bool
        let isRepeating: Bool

        /// Such as `--store PATH`, `-h, --help` or `FILE...`.
        var usage: String {
            let value = (valueName ?? "").uppercased()
            if kind == "positional" { return isRepeating ? value + "..." : value }
            let names = (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
            return names.joined(separator: ", ") + (kind == "option" ? " " + value : "")
        }
    }

    let command: Command

    static func read() throws -> CommandReference {
        try JSONDecoder().decode(CommandReference.self, from: Data(TallyCommand._dumpHelp().utf8))
    }

    /// What `tally --help` says, on one screen.
    var screen: String {
        let own = (command.arguments ?? []).map { ($0.usage, $0.abstract ?? "") }
        // These two say what they do by their names.
        let rows =
            own.filter { !["--version", "-h, --help"].contains($0.0) }
            + [("-h --help --version", "This help, and the version.")]
        let names = parts(of: command).map { ($0.commandName, $0.abstract ?? "") }
        func lines(_ rows: [(String, String)]) -> String {
            rows.map { name, text in
                "  " + name.padding(toLength: 20, withPad: " ", startingAt: 0) + text + "\n"
            }.joined()
        }
        return """
            \(command.abstract ?? "")
            tally [OPTIONS] [SUBCOMMAND | FILE... | -e QUERY...]   - is standard input
            \(lines(rows))\(lines(names))'tally help SUBCOMMAND' says more; without FILE and QUERY: the shell

            """
    }

    /// A page for `man`.
    var page: String {
        var page = """
            .TH TALLY 1 "" "Tally \(Program.version)"
            .SH NAME
            tally \\- \(Self.roff(command.abstract ?? ""))
            .SH SYNOPSIS
            .nf
            \(Self.roff(TallyCommand.usage))
            .fi

            """
        page += ".SH OPTIONS\n" + Self.list(command)
        page += ".SH SUBCOMMANDS\n"
        for part in parts(of: command) { page += section(part, in: "tally") }
        page += ".SH FILES\n"
        for (path, says) in Self.files {
            page += ".TP\n.B \(Self.roff(path))\n\(Self.roff(says))\n"
        }
        return page + ".SH EXIT STATUS\n\(Self.roff(TallyCommand.exitCodes))\n"
    }

    /// The user's own files, by the XDG base directory specification.
    private static let files = [
        (
            "$XDG_CONFIG_HOME/tally/init.tally, else ~/.config/tally/init.tally",
            "What the shell runs when it starts, unless --no-init is given."
        ),
        (
            "$XDG_CONFIG_HOME/tally/plugins, else ~/.config/tally/plugins",
            "Plugins that always load."
        ),
        (
            "$XDG_STATE_HOME/tally/history, else ~/.local/state/tally/history",
            "What was typed."
        ),
        ("~/.editrc", "The settings of the line editor."),
    ]

    private func section(_ part: Command, in parent: String) -> String {
        let name = "\(parent) \(part.commandName)"
        let arguments = (part.arguments ?? []).filter { $0.kind == "positional" }
            .map { $0.isOptional ? " [\($0.usage)]" : " " + $0.usage }
        var text = ".SS \(Self.roff(name + arguments.joined()))\n"
        for sentence in [part.abstract, part.discussion] {
            if let sentence { text += Self.roff(sentence) + "\n" }
        }
        text += Self.list(part)
        for inner in parts(of: part) { text += section(inner, in: name) }
        return text
    }

    private static func list(_ command: Command) -> String {
        (command.arguments ?? []).map {
            ".TP\n.B \(roff($0.usage))\n\(roff($0.abstract ?? ""))\n"
        }.joined()
    }

    /// `help` says how it is used by itself.
    private func parts(of command: Command) -> [Command] {
        (command.subcommands ?? []).filter { $0.commandName != "help" }
    }

    /// No character of a text is one of roff's own.
    private static func roff(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : String(line)
        }.joined(separator: "\n")
    }
}
