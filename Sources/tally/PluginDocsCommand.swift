import ArgumentParser
import TallyModel
import TallyShell

struct PluginDocsCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "docs", _superCommandName: "tally plugin",
        abstract: "Print a Markdown page of the indicators of plugins.",
        discussion: "Targets and averages are those of the store.")

    @Argument(help: "Plugin files, or folders of them.", completion: .file())
    var paths: [String]

    @OptionGroup var place: StoreOptions

    var options: SessionOptions { place.options }

    static func status(of diagnostic: Diagnostic) -> ExitStatus {
        ExitStatus(reporting: diagnostic)
    }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        output.write(try PluginPage.text(paths, options))
        return .success
    }
}
