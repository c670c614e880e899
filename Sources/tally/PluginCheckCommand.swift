import ArgumentParser
import TallyModel
import TallyShell

struct PluginCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "tally plugin",
        abstract: "Say everything that is wrong with plugin files, at once.",
        discussion: """
            The plugins stand beside all others, in the place of any of the same id. \
            Exit codes: 0 nothing is wrong; 3 a file can't be read; 4 a plugin is wrong.
            """)

    @Argument(help: "Plugin files, or folders of them.", completion: .file())
    var paths: [String]

    @OptionGroup var place: StoreOptions

    func run() throws {
        let options = place.options
        let check = PluginCheck(paths, options)
        let output = Output()
        output.report(Session.rendered(check.problems, colour: options.colour))
        let errors = check.problems.filter { $0.severity == .error }
        if errors.isEmpty { output.write(check.summary) } else { output.report(check.summary) }
        output.flush()
        let status: ExitStatus =
            check.hasBadPlugins ? .pluginFailed : errors.isEmpty ? .success : .fileFailed
        throw ExitCode(status.rawValue)
    }
}
