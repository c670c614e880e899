import ArgumentParser

/// What an author of pages with transcripts needs.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", _superCommandName: "tally",
        abstract: "Check pages with transcripts.",
        subcommands: [ManualCheckCommand.self])
}
