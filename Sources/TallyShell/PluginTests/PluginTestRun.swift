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
        let authored = AuthoredPlugins(paths, options)
        if let unreadable = authored.readingProblems.first(where: { $0.code.origin == .store }) {
            throw unreadable
        }
        let session = authored.session()
        return PluginTestReport(
            suites: session.plugins.map { suite(of: $0, session.catalogue) },
            problems: authored.readingProblems + authored.otherProblems + session.diagnostics)
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
