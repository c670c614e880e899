import TallyModel

extension Command {
    static let quit = Command(
        name: "quit", synonyms: ["exit"], usage: ".quit", summary: "ends the shell, as Ctrl-D does",
        examples: [".quit"], group: .shell, trace: .none
    ) { session, _, _ in
        session.wantsToQuit = true
        return nil
    }
}
