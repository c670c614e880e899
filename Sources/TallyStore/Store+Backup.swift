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
        if let own = self.path, Self.isSameFile(own, path) { throw .backupOntoItself(path) }
        try Self.refuseOther(path)
        try Self.put(try copy(beside: path, isCancelled), in: path)
    }

    /// A whole copy, beside the place that it is to have. It may be read by those who may read the
    /// store.
    func copy(
        beside path: String, _ isCancelled: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) -> Draft {
        if isCancelled() { throw .backupCancelled }
        var own = stat()
        let isKnown = self.path.map { stat($0, &own) == 0 } ?? false
        do {
            let draft = try Draft(beside: path, mode: isKnown ? own.st_mode & 0o777 : 0o644)
            let copy = try DatabaseQueue(
                path: draft.path, configuration: Self.configuration(readOnly: false, isCancelled))
            try queue.backup(to: copy, pagesPerStep: 1_000) { _ in
                if isCancelled() { throw Diagnostic.backupCancelled }
            }
            try copy.close()
            return draft
        } catch let failure as Draft.Failure {
            throw .unwritableBackup(path, reason: failure.reason)
        } catch {
            throw .store(error, path: path)
        }
    }

    /// Throws where another file than a store stands where a copy is to be.
    static func refuseOther(_ path: String) throws(Diagnostic) {
        switch try FileProbe.look(at: path) {
        case .absent, .empty, .sqlite(Schema.applicationID): break
        case .sqlite, .somethingElse:
            throw .notAStore(path, because: "it is another file, which a backup does not replace")
        }
    }

    static func put(_ copy: Draft, in path: String) throws(Diagnostic) {
        do throws(Draft.Failure) {
            try copy.takePlace()
        } catch {
            throw .unwritableBackup(path, reason: error.reason)
        }
    }

    private static func isSameFile(_ one: String, _ other: String) -> Bool {
        var first = stat()
        var second = stat()
        return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
            && first.st_dev == second.st_dev
    }
}
