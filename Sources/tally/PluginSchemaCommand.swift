import ArgumentParser
import TallyShell

struct PluginSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", _superCommandName: "tally plugin",
        abstract: "Print the JSON Schema of plugins, for an editor.")

    func run() throws {
        let output = Output()
        output.write(PluginSchema.text)
        output.flush()
        if output.failure != nil { throw ExitCode(ExitStatus.fileFailed.rawValue) }
    }
}
