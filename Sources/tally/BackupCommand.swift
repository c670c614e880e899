import ArgumentParser
import TallyModel
import TallyShell

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", _superCommandName: "tally",
        abstract: "Copy the store as it stands, while it is in use.",
        discussion: "A store that stands at the file's place is replaced; any other file is not.")

    @Argument(help: "The file to copy it to.", completion: .file())
    var file: String

    @OptionGroup var place: StoreOptions

    func run() throws {
        let status = Program.work(place.options) { (options, output) throws(Diagnostics) in
            do throws(Diagnostic) {
                output.write(try StoreCare.backUp(to: file, options))
            } catch {
                throw Diagnostics([error])
            }
        }
        throw ExitCode(status.rawValue)
    }
}
