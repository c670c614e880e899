import ArgumentParser
import TallyModel
import TallyShell

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", _superCommandName: "tally",
        abstract: "Look through the whole store for damage.")

    @OptionGroup var place: StoreOptions

    func run() throws {
        let status = Program.work(place.options) { (options, output) throws(Diagnostics) in
            output.write(try StoreCare.verify(options))
        }
        throw ExitCode(status.rawValue)
    }
}
