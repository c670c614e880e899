import Glibc
import TallyModel

/// A descriptor that is read in large chunks.
struct Input {
    private let descriptor: Int32
    /// What the last `fill` read.
    private(set) var chunk: ArraySlice<UInt8> = []
    private var storage: [UInt8]

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        storage = Array(repeating: 0, count: 65_536)
    }

    /// Whether reading would have to wait.
    var wouldWait: Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&state, 1, 0) == 0
    }

    /// Reads the next chunk; false at the end, and where an interrupt cut the waiting short.
    mutating func fill(named name: String) throws(Diagnostic) -> Bool {
        chunk = []
        let count = storage.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        if count < 0 {
            if errno == EINTR { return false }
            throw .unreadableFile(name, why: String(cString: strerror(errno)))
        }
        chunk = storage[..<count]
        return count > 0
    }
}
