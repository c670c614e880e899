import Glibc
import TallyModel

/// A folder of its own, gone with it, in which the command lines of a page run and its files stand.
package struct ManualDesk {
    package let folder: String
    /// What command lines find in their environment, and nothing else.
    private let environment: [(name: String, value: String)]

    /// - Parameters:
    ///   - programs: the folder where `tally` is.
    ///   - cache: where what is made of the sample is kept.
    /// Throws `file-unwritable` where no folder can be made.
    package init(
        programs: String, cache: String?, further: [(name: String, value: String)] = []
    ) throws(Diagnostic) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/tally-manual-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw .fileUnwritable(parent, because: String(cString: strerror(errno)))
        }
        folder = Files.realPath(String(cString: made))
        environment =
            [("PATH", "\(programs):/usr/bin:/bin"), ("HOME", folder), ("LC_ALL", "C.UTF-8")]
            + (cache.map { [("XDG_CACHE_HOME", $0)] } ?? []) + further
    }

    /// Removes the folder with all that is in it.
    package func clear() {
        _ = output(of: "exec rm -rf -- \(Self.quoted(folder))")
    }

    /// Writes a file of the page.
    package func save(_ path: String, _ text: String) {
        let file = "\(folder)/\(path)"
        if let slash = file.lastIndex(of: "/") { _ = Files.makeFolder(String(file[..<slash])) }
        _ = try? Files.write(Array(text.utf8), to: file)
    }

    /// What a command line prints, standard error among standard output as they come.
    package func run(_ line: String) -> String {
        let variables = environment.map { "\($0.name)=\(Self.quoted($0.value))" }
        return output(
            of: "cd \(Self.quoted(folder)) && exec env -i \(variables.joined(separator: " ")) "
                + "/bin/sh -c \(Self.quoted(line)) 2>&1 </dev/null")
    }

    private func output(of line: String) -> String {
        guard let pipe = popen(line, "re") else { return String(cString: strerror(errno)) }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, pipe)
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// One word of a command line.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
