import ArgumentParser
import CLineEditor
import TallyModel
import TallyShell

struct VerifyCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", _superCommandName: "tally",
        abstract: "Look through the whole store for damage.")

    @OptionGroup var place: StoreOptions

    static var onInterrupt: tally_interrupt_policy { TALLY_INTERRUPT_ENDS }

    var options: SessionOptions { place.options }

    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        output.write(try StoreCare.verify(options))
        return .success
    }
}
