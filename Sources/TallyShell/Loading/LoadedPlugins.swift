import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// The plugins of a session: those built in, then the user's; see ``UserPlugins`` for their order.
///
/// Of those built in only what a sentence names is read, where an index of their names is at hand
/// and no other plugin could use what is left out; see ``NameIndex``. First only the indicators that
/// it names; then all of their plugins, where what it asks depends on more, or another sentence names
/// others; then every plugin.
struct LoadedPlugins {
    private var builtIn: [PluginDeclaration?]
    var others: UserPlugins
    private let index: NameIndex?
    /// The numbers of the indicators that were read, where not all of a plugin's were, and the areas
    /// of an import that have names then.
    private var chosen: (indicators: [Int], areas: [Area])?
    private var looks = 0
    private static let mostLooks = 16
    /// Not `[]`, whose general initializer takes the runtime longer than reading takes.
    private static let noExtras = PluginReader.Extras(rawValue: 0)
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
        guard looks <= Self.mostLooks, let index, let needed = index.named(in: text),
            needed.plugins != 0 || adopted.isEmpty
        else {
            loadEverything()
            return true
        }
        let read = plugins(of: builtIn.indices.filter { builtIn[$0] != nil })
        if let chosen, let indicators = needed.indicators,
            needed.plugins & ~read == 0, indicators.allSatisfy(chosen.indicators.contains),
            areas.filter(needed.mayName).allSatisfy(chosen.areas.contains)
        {
            return false
        }
        if read == 0, let indicators = needed.indicators {
            chosen = (indicators, areas.filter(needed.mayName))
            load(needed.plugins, only: indicators, by: index)
            return true
        }
        if chosen != nil {
            loadPlugins(beside: needed.plugins)
            return true
        }
        let missing = needed.plugins & ~read
        if missing == 0, read != 0 { return false }
        // Who asks for more will ask for more again.
        if read != 0 {
            loadEverything()
            return true
        }
        loadPlugins(beside: missing)
        return true
    }

    /// Whether of a plugin only some indicators have been read.
    var hasParts: Bool { chosen != nil }

    /// Reads the rest of what was read in part.
    mutating func loadPlugins() { loadPlugins(beside: 0) }

    /// Reads plugins, as bits, and the rest of what was read in part.
    private mutating func loadPlugins(beside others: UInt64) {
        let wanted = others | plugins(of: builtIn.indices.filter { builtIn[$0] != nil })
        forgetParts()
        for index in builtIn.indices where wanted & (1 << UInt64(index)) != 0 {
            if builtIn[index] == nil { read(index) }
        }
        isComplete = builtIn.allSatisfy { $0 != nil }
        build()
    }

    /// Reads of plugins, as bits, only these indicators; all where that does not go well.
    private mutating func load(_ plugins: UInt64, only indicators: [Int], by names: NameIndex) {
        for index in builtIn.indices where plugins & (1 << UInt64(index)) != 0 {
            guard let cuts = names.cuts(of: index, only: indicators) else {
                read(index)
                continue
            }
            let file = BuiltIn.plugin(index, cut: cuts)
            let read = PluginReader.read(bytes: file.bytes, name: file.name, with: Self.noExtras)
            builtIn[index] = read.plugin
            if read.plugin == nil { return loadEverything() }
        }
        build()
        if !problems.isEmpty { loadEverything() }
    }

    private mutating func forgetParts() {
        guard chosen != nil else { return }
        chosen = nil
        builtIn = Array(repeating: nil, count: builtIn.count)
    }

    private func plugins(of indices: some Sequence<Int>) -> UInt64 {
        indices.reduce(0) { $0 | 1 << UInt64($1) }
    }

    mutating func loadEverything() {
        if isComplete { return }
        forgetParts()
        for index in builtIn.indices where builtIn[index] == nil { read(index) }
        isComplete = true
        build()
    }

    /// Reads everything with its checks. Whether that was still to be done.
    mutating func loadChecks() -> Bool {
        if hasChecks { return false }
        hasChecks = true
        isComplete = false
        chosen = nil
        builtIn = Array(repeating: nil, count: builtIn.count)
        builtInProblems = []
        loadEverything()
        return true
    }

    private mutating func read(_ index: Int) {
        let file = BuiltIn.plugin(index)
        let read = PluginReader.read(
            bytes: file.bytes, name: file.name, with: hasChecks ? .checks : Self.noExtras)
        builtInProblems += read.diagnostics
        builtIn[index] = read.plugin
    }

    /// What has been read, those built in first.
    var declarations: [PluginDeclaration] { builtIn.compactMap { $0 } + others.plugins }

    /// Those built in come first: of two that declare one indicator the earlier stays, so that a
    /// slip in a file of the user's takes nothing away.
    mutating func build() {
        let built = Catalogue.build(
            declarations, adopted: adopted,
            areas: chosen?.areas ?? areas, aside: chosen == nil ? [] : areas)
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
