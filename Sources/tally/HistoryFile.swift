import Glibc
import TallyModel
import TallyShell

/// What was typed, kept between sessions and shared by those that run at once: each entry is
/// appended under a lock as soon as it is entered, so that a crash loses none.
///
/// One entry a line; a line break in it is `\n` and a backslash `\\`. History is a convenience:
/// where the file can't be read or written the shell works without it, and says so.
struct HistoryFile {
    private let path: String
    /// So many entries are kept, in so many bytes; a file may grow to twice either.
    private static let most = 10_000
    private static let mostBytes = 1 << 20

    /// `nil` where the environment names no place for it.
    init?(_ folders: UserFolders) {
        guard let folder = folders.state else { return nil }
        _ = Files.makeFolder(folder)
        path = folder + "/history"
    }

    /// The last entries, oldest first, with what other shells have appended. A file that has grown too
    /// long is cut to them.
    func entries() throws(Diagnostic) -> [String] {
        let bytes = try content()
        let kept = Self.newest(of: bytes)
        if kept.startIndex > 0,
            bytes.count > 2 * Self.mostBytes
                || bytes.count(where: { $0 == UInt8(ascii: "\n") }) > 2 * Self.most
        {
            try compact()
        }
        return kept.split(separator: UInt8(ascii: "\n")).map(Self.entry).filter { !$0.isEmpty }
    }

    /// The newest lines, whole: as many as are kept, and the last however long it is.
    private static func newest(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        var start = bytes.count
        for _ in 0..<most where start > 0 {
            let before = bytes[..<(start - 1)].lastIndex(of: UInt8(ascii: "\n"))
            let lineStart = before.map { $0 + 1 } ?? 0
            if start < bytes.count, bytes.count - lineStart > mostBytes { break }
            start = lineStart
        }
        return bytes[start...]
    }

    /// Nothing where there is no file yet. What is no file is not read, since it might have no end.
    private func content() throws(Diagnostic) -> [UInt8] {
        var found = stat()
        guard stat(path, &found) == 0, access(path, R_OK) == 0 else {
            if errno == ENOENT { return [] }
            throw .historyNotKept(path, why: String(cString: strerror(errno)))
        }
        guard found.st_mode & S_IFMT == S_IFREG else {
            throw .historyNotKept(path, why: "it is no file")
        }
        do {
            return try Files.bytes(of: path)
        } catch {
            throw .historyNotKept(path, why: error.message)
        }
    }

    func append(_ entry: String) throws(Diagnostic) {
        try withLockedFile { (descriptor) throws(Diagnostic) in
            var found = stat()
            guard fstat(descriptor, &found) == 0 else { return }
            // A line that a crash or a full disk has torn does not take this one with it.
            var last: UInt8 = UInt8(ascii: "\n")
            if found.st_size > 0 { pread(descriptor, &last, 1, found.st_size - 1) }
            let line = (last == UInt8(ascii: "\n") ? [] : [UInt8(ascii: "\n")]) + Self.line(entry)
            guard Files.write(line, into: descriptor) else {
                let why = String(cString: strerror(errno))
                ftruncate(descriptor, found.st_size)
                throw .historyNotKept(path, why: why)
            }
        }
    }

    /// Writes the last entries into a file beside and puts it in place; whoever waits for the
    /// lock of the old file then finds the new one. Where that fails the old one stays.
    private func compact() throws(Diagnostic) {
        try withLockedFile { (_) throws(Diagnostic) in
            let kept = Self.newest(of: try content())
            let end = kept.last == UInt8(ascii: "\n") ? [] : [UInt8(ascii: "\n")]
            try? Files.anew(path, 0o600) { (write) throws(Diagnostic) in
                try write(Array(kept + end))
            }
        }
    }

    /// Opens the file for appending and locks it, and does so again where it was replaced while
    /// the lock was waited for.
    private func withLockedFile(_ body: (Int32) throws(Diagnostic) -> Void) throws(Diagnostic) {
        for _ in 0..<10 {
            let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
            let descriptor = open(path, flags, 0o600)
            guard descriptor >= 0 else {
                throw .historyNotKept(path, why: String(cString: strerror(errno)))
            }
            defer { close(descriptor) }
            // A file system without locks still keeps what one shell is given.
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            var opened = stat()
            var named = stat()
            guard fstat(descriptor, &opened) == 0, opened.st_mode & S_IFMT == S_IFREG else {
                throw .historyNotKept(path, why: "it is no file")
            }
            if stat(path, &named) == 0,
                opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
            {
                return try body(descriptor)
            }
        }
    }

    private static func line(_ entry: String) -> [UInt8] {
        var line: [UInt8] = []
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): line += Array(#"\\"#.utf8)
            case UInt8(ascii: "\n"): line += Array(#"\n"#.utf8)
            // What a terminal would act on is no part of a sentence.
            case 0..<0x20 where byte != UInt8(ascii: "\t"), 0x7F: continue
            default: line.append(byte)
            }
        }
        return line + [UInt8(ascii: "\n")]
    }

    private static func entry(_ line: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var escaped = false
        for byte in line where byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") {
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
