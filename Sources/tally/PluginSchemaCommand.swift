import ArgumentParser
import TallyModel
import TallyShell

struct PluginSchemaCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", _superCommandName: "tally plugin",
        abstract: "Print the JSON Schema of plugins, for an editor.")

    var options: SessionOptions { Program.options(for: SessionOptions()) }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        output.write(PluginSchema.text)
        return .success
    }
}
