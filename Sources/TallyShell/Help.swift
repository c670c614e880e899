import TallyEngine
import TallyLanguage
import TallyModel

/// What `.help` says, from the tables that the language itself is made of.
enum Help {
    static func about(_ topic: String, in session: Session, at place: Diagnostic.Place)
        throws(Diagnostic) -> ResultTable
    {
        let topic = topic.lowercased()
        if topic.isEmpty { return overview }
        let bare = topic.hasPrefix(".") ? String(topic.dropFirst()) : topic
        if let command = Command.named(bare) {
            return .lines([command.usage, "  \(command.summary)"])
        }
        if let function = Function.table[topic] {
            return .lines(
                [function.signature, "  \(function.summary)"]
                    + (session.catalogue.example(of: function).map { ["  try \($0)"] } ?? []))
        }
        if let keyword = Keyword.allCases.first(where: { $0.word == topic }) {
            return .lines([keyword.word, "  \(keyword.meaning)"])
        }
        if !session.catalogue.candidates(quoted: topic).isEmpty {
            return .lines(["'\(topic)' is a name: 'describe \(topic)' tells what it is"])
        }
        let topics =
            Keyword.allCases.map(\.word) + Function.all.map(\.name) + Command.all.map(\.name)
        throw .unknownTopic(
            topic, closest: Resemblance.closest(to: topic, among: topics).first, at: place)
    }

    private static var overview: ResultTable {
        var lines = [
            "Ask for figures:",
            "  NAME                            an indicator, latest: 'list indicators' has the names",
            "  NAME in sep23                   at a period: sep23, q2 2023/24, 2022/23, latest",
            "  NAME from apr23 to sep23        a series; also: last 6 months, since apr23",
            "  rate NAME per 10k               over the population; excl and only take subgroups",
            "  share NAME of NAME              a percentage",
            "  compare sep23 vs target         or vs another period; for theme or indicator",
            "  NAME - NAME, avg(NAME) in …     arithmetic and functions: 'list functions'",
            "  describe NAME                   what it means; ?NAME is short for it",
            "  let x = …                       names an expression",
            "",
            "Commands:",
        ]
        for command in Command.all {
            let usage = command.usage.padded(to: 32)
            lines.append("  \(usage)\(command.summary)")
        }
        return .lines(lines)
    }
}

extension String {
    /// With spaces behind it up to a width in characters.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
