import ArgumentParser

/// `tally plugin`: what authors of plugins need.
struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "Write and test plugins.",
        subcommands: [PluginTestCommand.self])
}
