import TallyEngine
import TallyModel
import TallyPlugins

/// `tally plugin test`: runs the tests inside plugins, each over the figures that it gives and no
/// store.
package enum PluginTestRun {
    /// Runs the tests of the plugin files at these paths, files or folders, beside every other
    /// plugin that a session would load. A plugin at a path takes the place of another of its id.
    ///
    /// Throws where a path can't be read or there is no plugin at it.
    package static func run(
        _ paths: [String], _ options: SessionOptions
    ) throws(Diagnostic) -> PluginTestReport {
        var files: [String] = []
        for path in paths {
            let found = try Files.plugins(in: path, mustExist: true)
            if found.isEmpty { throw .noPlugins(in: path) }
            files += found.filter { !files.contains($0) }
        }
        var tested: [PluginDeclaration] = []
        var problems: [Diagnostic] = []
        for path in files {
            let read = PluginReader.read(
                bytes: try Files.pluginBytes(of: path), name: path, with: [.checks, .tests])
            problems += read.diagnostics
            if let plugin = read.plugin { tested.append(plugin) }
        }
        let users = UserPlugins(options)
        problems += users.problems.filter { !files.contains($0.place?.source.name ?? "") }
        let built = Catalogue.build(
            together(LoadedPlugins.allBuiltIn().plugins + users.plugins, tested))
        problems += built.diagnostics
        let loaded = tested.filter { plugin in
            built.catalogue.plugins.contains {
                $0.id == plugin.id.value && $0.file == plugin.source.name
            }
        }
        return PluginTestReport(
            suites: loaded.map { suite(of: $0, built.catalogue) }, problems: problems)
    }

    /// All plugins in the order in which a session has them: those tested that it has stand where
    /// they do there, the others behind.
    private static func together(
        _ usual: [PluginDeclaration], _ tested: [PluginDeclaration]
    ) -> [PluginDeclaration] {
        var waiting = tested
        var result: [PluginDeclaration] = []
        for plugin in usual {
            if let index = waiting.firstIndex(where: { $0.id.value == plugin.id.value }) {
                result.append(waiting.remove(at: index))
            } else if !tested.contains(where: { $0.id.value == plugin.id.value }) {
                result.append(plugin)
            }
        }
        return result + waiting
    }

    /// Writes a report as JUnit XML. Throws where the file can't be written.
    package static func write(
        _ report: PluginTestReport, junit path: String
    ) throws(Diagnostic) {
        try Files.write(Array(report.junit.utf8), to: path)
    }

    private static func suite(
        of plugin: PluginDeclaration, _ catalogue: Catalogue
    ) -> PluginTestReport.Suite {
        let bench = TestBench(catalogue: catalogue, plugin: plugin)
        var touched: Set<String> = []
        var outcomes: [PluginTestReport.Outcome] = []
        for test in plugin.tests { outcomes += bench.outcomes(of: test, touched: &touched) }
        let indicators = catalogue.indicatorOrder.filter {
            catalogue.indicators[$0]?.plugin == plugin.id.value
        }
        return PluginTestReport.Suite(
            plugin: plugin.id.value, file: plugin.source.name ?? plugin.id.value,
            testCount: plugin.tests.count, outcomes: outcomes, indicatorCount: indicators.count,
            untouched: indicators.filter { !touched.contains($0) })
    }
}
