import TallyModel
import TallyPlugins

/// The user's plugin files, in the order in which they load: those of the user's configuration
/// folder, of `$TALLY_PLUGINS`, of `--plugins`, and what `.load` has named. A file later in the
/// order may override what an earlier one declares, so that the nearer to the sentence has its way.
struct UserPlugins {
    /// A folder of files or a single file.
    struct Place: Hashable {
        let path: String
        /// Whether it was named, so that it must be there.
        let isNamed: Bool
    }

    struct File {
        let path: String
        /// What it last declared without a mistake; `nil` where it never did.
        var plugin: PluginDeclaration?
        /// What is wrong with it as it is now.
        var problems: [Diagnostic] = []
    }

    private(set) var places: [Place]
    private(set) var files: [File] = []
    private var problemsOfPlaces: [Diagnostic] = []

    /// What is wrong with the files as such, and with the places where they should be.
    var problems: [Diagnostic] { problemsOfPlaces + files.flatMap(\.problems) }

    var plugins: [PluginDeclaration] { files.compactMap(\.plugin) }
    var isEmpty: Bool { files.isEmpty && problems.isEmpty }

    init(_ options: SessionOptions) {
        var places: [Place] = []
        if let folder = UserFolders(options.environment).plugins {
            places.append(Place(path: folder, isNamed: false))
        }
        let listed = options.environment["TALLY_PLUGINS"] ?? ""
        for path in listed.split(separator: ":").map(String.init) + options.plugins {
            places.append(Place(path: path, isNamed: true))
        }
        self.places = places
        read()
    }

    /// Reads every file anew, or those of one place and what is new at the others. A file in which
    /// something is wrong keeps what it declared before.
    mutating func read(only fresh: Place? = nil) {
        let anew = fresh.map { Set(((try? paths(at: $0)) ?? []).map(Files.realPath)) }
        var known: [String: File] = [:]
        for file in files { known[file.path] = file }
        files = []
        problemsOfPlaces = []
        var seen: Set<String> = []
        for place in places {
            do throws(Diagnostic) {
                for path in try paths(at: place) {
                    // The same file by two ways is one file.
                    let real = Files.realPath(path)
                    guard seen.insert(real).inserted else { continue }
                    if let anew, !anew.contains(real), let file = known[path] {
                        files.append(file)
                    } else {
                        files.append(Self.read(path, before: known[path]?.plugin))
                    }
                }
            } catch {
                problemsOfPlaces.append(error)
            }
        }
    }

    private func paths(at place: Place) throws(Diagnostic) -> [String] {
        try Files.plugins(in: place.path, mustExist: place.isNamed)
    }

    private static func read(_ path: String, before: PluginDeclaration?) -> File {
        do throws(Diagnostic) {
            let bytes = try Files.pluginBytes(of: path)
            if let before, before.source.text.utf8.elementsEqual(bytes) {
                return File(path: path, plugin: before)
            }
            let read = PluginReader.read(bytes: bytes, name: path)
            return File(path: path, plugin: read.plugin ?? before, problems: read.diagnostics)
        } catch {
            return File(path: path, plugin: before, problems: [error])
        }
    }

    /// Reads a place, after the others; one that is known already is read anew.
    mutating func add(_ path: String) {
        let place = Place(path: path, isNamed: true)
        if !places.contains(where: { $0.path == path }) { places.append(place) }
        read(only: place)
    }

    /// Puts what files declared before in the place of what they declare now.
    mutating func restore(_ before: [String: PluginDeclaration]) {
        for index in files.indices {
            if let plugin = before[files[index].path] { files[index].plugin = plugin }
        }
    }
}
