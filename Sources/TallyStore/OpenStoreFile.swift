import Glibc
import Synchronization

/// That this process has a store's file open, for as long as this object lives.
///
/// Whoever closes a file of which the process has another descriptor gives up, without a word, every
/// lock that SQLite holds on it. So nothing but SQLite opens such a file.
final class OpenStoreFile: Sendable {
    private struct Identity: Equatable {
        let device: dev_t
        let number: ino_t

        init?(_ path: String) {
            var found = stat()
            guard stat(path, &found) == 0 else { return nil }
            device = found.st_dev
            number = found.st_ino
        }
    }

    /// Once for each object. A list, since there are few, and the first dictionary of a kind of key
    /// costs a start more than all that it holds.
    private static let open = Mutex<[Identity]>([])
    private let identity: Identity

    /// `nil` where there is no such file.
    init?(_ path: String) {
        guard let identity = Identity(path) else { return nil }
        self.identity = identity
        Self.open.withLock { $0.append(identity) }
    }

    deinit {
        Self.open.withLock { open in
            if let index = open.firstIndex(of: identity) { open.remove(at: index) }
        }
    }

    /// Whether a path, by whatever name, is that of a store that is open here.
    static func isOpen(_ path: String) -> Bool {
        open.withLock { open in
            if open.isEmpty { return false }
            return Identity(path).map(open.contains) ?? false
        }
    }
}
