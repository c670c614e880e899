import TallyEngine
import TallyModel

extension Command {
    static let reload = Command(
        name: "reload", usage: ".reload",
        summary: "reads the plugin files again",
        group: .plugins, changesNames: true
    ) { session, argument, place throws(Diagnostic) in
        if !argument.isEmpty {
            throw .badArgument("reload", argument, wanted: "'.load PATH' reads one path", at: place)
        }
        return session.reloadPlugins()
    }
}
