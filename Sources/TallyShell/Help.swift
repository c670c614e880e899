import TallyEngine
import TallyLanguage
import TallyModel

/// What `.help` says, from the tables that the language itself is made of.
enum Help {
    static func about(_ topic: String, in session: Session, at place: Diagnostic.Place)
        throws(Diagnostic) -> ResultTable
    {
        let topic = topic.unquoted.lowercased()
        if topic.isEmpty { return overview }
        if topic == commands { return .lines(Command.all.map(Self.line)) }
        let bare = topic.hasPrefix(".") ? String(topic.dropFirst()) : topic
        if let command = Command.named(bare) {
            return .lines(
                [command.usage, "  \(command.summary)"] + command.details.map { "  \($0)" }
                    + command.examples.enumerated().map { index, example in
                        (index == 0 ? "  for example: " : "               ") + example
                    })
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

    /// The topic that lists every command with what it does.
    static let commands = "commands"

    private static func line(_ command: Command) -> String {
        command.usage.padded(to: 24) + command.summary
    }

    /// On one screen of 24 rows and 80 columns.
    private static var overview: ResultTable {
        let usages = Command.Group.allCases.map { group in
            let names = Command.all.filter { $0.group == group }.map { ".\($0.name)" }
            return "  " + group.rawValue.padded(to: 10) + names.joined(separator: " ")
        }
        return .lines(
            [
                "Ask for figures:",
                "  NAME                     an indicator, latest: 'list indicators' has the names",
                "  NAME in sep23            at a period: sep23, q2 2023/24, 2022/23, latest",
                "  NAME from apr23 to sep23 a series; also: last 6 months, since apr23",
                "  trend NAME               all of it; trend for NAME, NAME or for theme NAME",
                "  rate NAME per 10k        over the population; excl and only take subgroups",
                "  share NAME of NAME       a percentage; NAME - NAME, avg(NAME) in … arithmetic",
                "  NAME by DIMENSION        split; rank LEVEL by NAME puts areas in order",
                "  compare sep23 vs target  or vs another period; for theme or indicator",
                "  … | sort by gap | top 5  works on the rows; also where, columns, chart, to csv",
                "  _ | to csv \"x.csv\"       _ is the last result, as a table and as a value",
                "  describe NAME            what it means (?NAME for short); explain QUERY, how",
                "  let x = …                names an expression; assert … fails where it is false",
                "",
                "Commands, each explained by '.help NAME', all by '.help \(commands)':",
            ] + usages)
    }
}

extension Session {
    /// What to try first, for somebody who has not asked anything yet.
    package var firstWords: String {
        guard let first = catalogue.indicatorOrder.first else {
            return "Try 'help'; there are no indicators yet.\n"
        }
        return "Try '\(first)', 'describe \(first)' or 'list indicators'.\n"
    }
}

extension String {
    /// With spaces behind it up to a width in characters.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
