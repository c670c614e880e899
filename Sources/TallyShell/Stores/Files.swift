import Glibc
import TallyModel
import TallyPlugins
import TallyStore

/// Files and folders, without Foundation: finding and reading them.
package enum Files {
    /// All bytes of a file. Throws `file-not-found`, `file-unreadable`, and `cancelled` where whoever
    /// wants them gives up on the way.
    package static func bytes(
        of path: String, most limit: Int = .max, isCancelled: () -> Bool = { false }
    ) throws(Diagnostic) -> [UInt8] {
        let descriptor = try opened(path, 0)
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw .fileUnreadable(path, because: "it is a folder")
        // One that never ends would be read without end; a pipe is somebody's answer.
        case S_IFCHR, S_IFBLK: throw .fileUnreadable(path, because: "it is a device")
        default: break
        }
        let bytes = try contents(
            of: descriptor, path, sized: Int(status.st_size), most: limit, isCancelled)
        if bytes.count > limit { throw .fileUnreadable(path, because: tooLong) }
        return bytes
    }

    /// The numbers of four bytes that an ordinary file holds, as this machine keeps them; `nil` where
    /// there is none, or it holds something else.
    static func numbers(of path: String) -> [UInt32]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        let size = MemoryLayout<UInt32>.size
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            Int(status.st_size).isMultiple(of: size), status.st_size < 1 << 26
        else { return nil }
        let count = Int(status.st_size) / size
        var isWhole = false
        let numbers = [UInt32](unsafeUninitializedCapacity: count) { numbers, filled in
            isWhole = read(descriptor, numbers.baseAddress, count * size) == count * size
            filled = isWhole ? count : 0
        }
        return isWhole ? numbers : nil
    }

    /// A file opened for reading; never one that SQLite has open here, whose locks would be lost when
    /// it is closed again.
    private static func opened(_ path: String, _ flags: Int32) throws(Diagnostic) -> Int32 {
        if FileProbe.isOpenStore(path) { throw .fileUnreadable(path, because: "it is a store") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | flags)
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    /// What can be read from an open file, up to a little more than `most` bytes.
    private static func contents(
        of descriptor: Int32, _ path: String, sized: Int, most: Int,
        _ isCancelled: () -> Bool = { false }
    ) throws(Diagnostic) -> [UInt8] {
        // A file is read straight to where its bytes stay; a pipe, and what has grown, piece by piece.
        var bytes: [UInt8] = []
        if sized >= 1 << 20 { bytes.reserveCapacity(sized + 1) }
        while true {
            var count = 0
            let size = bytes.isEmpty ? min(max(sized + 1, 1 << 12), 1 << 20) : 1 << 16
            let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                count = read(descriptor, buffer.baseAddress, size)
                filled = max(0, count)
            }
            if bytes.isEmpty, sized < 1 << 20 { bytes = piece } else { bytes += piece }
            if isCancelled() { throw .cancelledReading(path) }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw failure(path) }
            if count == 0 || bytes.count > most { return bytes }
        }
    }

    /// The bytes of a plugin file. Throws as ``ordinaryBytes(of:most:tooLong:)``, `bad-json`.
    static func pluginBytes(of path: String) throws(Diagnostic) -> [UInt8] {
        try ordinaryBytes(of: path, most: PluginReader.largestFile) {
            PluginReader.tooLong($0, name: path)
        }
    }

    /// The bytes of a script that the command line names, which may be a pipe. Throws as
    /// ``bytes(of:isCancelled:)``.
    package static func script(_ path: String) throws(Diagnostic) -> [UInt8] {
        try bytes(of: path, most: longestScript)
    }

    /// The bytes of a script that another names. Throws as ``ordinaryBytes(of:most:tooLong:)``.
    static func scriptBytes(of path: String) throws(Diagnostic) -> [UInt8] {
        try ordinaryBytes(of: path, most: longestScript) { _ in
            .fileUnreadable(path, because: tooLong)
        }
    }

    private static let longestScript = 1 << 26
    private static let tooLong = "it is longer than a script can be"

    /// The bytes of an ordinary file that is not too large: its length is looked at before anything
    /// is read, and nothing waits for a pipe or a device. Throws as ``bytes(of:isCancelled:)``.
    private static func ordinaryBytes(
        of path: String, most limit: Int, tooLong: (Int) -> Diagnostic
    ) throws(Diagnostic) -> [UInt8] {
        let descriptor = try opened(path, O_NONBLOCK | O_NOCTTY)
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .fileUnreadable(path, because: "it is a folder")
        default: throw .fileUnreadable(path, because: "it is no ordinary file")
        }
        if status.st_size > limit { throw tooLong(Int(status.st_size)) }
        // A file may grow while it is read.
        return try contents(of: descriptor, path, sized: Int(status.st_size), most: limit)
    }

    /// Whether an ordinary file stands at a path that holds just these bytes.
    static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
        let found = try? ordinaryBytes(of: path, most: bytes.count) { _ in
            .fileUnreadable(path, because: tooLong)
        }
        return found == bytes
    }

    /// The plugin files of a folder, by name; the path itself where it is a file. A folder that
    /// need not exist and does not has none. What lies in folders within it is passed over, and so is
    /// what ends in `.schema.json`: the schema of plugins is no plugin.
    static func plugins(in path: String, mustExist: Bool) throws(Diagnostic) -> [String] {
        var status = stat()
        guard stat(path, &status) == 0 else {
            // What need not be there may be missing; what is there must be readable.
            if errno != ENOENT { throw failure(path) }
            if mustExist { throw .noPlugins(at: path) }
            return []
        }
        if status.st_mode & S_IFMT != S_IFDIR { return [path] }
        guard let names = names(in: path) else { throw failure(path) }
        let folder = path.hasSuffix("/") ? path : path + "/"
        return names.filter {
            $0.hasSuffix(".json") && !$0.hasPrefix(".") && !$0.hasSuffix(".schema.json")
        }.sorted().map { folder + $0 }
    }

    /// The names in a folder that are texts, in no order; `nil` where it can't be read.
    static func names(in folder: String) -> [String]? {
        guard let opened = opendir(folder) else { return nil }
        defer { closedir(opened) }
        var names: [String] = []
        while let entry = readdir(opened) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name { names.append(name) }
        }
        return names
    }

    /// The path without links and detours; as it is where there is none.
    package static func realPath(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }

    /// What stands behind the last slash of a path; the path itself where that is nothing.
    static func lastPart(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// `~/plugins` with the home folder for `~`, as people type it at a prompt.
    static func expanded(_ path: String, home: String?) -> String {
        guard let home, path == "~" || path.hasPrefix("~/") else { return path }
        return home + path.dropFirst()
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder and those above it. Whether it is there.
    package static func makeFolder(_ path: String) -> Bool {
        if exists(path) { return true }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            guard makeFolder(String(path[..<slash])) else { return false }
        }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }

    private static func failure(_ path: String) -> Diagnostic {
        let code = errno
        if code == ENOENT { return .fileNotFound(path) }
        return .fileUnreadable(path, because: String(cString: strerror(code)))
    }
}
