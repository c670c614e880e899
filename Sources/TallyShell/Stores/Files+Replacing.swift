import Glibc
import TallyModel

extension Files {
    /// Writes a file piece by piece, beside the one that stands there, whose name it takes once it is
    /// whole; never over a database. A device or a pipe takes what comes.
    static func replace<Result>(
        _ path: String,
        _ body: ((_ bytes: [UInt8]) throws(Diagnostic) -> Void) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        if isDatabase(path) { throw .wouldReplaceStore(path) }
        let place = realPath(path)
        var found = stat()
        let isThere = stat(place, &found) == 0
        let isSpecial = isThere && found.st_mode & S_IFMT != S_IFREG
        if isThere, access(place, W_OK) != 0 { throw unwritable(path) }
        let draft = isSpecial ? place : "\(place).\(getpid()).part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw unwritable(path) }
        var isOpen = true
        defer {
            if isOpen { close(descriptor) }
            if !isSpecial { unlink(draft) }
        }
        let result = try body { (bytes) throws(Diagnostic) in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw unwritable(path) }
                rest = rest.dropFirst(count)
            }
        }
        if isSpecial { return result }
        if isThere { fchmod(descriptor, found.st_mode & 0o7777) }
        let isWritten = fsync(descriptor) == 0
        isOpen = false
        guard close(descriptor) == 0, isWritten, rename(draft, place) == 0 else {
            throw unwritable(path)
        }
        return result
    }
}
