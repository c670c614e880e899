import ArgumentParser
import CLineEditor
import TallyModel
import TallyShell

struct ExportCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "export", _superCommandName: "tally",
        abstract: "Write the store's figures as a CSV.",
        discussion: "'tally import' takes it back. What the file cannot carry is said.")

    @Argument(help: "The file to write; else, and for -, standard output.", completion: .file())
    var file: String?

    @OptionGroup var place: StoreOptions

    @Option(help: ArgumentHelp("What was known on that day.", valueName: "date"))
    var asKnown: String?

    @Flag(help: "Every value that a figure has had, which cannot be taken back.")
    var all = false

    static var onInterrupt: tally_interrupt_policy { TALLY_INTERRUPT_ENDS }

    var options: SessionOptions { place.options }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        var request = ExportRun.Request()
        request.file = file == "-" ? nil : file
        request.asKnown = asKnown
        request.everyVersion = all
        do throws(Diagnostic) {
            let outcome = try ExportRun.run(request, options) { bytes throws(Diagnostic) in
                output.write(bytes: bytes)
                if let failure = output.failure { throw failure }
            }
            output.report(outcome.notes)
            output.write(outcome.report)
        } catch {
            throw Diagnostics([error])
        }
        return .success
    }
}
