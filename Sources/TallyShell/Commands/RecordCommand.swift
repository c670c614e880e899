import TallyEngine
import TallyModel

extension Command {
    static let record = Command(
        name: "record", usage: ".record [FILE|off]",
        summary: "writes what is typed and answered into a transcript",
        details: [
            "it is a page of a manual, which can be checked, and a script, which 'read' runs"
        ],
        examples: [".record session.md", ".record off"], group: .scripts, trace: .none,
        arguments: { _ in [Candidate("off", "ends the transcript")] },
        run: { session, argument, place throws(Diagnostic) in
            switch argument.lowercased() {
            case "":
                return .lines([
                    session.transcript.map { "recording to \($0.path)" } ?? "not recording"
                ])
            case "off":
                guard let transcript = session.transcript else { return .lines(["not recording"]) }
                session.transcript = nil
                return .lines(["recorded to \(transcript.path)"])
            default:
                try session.record(argument.unquoted, at: place)
                return nil
            }
        })
}
