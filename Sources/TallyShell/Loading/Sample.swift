import Glibc
import TallyEngine
import TallyModel
import TallyPlugins
import TallyStore

/// The figures that the binary carries, as a store: kept in the user's cache under a key made of
/// their content, so that only the first start imports them; in memory where nothing can be kept.
enum Sample {
    static func open(environment: [String: String]) throws(Diagnostic) -> Store {
        guard let kept = Kept(environment) else { return try inMemory() }
        let path = kept.path("sample", "db")
        if Files.exists(path), let kept = try? Store.open(path: path, readOnly: true) {
            return kept
        }
        // Made beside and renamed, so that nobody ever opens half a sample.
        guard let draft = try? Draft(beside: path) else { return try inMemory() }
        do throws(Diagnostic) {
            let store = try Store.openOrCreate(path: draft.path)
            try fill(store)
            try store.finishWriting(onlyRead: true)
        } catch {
            return try inMemory()
        }
        guard (try? draft.takePlace()) != nil else { return try inMemory() }
        kept.tidy()
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
    /// Raised when what is made changes though no file does, for those who develop.
    private static let edition: UInt64 = 7

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

    /// So long nobody has opened what goes.
    private static let mostIdleSeconds = 60 * 24 * 3600

    /// Removes what other versions have kept and nobody has opened for two months.
    func tidy() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        for name in Files.names(in: folder) ?? []
        where name.hasPrefix("sample-") || name.hasPrefix("names-") {
            if name.contains(Self.key) { continue }
            var found = stat()
            let path = "\(folder)/\(name)"
            guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG,
                now.tv_sec - max(found.st_atim.tv_sec, found.st_mtim.tv_sec) > Self.mostIdleSeconds
            else { continue }
            unlink(path)
        }
    }
}

extension NameIndex {
    /// The index of the plugins built in: kept, else made and kept; `nil` where nothing can be.
    static func ofBuiltIn(_ environment: [String: String]) -> NameIndex? {
        guard let path = Kept(environment)?.path("names", "index") else { return nil }
        if let numbers = Files.numbers(of: path),
            let kept = NameIndex(kept: numbers, plugins: BuiltIn.pluginCount)
        {
            return kept
        }
        let (plugins, catalogue) = LoadedPlugins.allBuiltIn()
        let cuts = BuiltIn.plugins.map { PluginCuts($0.bytes) }
        guard let index = NameIndex(of: plugins, in: catalogue, cuts: cuts) else { return nil }
        _ = try? Files.write(index.bytes, to: path)
        return index
    }
}
