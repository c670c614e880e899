import TallyEngine
import TallyModel
import TallyPlugins

/// The plugins at some paths, beside all others that would be there: those built in and the
/// user's.
///
/// A plugin at a path stands in the place of any other of its id, so that a plugin that is built in
/// or installed can be looked at in its next version.
package struct AuthoredPlugins {
    /// A file that was named, by itself or by its folder.
    struct File {
        let path: String
        /// What could be read of it; `nil` where nothing could.
        let plugin: PluginDeclaration?
        /// Whether nothing is wrong in it.
        let isSound: Bool
    }

    let files: [File]
    /// What is wrong in the files as such, and where they can't be read.
    let readingProblems: [Diagnostic]
    /// What is wrong in other files of the user's.
    let otherProblems: [Diagnostic]
    /// The plugins that there would be without the files, in their order.
    private let usual: [PluginDeclaration]

    /// The plugins of the files, as far as they could be read.
    var plugins: [PluginDeclaration] { files.compactMap(\.plugin) }

    /// Those that the plugins of the files stand beside.
    var others: [PluginDeclaration] {
        let ids = Set(plugins.map(\.id.value))
        return usual.filter { !ids.contains($0.id.value) }
    }

    /// Reads every file once, in the order of the paths, those of a folder by name.
    init(_ paths: [String], _ options: SessionOptions) {
        var files: [File] = []
        var problems: [Diagnostic] = []
        var seen: Set<String> = []
        for path in paths {
            do throws(Diagnostic) {
                let found = try Files.plugins(in: path, mustExist: true)
                if found.isEmpty { throw .noPlugins(in: path) }
                for file in found where seen.insert(Files.realPath(file)).inserted {
                    do throws(Diagnostic) {
                        let read = PluginReader.readOver(
                            bytes: try Files.pluginBytes(of: file), name: file,
                            with: [.checks, .tests])
                        problems += read.diagnostics
                        files.append(
                            File(
                                path: file,
                                plugin: read.plugin.flatMap { $0.id.value.isEmpty ? nil : $0 },
                                isSound: read.diagnostics.isEmpty))
                    } catch {
                        problems.append(error)
                        files.append(File(path: file, plugin: nil, isSound: false))
                    }
                }
            } catch {
                problems.append(error)
            }
        }
        self.files = files
        readingProblems = problems
        let users = UserPlugins(options)
        usual = Self.builtIn + users.plugins
        otherProblems = users.problems.filter {
            !seen.contains(Files.realPath($0.place?.source.name ?? ""))
        }
    }

    private static let builtIn = LoadedPlugins.allBuiltIn().plugins

    /// Everything at once, the plugins of the files behind the others: what does not fit is told of
    /// them.
    func build() -> (catalogue: Catalogue, diagnostics: [Diagnostic]) {
        Catalogue.build(others + plugins)
    }

    /// A catalogue of all that these and the others declare, right or wrong, for its names.
    func names() -> Catalogue { Catalogue.names(of: others + plugins) }

    /// The plugins of the sound files, and a catalogue in the order of a session that has them:
    /// those that it has already stand where they do there, the others behind.
    func session() -> (
        plugins: [PluginDeclaration], catalogue: Catalogue, diagnostics: [Diagnostic]
    ) {
        let sound = files.compactMap { $0.isSound ? $0.plugin : nil }
        let ids = Set(sound.map(\.id.value))
        var waiting = sound
        var all: [PluginDeclaration] = []
        for plugin in usual {
            let id = plugin.id.value
            if let index = waiting.firstIndex(where: { $0.id.value == id }) {
                all.append(waiting.remove(at: index))
            } else if !ids.contains(id) {
                all.append(plugin)
            }
        }
        let (catalogue, diagnostics) = Catalogue.build(all + waiting)
        let loaded = sound.filter { plugin in
            catalogue.plugins.contains {
                $0.id == plugin.id.value && $0.file == plugin.source.name
            }
        }
        return (loaded, catalogue, diagnostics)
    }
}
