import GRDB
import GRDBSQLite
import Synchronization
import TallyModel

/// The analyst's memory: one SQLite file in which every figure that was ever read stays, with the
/// day it became known and the place it was read from.
package final class Store: Sendable {
    let queue: DatabaseQueue
    /// As given; `nil` for a store in memory.
    package let path: String?
    package let isReadOnly: Bool
    /// Where the store stands as it was before it was brought up to this version on opening; `nil`
    /// where that was not needed.
    package let earlier: String?
    /// Ids and ranks already looked up, until the file changes.
    let cache = Mutex(ReadCache())
    /// `nil` for a store in memory.
    private let file: OpenStoreFile?

    init(queue: DatabaseQueue, path: String?, isReadOnly: Bool, earlier: String? = nil) {
        self.queue = queue
        self.path = path
        self.isReadOnly = isReadOnly
        self.earlier = earlier
        file = path.flatMap { OpenStoreFile($0) }
    }

    /// Opens a store that exists. Throws `file-not-found`, `file-unreadable`, `not-a-store`,
    /// `newer-store`, `store-damaged`, `store-unwritable`; a file that is no store is left as it
    /// is, and for reading nothing is ever written into the file.
    ///
    /// - Parameter isCancelled: asked now and then while the store works; where it says so, what
    ///   is being read or written ends at once, with `cancelled`.
    package static func open(
        path: String, readOnly: Bool, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(Diagnostic) -> Store {
        switch try FileProbe.look(at: path) {
        case .absent: throw .noStore(path)
        case .empty: throw .notAStore(path, because: "it is empty")
        case .somethingElse: throw .notAStore(path, because: "it is no SQLite file")
        case .sqlite(Schema.applicationID): break
        case .sqlite(0):
            guard try contents(of: path) == .store else {
                throw .notAStore(path, because: "it is another SQLite file")
            }
        case .sqlite: throw .notAStore(path, because: "it is another program's SQLite file")
        }
        return readOnly
            ? try openForReading(path, isCancelled) : try openForWriting(path, isCancelled)
    }

    /// Opens a store for writing, made first where there is none: also where making one was cut
    /// off. Throws as ``open(path:readOnly:)``.
    package static func openOrCreate(
        path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(Diagnostic) -> Store {
        let isNothing: Bool =
            switch try FileProbe.look(at: path) {
            case .absent, .empty: true
            case .sqlite(0): try contents(of: path) == .nothing
            default: false
            }
        return isNothing
            ? try openForWriting(path, isCancelled)
            : try open(path: path, readOnly: false, isCancelled: isCancelled)
    }

    /// A store that is gone with the last reference to it.
    package static func inMemory(
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(Diagnostic) -> Store {
        do {
            let queue = try DatabaseQueue(
                configuration: configuration(readOnly: false, isCancelled))
            let store = Store(queue: queue, path: nil, isReadOnly: false)
            try queue.writeWithoutTransaction { try Schema.migrate($0) }
            return store
        } catch {
            throw .store(error, path: nil)
        }
    }

    /// Makes what is being read or written end at once, with `cancelled`. From any thread.
    package func interrupt() { queue.interrupt() }

    /// Gives up the file. What is asked of the store afterwards fails.
    package func close() throws(Diagnostic) {
        do { try queue.close() } catch { throw .store(error, path: path) }
    }

    /// Gives up the file with everything in the one file, so that it may be copied or renamed.
    ///
    /// - Parameter onlyRead: whether nobody will write it again: whoever reads it then need keep no
    ///   account of a write-ahead log, which takes a start longer than reading does.
    package func finishWriting(onlyRead: Bool = false) throws(Diagnostic) {
        do {
            try queue.writeWithoutTransaction { database in
                _ = try RawStatement(database, "PRAGMA wal_checkpoint(TRUNCATE)").oneInteger()
                if onlyRead {
                    _ = try RawStatement(database, "PRAGMA journal_mode = DELETE").oneInteger()
                }
            }
        } catch {
            throw .store(error, path: path)
        }
        try close()
    }

    // MARK: - Opening

    static func configuration(
        readOnly: Bool, _ isCancelled: @escaping @Sendable () -> Bool
    ) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.foreignKeysEnabled = false
        let cancellation = StoreCancellation(isCancelled)
        configuration.busyMode = .callback { cancellation.waits(times: $0) }
        configuration.prepareDatabase { database in
            cancellation.watch(database)
            // GRDB has SQLite tell it of every table and column that a statement names, which who reads
            // only does not ask.
            if readOnly { sqlite3_set_authorizer(database.sqliteConnection, nil, nil) }
        }
        return configuration
    }

    /// The path as SQLite reads a path and not a URI; one that says that nothing changes, where
    /// nothing can: only so can a store be read from a folder where no file may be made.
    private static func readingPath(_ path: String) -> String {
        guard FileProbe.isUnchangeable(path) else { return plainPath(path) }
        var uri = path.utf8.first == UInt8(ascii: "/") ? "file://" : "file:"
        for byte in path.utf8 {
            let isPlain =
                byte > 0x20 && byte < 0x7F && !"%?#\"<>\\^`{|}".utf8.contains(byte)
            if isPlain {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return uri + "?immutable=1"
    }

    private static func plainPath(_ path: String) -> String {
        path.hasPrefix("file:") || path.hasPrefix(":") ? "./" + path : path
    }

    private static func openForReading(
        _ path: String, _ isCancelled: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) -> Store {
        do {
            let queue = try DatabaseQueue(
                path: readingPath(path),
                configuration: configuration(readOnly: true, isCancelled))
            let version = try queue.unsafeRead { try Schema.version(of: $0) }
            if version > Schema.currentVersion { throw Diagnostic.newerStore(path) }
            return Store(queue: queue, path: path, isReadOnly: true)
        } catch {
            throw .store(error, path: path)
        }
    }

    private static func openForWriting(
        _ path: String, _ isCancelled: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) -> Store {
        do {
            let queue = try DatabaseQueue(
                path: plainPath(path),
                configuration: configuration(readOnly: false, isCancelled))
            let version = try queue.unsafeRead { try Schema.version(of: $0) }
            if version > Schema.currentVersion { throw Diagnostic.newerStore(path) }
            let isOlder = version > 0 && version < Schema.currentVersion
            let earlier =
                isOlder ? try keepEarlier(queue, path, version: version, isCancelled) : nil
            try queue.writeWithoutTransaction { database in
                _ = try RawStatement(database, "PRAGMA journal_mode = WAL").oneInteger()
                try RawStatement(database, "PRAGMA synchronous = FULL").run()
                // 64 MB, so that an import of a million figures is written once and not page by page.
                try RawStatement(database, "PRAGMA cache_size = -65536").run()
                if version < Schema.currentVersion {
                    try Schema.migrate(database)
                    // So that the header says at once whose file this is.
                    _ = try RawStatement(database, "PRAGMA wal_checkpoint(TRUNCATE)").oneInteger()
                }
            }
            return Store(queue: queue, path: path, isReadOnly: false, earlier: earlier)
        } catch {
            throw .store(error, path: path)
        }
    }

    private enum Contents {
        case store, nothing, somethingElse
    }

    /// What a SQLite file holds whose header names no application, looked at without writing.
    private static func contents(of path: String) throws(Diagnostic) -> Contents {
        do {
            let queue = try DatabaseQueue(
                path: readingPath(path), configuration: configuration(readOnly: true) { false })
            return try queue.unsafeRead { database in
                let identifier = try RawStatement(database, "PRAGMA application_id").oneInteger()
                if identifier == Int64(Schema.applicationID) { return .store }
                let count = try RawStatement(database, "SELECT count(*) FROM sqlite_master")
                    .oneInteger()
                return identifier == 0 && count == 0 ? .nothing : .somethingElse
            }
        } catch {
            throw .store(error, path: path)
        }
    }
}
