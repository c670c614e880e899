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
    }

    let files: [File]
    /// What is wrong in the files as such, and where they can't be read.
    let readingProblems: [Diagnostic]
    /// Those that the plugins of the files stand beside.
    let others: [PluginDeclaration]

    /// The plugins of the files, as far as they could be read.
    var plugins: [PluginDeclaration] { files.compactMap(\.plugin) }

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
                                plugin: read.plugin.flatMap { $0.id.value.isEmpty ? nil : $0 }))
                    } catch {
                        problems.append(error)
                        files.append(File(path: file, plugin: nil))
                    }
                }
            } catch {
                problems.append(error)
            }
        }
        self.files = files
        readingProblems = problems
        let ids = Set(files.compactMap { $0.plugin?.id.value })
        others = (Self.builtIn + UserPlugins(options).plugins).filter {
            !ids.contains($0.id.value)
        }
    }

    private static let builtIn = LoadedPlugins.allBuiltIn().plugins

    /// Everything at once: the plugins of the files behind the others.
    func build() -> (catalogue: Catalogue, diagnostics: [Diagnostic]) {
        Catalogue.build(others + plugins)
    }
}
