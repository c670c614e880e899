import TallyLanguage
import TallyModel
import TallyPlugins

extension Catalogue {
    /// The catalogue of these plugins, with what an import has made beside them, and everything
    /// that is wrong, plugin by plugin in the order of places.
    ///
    /// A plugin in which anything is wrong is left out whole, and so is one that uses what such a
    /// one declares. Of two plugins that declare the same indicator the earlier stays, unless the
    /// later overrides it.
    ///
    /// - Parameters:
    ///   - areas: those that an import has made.
    ///   - aside: those of them that nothing names; see ``AreaTable``.
    package static func build(
        _ plugins: [PluginDeclaration], adopted: [AdoptedIndicator] = [], areas: [Area] = [],
        aside: [Area] = []
    ) -> (catalogue: Catalogue, diagnostics: [Diagnostic]) {
        var live = plugins
        var diagnostics: [Diagnostic] = []
        while true {
            var builder = CatalogueBuilder.built(live, adopted: adopted, areas: areas)
            if builder.failed.isEmpty {
                builder.catalogue.areas.putAside(aside)
                return (builder.catalogue, diagnostics)
            }
            let blamed = builder.overridersToBlame()
            if !blamed.plugins.isEmpty {
                diagnostics += blamed.diagnostics
                live = live.indices.filter { !blamed.plugins.contains($0) }.map { live[$0] }
                continue
            }
            builder.failDependants()
            diagnostics += builder.sortedDiagnostics
            live = live.indices.filter { !builder.failed.contains($0) }.map { live[$0] }
        }
    }

    /// A catalogue in which every name of these plugins stands, also of those in which something is
    /// wrong, and no formula: to read sentences with.
    package static func names(of plugins: [PluginDeclaration]) -> Catalogue {
        var builder = CatalogueBuilder(plugins)
        builder.declareNames(adopted: [], areas: [])
        builder.catalogue.indexNames()
        return builder.catalogue
    }
}

/// A catalogue while it is built from plugins, of which some may turn out wrong.
struct CatalogueBuilder {
    /// Where something was first declared.
    struct Origin {
        let plugin: Int
        let id: Placed<String>
        let title: String
        let thing: Int
    }

    /// Problems of one plugin beyond so many are not noted.
    private static let maximumProblems = 100

    let plugins: [PluginDeclaration]
    var catalogue = Catalogue()
    /// Where each thing that is no indicator was first declared, by ``NameCandidate/key``.
    var origins: [String: Origin] = [:]
    /// The index of the plugin of each indicator that a plugin declares.
    var declarers: [String: Int] = [:]
    /// Ids of the indicators whose formula could be read, in declared order.
    var formulaOrder: [String] = []
    /// Ids of these and of what they use, each behind what it uses itself.
    var dependencyOrder: [String] = []
    /// Whether there is an end to what formulas are made of, and it is not too much.
    var areFormulasBounded = true
    /// Ids of the indicators for which a status policy is stated.
    var judged: [String] = []
    /// Indexes of the plugins in which something is wrong.
    private(set) var failed: Set<Int> = []
    private var diagnostics: [[Diagnostic]]
    /// Looking for what was meant costs time for each name there is, so that it ends somewhere.
    var suggestionsLeft = 50

    init(_ plugins: [PluginDeclaration]) {
        self.plugins = plugins
        diagnostics = Array(repeating: [], count: plugins.count)
    }

    /// All phases, one after the other; see ``failed`` for what came of them.
    static func built(
        _ plugins: [PluginDeclaration], adopted: [AdoptedIndicator] = [], areas: [Area] = []
    ) -> CatalogueBuilder {
        var builder = CatalogueBuilder(plugins)
        builder.declareNames(adopted: adopted, areas: areas)
        builder.checkReferences()
        builder.catalogue.indexNames()
        builder.readFormulas()
        builder.checkMeanings()
        builder.readChecks()
        return builder
    }

    mutating func note(_ plugin: Int, _ diagnostic: Diagnostic) {
        failed.insert(plugin)
        if !isFull(plugin) { diagnostics[plugin].append(diagnostic) }
    }

    /// Whether further problems of a plugin would not be kept.
    func isFull(_ plugin: Int) -> Bool { diagnostics[plugin].count >= Self.maximumProblems }

    var sortedDiagnostics: [Diagnostic] { plugins.indices.flatMap(diagnostics(of:)) }

    /// What is wrong with a plugin, in the order of places.
    func diagnostics(of plugin: Int) -> [Diagnostic] {
        diagnostics[plugin].sorted { ($0.place?.span.lower ?? 0) < ($1.place?.span.lower ?? 0) }
    }

    /// Whether something of this kind and id is declared.
    func isKnown(_ candidate: NameCandidate) -> Bool {
        candidate.kind == .indicator
            ? catalogue.indicators[candidate.id] != nil : origins[candidate.key] != nil
    }

    /// Notes that a plugin uses a name that nothing has.
    mutating func noteUnknown(_ plugin: Int, _ candidate: NameCandidate, at place: Diagnostic.Place)
    {
        if isFull(plugin) { return }
        var near: String?
        if suggestionsLeft > 0 {
            suggestionsLeft -= 1
            let dimension = candidate.memberParts?.dimension
            near =
                Resemblance.closest(
                    to: candidate.bareID,
                    among: catalogue.ids(of: candidate.kind).lazy
                        .map { NameCandidate(candidate.kind, $0) }
                        .filter { $0.memberParts?.dimension == dimension }
                        .map(\.bareID),
                    most: 1
                ).first
        }
        note(plugin, .unknownID(candidate, near: near, at: place))
    }
}

extension NameCandidate {
    /// A text of its own. The first dictionary of a kind of key costs a start more than all that it
    /// holds, and texts are keys elsewhere.
    var key: String { "\(kind.rawValue) \(id)" }

    /// Of a member, its dimension and its own id.
    var memberParts: (dimension: Substring, member: Substring)? {
        guard kind == .member, let equals = id.firstIndex(of: "=") else { return nil }
        return (id[..<equals], id[id.index(after: equals)...])
    }

    /// The id as an author writes it.
    var bareID: String { memberParts.map { String($0.member) } ?? id }

    static func member(_ dimension: String, _ member: String) -> NameCandidate {
        NameCandidate(.member, "\(dimension)=\(member)")
    }
}
