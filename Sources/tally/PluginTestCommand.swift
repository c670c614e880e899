import ArgumentParser
import TallyShell

/// `tally plugin test`: runs the tests inside plugins.
struct PluginTestCommand: ParsableCommand {
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

    func run() throws {
        var options = Program.options(for: SessionOptions())
        options.plugins = plugins
        throw ExitCode(Program.testPlugins(paths, junit: junit, options).rawValue)
    }
}
