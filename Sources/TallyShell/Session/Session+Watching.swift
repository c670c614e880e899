import TallyLanguage
import TallyModel
import TallyRender

extension Session {
    /// How many seconds may lie between two answers of `.watch`.
    static let watchSeconds = 0.1...86_400.0

    /// Answers a query again and again until an interrupt, an error or the end of the terminal.
    func watch(_ text: String, every seconds: Double, at place: Diagnostic.Place)
        throws(Diagnostic)
    {
        guard let screen else { throw .needsTerminal("watch", at: place) }
        let source = SourceText(text)
        workbench.loadEverything()
        let (statements, problems) = parsed(source)
        if let problem = problems.first { throw problem }
        guard statements.count == 1, case .query(let query) = statements[0].kind else {
            throw .badArgument("watch", text, wanted: "one query", at: place)
        }
        let outer = outlet
        defer { outlet = outer }
        outlet.pages = false
        let every = "every \(NumberText.full(seconds)) s, Ctrl-C ends"
        repeat {
            var shown = ""
            outlet.sink = Outlet.Sink(write: { shown += $0 }, report: { shown += $0 })
            outlet.hasWritten = false
            do throws(Diagnostic) {
                try answer(query, typed: text, in: source)
            } catch {
                if error.code == .cancelled { return }
                throw error
            }
            let head = TextWrapping.cut("\(text)  (\(every))", to: screen.columns)
            screen.refresh("\(head)\n\(shown)")
        } while screen.wait(seconds: seconds)
    }
}
