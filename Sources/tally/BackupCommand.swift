import ArgumentParser
import CLineEditor
import TallyModel
import TallyShell

struct BackupCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", _superCommandName: "tally",
        abstract: "Copy the store as it stands, while it is in use.",
        discussion: "A store that stands at the file's place is replaced; any other file is not.")

    @Argument(help: "The file to copy it to.", completion: .file())
    var file: String

    @OptionGroup var place: StoreOptions

    static var onInterrupt: tally_interrupt_policy { TALLY_INTERRUPT_ENDS }

    var options: SessionOptions { place.options }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        do throws(Diagnostic) {
            output.write(try StoreCare.backUp(to: file, options))
        } catch {
            throw Diagnostics([error])
        }
        return .success
    }
}
