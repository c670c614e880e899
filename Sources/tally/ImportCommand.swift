import ArgumentParser
import CLineEditor
import TallyModel
import TallyShell

struct ImportCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "import", _superCommandName: "tally",
        abstract: "Take figures from files into the store.",
        discussion: "An import takes all of a file or nothing, unless --partial is given.")

    @Argument(help: "Files of figures.", completion: .file())
    var files: [String] = []

    @OptionGroup var place: StoreOptions

    @Option(help: ArgumentHelp("The day on which the figures became known.", valueName: "date"))
    var knownAt: String?

    @Flag(help: "Say what would be taken, and take nothing.")
    var dryRun = false

    @Flag(help: "Take the good rows, and write the bad ones into a file beside.")
    var partial = false

    static var onInterrupt: tally_interrupt_policy { TALLY_INTERRUPT_ENDS }

    var options: SessionOptions { place.options }

    /// Writes the report of the import.
    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        if files.isEmpty { throw Diagnostics([.nothingToImport()]) }
        var request = ImportRun.Request()
        request.knownAt = knownAt
        request.dryRun = dryRun
        request.partial = partial
        let outcome = try ImportRun.run(files, request, options)
        output.report(Session.rendered(outcome.warnings, colour: options.colour))
        output.write(outcome.report)
        return .success
    }
}
