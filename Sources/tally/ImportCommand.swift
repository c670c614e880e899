import ArgumentParser
import TallyShell

struct ImportCommand: ParsableCommand {
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

    func run() throws {
        if files.isEmpty {
            Output().report(Session.rendered([.nothingToImport()], colour: false))
            throw ExitCode(ExitStatus.badUsage.rawValue)
        }
        var request = ImportRun.Request()
        request.knownAt = knownAt
        request.dryRun = dryRun
        request.partial = partial
        let status = Program.importFiles(files, request, place.options)
        throw ExitCode(status.rawValue)
    }
}
