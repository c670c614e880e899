import ArgumentParser
import TallyModel
import TallyShell

/// Subcommands, `--help`, `--version` and shell completions. The options here document those that
/// ``CommandLineReader`` reads.
struct TallyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally",
        abstract: "Answer questions about indicators, in sentences.",
        usage: """
            tally [OPTIONS]                     the shell, on a terminal
            tally [OPTIONS] FILE...             run scripts; - is standard input
            tally [OPTIONS] -e QUERY [-e QUERY...]
            tally import FILE... [OPTIONS]
            tally plugin test PATH... [OPTIONS]
            """,
        discussion: """
            Exit codes: 0 all well; 1 a statement failed; 2 bad usage; 3 the store or a file; \
            4 a plugin would not load; 130 interrupted.
            """,
        version: Program.version,
        subcommands: [ImportCommand.self, PluginCommand.self])

    @Option(
        name: .customShort("e"),
        help: ArgumentHelp("Answer a query; may be repeated.", valueName: "query"))
    var queries: [String] = []

    @Option(
        help: ArgumentHelp(
            "The store; without it $TALLY_STORE, else ./tally.db, else the built-in sample.",
            valueName: "path"),
        completion: .file())
    var store: String?

    @Option(
        help: ArgumentHelp("A folder of plugins; may be repeated.", valueName: "folder"),
        completion: .directory)
    var plugins: [String] = []

    @Option(help: ArgumentHelp("The area that sentences are about.", valueName: "name"))
    var area: String?

    @Option(
        help: ArgumentHelp(
            "table, csv, json, jsonl, md, html, svg or vegalite.", valueName: "format"),
        completion: .list(SessionOptions.formats))
    var format: String?

    @Option(help: ArgumentHelp("Answer as of that day.", valueName: "date"))
    var asKnown: String?

    @Option(
        help: ArgumentHelp("As 'let NAME = VALUE' before anything runs.", valueName: "name=value"))
    var param: [String] = []

    @Flag(help: "Run on after a statement that failed.")
    var keepGoing = false

    @Option(
        help: ArgumentHelp("auto, always or never.", valueName: "when"),
        completion: .list(Invocation.Colour.allCases.map(\.rawValue)))
    var color: String?

    @Flag(help: "Leave the start-up file out.")
    var noInit = false
}

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take figures from files into the store.",
        discussion: "An import takes all of a file or nothing, unless --partial is given.")

    @Argument(help: "Files of figures.", completion: .file())
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "The store; without it $TALLY_STORE, else ./tally.db.", valueName: "path"),
        completion: .file())
    var store: String?

    @Option(
        help: ArgumentHelp("A folder of plugins; may be repeated.", valueName: "folder"),
        completion: .directory)
    var plugins: [String] = []

    @Option(help: ArgumentHelp("The day on which the figures became known.", valueName: "date"))
    var knownAt: String?

    @Flag(help: "Say what would be taken, and take nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("The area that the files are about.", valueName: "name"))
    var area: String?

    @Flag(help: "Take the good rows, and write the bad ones into a file beside.")
    var partial = false

    func run() throws {
        var options = Program.options(for: SessionOptions())
        options.store = store
        options.plugins = plugins
        options.area = area
        var request = ImportRun.Request()
        request.knownAt = knownAt
        request.dryRun = dryRun
        request.partial = partial
        let status = Program.importFiles(files, request, options)
        throw ExitCode(status.rawValue)
    }
}
