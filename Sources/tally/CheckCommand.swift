import ArgumentParser
import CLineEditor
import Glibc
import TallyModel
import TallyRender
import TallyShell

struct CheckCommand: ParsableCommand {
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
        help: ArgumentHelp("table, csv, json, jsonl or md.", valueName: "format"),
        completion: .list(SessionOptions.formats))
    var format: String?

    @Option(help: ArgumentHelp("Check what was known on that day.", valueName: "date"))
    var asKnown: String?

    func run() throws {
        var options = place.options
        options.asKnown = asKnown
        throw ExitCode(Program.check(name, format: format, options).rawValue)
    }
}

extension Program {
    /// `tally check`: writes what does not reconcile, or why nothing can be checked.
    static func check(_ name: String?, format: String?, _ options: SessionOptions) -> ExitStatus {
        tally_interrupt_prepare(TALLY_INTERRUPT_EXITS)
        let output = Output()
        do throws(Diagnostic) {
            var options = options
            if let format {
                guard let known = SessionOptions.Format(rawValue: format) else {
                    throw .valueNotAllowed(
                        format, option: "--format", allowed: SessionOptions.formats)
                }
                options.format = known
            }
            options.progress = Progress.onTerminal
            let session = try open(options, output)
            let agrees: Bool
            do throws(Diagnostic) {
                agrees = try session.check(name) { output.write($0) }
            } catch {
                Progress.clear()
                output.report(Session.rendered([error], colour: false))
                return .statementFailed
            }
            return status(agrees ? .success : .statementFailed, session, output)
        } catch {
            output.report(Session.rendered([error], colour: false))
            return ExitStatus(starting: error)
        }
    }
}

/// How far long work has come, on standard error where that is a terminal, and not before it has
/// taken a second.
enum Progress {
    static let onTerminal: @Sendable (Int, Int) -> Void = {
        guard isatty(STDERR_FILENO) == 1 else { return { _, _ in } }
        let start = ContinuousClock.now
        return { done, all in
            if start.duration(to: .now) < .seconds(1) { return }
            if done == all { return clear() }
            show("\rchecking \(done + 1) of \(all) ")
        }
    }()

    private static func show(_ text: String) {
        _ = text.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
    }

    /// Takes the line away again.
    static func clear() {
        if isatty(STDERR_FILENO) == 1 { show("\r\u{1B}[K") }
    }
}
