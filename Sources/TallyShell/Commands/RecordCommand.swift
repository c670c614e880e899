import TallyEngine
import TallyModel

extension Command {
    static let record = Command(
        name: "record", usage: ".record [FILE|off]",
        summary: "writes what is typed and answered into a transcript",
        details: [
            "it is a page of a manual, which 'tally manual check' checks, and a script, which 'read'",
            "runs; a transcript that is there goes on, and no other file is written to",
        ],
        examples: [".record session.md", ".record off"], group: .scripts, trace: .none,
        argument: .file,
        arguments: { _ in [Candidate("off", "ends the transcript")] },
        run: { session, argument, place throws(Diagnostic) in
            switch argument.lowercased() {
            case "":
                return .lines([
                    session.journal.transcript.map { "recording to \($0.path)" } ?? "not recording"
                ])
            case "off":
                let path = session.journal.endRecording()
                return .lines([path.map { "recorded to \($0)" } ?? "not recording"])
            default:
                let file = argument.unquoted
                let isContinued = try session.record(file, at: place)
                session.tell(
                    isContinued ? "recording goes on in \(file)" : "recording to \(file)",
                    at: place)
                return nil
            }
        })
}
