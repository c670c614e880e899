import CTerminal
import Glibc

/// A program on a pseudo-terminal, driven by a test: it sends keys and waits for what is shown,
/// and never sleeps.
final class Terminal {
    /// What did not come in time, with everything that did.
    struct TimedOut: Error, CustomStringConvertible {
        let description: String
    }

    /// How many seconds a test waits for what must come: many more than it ever takes, as a machine
    /// that has other work is no reason to fail.
    static let patience = 120.0

    private let process: pid_t
    private let descriptor: Int32
    /// Kept as long as the program may use it.
    private let folder: Folder
    /// What was shown and not waited for yet.
    private var unread: [UInt8] = []
    private var transcript: [UInt8] = []
    private var isEnded = false
    /// The line discipline as the program found it.
    private let modes: termios

    init(
        _ arguments: [String], in folder: Folder, environment: [String: String] = [:],
        rows: UInt16 = 24, columns: UInt16 = 80
    ) throws {
        var all = [
            "HOME": folder.path, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
            "PATH": "/usr/bin:/bin", "EDITRC": folder.path + "/.editrc",
        ]
        all.merge(environment) { $1 }
        var descriptor: Int32 = -1
        var modes = termios()
        let process = Self.withCStrings(arguments) { arguments in
            Self.withCStrings(all.map { "\($0)=\($1)" }) { environment in
                terminal_start(
                    folder.path, arguments, environment, rows, columns, &descriptor, &modes)
            }
        }
        guard process > 0 else { throw TimedOut(description: "\(arguments) does not start") }
        self.process = process
        self.descriptor = descriptor
        self.folder = folder
        self.modes = modes
    }

    deinit {
        if !isEnded {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(descriptor)
    }

    func send(_ keys: String) { send(Array(keys.utf8)) }

    /// Reads what is shown meanwhile, so that neither side waits for the other.
    func send(_ keys: [UInt8]) {
        var rest = keys[...]
        let deadline = Self.now() + Self.patience
        while !rest.isEmpty, Self.now() < deadline {
            var state = pollfd(fd: descriptor, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard poll(&state, 1, 1000) >= 0 else { return }
            if state.revents & Int16(POLLIN) != 0, !readMore(until: deadline) { return }
            if state.revents & Int16(POLLOUT) == 0 { continue }
            // One at a time: more could wait for a program that waits for its output to be read.
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, 1) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends a signal to the program.
    func signal(_ number: Int32) { kill(process, number) }

    /// Reads what is shown until nothing more comes for so many milliseconds, but not for ever; false
    /// once the program is gone.
    func settle(milliseconds: Int32) -> Bool {
        let deadline = Self.now() + Self.patience
        while Self.now() < deadline {
            var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&state, 1, milliseconds) > 0 else { return true }
            guard readMore(until: Self.now() + 1) else { return false }
        }
        return true
    }

    /// Waits until the program has taken in all that was sent and sleeps, with nothing more to show,
    /// however busy the machine is; where asked, until it then reads key by key. False once it is gone.
    func rest(untilItEdits: Bool) throws -> Bool {
        let deadline = Self.now() + Self.patience
        while Self.now() < deadline {
            guard settle(milliseconds: 50) else { return false }
            var now = termios()
            guard tcgetattr(descriptor, &now) == 0 else { return false }
            if isAsleep, !untilItEdits || now.c_lflag & tcflag_t(ISIG) == 0 { return true }
        }
        throw TimedOut(description: "it does not rest: \(Self.visible(transcript))")
    }

    /// Whether the program waits for something, by what the system says of it.
    private var isAsleep: Bool {
        let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return text.contains(") S ")
    }

    /// What was shown so far is not waited for any more.
    func forget() { unread = [] }

    /// Whether the line discipline is as the program found it.
    var isAsFound: Bool {
        var now = termios()
        guard tcgetattr(descriptor, &now) == 0 else { return false }
        return withUnsafeBytes(of: now.c_cc) { now in
            withUnsafeBytes(of: modes.c_cc) { now.elementsEqual($0) }
        }
            && (now.c_iflag, now.c_oflag, now.c_cflag, now.c_lflag)
                == (modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag)
    }

    func resize(rows: UInt16, columns: UInt16) {
        terminal_resize(descriptor, rows, columns)
    }

    /// Waits until a text is shown; gives all that was shown before it since the last wait. Where
    /// another text comes first, that is thrown with what was before it.
    @discardableResult
    func wait(
        for text: String, orThrowAt other: String? = nil, seconds: Double = patience
    ) throws -> String {
        let wanted = Array(text.utf8)
        let deadline = Self.now() + seconds
        while true {
            let start = Self.firstIndex(of: wanted, in: unread)
            if let other, let bad = Self.firstIndex(of: Array(other.utf8), in: unread),
                bad < start ?? .max
            {
                throw TimedOut(description: "\(other)after: \(Self.visible(unread))")
            }
            if let start {
                let before = String(decoding: unread[..<start], as: UTF8.self)
                unread.removeFirst(start + wanted.count)
                return before
            }
            guard Self.now() < deadline, readMore(until: deadline) else {
                throw TimedOut(
                    description: "no '\(text)' in: \(Self.visible(unread)); all: "
                        + Self.visible(transcript))
            }
        }
    }

    /// Waits for the end of the program: its exit code, or the negative of the signal that ended
    /// it; and what it showed last.
    func waitForEnd() throws -> (status: Int32, shown: String) {
        let deadline = Self.now() + Self.patience
        while readMore(until: deadline) {}
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard Self.now() < deadline else {
                throw TimedOut(description: "it does not end: \(Self.visible(transcript))")
            }
            poll(nil, 0, 5)
        }
        isEnded = true
        let shown = String(decoding: unread, as: UTF8.self)
        return (status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F), shown)
    }

