import TallyEngine
import TallyModel

extension Command {
    static let load = Command(
        name: "load", usage: ".load PATH",
        summary: "loads a plugin file, or all of a folder",
        group: .plugins, argument: .file, changesNames: true
    ) { session, argument, place throws(Diagnostic) in
        if argument.isEmpty {
            throw .argumentMissing(
                "load", wanted: "the path of a plugin file or a folder", at: place)
        }
        return try session.loadPlugins(argument.unquoted)
    }
}
