import TallyEngine
import TallyModel
import TallyPlugins

/// What questions are put to: the plugins that are loaded, the store, and the engine over both.
struct Workbench {
    private(set) var plugins: LoadedPlugins
    /// Always over the catalogue of the plugins.
    var engine: Engine
    /// Where figures come from.
    let store: OpenedStore
    /// What counts the reading while `.timing` is on.
    private(set) var reading: CountingSource?

    /// Opens the store and loads the plugins of the user's.
    init(_ options: SessionOptions) throws(Diagnostic) {
        let store = try OpenedStore(options)
        self.store = store
        plugins = LoadedPlugins(options, index: NameIndex.ofBuiltIn(options.environment))
        let adopted = try store.figures.snapshot { () throws(Diagnostic) in
            (try store.figures.adopted(), try store.figures.adoptedAreas())
        }
        plugins.adopt(adopted.0, adopted.1)
        engine = Engine(catalogue: plugins.catalogue, source: store.figures)
        engine.isCancelled = options.isCancelled
        engine.progress = options.progress
    }

    // MARK: - What is loaded

    /// Reads every plugin, where that is still to be done.
    mutating func loadEverything() {
        if !plugins.isComplete { change { $0.loadEverything() } }
    }

    /// Reads the checks of the plugins built in, which a start passes over.
    mutating func loadChecks() {
        if plugins.loadChecks() { renew() }
    }

    /// Reads the rest of the plugins of which only some indicators were read.
    mutating func loadPlugins() {
        if plugins.hasParts { change { $0.loadPlugins() } }
    }

    /// Reads what a text may be about.
    mutating func load(for text: String) {
        if plugins.load(for: text) { renew() }
    }

    /// Changes what is loaded; what is asked next is asked of it.
    @discardableResult
    mutating func change<Result>(_ change: (inout LoadedPlugins) -> Result) -> Result {
        defer { renew() }
        return change(&plugins)
    }

    /// Lays the engine over what is loaded now.
    private mutating func renew() { engine = engine.with(plugins.catalogue) }

    // MARK: - What is read

    /// Begins or ends counting what is read.
    mutating func time(_ isOn: Bool) {
        guard isOn != (reading != nil) else { return }
        reading = isOn ? CountingSource(store.figures) : nil
        engine = engine.with(source: reading ?? store.figures)
    }
}
