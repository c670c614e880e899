import ArgumentParser
import TallyModel
import TallyShell

/// `tally plugin test`: runs the tests inside plugins.
struct PluginTestCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "test", _superCommandName: "tally plugin",
        abstract: "Run the tests inside plugins.",
        discussion: """
            A test gives figures and says what sentences make of them; no store is read. \
            Exit codes: 0 all met; 1 an expectation was not met; 4 a plugin would not load.
            """)

    @Argument(help: "Plugin files, or folders of them.", completion: .file(extensions: ["json"]))
    var paths: [String]

    @Option(
        help: ArgumentHelp("Write what came of it as JUnit XML.", valueName: "file"),
        completion: .file())
    var junit: String?

    @Option(
        help: ArgumentHelp(
            "A folder of plugins that those tested use; may be repeated.", valueName: "folder"),
        completion: .directory)
    var plugins: [String] = []

    var options: SessionOptions {
        var options = Program.options(for: SessionOptions())
        options.plugins = plugins
        return options
    }

    /// Writes what came of the tests, and the same as JUnit XML into a file.
    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        do throws(Diagnostic) {
            let report = try PluginTestRun.run(paths, options)
            output.report(Session.rendered(report.problems, colour: options.colour))
            output.write(report.text(colour: options.colour))
            if let junit { try PluginTestRun.write(report, junit: junit) }
            return switch report.verdict {
            case .passed: .success
            case .failed: .statementFailed
            case .unloadable: .pluginFailed
            }
        } catch {
            throw Diagnostics([error])
        }
    }
}
