import CLineEditor
import Glibc
import TallyModel

/// Standard output behind a buffer, and standard error.
///
/// The first result goes out at once, and so does everything on a terminal; otherwise up to 64 KiB
/// or a twentieth of a second of results are gathered. A closed pipe ends the program by SIGPIPE.
final class Output {
    private var buffer: [UInt8] = []
    private var lastFlush: UInt64 = 0
    private let isTerminal = isatty(STDOUT_FILENO) == 1
    /// What went wrong on writing, once something did; nothing is written after it.
    private(set) var failure: Diagnostic?

    /// Whether the seconds are counted until something is written.
    private var isCounting = false

    private static let capacity = 65_536
    private static let patience: UInt64 = 50_000_000
    private static let escape: UInt8 = 0x1B

    /// Shows on a terminal that understands escapes how long it takes until something is written, once
    /// that is a second.
    func countSeconds() {
        let kind = getenv("TERM").map { String(cString: $0) } ?? ""
        guard isatty(STDERR_FILENO) == 1, !["", "dumb"].contains(kind) else { return }
        isCounting = true
        tally_progress_begin()
    }

    func endCounting() {
        if isCounting { tally_progress_end() }
        isCounting = false
    }

    func write(_ text: String) { write(bytes: text.utf8) }

    func write(bytes: some Collection<UInt8>) {
        endCounting()
        buffer.append(contentsOf: bytes)
        if isTerminal || buffer.count >= Self.capacity {
            flush()
        } else if Self.now() - lastFlush > Self.patience {
            flush()
        }
    }

    /// Errors go out behind the results that were before them.
    func report(_ text: String) {
        endCounting()
        flush()
        var bytes = Array(text.utf8)
        _ = Self.write(&bytes, to: STDERR_FILENO, mayStop: false)
    }

    /// Ends a line behind an interrupt too, which `write` would take for a part of what nobody wants
    /// any more.
    func endLine() {
        var bytes: [UInt8] = [UInt8(ascii: "\n")]
        _ = Self.write(&bytes, to: STDOUT_FILENO, mayStop: false)
    }

    func flush() {
        guard !buffer.isEmpty else { return }
        if failure == nil,
            let problem = Self.write(
                &buffer, to: STDOUT_FILENO, mayStop: isTerminal)
        {
            failure = .unwritableOutput(why: problem)
        }
        buffer.removeAll(keepingCapacity: true)
        lastFlush = Self.now()
    }

    /// Nanoseconds since some start.
    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// The system's words for what went wrong, or `nil` where all was written.
    private static func write(
        _ bytes: inout [UInt8], to descriptor: Int32, mayStop: Bool
    ) -> String? {
        var plainAgain = "\u{1B}[0m"
        return bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                // A long answer that nobody wants any more is not shown to its end, and where it
                // breaks off in the midst of a colour that ends with it.
                if mayStop, tally_cancel_requested() {
                    if all.prefix(all.count - rest.count).contains(escape) {
                        _ = plainAgain.withUTF8 {
                            Glibc.write(descriptor, $0.baseAddress, $0.count)
                        }
                    }
                    return nil
                }
                let part = UnsafeRawBufferPointer(rebasing: rest.prefix(capacity))
                let count = Glibc.write(descriptor, part.baseAddress, part.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return String(cString: strerror(errno))
                }
            }
            return nil
        }
    }
}
