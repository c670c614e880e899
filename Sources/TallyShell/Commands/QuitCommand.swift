import TallyModel

extension Command {
    static let quit = Command(
        name: "quit", synonyms: ["exit"], usage: ".quit", summary: "ends the shell, as Ctrl-D does"
    ) { session, _, _ in
        session.wantsToQuit = true
        return nil
    }
}
