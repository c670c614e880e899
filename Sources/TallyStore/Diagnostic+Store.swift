import GRDB
import GRDBSQLite
import TallyModel

extension Diagnostic {
    static func noStore(_ path: String) -> Diagnostic {
        Diagnostic(
            .fileNotFound, "there is no store at '\(path)'",
            notes: ["'tally import FILE --store \(path)' makes one"])
    }

    static func unreadableStore(_ path: String, reason: String) -> Diagnostic {
        Diagnostic(.fileUnreadable, "the store '\(path)' cannot be read: \(reason.lowercasedFirst)")
    }

    static func notAStore(_ path: String, because reason: String) -> Diagnostic {
        Diagnostic(.notAStore, "'\(path)' is not a store: \(reason)")
    }

    static func newerStore(_ path: String) -> Diagnostic {
        Diagnostic(.newerStore, "the store '\(path)' was written by a newer version of tally")
    }

    static func readOnlyStore(_ path: String?) -> Diagnostic {
        Diagnostic(.storeUnwritable, "\(storeName(path)) was opened for reading only")
    }

    static let backupCancelled = Diagnostic(.cancelled, "the backup was cancelled")

    static func damagedPart(_ path: String?, _ what: String) -> Diagnostic {
        Diagnostic(.storeDamaged, "\(storeName(path)) is damaged: \(what)")
    }

    static func backupOntoItself(_ path: String) -> Diagnostic {
        Diagnostic(.storeUnwritable, "'\(path)' is the store itself, and no backup of it")
    }

    static func unwritableBackup(_ path: String, reason: String) -> Diagnostic {
        Diagnostic(.storeUnwritable, "the backup '\(path)' cannot be written: \(reason)")
    }

    /// Anything that was thrown while the store was read or written.
    static func store(_ error: any Error, path: String?) -> Diagnostic {
        switch error {
        case let diagnostic as Diagnostic: return diagnostic
        case let damage as StoreDamage: return damagedPart(path, damage.what)
        case let failure as SQLiteFailure: return sqlite(failure, path: path)
        case let failure as DatabaseError: return sqlite(SQLiteFailure(failure), path: path)
        default: return Diagnostic(.storeDamaged, "\(storeName(path)) cannot be used: \(error)")
        }
    }

    private static func sqlite(_ failure: SQLiteFailure, path: String?) -> Diagnostic {
        let name = storeName(path)
        switch failure.code & 0xFF {
        case SQLITE_INTERRUPT:
            return Diagnostic(.cancelled, "reading \(name) was cancelled")
        case SQLITE_NOTADB:
            return Diagnostic(.notAStore, "\(name) is not a store: it is no SQLite file")
        case SQLITE_CORRUPT:
            return Diagnostic(.storeDamaged, "\(name) is damaged: \(failure.message)")
        case SQLITE_BUSY, SQLITE_LOCKED:
            return Diagnostic(
                .storeUnwritable, "\(name) has been in use by another process for too long")
        case SQLITE_FULL:
            return Diagnostic(.storeUnwritable, "\(name) cannot be written: the disk is full")
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
            return Diagnostic(.storeUnwritable, "\(name) cannot be written")
        case SQLITE_CANTOPEN:
            return Diagnostic(
                .fileUnreadable, "\(name) cannot be opened",
                notes: ["the folder must exist and, for a store in use, allow files to be made"])
        case SQLITE_IOERR:
            return Diagnostic(
                .storeUnwritable, "\(name) could not be read or written: \(failure.message)")
        default:
            return Diagnostic(
                .storeDamaged,
                "\(name) cannot be used: \(failure.message) (SQLite code \(failure.code))")
        }
    }

    private static func storeName(_ path: String?) -> String {
        path.map { "the store '\($0)'" } ?? "the store in memory"
    }
}

extension String {
    /// With a small first letter, to stand inside a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
