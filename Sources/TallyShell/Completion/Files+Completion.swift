import Glibc

extension Files {
    private static let mostEntries = 1000

    /// The files and folders whose paths begin with a text, by name; folders end in a slash. Hidden
    /// ones only where the text asks for them. Where the text begins with a quotation mark they are in
    /// quotes, which of a folder stay open. Nothing where the folder can't be read, and no name that
    /// could not be typed.
    static func completions(of typed: String, home: String?) -> [Candidate] {
        if typed.hasPrefix("\"") {
            return completions(of: String(typed.dropFirst()), home: home).map {
                Candidate($0.text.hasSuffix("/") ? "\"\($0.text)" : "\"\($0.text)\"")
            }
        }
        let slash = typed.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(typed[...$0]) } ?? ""
        let begun = slash.map { String(typed[typed.utf8.index(after: $0)...]) } ?? typed
        let path = folder.isEmpty ? "./" : expanded(folder, home: home)
        var found: [String] = []
        for name in names(in: path) ?? [] where found.count < mostEntries {
            guard name.hasPrefix(begun), name != ".", name != "..", isTypeable(name),
                !name.hasPrefix(".") || begun.hasPrefix(".")
            else { continue }
            var status = stat()
            let isFolder = stat(path + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            found.append(folder + name + (isFolder ? "/" : ""))
        }
        return found.sorted().map { Candidate($0) }
    }

    /// Whether a name has no quotation mark in it and nothing that is no text.
    private static func isTypeable(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0.value != 0x7F && !"\"“”".unicodeScalars.contains($0)
        }
    }
}
