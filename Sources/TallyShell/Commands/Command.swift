import TallyEngine
import TallyModel

/// A command of the shell: its name, its arguments, its help and what it does, in one value.
struct Command: Sendable {
    /// Under what help lists it.
    enum Group: String, CaseIterable, Sendable {
        case results, session, scripts, plugins, shell
    }

    /// Where a command is kept that ran well.
    enum Trace: Sendable {
        /// Only in the history of what was typed.
        case none
        /// In transcripts: it shows something, and changes nothing.
        case shown
        /// In transcripts and in saved scripts.
        case kept
    }

    /// What stands behind a command, beside words of its own.
    enum Argument: Sendable {
        case words
        /// A file or a folder.
        case file
        /// A query, behind a word.
        case query
    }

    let name: String
    /// Other words for it, also typed without a dot where they are whole lines.
    var synonyms: [String] = []
    /// As help shows it: `.format [table|csv|…]`.
    let usage: String
    let summary: String
    /// What else there is to say, a line each.
    var details: [String] = []
    /// Lines that work as they stand.
    var examples: [String] = []
    var group = Group.shell
    var trace = Trace.kept
    /// What it sets, if that is all it does: a saved script has it only where something was answered
    /// under it.
    var setting: Setting?
    var argument = Argument.words
    /// Whether what follows it in a script may use names that it brings.
    var changesNames = false
    /// What may stand behind it, for completion.
    var arguments: @Sendable (Session) -> [Candidate] = { _ in [] }
    /// Gives what there is to show, if anything.
    let run: @Sendable (Session, String, Diagnostic.Place) throws(Diagnostic) -> ResultTable?

    static func named(_ name: String) -> Command? {
        let name = name.lowercased()
        return all.first { $0.name == name || $0.synonyms.contains(name) }
    }

    /// In the order in which help lists them.
    static let all: [Command] = [
        format, width, pager, last, timing, watch,
        area, asOf, history,
        read, save, record, echo,
        plugins, load, reload, check,
        help, quit,
    ]
}

extension ResultTable {
    /// Lines of prose.
    static func lines(_ lines: [String]) -> ResultTable {
        ResultTable(
            layout: .prose, columns: [.init("text", "", .text)],
            rows: lines.map { .init([.text($0)]) })
    }
}

extension String {
    /// Without the double quotes around it, where it has them.
    var unquoted: String {
        count > 1 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
    }

    /// `on` and `off`, as a command takes them.
    var isOn: Bool? {
        switch lowercased() {
        case "on": true
        case "off": false
        default: nil
        }
    }
}
