import Glibc
import TallyModel

extension Files {
    /// Writes a file anew, but never over a database; with `replacing` false only where there is none.
    /// What is written over stays whole until all of it is written. Gives whether something was
    /// replaced. Throws `file-unwritable` where it cannot be written.
    @discardableResult
    static func write(
        _ bytes: [UInt8], to path: String, replacing: Bool = true
    ) throws(Diagnostic) -> Bool {
        guard replacing else {
            try write(bytes, to: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, offset: 0)
            return false
        }
        return try replace(path) { put throws(Diagnostic) in try put(bytes) }.isReplaced
    }

    /// Writes a file piece by piece beside the one that stands there, whose name it takes once it is
    /// whole; never over a database. A device or a pipe takes what comes, and so does a file whose
    /// folder takes no other. Gives what the body gives, and whether something was replaced. Throws
    /// what the body throws, with the file as it was, and `file-unwritable`.
    static func replace<Result>(
        _ path: String,
        _ body: ((_ bytes: [UInt8]) throws(Diagnostic) -> Void) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> (result: Result, isReplaced: Bool) {
        if isDatabase(path) { throw .wouldReplaceStore(path) }
        // The file itself, where the name is a link to it.
        let place = realPath(path)
        var found = stat()
        let isThere = stat(place, &found) == 0
        let isFile = found.st_mode & S_IFMT == S_IFREG
        let isBeside = !isThere || isFile && access(folder(of: place), W_OK) == 0
        if isThere, access(place, W_OK) != 0 { throw unwritable(path) }
        let draft = isBeside ? "\(place).\(getpid()).part" : place
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw unwritable(path) }
        var isOpen = true
        defer {
            if isOpen { close(descriptor) }
            if isBeside { unlink(draft) }
        }
        let result = try body { (bytes) throws(Diagnostic) in
            try put(bytes, into: descriptor, path)
        }
        guard isBeside else { return (result, isFile) }
        if isThere { fchmod(descriptor, found.st_mode & 0o7777) }
        guard fsync(descriptor) == 0 else { throw unwritable(path) }
        isOpen = false
        guard close(descriptor) == 0, rename(draft, place) == 0 else { throw unwritable(path) }
        return (result, isThere)
    }

    /// The folder that a file is in.
    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whether a SQLite file stands at a path, which may be somebody's store.
    static func isDatabase(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let mark = Array("SQLite format 3\0".utf8)
        var header = [UInt8](repeating: 0, count: mark.count)
        return pread(descriptor, &header, header.count, 0) == mark.count && header == mark
    }

    /// Writes into a file from a byte on.
    static func write(_ bytes: [UInt8], to path: String, at offset: Int) throws(Diagnostic) {
        try write(bytes, to: path, flags: O_WRONLY | O_CREAT | O_CLOEXEC, offset: offset)
    }

    private static func write(_ bytes: [UInt8], to path: String, flags: Int32, offset: Int)
        throws(Diagnostic)
    {
        let descriptor = open(path, flags, 0o644)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? .fileExists(path) : unwritable(path)
        }
        defer { close(descriptor) }
        if offset > 0, lseek(descriptor, offset, SEEK_SET) < 0 { throw unwritable(path) }
        try put(bytes, into: descriptor, path)
    }

    private static func put(
        _ bytes: [UInt8], into descriptor: Int32, _ path: String
    ) throws(Diagnostic) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unwritable(path) }
            rest = rest.dropFirst(count)
        }
    }

    static func unwritable(_ path: String) -> Diagnostic {
        .fileUnwritable(path, because: String(cString: strerror(errno)))
    }
}
