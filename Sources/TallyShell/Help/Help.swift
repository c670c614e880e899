import TallyEngine
import TallyLanguage
import TallyModel
import TallyRender

/// What `.help` says, from the tables that the language itself is made of.
enum Help {
    static func about(_ topic: String, in session: Session, at place: Diagnostic.Place)
        throws(Diagnostic) -> ResultTable
    {
        let topic = topic.unquoted.lowercased()
        if topic.isEmpty { return overview(session) }
        if topic == commands { return .lines(Command.all.map(Self.line)) }
        if let group = Command.Group(rawValue: topic) {
            return .lines(Command.all.filter { $0.group == group }.map(Self.line))
        }
        let bare = topic.hasPrefix(".") ? String(topic.dropFirst()) : topic
        if let command = Command.named(bare) { return .lines(lines(of: command)) }
        if let topic = HelpTopic.named(topic) { return .lines(topic.lines(session)) }
        if let lines = ErrorExamples.lines(of: topic) { return .lines(lines) }
        if let function = Function.table[topic] {
            let example = session.catalogue.example(of: function)
            return .lines(
                [function.signature, "  \(function.summary)"]
                    + shown(example, in: session) + ["  more: list functions"])
        }
        let grammar = Grammar(page: BuiltIn.grammarPage)
        if let keyword = Keyword.allCases.first(where: { $0.word == topic }) {
            return .lines(lines(of: keyword, grammar, in: session))
        }
        if !session.catalogue.candidates(quoted: topic).isEmpty {
            return try described(topic, in: session)
        }
        if let rule = grammar.rules[topic] {
            return .lines(lines(of: rule, named: topic, in: session))
        }
        if Parser.period(topic) != nil {
            return .lines(
                ["\(topic) is a period: 'NAME in \(topic)' asks for it"]
                    + (HelpTopic.named("periods")?.lines(session) ?? []))
        }
        let topics =
            Keyword.allCases.map(\.word) + Function.all.map(\.name) + Command.all.map(\.name)
            + Command.Group.allCases.map(\.rawValue) + ErrorExamples.codes
            + HelpTopic.all.map(\.name) + session.catalogue.indicatorOrder + grammar.names
        throw .unknownTopic(
            topic, closest: Resemblance.closest(to: topic, among: topics).first, at: place)
    }

    private static func lines(of command: Command) -> [String] {
        [command.usage, "  \(command.summary)"] + command.details.map { "  \($0)" }
            + command.examples.enumerated().map { index, example in
                (index == 0 ? "  for example: " : "               ") + example
            }
    }

    private static func lines(
        of keyword: Keyword, _ grammar: Grammar, in session: Session
    ) -> [String] {
        guard !keyword.isForLater, let rule = grammar.rule(of: keyword.word) else {
            return [keyword.word, "  \(keyword.meaning)"]
        }
        return lines(of: rule, named: "\(keyword.word): \(keyword.meaning)", in: session)
    }

    /// What it is, its form, and an example with the beginning of its answer.
    private static func lines(
        of rule: Grammar.Rule, named title: String, in session: Session
    ) -> [String] {
        [title] + rule.form.map { "  \($0)" } + (rule.meaning.map { ["  \($0)"] } ?? [])
            + shown(rule.example, in: session)
            + ["  more: .help \(HelpTopic.grammar)"]
    }

    /// An example, and where it is answered here the first lines of the answer.
    private static func shown(_ example: String?, in session: Session) -> [String] {
        guard let example else { return [] }
        session.workbench.loadEverything()
        let source = SourceText(example)
        let (statements, problems) = session.parsed(source)
        guard problems.isEmpty, statements.count == 1, case .query(let query) = statements[0].kind,
            !query.isLastResult,
            let table = try? session.engine.answer(query, in: source)
        else { return ["  try: \(example)"] }
        let answer = ResultFormat.table.text(table).split(separator: "\n").prefix(2)
        return ["  try: \(example)"] + answer.map { "       \($0)" }
    }

    /// What `describe` tells of a name.
    private static func described(_ name: String, in session: Session) throws(Diagnostic)
        -> ResultTable
    {
        let isPlain = !name.contains { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != " " }
        let source = SourceText("describe " + (isPlain ? name : "\"\(name)\""))
        let (statements, problems) = session.parsed(source)
        if let problem = problems.first { throw problem }
        guard let statement = statements.first, case .query(let query) = statement.kind else {
            return .lines([])
        }
        return try session.engine.answer(query, in: source, bindings: session.bindings)
    }

    /// The topic that lists every command with what it does.
    static let commands = "commands"

    private static func line(_ command: Command) -> String {
        command.usage.padded(to: 24) + command.summary
    }

    /// On one screen of 24 rows and 80 columns.
    private static func overview(_ session: Session) -> ResultTable {
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
                "  … | worst 5              works on the rows; also where, columns, chart, to csv",
                "  _ | to csv \"x.csv\"       _ is the last result, as a table and as a value",
                "  describe NAME            what it means (?NAME for short); explain QUERY, how",
                "  let x = …                names an expression; assert … fails where it is false",
                "",
                "Commands, each explained by '.help NAME', all by '.help \(commands)':",
            ] + usages + [
                "Also: " + HelpTopic.all.map(\.name).joined(separator: ", ")
            ])
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
