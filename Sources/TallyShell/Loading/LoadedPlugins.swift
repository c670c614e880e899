import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// The plugins of a session: those built in, then the user's; see ``UserPlugins`` for their order.
///
/// Of those built in only what a sentence names is read, where an index of their names is at hand
/// and no other plugin could use what is left out; see ``NameIndex``.
struct LoadedPlugins {
    private var builtIn: [PluginDeclaration?]
    var others: UserPlugins
    private let index: NameIndex?
    private var looks = 0
    private static let mostLooks = 16
    private var adopted: [AdoptedIndicator] = []
    private var areas: [Area] = []
    /// What was wrong in the files built in as such, which nothing should be.
    private var builtInProblems: [Diagnostic] = []
    /// What is wrong in any file, once all names are looked up.
    var problems: [Diagnostic] = []
    private(set) var catalogue = Catalogue()
    /// Whether the user has plugins.
    var hasOthers: Bool { !others.isEmpty }
    /// Whether every plugin has been read.
    private(set) var isComplete = false
    /// Whether the checks of those built in have been read, too.
    private var hasChecks = false

    /// Reads the user's files; those built in wait.
    init(_ options: SessionOptions, index: @autoclosure () -> NameIndex?) {
        others = UserPlugins(options)
        builtIn = Array(repeating: nil, count: BuiltIn.pluginCount)
        problems = PluginReader.withPaths(others.problems)
        self.index = others.plugins.isEmpty ? index() : nil
    }

    /// What imports have adopted, which has names too. Before any load.
    mutating func adopt(_ adopted: [AdoptedIndicator], _ areas: [Area]) {
        self.adopted = adopted
        self.areas = areas
    }

    /// Reads what a text may be about, beside what is read already. Whether anything new was.
    mutating func load(for text: String) -> Bool {
        if isComplete { return false }
        // Looking costs little once and more than reading everything when done for every line.
        looks += 1
        // A text without a word of any plugin's may be about what an import has made, in an area that
        // a plugin declares.
        guard looks <= Self.mostLooks, let index, let needed = index.plugins(for: text),
            needed != 0 || adopted.isEmpty
        else {
            loadEverything()
            return true
        }
        let isFirst = builtIn.allSatisfy { $0 == nil }
        let missing = builtIn.indices.filter {
            needed & (1 << UInt64($0)) != 0 && builtIn[$0] == nil
        }
        if missing.isEmpty, !isFirst { return false }
        // Who asks for more will ask for more again.
        if !isFirst {
            loadEverything()
            return true
        }
        for index in missing { read(index) }
        isComplete = builtIn.allSatisfy { $0 != nil }
        build()
        return true
    }

    mutating func loadEverything() {
        if isComplete { return }
        for index in builtIn.indices where builtIn[index] == nil { read(index) }
        isComplete = true
        build()
    }

    /// Reads everything with its checks. Whether that was still to be done.
    mutating func loadChecks() -> Bool {
        if hasChecks { return false }
        hasChecks = true
        isComplete = false
        builtIn = Array(repeating: nil, count: builtIn.count)
        builtInProblems = []
        loadEverything()
        return true
    }

    private mutating func read(_ index: Int) {
        let file = BuiltIn.plugin(index)
        let read = PluginReader.read(
            bytes: file.bytes, name: file.name, with: hasChecks ? .checks : [])
        builtInProblems += read.diagnostics
        builtIn[index] = read.plugin
    }

    /// What has been read, those built in first.
    var declarations: [PluginDeclaration] { builtIn.compactMap { $0 } + others.plugins }

    /// Those built in come first: of two that declare one indicator the earlier stays, so that a
    /// slip in a file of the user's takes nothing away.
    mutating func build() {
        let built = Catalogue.build(declarations, adopted: adopted, areas: areas)
        catalogue = built.catalogue
        problems = PluginReader.withPaths(others.problems + builtInProblems + built.diagnostics)
    }
}

extension LoadedPlugins {
    /// The declarations of all that is built in, and their catalogue.
    static func allBuiltIn() -> (plugins: [PluginDeclaration], catalogue: Catalogue) {
        let plugins = (0..<BuiltIn.pluginCount).compactMap { index in
            let file = BuiltIn.plugin(index)
            return PluginReader.read(bytes: file.bytes, name: file.name).plugin
        }
        return (plugins, Catalogue.build(plugins).catalogue)
    }
}
