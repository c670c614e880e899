import ArgumentParser
import CLineEditor
import TallyModel
import TallyShell

struct UndoCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", _superCommandName: "tally",
        abstract: "Have an import count no more.",
        discussion: "Nothing is deleted: undoing what undid an import has it count again. "
            + "'list imports' shows the numbers.")

    @Argument(help: "The number of the import.")
    var number: String?

    @OptionGroup var place: StoreOptions

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    static var onInterrupt: tally_interrupt_policy { TALLY_INTERRUPT_ENDS }

    var options: SessionOptions { place.options }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        do throws(Diagnostic) {
            guard let number else { throw .nothingToUndo() }
            output.write(try StoreCare.undo(number, dryRun: dryRun, options))
        } catch {
            throw Diagnostics([error])
        }
        return .success
    }
}
