import ArgumentParser

/// What an author of plugins needs.
struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", _superCommandName: "tally",
        abstract: "Make, check, test and document plugins.",
        subcommands: served)

    /// Every subcommand, one line each.
    static let served: [any ParsableCommand.Type] = [
        PluginNewCommand.self,
        PluginCheckCommand.self,
        PluginTestCommand.self,
        PluginDocsCommand.self,
        PluginSchemaCommand.self,
    ]
}
