import TallyEngine
import TallyModel

/// A command of the shell: its name, its arguments, its help and what it does, in one value.
struct Command: Sendable {
    let name: String
    /// Other words for it, also typed without a dot where they are whole lines.
    var synonyms: [String] = []
    /// As help shows it: `.format [table|csv|…]`.
    let usage: String
    let summary: String
    /// Whether what follows it in a script may use names that it brings.
    var changesNames = false
    /// What may stand behind it, for completion.
    var arguments: @Sendable (Session) -> [String] = { _ in [] }
    /// Gives what there is to show, if anything.
    let run: @Sendable (Session, String, Diagnostic.Place) throws(Diagnostic) -> ResultTable?

    static func named(_ name: String) -> Command? {
        let name = name.lowercased()
        return all.first { $0.name == name || $0.synonyms.contains(name) }
    }

    /// In the order in which help lists them.
    static let all: [Command] = [
        help, format, area, plugins, load, reload, check, quit,
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
