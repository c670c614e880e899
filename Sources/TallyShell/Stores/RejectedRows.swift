import Glibc
import TallyModel
import TallyStore

/// The files into which an import writes the rows that it leaves out: beside those they come from,
/// before anything is imported, and never over a file that is there.
struct RejectedRows {
    /// What to say of each.
    private(set) var lines: [String] = []
    private var written: [String] = []

    /// Writes what is left out of the files at `paths`. Throws `file-unwritable`; then nothing is
    /// left of what was written.
    mutating func keep(
        _ rejected: [ImportReport.Rejected], of paths: [String]
    ) throws(Diagnostic) {
        for one in rejected {
            do throws(Diagnostic) {
                lines.append(try keep(one, beside: Self.place(paths[one.file])))
            } catch {
                remove()
                throw error
            }
        }
    }

    /// Takes everything back.
    mutating func remove() {
        for path in written { unlink(path) }
        written = []
    }

    private mutating func keep(
        _ rejected: ImportReport.Rejected, beside place: String
    ) throws(Diagnostic) -> String {
        let said = "left out \(NumberText.counted(rejected.rows, "row"))"
        var number = 1
        while true {
            let path = "\(place).rejected\(number == 1 ? "" : "-\(number)").csv"
            if Files.exists(path) {
                if Files.holds(path, rejected.bytes) {
                    return "\(said), which \(path) holds already"
                }
                number += 1
                continue
            }
            written.append(path)
            try Files.write(rejected.bytes, to: path, replacing: false)
            return "\(said), written to \(path)"
                + (number == 1 ? "" : ": \(place).rejected.csv was there already")
        }
    }

    /// Beside what a file's rows stand: beside the file, or in this folder where it is no file, such
    /// as a pipe.
    private static func place(_ path: String) -> String {
        var found = stat()
        let isFile = stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFREG
        // What a process has open has a name there, but no folder of its own.
        let isNamed = !["/dev/", "/proc/"].contains { path.hasPrefix($0) }
        return isFile && isNamed ? path : "./" + Files.lastPart(of: path)
    }
}