    /// Everything that was shown so far.
    var everything: String { String(decoding: transcript, as: UTF8.self) }

    /// Reads what there is, waiting for it; false at the end of the program or of the time.
    private func readMore(until deadline: Double) -> Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let patience = Int32(max(0, (deadline - Self.now()) * 1000))
        guard poll(&state, 1, patience) > 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return false }
        unread += chunk.prefix(count)
        transcript += chunk.prefix(count)
        return true
    }

    /// Seconds since some start.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func firstIndex(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        return (0...(bytes.count - wanted.count)).first { start in
            bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    /// With escapes and other control characters spelt out.
    private static func visible(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map { $0.escaped(asASCII: false) }
            .joined()
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { buffer in
            body(buffer.baseAddress.unsafelyUnwrapped)
        }
    }
}

/// A folder of a test's own, gone with it.
final class Folder {
    let path: String

    init() {
        var template = Array("/tmp/tally-terminal-XXXXXX".utf8CString)
        mkdtemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { _ = run("rm -rf '\(path)'") }

    func write(_ text: String, to name: String) {
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
    }
}

/// Runs a line of `sh`: its exit code and its standard output.
func run(_ line: String) -> (status: Int32, output: String) {
    // The threads of a test run block signals, and a shell that inherits that waits for ever.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    let opened = popen(line, "re")
    pthread_sigmask(SIG_SETMASK, &before, nil)
    guard let pipe = opened else { return (-1, "") }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&chunk, 1, chunk.count, pipe), count > 0 {
        output += chunk.prefix(count)
    }
    let status = pclose(pipe)
    return ((status >> 8) & 0xFF, String(decoding: output, as: UTF8.self))
}

/// The `tally` that is tested: the one that `TALLY_BINARY` names, as `.ci/test` does with the release
/// that users have, else the one that was built beside these tests. A release that lies about from
/// an earlier build is never taken by itself.
let tally: String = {
    if let named = getenv("TALLY_BINARY") { return String(cString: named) }
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let whole = String(
        decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return whole[..<(whole.lastIndex(of: "/") ?? whole.endIndex)] + "/tally"
}()
