import Glibc
import TallyModel

extension Files {
    /// Writes a file anew, but never over a database; with `replacing` false only where there is none.
    /// What is written over stays whole until all of it is written: the new file is made beside the
    /// old one and takes its name. Gives whether something was replaced. Throws `file-unwritable`
    /// where it cannot be written.
    @discardableResult
    static func write(
        _ bytes: [UInt8], to path: String, replacing: Bool = true
    ) throws(Diagnostic) -> Bool {
        if !replacing {
            try write(bytes, to: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, offset: 0)
            return false
        }
        if isDatabase(path) { throw .wouldReplaceStore(path) }
        // The file itself, where the name is a link to it.
        let place = realPath(path)
        var found = stat()
        let isThere = stat(place, &found) == 0
        // A device or a pipe takes what comes and keeps its name; so does a file whose folder takes
        // no other.
        if isThere, found.st_mode & S_IFMT != S_IFREG || access(folder(of: place), W_OK) != 0 {
            try write(bytes, to: path, flags: O_WRONLY | O_TRUNC | O_CLOEXEC, offset: 0)
            return found.st_mode & S_IFMT == S_IFREG
        }
        if isThere, access(place, W_OK) != 0 { throw unwritable(path) }
        let beside = "\(place).\(getpid()).part"
        do throws(Diagnostic) {
            try write(bytes, to: beside, flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, offset: 0)
        } catch {
            let code = errno
            unlink(beside)
            errno = code
            throw unwritable(path)
        }
        if isThere { chmod(beside, found.st_mode & 0o7777) }
        guard rename(beside, place) == 0 else {
            let problem = unwritable(path)
            unlink(beside)
            throw problem
        }
        return isThere
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
