import TallyEngine
import TallyModel
import TallyPlugins

/// What came of loading plugins while a session runs.
struct PluginChanges {
    /// The files that were read.
    let files: [String]
    /// What was wrong; a file in which something was keeps what it declared before.
    let problems: [Diagnostic]
    let indicators: CatalogueChanges
    /// The plugins with feeds whose files were loaded or have changed.
    let feeding: [String]
}

extension LoadedPlugins {
    /// Reads a file, or every file of a folder, beside what is loaded.
    mutating func load(_ path: String) -> PluginChanges { reading { $0.add(path) } }

    /// Reads every file of the user's anew.
    mutating func reload() -> PluginChanges { reading { $0.read() } }

    private mutating func reading(_ read: (inout UserPlugins) -> Void) -> PluginChanges {
        loadEverything()
        let before = self
        var declared: [String: PluginDeclaration] = [:]
        for file in before.others.files { declared[file.path] = file.plugin }
        read(&others)
        build()
        var said = problems
        // What reads well alone may not fit with the others: what loaded before stays.
        let worked = Set(before.catalogue.plugins.compactMap(\.file))
        var lost: [String: PluginDeclaration] {
            let works = Set(catalogue.plugins.compactMap(\.file))
            return declared.filter { path, _ in
                worked.contains(path) && !works.contains(path)
                    && others.files.contains { $0.path == path }
            }
        }
        // Where a file's own earlier text is not enough, its mistake is in what another says now.
        for earlier in [lost, declared] where !lost.isEmpty {
            others.restore(earlier)
            build()
            said += problems.filter { !said.contains($0) }
        }
        problems = said
        let known = declared.mapValues(\.source)
        let feeding = others.plugins.filter { plugin in
            !plugin.feeds.isEmpty && known[plugin.source.name ?? ""] != plugin.source
        }
        return PluginChanges(
            files: others.files.map(\.path), problems: said,
            indicators: catalogue.changes(since: before.catalogue),
            feeding: feeding.map(\.id.value))
    }
}
