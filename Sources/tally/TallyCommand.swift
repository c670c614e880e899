import ArgumentParser
import TallyModel
import TallyShell

/// Subcommands, `--help`, `--version` and shell completions. The options here document those that
/// ``CommandLineReader`` reads.
struct TallyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally",
        abstract: "Answer questions about indicators, in sentences.",
        usage: usage,
        discussion: exitCodes,
        version: Program.version,
        subcommands: served)

    static let usage = """
        tally [OPTIONS]                     the shell, on a terminal
        tally [OPTIONS] FILE...             run scripts; - is standard input
        tally [OPTIONS] -e QUERY [-e QUERY...]
        tally import FILE... | undo IMPORT | export [FILE] | check [NAME] | backup FILE | verify
        tally plugin ... | manual check FILE...
        """
    static let exitCodes = """
        Exit codes: 0 all well; 1 a statement failed; 2 bad usage; 3 the store or a file; \
        4 a plugin would not load; 130 interrupted.
        """

    /// Every subcommand, one line each.
    static let served: [any ParsableCommand.Type] = [
        ImportCommand.self,
        UndoCommand.self,
        ExportCommand.self,
        CheckCommand.self,
        PluginCommand.self,
        ManualCommand.self,
        BackupCommand.self,
        VerifyCommand.self,
    ]

    /// What the first word may be that is no file.
    static var names: [String] { served.compactMap { $0.configuration.commandName } + ["help"] }

    /// The subcommand of this name.
    static func subcommand(_ name: String?) -> (any ParsableCommand.Type)? {
        served.first { $0.configuration.commandName == name }
    }

    @Option(
        name: .customShort("e"),
        help: ArgumentHelp("Answer a query; may be repeated.", valueName: "query"))
    var queries: [String] = []

    @OptionGroup var place: StoreOptions

    @Option(
        help: ArgumentHelp(
            "\(SessionOptions.formatsInWords).", valueName: "format"),
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

    @Flag(help: "Print the manual page, for 'man -l -'.")
    var man = false
}
