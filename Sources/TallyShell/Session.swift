import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins
import TallyRender
import TallyStore

/// Text in, results out: the only place that turns an error into words and an exit status.
package final class Session {
    var options: SessionOptions
    private(set) var plugins: LoadedPlugins
    private(set) var engine: Engine
    /// Where figures come from; `nil` for what is not a file that can be imported into.
    let store: OpenedStore
    var bindings: [String: Binding] = [:]
    /// What was asked of late, for completion.
    package var habits = Habits()
    private var hasWritten = false
    package internal(set) var wantsToQuit = false

    /// Opens the store and loads the plugins. Throws where the store cannot be read or an option
    /// names nothing; a plugin that will not load is no reason to stop, see ``loadProblems``.
    package init(_ options: SessionOptions) throws(Diagnostic) {
        self.options = options
        store = try OpenedStore(options)
        plugins = LoadedPlugins(
            options, index: NameIndex.ofBuiltIn(options.environment))
        plugins.adopt(try store.figures.adopted(), try store.figures.adoptedAreas())
        engine = Engine(catalogue: plugins.catalogue, source: store.figures)
        engine.isCancelled = options.isCancelled
        if let area = options.area { engine.area = try areaID(area) }
        if let day = options.asKnown { engine.asKnown = try Self.day(day) }
        if !plugins.problems.isEmpty { loadEverything() }
    }

    /// What is wrong in plugin files; the others have loaded.
    package var loadProblems: [Diagnostic] {
        loadUsersPlugins()
        return plugins.problems
    }

    /// Said once, on standard error: that the built-in sample answers.
    package var notice: String? { store.notice }

    /// Everything that has a name.
    package var catalogue: Catalogue {
        loadEverything()
        return plugins.catalogue
    }

    private func loadEverything() {
        if plugins.isComplete { return }
        plugins.loadEverything()
        engine = engine.with(plugins.catalogue)
    }

    /// A plugin of the user's may use any other, and what is wrong in it is told at the start.
    private func loadUsersPlugins() {
        if plugins.hasOthers { loadEverything() }
    }

    /// Runs every statement of a text in turn. All errors of the text are reported before anything
    /// runs. Gives whether all went well.
    package func run(
        _ source: SourceText, write: (String) -> Void, report: (String) -> Void
    ) -> Bool {
        if plugins.load(for: source.text) { engine = engine.with(plugins.catalogue) }
        var (statements, problems) = parsed(source)
        // What is not known among some of the names may be among all of them.
        if !plugins.isComplete, !problems.isEmpty || statements.contains(where: \.needsEverything) {
            loadEverything()
            (statements, problems) = parsed(source)
        }
        if !problems.isEmpty {
            report(rendered(problems))
            if !options.keepGoing || statements.isEmpty { return false }
        }
        var succeeded = problems.isEmpty
        for statement in statements where !wantsToQuit {
            let start = ContinuousClock.now
            do throws(Diagnostic) {
                try engine.checkCancellation()
                do throws(Diagnostic) {
                    try run(statement, of: source, write)
                } catch {
                    // A refusal is worded, and its offers made, with every name at hand.
                    if plugins.isComplete { throw error }
                    loadEverything()
                    try run(statement, of: source, write)
                }
            } catch {
                let isCancelled = error.code == .cancelled && options.isCancelled()
                report(
                    isCancelled
                        ? Self.cancelled(after: .now - start) + "\n" : rendered([error]))
                succeeded = false
                if isCancelled { return false }
                if !options.keepGoing { return false }
            }
        }
        return succeeded
    }

    private func parsed(_ source: SourceText) -> ([Statement], [Diagnostic]) {
        let vocabulary = BindingVocabulary(plugins.catalogue, bindings: bindings.keys.sorted())
        return Parser.statements(in: source, vocabulary: vocabulary)
    }

    private func run(_ statement: Statement, of source: SourceText, _ write: (String) -> Void)
        throws(Diagnostic)
    {
        switch statement.kind {
        case .query(let query):
            let table = try engine.answer(query, in: source, bindings: bindings)
            let typed = String(source[statement.span])
            guard let destination = try Destination(query.stages, source) else {
                self.write(table, query: typed, write)
                return
            }
            if let path = destination.file {
                try Files.write(
                    Array(destination.format.text(table, query: typed).utf8), to: path)
                self.write(.lines(["written to \(path)"]), query: nil, write)
            } else {
                self.write(table, query: typed, as: destination.format, write)
            }
        case .binding(let name, let nameSpan, let query):
            try bind(name, nameSpan, query, in: source)
        case .command(let name, let argument):
            guard let command = Command.named(name) else {
                throw .unknownCommand(name, at: Diagnostic.Place(source, statement.span))
            }
            if let table = try command.run(self, argument, Diagnostic.Place(source, statement.span))
            {
                self.write(table, query: nil, write)
            }
        }
    }

    /// Checks what a name stands for before it is kept, so that a mistake shows where it was made.
    private func bind(_ name: String, _ nameSpan: Span, _ query: Query, in source: SourceText)
        throws(Diagnostic)
    {
        let folded = NameFolding.fold(name)
        guard case .value(let expression) = query.phrase else {
            throw .bindsNoExpression(name, at: Diagnostic.Place(source, query.span))
        }
        if let taken = plugins.catalogue.longestMatch([folded][...]),
            let first = taken.candidates.first
        {
            throw .nameTaken(
                name, by: first.kind.rawValue, at: Diagnostic.Place(source, nameSpan))
        }
        _ = try Checker(catalogue: plugins.catalogue, source: source, bindings: bindings).check(
            expression)
        bindings[folded] = Binding(query: query, source: source)
    }

    private func write(
        _ table: ResultTable, query: String?, as format: ResultFormat? = nil,
        _ write: (String) -> Void
    ) {
        write(
            (format ?? options.format).text(
                table, query: query, isFirst: !hasWritten,
                options: RenderOptions(colour: options.colour, width: options.width)))
        hasWritten = true
    }

    /// Diagnostics as a person reads them.
    package func rendered(_ diagnostics: [Diagnostic]) -> String {
        Self.rendered(diagnostics, colour: options.colour)
    }

    package static func rendered(_ diagnostics: [Diagnostic], colour: Bool) -> String {
        diagnostics.map { DiagnosticText.text($0, style: colour ? .colour : .plain) }.joined()
    }

    /// `cancelled after 1.2 s`
    package static func cancelled(after time: ContinuousClock.Duration) -> String {
        "cancelled after \(NumberText.fixed(time / .seconds(1), decimals: 1)) s"
    }

    /// Whether a text ends where the next line belongs to it.
    package func continues(_ text: String) -> Bool { Parser.continues(text) }

    // MARK: - What commands change

    /// The id of the area of this name. Throws `unknown-name`.
    func areaID(_ name: String) throws(Diagnostic) -> String {
        guard let area = catalogue.area(named: name) else {
            let names = catalogue.entries(of: [.area]).map(\.name)
            throw .unknownArea(name, closest: Resemblance.closest(to: name, among: names).first)
        }
        return area.id
    }

    func setArea(_ id: String?) { engine.area = id }

    /// A day written `2023-10-05`.
    static func day(_ text: String) throws(Diagnostic) -> Day {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            let found = Day(checking: year, month, day)
        else { throw .badDay(text) }
        return found
    }
}
