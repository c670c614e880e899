import TallyEngine
import TallyModel

extension Command {
    static let read = Command(
        name: "read", usage: "read \"FILE\"",
        summary: "runs a script, or the transcripts of an .md file",
        details: [
            "'.read FILE' is the same; within a script the file is looked for beside the script"
        ],
        examples: ["read \"board.tally\""], group: .scripts,
        argument: .file, changesNames: true,
        run: { session, argument, place throws(Diagnostic) in
            guard !argument.isEmpty else {
                throw .badArgument("read", argument, wanted: "the name of a file", at: place)
            }
            try session.read(argument.unquoted, at: place)
            return nil
        })
}
