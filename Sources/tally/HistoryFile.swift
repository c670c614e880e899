import Glibc

/// What was typed, kept between sessions and shared by those that run at once: each entry is
/// appended under a lock as soon as it is entered, so that a crash loses none.
///
/// One entry a line; a line break in it is `\n` and a backslash `\\`. History is a convenience:
/// where the file can't be read or written the shell works without it.
struct HistoryFile {
    private let path: String
    private static let most = 10_000

    /// `nil` where the environment names no place for it.
    init?(stateFolder: String?, home: String?) {
        let folder: String
        if let stateFolder, stateFolder.hasPrefix("/") {
            folder = stateFolder
        } else if let home, home.hasPrefix("/") {
            folder = home + "/.local/state"
        } else {
            return nil
        }
        Self.makeFolders(folder + "/tally")
        path = folder + "/tally/history"
    }

    private static func makeFolders(_ path: String) {
        var soFar = ""
        for part in path.split(separator: "/") {
            soFar += "/" + part
            mkdir(soFar, 0o700)
        }
    }

    /// The last entries, oldest first. A file that has grown to twice the most is cut to it.
    func load() -> [String] {
        guard let bytes = try? Script.bytes(ofFile: path) else { return [] }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        if lines.count > 2 * Self.most { compact() }
        return lines.suffix(Self.most).map(Self.entry)
    }

    /// Everything in the file as it is now, with what other shells have appended.
    func entries() -> [String] {
        guard let bytes = try? Script.bytes(ofFile: path) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.most).map(Self.entry)
    }

    func append(_ entry: String) {
        withLockedFile { descriptor in
            Self.write(Self.line(entry), to: descriptor)
        }
    }

    /// Writes the last entries into a file beside and puts it in place; whoever waits for the
    /// lock of the old file then finds the new one.
    private func compact() {
        withLockedFile { _ in
            guard let bytes = try? Script.bytes(ofFile: path) else { return }
            let kept = bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.most)
            let beside = path + ".\(getpid())"
            let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return }
            let written = Self.write(
                Array(kept.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")],
                to: descriptor)
            close(descriptor)
            if !written || rename(beside, path) != 0 { unlink(beside) }
        }
    }

    /// Opens the file for appending and locks it, and does so again where it was replaced while
    /// the lock was waited for.
    private func withLockedFile(_ body: (Int32) -> Void) {
        for _ in 0..<10 {
            let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX) == 0 else { return }
            var opened = stat()
            var named = stat()
            if fstat(descriptor, &opened) == 0, stat(path, &named) == 0,
                opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
            {
                return body(descriptor)
            }
        }
    }

    @discardableResult
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    }

    private static func line(_ entry: String) -> [UInt8] {
        var line: [UInt8] = []
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): line += Array(#"\\"#.utf8)
            case UInt8(ascii: "\n"): line += Array(#"\n"#.utf8)
            default: line.append(byte)
            }
        }
        return line + [UInt8(ascii: "\n")]
    }

    private static func entry(_ line: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var escaped = false
        for byte in line where byte != 0 {
            if escaped {
                bytes.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
                escaped = false
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
