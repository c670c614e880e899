import TallyEngine
import TallyModel
import TallyStore

/// The figures that the binary carries, as a store: kept in the user's cache under a key made of
/// their content, so that only the first start imports them; in memory where nothing can be kept.
enum Sample {
    static func open(environment: [String: String]) throws(Diagnostic) -> Store {
        guard let path = Kept(environment)?.path("sample", "db") else { return try inMemory() }
        if Files.exists(path), let kept = try? Store.open(path: path, readOnly: true) {
            return kept
        }
        // Made beside and renamed, so that nobody ever opens half a sample.
        guard let draft = try? Draft(beside: path) else { return try inMemory() }
        do throws(Diagnostic) {
            let store = try Store.openOrCreate(path: draft.path)
            try fill(store)
            try store.finishWriting()
        } catch {
            return try inMemory()
        }
        guard (try? draft.takePlace()) != nil else { return try inMemory() }
        return try Store.open(path: path, readOnly: true)
    }

    private static func inMemory() throws(Diagnostic) -> Store {
        let store = try Store.inMemory()
        try fill(store)
        return store
    }

    private static func fill(_ store: Store) throws(Diagnostic) {
        let catalogue = LoadedPlugins.allBuiltIn().catalogue
        for file in BuiltIn.sample {
            var options = ImportOptions()
            options.knownAt = try Session.day(file.knownAt)
            do throws(Diagnostics) {
                _ = try Importer.import(
                    files: [(file.name, file.bytes)], into: store, catalogue: catalogue,
                    options: options)
            } catch {
                throw error.all[0]
            }
        }
    }
}

/// What is made of the built-in files once and kept for later starts, in the user's cache.
struct Kept {
    private let folder: String
    private static let key = BuiltIn.key(edition: edition)
    /// Raised when what is made changes though no file does.
    private static let edition: UInt64 = 6

    /// `nil` where nothing can be kept.
    init?(_ environment: [String: String]) {
        guard let folder = UserFolders(environment).cache, Files.makeFolder(folder) else {
            return nil
        }
        self.folder = folder
    }

    func path(_ name: String, _ ending: String) -> String {
        "\(folder)/\(name)-\(Self.key).\(ending)"
    }
}

extension NameIndex {
    /// The index of the plugins built in: kept, else made and kept; `nil` where nothing can be.
    static func ofBuiltIn(_ environment: [String: String]) -> NameIndex? {
        guard let path = Kept(environment)?.path("names", "index") else { return nil }
        if Files.exists(path), let bytes = try? Files.bytes(of: path),
            let kept = NameIndex(bytes: bytes, plugins: BuiltIn.pluginCount)
        {
            return kept
        }
        let (plugins, catalogue) = LoadedPlugins.allBuiltIn()
        guard plugins.count == BuiltIn.pluginCount,
            let index = NameIndex(of: plugins, in: catalogue)
        else { return nil }
        _ = try? Files.write(index.bytes, to: path)
        return index
    }
}
