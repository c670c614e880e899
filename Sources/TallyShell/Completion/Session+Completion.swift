import TallyModel

extension Session {
    /// What could stand at a byte of a line, with what each is: from the parser's own expectations,
    /// the catalogue and the data; what is asked most comes first. `replace` is what a candidate
    /// stands in for.
    ///
    /// - Parameter patience: how long columns may be looked for before the usual ones are given.
    package func completions(
        _ line: String, at offset: Int, patience: Duration = .milliseconds(10)
    ) -> (replace: Span, candidates: [Candidate]) {
        // The first completion reads every plugin, so that all names are known.
        _ = catalogue
        if line.contains("check") { loadChecks() }
        let completer = Completer(engine, bindings, line, at: offset, patience: patience)
        var (span, candidates) = completer.candidates { name, typed in
            guard let command = Command.named(name) else { return [] }
            if command.takesFile { return Files.completions(of: typed) }
            return command.arguments(self).map { Candidate($0) }
        }
        let first = habits.favourites(among: candidates)
        if !first.isEmpty {
            let moved = Set(first)
            candidates =
                first.map { candidates[$0] }
                + candidates.indices.filter { !moved.contains($0) }.map { candidates[$0] }
        }
        return (span, candidates)
    }
}

extension Command {
    /// Whether its argument is a file or a folder.
    fileprivate var takesFile: Bool {
        ["FILE", "FOLDER", "DIR", "PATH"].contains { usage.contains($0) }
    }
}
