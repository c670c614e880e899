import Glibc
import TallyModel
import TallyStore

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
        if FileProbe.isDatabase(path) { throw .wouldReplaceStore(path) }
        // The file itself, where the name is a link to it.
        let place = realPath(path)
        var found = stat()
        let isThere = stat(place, &found) == 0
        let isFile = found.st_mode & S_IFMT == S_IFREG
        if isThere, access(place, W_OK) != 0 { throw unwritable(path) }
        if !isThere || isFile && access(FileProbe.folder(of: place), W_OK) == 0 {
            return (try anew(path, 0o644, body), isThere)
        }
        let descriptor = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw unwritable(path) }
        defer { close(descriptor) }
        let result = try body { (bytes) throws(Diagnostic) in
            try put(bytes, into: descriptor, path)
        }
        return (result, isFile)
    }

    /// Writes a file beside and puts it in its place, or leaves everything as it was. Throws
    /// `file-unwritable`, and what the body throws.
    ///
    /// - Parameter mode: where there is no file yet.
    package static func anew<Result>(
        _ path: String, _ mode: mode_t,
        _ body: ((_ bytes: [UInt8]) throws(Diagnostic) -> Void) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        func drafting<Value>(
            _ step: () throws(Draft.Failure) -> Value
        ) throws(Diagnostic) -> Value {
            do throws(Draft.Failure) {
                return try step()
            } catch {
                throw .fileUnwritable(path, because: error.reason)
            }
        }
        let draft = try drafting { () throws(Draft.Failure) in try Draft(beside: path, mode: mode) }
        let result = try body { (bytes) throws(Diagnostic) in
            try drafting { () throws(Draft.Failure) in try draft.write(bytes) }
        }
        try drafting { () throws(Draft.Failure) in try draft.takePlace() }
        return result
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
        guard Draft.write(bytes, into: descriptor) else { throw unwritable(path) }
    }

    /// Writes all of the bytes into an open file; false where not all could be.
    package static func write(_ bytes: [UInt8], into descriptor: Int32) -> Bool {
        Draft.write(bytes, into: descriptor)
    }

    static func unwritable(_ path: String) -> Diagnostic {
        .fileUnwritable(path, because: String(cString: strerror(errno)))
    }
}
