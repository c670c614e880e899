import ArgumentParser
import TallyModel
import TallyShell

struct PluginNewCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "new", _superCommandName: "tally plugin",
        abstract: "Write a plugin to begin with, NAME.json.",
        discussion: """
            It has one indicator and one test; with --from, one indicator for each row of a board \
            CSV. A file that is there is never written over.
            """)

    @Argument(help: "The plugin's id.")
    var name: String

    @Option(
        help: ArgumentHelp("A board CSV: a row an indicator, a column a month.", valueName: "file"),
        completion: .file())
    var from: String?

    @OptionGroup var place: StoreOptions

    var options: SessionOptions { place.options }

    static func status(of diagnostic: Diagnostic) -> ExitStatus {
        ExitStatus(reporting: diagnostic)
    }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        output.write(try PluginDraft.write(PluginDraft.Request(name: name, board: from), options))
        return .success
    }
}
