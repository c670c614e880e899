import GRDB
import Glibc
import TallyModel

extension Store {
    /// Copies the store as it stands at one instant into a file, while others read and write it.
    ///
    /// The copy is made beside and put in its place when it is whole. A store that stands there is
    /// replaced; any other file is refused with `not-a-store`.
    package func backUp(
        to path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(Diagnostic) {
        switch try FileProbe.look(at: path) {
        case .absent, .empty, .sqlite(Schema.applicationID): break
        case .sqlite, .somethingElse:
            throw .notAStore(path, because: "it is another file, which a backup does not replace")
        }
        if let own = self.path, Self.isSameFile(own, path) { throw .backupOntoItself(path) }
        if isCancelled() { throw .backupCancelled }
        let draft = "\(path).\(getpid())"
        do {
            let copy = try DatabaseQueue(
                path: draft, configuration: Self.configuration(readOnly: false, isCancelled))
            try queue.backup(to: copy, pagesPerStep: 1_000) { _ in
                if isCancelled() { throw Diagnostic.backupCancelled }
            }
            try copy.close()
            try Self.putInPlace(draft, as: path)
        } catch {
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) }
            throw .store(error, path: path)
        }
    }

    private static func isSameFile(_ one: String, _ other: String) -> Bool {
        var first = stat()
        var second = stat()
        return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
            && first.st_dev == second.st_dev
    }

    /// Renames a file once all of it is on the disk.
    private static func putInPlace(_ draft: String, as path: String) throws(Diagnostic) {
        let descriptor = Glibc.open(draft, O_RDONLY | O_CLOEXEC)
        let isWritten = descriptor >= 0 && fsync(descriptor) == 0
        if descriptor >= 0 { Glibc.close(descriptor) }
        guard isWritten, rename(draft, path) == 0 else {
            throw .unwritableBackup(path, reason: String(cString: strerror(errno)))
        }
    }
}
