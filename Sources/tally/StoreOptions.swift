import ArgumentParser
import TallyShell

/// The options that say which figures are meant, of the program and of its subcommands.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store; else $TALLY_STORE, ./tally.db or the sample.",
            valueName: "path"),
        completion: .file())
    var store: String?

    @Option(
        help: ArgumentHelp("A folder of plugins; may be repeated.", valueName: "folder"),
        completion: .directory)
    var plugins: [String] = []

    @Option(help: ArgumentHelp("The area that sentences are about.", valueName: "name"))
    var area: String?

    /// With what the environment and the terminal say.
    var options: SessionOptions {
        var options = SessionOptions()
        options.store = store
        options.plugins = plugins
        options.area = area
        return Program.options(for: options)
    }
}
