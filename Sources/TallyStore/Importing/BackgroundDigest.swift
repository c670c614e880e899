import Dispatch
import Synchronization

/// The digest of a file's bytes, worked out beside the reading of them where they are many.
final class BackgroundDigest: Sendable {
    /// Fewer bytes are done sooner than a thread is started.
    private static let fewBytes = 1 << 20

    private let digest = Mutex<String?>(nil)
    private let group = DispatchGroup()

    init(of bytes: [UInt8], isCancelled: @escaping @Sendable () -> Bool) {
        if bytes.count < Self.fewBytes {
            digest.withLock { $0 = SHA256.hexDigest(bytes) }
        } else {
            DispatchQueue.global().async(group: group) {
                let found = SHA256.hexDigest(bytes, isCancelled: isCancelled)
                self.digest.withLock { $0 = found }
            }
        }
    }

    /// Waits for it where it is not done; `nil` where it was given up.
    func value() -> String? {
        group.wait()
        return digest.withLock { $0 }
    }
}
