import TallyEngine
import TallyModel

extension Command {
    static let save = Command(
        name: "save", usage: ".save FILE",
        summary: "writes what ran well so far as a script",
        details: [
            "settings that made no difference to an answer are left out;",
            "a file that was not written so is left alone",
        ],
        examples: [".save board.tally"], group: .scripts, trace: .none, argument: .file,
        run: { session, argument, place throws(Diagnostic) in
            guard !argument.isEmpty else {
                throw .badArgument("save", argument, wanted: "the name of a file", at: place)
            }
            let (count, isReplaced) = try session.save(argument.unquoted, at: place)
            return .lines([
                "\(NumberText.counted(count, "statement")) written to \(argument.unquoted)"
                    + (isReplaced ? " (replaced)" : "")
            ])
        })
}
