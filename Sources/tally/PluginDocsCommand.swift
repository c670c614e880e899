import ArgumentParser
import TallyModel
import TallyShell

struct PluginDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs", _superCommandName: "tally plugin",
        abstract: "Print a Markdown page of the indicators of plugins.",
        discussion: "Targets and averages are those of the store.")

    @Argument(help: "Plugin files, or folders of them.", completion: .file())
    var paths: [String]

    @OptionGroup var place: StoreOptions

    func run() throws {
        let options = place.options
        try Program.finish(colour: options.colour) { () throws(Diagnostics) in
            try PluginPage.text(paths, options)
        }
    }
}
