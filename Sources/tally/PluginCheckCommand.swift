import ArgumentParser
import TallyModel
import TallyShell

struct PluginCheckCommand: Subcommand {
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

    var options: SessionOptions { place.options }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        let check = PluginCheck(paths, options)
        output.report(Session.rendered(check.problems, colour: options.colour))
        let isRight = !check.problems.contains { $0.severity == .error }
        if isRight { output.write(check.summary) } else { output.report(check.summary) }
        return check.hasBadPlugins ? .pluginFailed : isRight ? .success : .fileFailed
    }
}
