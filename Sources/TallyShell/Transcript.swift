import Glibc
import TallyModel

/// The file that `.record` writes: a page of a manual with one transcript, whole after every entry.
struct Transcript {
    let path: String
    /// Where the next entry goes: before the fence that closes the transcript.
    private var end: Int
    /// Why the last entry could not be written.
    private(set) var failure: Diagnostic?

    /// By which a file is known for one of ours.
    static let firstLine = "# Recorded with tally"
    private static let opening = firstLine + "\n\n```tally\n"
    private static let closing = "```\n"

    /// Begins a file anew.
    init(path: String) throws(Diagnostic) {
        self.path = path
        end = Self.opening.utf8.count
        try Files.write(Array((Self.opening + Self.closing).utf8), to: path)
    }

    /// Appends what was typed and what was answered.
    mutating func append(_ typed: String, _ answer: String) {
        var entry = ""
        for line in typed.split(separator: "\n", omittingEmptySubsequences: false) {
            entry += "> \(line)\n"
        }
        let answer = ManualRunner.trimmed(answer)
        if !answer.isEmpty { entry += answer + "\n" }
        do throws(Diagnostic) {
            try Files.write(Array((entry + Self.closing).utf8), to: path, at: end)
            end += entry.utf8.count
        } catch {
            failure = error
        }
    }
}
