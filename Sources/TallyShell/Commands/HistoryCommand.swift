import TallyEngine
import TallyModel

extension Command {
    static let history = Command(
        name: "history", usage: ".history [COUNT|TEXT]",
        summary: "lists what was typed last, or what has a text",
        details: [
            "what other shells were given meanwhile is in the list;",
            "the arrows and Ctrl-R find what this shell was given and what there was at its start",
        ],
        examples: [".history 5", ".history compare"], group: .session, trace: .none,
        run: { session, argument, place throws(Diagnostic) in
            guard let screen = session.screen else { throw .needsTerminal("history", at: place) }
            let entries = Array(screen.history().enumerated())
            let chosen: [(offset: Int, element: String)]
            if let count = argument.isEmpty ? 20 : Int(argument) {
                guard count > 0 else {
                    throw .badArgument(
                        "history", argument, wanted: "a number above nought or a text", at: place)
                }
                chosen = entries.suffix(count)
            } else {
                let wanted = argument.unquoted.lowercased()
                chosen = entries.filter { $0.element.lowercased().contains(wanted) }
            }
            if chosen.isEmpty {
                return .lines([
                    entries.isEmpty
                        ? "nothing was typed yet" : "no entry has '\(argument.unquoted)' in it"
                ])
            }
            let digits = String(entries.count).count
            return .lines(
                chosen.flatMap { index, entry in
                    entry.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                        .map { line, text in
                            let number = line == 0 ? String(index + 1) : ""
                            let indent = String(repeating: " ", count: digits - number.count)
                            return "\(indent)\(number)  \(text)"
                        }
                })
        })
}
