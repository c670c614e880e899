import TallyEngine
import TallyLanguage
import TallyModel
import TallyRender

extension Session {
    /// What `check` gives of a name, or of everything.
    func checked(_ name: String?) throws(Diagnostic) -> ResultTable {
        workbench.loadChecks()
        let source = SourceText(name.map { "check \($0)" } ?? "check", name: ".check")
        let (statements, problems) = Parser.statements(in: source, vocabulary: catalogue)
        if let problem = problems.first { throw problem }
        guard case .query(let query)? = statements.first?.kind, statements.count == 1,
            case .check = query.phrase
        else { throw .oneCheck(at: Diagnostic.Place(source, Span(0, source.text.utf8.count))) }
        return try engine.answer(query, in: source)
    }

    /// Checks the figures of the store: what there is to show, and whether all agree.
    package func check(_ name: String?, write: (String) -> Void) throws(Diagnostic)
        -> Bool
    {
        let table = try checked(name)
        write(options.format.text(table, query: nil))
        return table.rows.isEmpty
    }
}

extension Diagnostic {
    fileprivate static func oneCheck(at place: Place) -> Diagnostic {
        Diagnostic(.unexpectedWord, "one name of a check, a plugin or an indicator", at: place)
    }
}
