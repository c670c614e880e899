import Glibc
import TallyModel

/// The file that `.record` writes: a page of a manual with transcripts, whole after every entry.
struct Transcript {
    let path: String
    /// Whether the file had a transcript in it before.
    let isContinued: Bool
    /// What was typed in it before.
    private var typed: [Substring] = []
    /// Where the next entry goes: before the fence that closes the transcript.
    private var end: Int
    /// Why the last entry could not be written.
    private(set) var failure: Diagnostic?

    /// By which a file is known for one of ours.
    static let firstLine = "# Recorded with tally"
    private static let opening = "\n```tally\n"
    private static let closing = "```\n"

    /// Begins a file, or goes on with the transcript at the end of the one that is there; behind
    /// prose that was added to it a new transcript begins.
    init(path: String) throws(Diagnostic) {
        self.path = path
        let bytes = Files.exists(path) ? try Files.bytes(of: path) : []
        isContinued = !bytes.isEmpty
        if bytes.isEmpty {
            let head = Self.firstLine + "\n" + Self.opening
            end = head.utf8.count
            try Files.write(Array((head + Self.closing).utf8), to: path)
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        typed = text.split(separator: "\n").filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
        if text.hasSuffix("\n" + Self.closing), Self.endsInTranscript(text) {
            end = bytes.count - Self.closing.utf8.count
        } else {
            let opening = (text.hasSuffix("\n") ? "" : "\n") + Self.opening
            end = bytes.count + opening.utf8.count
            try Files.write(Array((opening + Self.closing).utf8), to: path, at: bytes.count)
        }
    }

    /// Whether the last block of a page is a transcript, and no example of another kind.
    private static func endsInTranscript(_ text: String) -> Bool {
        text.split(separator: "\n").last { $0.hasPrefix("```") && $0 != "```" } == "```tally"
    }

    /// The last line typed before that begins so.
    func lastLine(beginning start: String) -> String? {
        typed.last { $0.hasPrefix(start) }.map(String.init)
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
