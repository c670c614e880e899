import GRDB
import GRDBSQLite
import Glibc

/// Ends what a connection does once whoever asked for it has given up, also while it waits for
/// another process.
final class StoreCancellation: Sendable {
    private let isCancelled: @Sendable () -> Bool

    /// How many steps of SQLite's machine are done between asking: a few microseconds.
    private static let steps: Int32 = 1_000
    private static let microsecondsOfWaiting: UInt32 = 10_000
    /// How often a lock is tried for before it is said to be in use for too long: ten minutes.
    private static let mostTries = 60_000

    init(_ isCancelled: @escaping @Sendable () -> Bool) {
        self.isCancelled = isCancelled
    }

    /// Has the connection ask. Its configuration keeps this object as long as it lives.
    func watch(_ database: Database) {
        sqlite3_progress_handler(
            database.sqliteConnection, Self.steps,
            { context in
                guard let context else { return 0 }
                let cancellation = Unmanaged<StoreCancellation>.fromOpaque(context)
                return cancellation.takeUnretainedValue().isCancelled() ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Waits a little for a lock that another process holds; false to give up.
    func waits(times: Int) -> Bool {
        if isCancelled() || times >= Self.mostTries { return false }
        usleep(Self.microsecondsOfWaiting)
        return true
    }
}
