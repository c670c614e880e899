import ArgumentParser
import CLineEditor
import TallyModel
import TallyRender
import TallyShell

struct CheckCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "tally",
        abstract: "List the figures that do not reconcile.",
        discussion: """
            Runs the checks of the plugins over the store. The exit code is 1 where any fails, and 0 \
            where all hold.
            """)

    @Argument(help: "A check, a plugin or an indicator; every check, if left out.")
    var name: String?

    @OptionGroup var place: StoreOptions

    @Option(
        help: ArgumentHelp("\(SessionOptions.formatsInWords).", valueName: "format"),
        completion: .list(SessionOptions.formats))
    var format: String?

    @Option(help: ArgumentHelp("Check what was known on that day.", valueName: "date"))
    var asKnown: String?

    var options: SessionOptions {
        var options = place.options
        options.asKnown = asKnown
        options.progress = { tally_progress_note(Int32($0), Int32($1)) }
        return options
    }

    /// Writes what does not reconcile, or why nothing can be checked.
    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus {
        do throws(Diagnostic) {
            let session = try Program.open(try formatted(options), output)
            let agrees: Bool
            // Again, behind what was said on opening.
            output.countSeconds()
            do throws(Diagnostic) {
                agrees = try session.check(name) { output.write($0) }
            } catch {
                output.report(Session.rendered([error], colour: false))
                return .statementFailed
            }
            return Program.status(agrees ? .success : .statementFailed, session)
        } catch {
            throw Diagnostics([error])
        }
    }

    /// The options with the format that was asked for.
    private func formatted(_ options: SessionOptions) throws(Diagnostic) -> SessionOptions {
        guard let format else { return options }
        guard let known = SessionOptions.Format(rawValue: format) else {
            throw .valueNotAllowed(format, option: "--format", allowed: SessionOptions.formats)
        }
        var options = options
        options.format = known
        return options
    }
}
