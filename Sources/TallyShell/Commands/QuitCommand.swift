import TallyModel

extension Command {
    static let quit = Command(
        name: "quit", synonyms: ["exit"], usage: ".quit", summary: "ends the shell, as Ctrl-D does",
        examples: [".quit"], group: .shell, trace: .none
    ) { session, argument, place throws(Diagnostic) in
        guard argument.isEmpty else {
            throw .badArgument("quit", argument, wanted: "nothing behind it", at: place)
        }
        session.wantsToQuit = true
        return nil
    }
}
