import Glibc

extension Files {
    private static let mostEntries = 1000

    /// The files and folders whose paths begin with a text, by name; folders end in a slash. Hidden
    /// ones only where the text asks for them. Nothing where the folder can't be read.
    static func completions(of typed: String) -> [Candidate] {
        let slash = typed.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(typed[...$0]) } ?? ""
        let begun = slash.map { String(typed[typed.utf8.index(after: $0)...]) } ?? typed
        guard let handle = opendir(folder.isEmpty ? "." : folder) else { return [] }
        defer { closedir(handle) }
        var found: [String] = []
        while found.count < mostEntries, let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(begun), name != ".", name != "..",
                !name.hasPrefix(".") || begun.hasPrefix(".")
            else { continue }
            var status = stat()
            let isFolder =
                stat(folder + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            found.append(folder + name + (isFolder ? "/" : ""))
        }
        return found.sorted().map { Candidate($0) }
    }
}
