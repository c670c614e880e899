import Glibc
import TallyModel

/// The file that `.record` writes: a page of a manual with transcripts, whole after every entry.
///
/// It only ever grows, but for the fence at its end, which stands behind each new entry: whatever cuts
/// the writing off, the entries before are there.
struct Transcript {
    let path: String
    /// Whether the file had a transcript in it before.
    private(set) var isContinued = false
    /// What was typed in it before.
    private var typed: [Substring] = []
    /// Where the next entry goes: before the fence that closes the transcript.
    private var end = 0
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
        let text = try begin()
        isContinued = !text.isEmpty
        typed = text.split(separator: "\n").filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
    }

    /// Finds where the next entry goes, and gives the file as it was. A transcript that was cut off
    /// before its closing fence gets one.
    private mutating func begin() throws(Diagnostic) -> String {
        let bytes = Files.exists(path) ? try Files.bytes(of: path) : []
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.isEmpty || text.hasPrefix(Self.firstLine) else {
            throw .fileUnwritable(path, because: "it is no transcript any more")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var opening = ""
        var kept = bytes.count
        if bytes.isEmpty {
            opening = Self.firstLine + "\n" + Self.opening
        } else if lines.last(where: { $0.hasPrefix("```") }) == "```tally" {
            // Of the fence itself a part may be there.
            let last = lines.last ?? ""
            if Self.closing.hasPrefix(last) { kept -= last.utf8.count } else { opening = "\n" }
        } else if let fence = [Self.closing, "```"].first(where: { text.hasSuffix("\n" + $0) }),
            Self.endsInTranscript(lines)
        {
            kept -= fence.utf8.count
        } else {
            opening = (text.hasSuffix("\n") ? "" : "\n") + Self.opening
        }
        try Files.write(Array((opening + Self.closing).utf8), to: path, at: kept)
        end = kept + opening.utf8.count
        return text
    }

    /// Whether the last block of a page is a transcript, and no example of another kind.
    private static func endsInTranscript(_ lines: [Substring]) -> Bool {
        lines.last { $0.hasPrefix("```") && $0 != "```" } == "```tally"
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
            // Somebody may have added to the file meanwhile.
            if size != end + Self.closing.utf8.count { _ = try begin() }
            try write(entry)
        } catch {
            failure = error
        }
    }

    /// Writes an entry and the fence behind it; where not all of it can be, the fence stands where it
    /// was.
    private mutating func write(_ entry: String) throws(Diagnostic) {
        do throws(Diagnostic) {
            try Files.write(Array((entry + Self.closing).utf8), to: path, at: end)
        } catch {
            try? Files.write(Array(Self.closing.utf8), to: path, at: end)
            truncate(path, end + Self.closing.utf8.count)
            throw error
        }
        end += entry.utf8.count
    }

    /// Of the file; `nil` where it is gone.
    private var size: Int? {
        var found = stat()
        return stat(path, &found) == 0 ? Int(found.st_size) : nil
    }
}
