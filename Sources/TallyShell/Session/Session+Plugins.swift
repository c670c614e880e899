import TallyEngine
import TallyLanguage
import TallyModel

extension Session {
    /// Loads plugins from a path beside the others. Throws where nothing is there.
    func loadPlugins(_ path: String) throws(Diagnostic) -> ResultTable {
        let path = Files.expanded(path, home: options.environment["HOME"])
        let found = try Files.plugins(in: path, mustExist: true)
        return told(workbench.change { $0.load(path) }, read: found)
    }

    /// Reads all of the user's plugins anew.
    func reloadPlugins() -> ResultTable {
        let changes = workbench.change { $0.reload() }
        return told(changes, read: changes.files)
    }

    /// What a person wants to know of it; what is wrong goes with the errors.
    private func told(_ changes: PluginChanges, read: [String]) -> ResultTable {
        current.problems += changes.problems
        let count = NumberText.counted(read.count, "file")
        var lines = [
            read.isEmpty
                ? "read no file: there is none" : "read \(count): \(read.joined(separator: ", "))"
        ]
        let indicators = changes.indicators
        for (word, ids) in [
            ("added", indicators.added), ("changed", indicators.changed),
            ("removed", indicators.removed),
        ] where !ids.isEmpty {
            lines.append("\(word): \(Self.listed(ids))")
        }
        if lines.count == 1 { lines.append("no indicator has changed") }
        if !changes.feeding.isEmpty {
            lines.append(
                "figures stay as they were read: the feeds of \(Self.listed(changes.feeding)) are for "
                    + "files that are imported with the plugin, 'tally --plugins PATH import FILE'")
        }
        return .lines(lines)
    }

    private static func listed(_ ids: [String]) -> String {
        let shown = ids.prefix(mostNames).joined(separator: ", ")
        return ids.count > mostNames ? "\(shown) and \(ids.count - mostNames) more" : shown
    }

    /// More names than these are counted.
    private static let mostNames = 12
}
