import Glibc
import TallyModel
import TallyStore

/// The right to import into a store: one import at a time has it, and the others wait.
///
/// It is a lock on the store's own file, apart from SQLite's, held until this object is gone; the
/// end of the process, however it comes, gives it back. Where the file system has no locks, imports
/// take their chance with SQLite's.
///
/// The store is closed before its turn is over: closing a descriptor of a file gives up every lock
/// that SQLite holds on it in this process.
final class StoreTurn {
    private let path: String
    private let descriptor: Int32
    private let isCancelled: @Sendable () -> Bool
    /// Whether the store was made for this import.
    private let isNew: Bool

    private static let microsecondsOfWaiting: UInt32 = 10_000

    /// Waits for the turn; makes an empty file where there is none. Throws `cancelled` where
    /// whoever waits has given up, and where the file can't be opened.
    init(
        _ path: String, isCancelled: @escaping @Sendable () -> Bool,
        lock: (Int32, Int32) -> Int32 = flock
    ) throws(Diagnostic) {
        self.path = path
        self.isCancelled = isCancelled
        while true {
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o644)
            guard descriptor >= 0 else {
                throw .fileUnwritable(path, because: String(cString: strerror(errno)))
            }
            while lock(descriptor, LOCK_EX | LOCK_NB) != 0,
                errno == EWOULDBLOCK || errno == EINTR
            {
                if isCancelled() {
                    close(descriptor)
                    throw .cancelledReading(path)
                }
                usleep(Self.microsecondsOfWaiting)
            }
            // Whoever had the turn before may have taken the file away with what it made.
            var opened = stat()
            var named = stat()
            guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0,
                opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
            else {
                close(descriptor)
                continue
            }
            self.descriptor = descriptor
            isNew = opened.st_size == 0
            return
        }
    }

    deinit { close(descriptor) }

    /// The store, made where there is none. It is closed, by ``finish(_:)`` or ``giveUp(_:)``, before
    /// the turn is given back.
    func open() throws(Diagnostic) -> Store {
        do {
            return try Store.openOrCreate(path: path, isCancelled: isCancelled)
        } catch {
            if isNew { Draft.removeStore(path) }
            throw error
        }
    }

    /// Closes the store: the next import has its turn.
    func finish(_ store: Store) {
        try? store.close()
    }

    /// Closes the store; one that was made for an import that came to nothing goes.
    func giveUp(_ store: Store) {
        try? store.close()
        if isNew { Draft.removeStore(path) }
    }
}
