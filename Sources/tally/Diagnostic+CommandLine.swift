import TallyModel

/// What can be wrong with a command line and with the files it names.
extension Diagnostic {
    static func unknownOption(_ option: String, known: [String]) -> Diagnostic {
        let near = Resemblance.closest(to: option, among: known, most: 1).first
        return Diagnostic(
            .usage, "there is no option '\(option)'",
            notes: near.map { ["did you mean '\($0)'?"] } ?? ["'tally --help' lists the options"])
    }

    /// `problem` is a sentence of ArgumentParser's.
    static func badUsage(_ problem: String, of subcommand: String?) -> Diagnostic {
        let first = problem.split(separator: "\n").first.map(String.init) ?? problem
        let sentence = first.hasSuffix(".") ? String(first.dropLast()) : first
        let name = subcommand.map { "tally \($0)" } ?? "tally"
        return Diagnostic(
            .usage, sentence.prefix(1).lowercased() + sentence.dropFirst(),
            notes: ["'\(name) --help' tells what it takes"])
    }

    static func nothingToImport() -> Diagnostic {
        Diagnostic(
            .usage, "'tally import' needs the files to import",
            notes: ["for example tally import board.csv --store my.db"])
    }

    static func nothingToUndo() -> Diagnostic {
        Diagnostic(
            .usage, "'tally undo' needs the number of an import",
            notes: ["'list imports' lists them: tally -e 'list imports'"])
    }

    static func missingValue(of option: String) -> Diagnostic {
        Diagnostic(.usage, "the option '\(option)' needs a value")
    }

    static func unexpectedValue(of option: String) -> Diagnostic {
        Diagnostic(.usage, "the option '\(option)' takes no value")
    }

    static func valueNotAllowed(_ value: String, option: String, allowed: [String]) -> Diagnostic {
        let near = Resemblance.closest(to: value, among: allowed, most: 1).first
        return Diagnostic(
            .usage, "the option '\(option)' can't be '\(value)'",
            notes: near.map { ["did you mean '\($0)'?"] } ?? []
                + ["it is one of \(allowed.joined(separator: ", "))"])
    }

    static func badParameter(_ text: String) -> Diagnostic {
        Diagnostic(
            .usage, "the parameter '\(text)' is not of the form NAME=VALUE",
            notes: ["for example --param scale=1000"])
    }

    static func severalInParameter(_ text: String) -> Diagnostic {
        Diagnostic(
            .usage, "the parameter '\(text)' holds more than a value",
            notes: ["a value has none of ; | # and no line break in it"])
    }

    static func mistypedSubcommand(_ word: String, near: String) -> Diagnostic {
        Diagnostic(
            .usage, "'\(word)' is neither a file nor a subcommand",
            notes: ["did you mean 'tally \(near)'?"])
    }

    /// `word` is the last of `command`.
    static func unknownSubcommand(_ command: String, _ word: String, known: [String])
        -> Diagnostic
    {
        let near = Resemblance.closest(to: word, among: known, most: 1).first
        let group = command.dropLast(word.count)
        return Diagnostic(
            .usage, "there is no 'tally \(command)'",
            notes: [
                near.map { "did you mean 'tally \(group)\($0)'?" }
                    ?? "there are \(known.map { "'tally \(group)\($0)'" }.joined(separator: ", "))"
            ])
    }

    static func noSuchFile(_ path: String) -> Diagnostic {
        let isWord = !path.contains("/") && !path.contains(".")
        return Diagnostic(
            .fileNotFound, "there is no file '\(path)'",
            notes: isWord ? ["to ask a question, type tally -e '\(path)'"] : [])
    }

    /// `why` is the system's own words.
    static func unreadableFile(_ path: String, why: String) -> Diagnostic {
        Diagnostic(.fileUnreadable, "the file '\(path)' can't be read: \(why)")
    }

    static func unwritableOutput(why: String) -> Diagnostic {
        Diagnostic(.fileUnwritable, "the output can't be written: \(why)")
    }

    /// Only a warning: the shell works without.
    static func historyNotKept(_ path: String, why: String) -> Diagnostic {
        Diagnostic(
            .fileUnwritable, "what is typed is not kept in '\(path)': \(why)", severity: .warning)
    }
}
