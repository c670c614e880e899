import TallyLanguage
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
        if line.contains("check") { workbench.loadChecks() }
        let completer = Completer(
            engine, bindings, last: last?.table, line, at: offset, patience: patience)
        if let query = queryOfCommand(completer) {
            // Behind blanks places stay what they are.
            let blanks = String(repeating: " ", count: query.lower)
            let rest = String(completer.source[Span(query.lower, line.utf8.count)])
            return completions(blanks + rest, at: offset, patience: patience)
        }
        let found = completer.candidates { name, typed in
            guard let command = Command.named(name) else { return [] }
            let files =
                command.argument == .file
                ? Files.completions(of: typed, home: options.environment["HOME"]) : []
            return files + command.arguments(self)
        }
        let leading = byUse(found.leading)
        let texts = Set(leading.map(\.text))
        let rest = texts.isEmpty ? found.rest : found.rest.filter { !texts.contains($0.text) }
        return (found.replace, leading + byUse(rest))
    }

    /// Those first that are asked for most.
    private func byUse(_ candidates: [Candidate]) -> [Candidate] {
        let first = habits.favourites(among: candidates)
        if first.isEmpty { return candidates }
        let moved = Set(first)
        return first.map { candidates[$0] }
            + candidates.indices.filter { !moved.contains($0) }.map { candidates[$0] }
    }

    /// The query that a command is given behind a word of its own, where the place is in it.
    private func queryOfCommand(_ completer: Completer) -> Span? {
        guard case .argument(command: let name)? = completer.expected.expectations.first,
            Command.named(name)?.argument == .query
        else { return nil }
        let place = completer.expected.partial
        let typed = completer.source[place].utf8
        guard let blank = typed.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        return Span(place.lower + typed.distance(from: typed.startIndex, to: blank), place.upper)
    }
}
