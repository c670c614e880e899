import ArgumentParser
import TallyModel
import TallyShell

/// `tally manual check`: runs the transcripts of pages and compares the answers.
struct ManualCheckCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "tally manual",
        abstract: "Run the transcripts of pages and compare the answers.",
        discussion: """
            Each page runs in a session of its own; what '$ ' stands before is given to the system's \
            shell, in a folder of its own. Exit codes: 0 all as expected; 1 an answer differs.
            """)

    @Argument(
        help: "Pages, as .record writes them.", completion: .file(extensions: ["md"]))
    var files: [String]

    @Flag(help: "Put the answers found in the place of those expected.")
    var update = false

    @OptionGroup var place: StoreOptions

    var options: SessionOptions {
        var options = place.options
        // A page is the same on every terminal.
        options.width = nil
        return options
    }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        do throws(Diagnostic) {
            let check = try ManualCheck(
                files, options, programs: Program.folder, rewriting: update)
            output.write(check.text)
            return check.isMet ? .success : .statementFailed
        } catch {
            throw Diagnostics([error])
        }
    }
}
