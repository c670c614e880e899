import Glibc
import TallyModel

/// What stands at a path, seen without SQLite, so that a file that is no store is never opened for
/// writing.
package enum FileProbe: Equatable {
    case absent
    /// No bytes: what is left where making a store was cut off.
    case empty
    /// A SQLite file, with the application id in its header; 0 also where only the write-ahead log
    /// holds it yet.
    case sqlite(applicationID: Int32)
    case somethingElse

    /// What every SQLite file begins with.
    private static let mark = Array("SQLite format 3\0".utf8)

    /// Throws `file-unreadable` for a folder and for a file that may not be read.
    static func look(at path: String) throws(Diagnostic) -> FileProbe {
        if isOpenStore(path) { return .sqlite(applicationID: Schema.applicationID) }
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            if errno == ENOENT { return .absent }
            throw .unreadableStore(path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadableStore(path, reason: "it is no ordinary file")
        }
        if status.st_size == 0 { return .empty }
        var header = [UInt8](repeating: 0, count: 100)
        guard pread(descriptor, &header, header.count, 0) == header.count,
            header.starts(with: mark)
        else { return .somethingElse }
        let identifier = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return .sqlite(applicationID: Int32(bitPattern: identifier))
    }

    /// Whether a path is that of a store which this process has open: only SQLite may open it again,
    /// see ``OpenStoreFile``.
    package static func isOpenStore(_ path: String) -> Bool { OpenStoreFile.isOpen(path) }

    /// Whether a SQLite file stands at a path, perhaps not whole, which may be somebody's store.
    package static func isDatabase(_ path: String) -> Bool {
        if isOpenStore(path) { return true }
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: mark.count)
        return pread(descriptor, &header, header.count, 0) == mark.count && header == mark
    }

    /// The folder that a file is in.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The version in the header of a SQLite file that nobody writes; `nil` where there is none.
    static func version(at path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4)
        guard pread(descriptor, &bytes, bytes.count, 60) == bytes.count else { return nil }
        return Int32(bitPattern: bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// Whether nothing can change a file while it is read: neither it nor its folder can be
    /// written, and no write-ahead log stands beside it.
    static func isUnchangeable(_ path: String) -> Bool {
        access(folder(of: path), W_OK) != 0 && access(path, W_OK) != 0
            && access(path + "-wal", F_OK) != 0
    }
}
