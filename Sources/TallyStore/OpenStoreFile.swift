import Glibc
import Synchronization

/// That this process has a store's file open, for as long as this object lives.
///
/// Whoever closes a file of which the process has another descriptor gives up, without a word, every
/// lock that SQLite holds on it. So nothing but SQLite opens such a file.
final class OpenStoreFile: Sendable {
    private struct Identity: Hashable {
        let device: dev_t
        let number: ino_t

        init?(_ path: String) {
            var found = stat()
            guard stat(path, &found) == 0 else { return nil }
            device = found.st_dev
            number = found.st_ino
        }
    }

    private static let open = Mutex<[Identity: Int]>([:])
    private let identity: Identity

    /// `nil` where there is no such file.
    init?(_ path: String) {
        guard let identity = Identity(path) else { return nil }
        self.identity = identity
        Self.open.withLock { $0[identity, default: 0] += 1 }
    }

    deinit {
        Self.open.withLock { open in
            let others = (open[identity] ?? 1) - 1
            open[identity] = others > 0 ? others : nil
        }
    }

    /// Whether a path, by whatever name, is that of a store that is open here.
    static func isOpen(_ path: String) -> Bool {
        open.withLock { open in
            if open.isEmpty { return false }
            return Identity(path).map { open[$0] != nil } ?? false
        }
    }
}
