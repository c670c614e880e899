import TallyEngine
import TallyLanguage
import TallyModel

extension Command {
    static let help = Command(
        name: "help", usage: ".help [TOPIC]",
        summary: "explains the shell, a word, a function or a command",
        examples: [".help compare", ".help .watch"], group: .shell, trace: .shown,
        arguments: { _ in
            Keyword.allCases.map { Candidate($0.word, $0.meaning) }
                + Function.all.map { Candidate($0.name, $0.summary) }
                + all.map { Candidate(".\($0.name)", $0.summary) }
                + (Command.Group.allCases.map(\.rawValue) + HelpTopic.all.map(\.name)).map {
                    Candidate($0, "a topic of the help")
                }
        },
        run: { session, argument, place throws(Diagnostic) in
            try Help.about(argument, in: session, at: place)
        })
}
