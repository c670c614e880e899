import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins
import TallyRender
import TallyStore

/// Text in, results out: the only place that turns an error into words and an exit status.
package final class Session {
    /// How it was asked to work, and the format in force.
    var options: SessionOptions
    /// What questions are put to.
    var workbench: Workbench
    /// What `let` and `--param` have named, and the last result.
    var names: Names
    /// What the last query gave.
    var last: LastAnswer?
    /// What ran well, and the transcript.
    var journal = Journal(start: [])
    /// Where results and errors go.
    var outlet: Outlet
    /// What was entered last.
    var current = Run(keepsGoing: false)
    package internal(set) var wantsToQuit = false
    /// What was asked of late, for completion.
    package var habits = Habits()

    /// What names of values stand for, by folded name.
    package var bindings: [String: Binding] { names.bindings }
    /// The name of the text in which `--param` names its values, which no script names anew.
    package static let parameters = Names.parameters
    /// What was typed last with every slip in it mended, where each has one mend.
    package var mended: Mend? { current.mended }

    /// Opens the store and loads the plugins. Throws where the store cannot be read or an option
    /// names nothing; a plugin that will not load is no reason to stop, see ``loadProblems``.
    package init(_ options: SessionOptions) throws(Diagnostic) {
        self.options = options
        outlet = Outlet(options)
        workbench = try Workbench(options)
        names = Names(over: workbench.plugins.catalogue)
        if let area = options.area { engine.area = try areaID(area) }
        if let day = options.asKnown { engine.asKnown = try Self.day(day) }
        journal = Journal(start: settings)
        if !workbench.plugins.problems.isEmpty { workbench.loadEverything() }
    }

    /// Answers over all that is loaded.
    package internal(set) var engine: Engine {
        get { workbench.engine }
        set { workbench.engine = newValue }
    }

    /// What is wrong in plugin files; the others have loaded.
    package var loadProblems: [Diagnostic] {
        loadUsersPlugins()
        return workbench.plugins.problems
    }

    /// Said once, on standard error: that the built-in sample answers.
    package var notice: String? {
        workbench.store.notice.map {
            TextWrapping.folded($0, width: width, hanging: 2).joined(separator: "\n")
        }
    }

    /// Everything that has a name.
    package var catalogue: Catalogue {
        workbench.loadEverything()
        return workbench.plugins.catalogue
    }

    /// A plugin of the user's may use any other, and what is wrong in it is told at the start.
    private func loadUsersPlugins() {
        if workbench.plugins.hasOthers { workbench.loadEverything() }
    }

    /// Runs every statement of a text in turn. All errors of the text are reported before anything
    /// runs; then only those run that are right, where it keeps going. Gives whether all went well.
    package func run(
        _ source: SourceText, keepGoing: Bool = false, write: @escaping (String) -> Void,
        report: @escaping (String) -> Void
    ) -> Bool {
        outlet.sink = Outlet.Sink(write: write, report: report)
        defer { outlet.sink = nil }
        // At a prompt nothing stands above an answer but the question.
        if screen != nil { outlet.hasWritten = false }
        current = Run(keepsGoing: keepGoing || options.keepGoing)
        let succeeded = run(source)
        if !succeeded, !current.keepsGoing { reportRest(of: source) }
        return succeeded
    }

    /// The same, writing to where the text writes that is being run. What stands behind a script
    /// that is read, or a plugin that is loaded, is parsed once that has run, since it may use names
    /// that it gives.
    func run(_ source: SourceText) -> Bool {
        var succeeded = true
        for part in source.cutAtNameChanges() {
            if !runParsed(part) { succeeded = false }
            if wantsToQuit || !succeeded && !current.keepsGoing { break }
        }
        return succeeded
    }

    private func runParsed(_ source: SourceText) -> Bool {
        workbench.load(for: source.text)
        var (statements, problems) = parsed(source)
        if workbench.plugins.hasParts, problems.isEmpty,
            !statements.allSatisfy(\.needsOnlyIndicators)
        {
            workbench.loadPlugins()
            (statements, problems) = parsed(source)
        }
        // What is not known among some of the names may be among all of them.
        if !workbench.plugins.isComplete,
            !problems.isEmpty || statements.contains(where: \.needsEverything)
        {
            workbench.loadEverything()
            (statements, problems) = parsed(source)
        }
        if statements.contains(where: \.needsChecks) { workbench.loadChecks() }
        if !problems.isEmpty {
            let problems = problems.map { engine.mended($0, bindings: bindings) }
            report(problems)
            mend(source, problems)
            record(source, problems)
            noteRefused(problems, of: source)
            if !current.keepsGoing || statements.isEmpty { return false }
        }
        var succeeded = problems.isEmpty
        for statement in statements where !wantsToQuit {
            if !current.isReading { current.tried += 1 }
            do throws(Diagnostic) {
                try engine.checkCancellation()
                try run(statement, of: source)
                keep(statement, of: source)
            } catch {
                let isCancelled = error.code == .cancelled && options.isCancelled()
                if isCancelled {
                    // A script that is read is not what was cancelled, but the reading of it.
                    if !current.isReading {
                        outlet.sink?.report(Self.cancelled(after: .now - current.began) + "\n")
                    }
                    return false
                }
                report([error])
                mend(source, [error])
                record(statement, of: source, error)
                succeeded = false
                if !current.keepsGoing { return false }
            }
            let told = current.takeProblems()
            if !told.isEmpty {
                report(told)
                succeeded = false
                if !current.keepsGoing { return false }
            }
        }
        return succeeded
    }

    func parsed(_ source: SourceText) -> ([Statement], [Diagnostic]) {
        let vocabulary = names.vocabulary(over: workbench.plugins.catalogue) {
            [engine, bindings] in engine.newest(of: $0, bindings)
        }
        return Parser.statements(in: source, vocabulary: vocabulary)
    }

    private func run(_ statement: Statement, of source: SourceText) throws(Diagnostic) {
        switch statement.kind {
        case .query(let query):
            let start = ContinuousClock.now
            try answer(query, typed: String(source[statement.span]), in: source)
            reportTime(since: start)
        case .assertion(let query):
            try withEverything { () throws(Diagnostic) in
                try engine.assert(continued(query), in: source, bindings: bindings)
            }
        case .binding(let name, let nameSpan, let query):
            try withEverything { () throws(Diagnostic) in
                try bind(name, nameSpan, continued(query), in: source)
            }
        case .alias(let name, let nameSpan, let words):
            let folded = try freeName(name, nameSpan, in: source)
            names.give(
                folded, to: Alias(words: words, isParameter: source.name == Names.parameters))
            workbench.engine.aliases[folded] = words.joined(separator: " ")
        case .command(let name, let argument):
            guard let command = Command.named(name) else {
                throw .unknownCommand(name, at: Diagnostic.Place(source, statement.span))
            }
            current.problems = []
            if let table = try command.run(self, argument, Diagnostic.Place(source, statement.span))
            {
                write(table, query: nil)
            }
        }
    }

    /// A refusal is worded, and its offers made, with every name at hand.
    private func withEverything<Result>(_ body: () throws(Diagnostic) -> Result)
        throws(Diagnostic) -> Result
    {
        do throws(Diagnostic) {
            return try body()
        } catch {
            if workbench.plugins.isComplete { throw error }
            workbench.loadEverything()
            return try body()
        }
    }

    func answer(_ query: Query, typed: String, in source: SourceText) throws(Diagnostic) {
        let query = query.isLastResult ? query : continued(query)
        let table: ResultTable
        if query.isLastResult {
            let place = Diagnostic.Place(source, query.span)
            guard let last else { throw .noResultBefore(at: place) }
            table = try engine.rework(last.table, query, in: source)
        } else {
            var answer = try withEverything { () throws(Diagnostic) in
                try engine.answer(query, in: source, bindings: bindings)
            }
            if answer.lacksSomething, !workbench.plugins.isComplete {
                // What is near is looked for among all names.
                workbench.loadEverything()
                answer = try engine.answer(query, in: source, bindings: bindings)
            }
            table = answer
        }
        let destination = try Destination(query.stages, source)
        remember(table, of: query, typed: typed, in: source)
        guard let destination else { return write(table, query: typed) }
        guard let file = destination.file else {
            return write(table, query: typed, as: destination.format)
        }
        let path = Files.expanded(file, home: options.environment["HOME"])
        let bytes = Array(destination.format.text(table, query: typed).utf8)
        let isReplaced: Bool
        do throws(Diagnostic) {
            isReplaced = try Files.write(bytes, to: path)
        } catch {
            var error = error
            error.place = destination.place
            throw error
        }
        tell(of: table, unsaidBy: destination.format)
        write(.lines(["written to \(file)" + (isReplaced ? " (replaced)" : "")]), query: nil)
    }

    /// Checks what a name stands for before it is kept, so that a mistake shows where it was made.
    private func bind(_ name: String, _ nameSpan: Span, _ query: Query, in source: SourceText)
        throws(Diagnostic)
    {
        guard case .value(let expression) = query.phrase else {
            throw .bindsNoExpression(name, at: Diagnostic.Place(source, query.span))
        }
        let folded = try freeName(name, nameSpan, in: source)
        _ = try Checker(catalogue: workbench.plugins.catalogue, source: source, bindings: bindings)
            .check(
                expression)
        names.give(folded, to: Binding(query: query, source: source, bindings: bindings))
        workbench.engine.aliases[folded] = nil
    }

    /// The folded name, where it may be given a meaning: no parameter and nothing else has it.
    private func freeName(_ name: String, _ span: Span, in source: SourceText) throws(Diagnostic)
        -> String
    {
        let folded = NameFolding.fold(name)
        if names.isParameter(folded), source.name != Names.parameters {
            throw .nameTaken(name, by: "parameter", at: Diagnostic.Place(source, span))
        }
        if let taken = workbench.plugins.catalogue.longestMatch([folded][...]),
            let first = taken.candidates.first
        {
            throw .nameTaken(name, by: first.kind.rawValue, at: Diagnostic.Place(source, span))
        }
        return folded
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
        try catalogue.knownArea(name).id
    }

    func setArea(_ id: String?) { engine.area = id }

    /// A day written `2023-10-05`.
    static func day(_ text: String) throws(Diagnostic) -> Day {
        guard let found = Day(iso: text) else { throw .badDay(text) }
        return found
    }
}
