import GRDB
import Synchronization
import TallyEngine
import TallyModel

extension Store {
    /// Writes what was read from files in one transaction, and adds to the report what came of it.
    /// A file that is held already, read into the same series, is passed over.
    func record(
        _ files: [ReadFile], catalogue: Catalogue, options: ImportOptions,
        report: inout ImportReport
    ) throws(Diagnostic) {
        if isReadOnly { throw .readOnlyStore(path) }
        do {
            report = try queue.writeWithoutTransaction { database in
                var report = report
                defer { cache.withLock { $0 = ReadCache() } }
                try database.inTransaction(.immediate) {
                    var recorder = try Recorder(database, catalogue)
                    for file in files {
                        try options.checkCancellation()
                        try recorder.record(file, options, &report)
                    }
                    try options.checkCancellation()
                    return options.dryRun || recorder.isUnused ? .rollback : .commit
                }
                return report
            }
        } catch {
            // Also where it was a lock that was waited for in vain.
            try options.checkCancellation()
            throw .store(error, path: path)
        }
    }
}
