import ArgumentParser
import CLineEditor
import TallyModel
import TallyShell

/// A subcommand: what it does with its options, and how it ends.
protocol Subcommand: ParsableCommand {
    var options: SessionOptions { get }

    /// What Ctrl-C means while it runs: one that writes files tidies up, one that reads just ends.
    static var onInterrupt: tally_interrupt_policy { get }

    /// The exit code for something in its way.
    static func status(of diagnostic: Diagnostic) -> ExitStatus

    /// Does the work; throws everything that stands in its way.
    func serve(_ options: SessionOptions, _ output: Output) throws(Diagnostics) -> ExitStatus
}

extension Subcommand {
    static var onInterrupt: tally_interrupt_policy { TALLY_INTERRUPT_EXITS }

    static func status(of diagnostic: Diagnostic) -> ExitStatus {
        ExitStatus(starting: diagnostic)
    }

    /// Serves, and tells what went wrong to standard error and to the exit code.
    func run() throws {
        tally_interrupt_prepare(Self.onInterrupt)
        var options = options
        options.isCancelled = { tally_cancel_requested() }
        let output = Output()
        let start = ContinuousClock.now
        var status: ExitStatus
        output.countSeconds()
        defer { output.endCounting() }
        do throws(Diagnostics) {
            status = try serve(options, output)
            output.flush()
            if let failure = output.failure { throw Diagnostics([failure]) }
        } catch {
            if tally_cancel_requested(), error.all.contains(where: { $0.code == .cancelled }) {
                output.report(Session.cancelled(after: .now - start) + ": nothing was changed\n")
                status = .interrupted
            } else {
                output.report(Session.rendered(error.all, colour: options.colour))
                status = error.all.map(Self.status(of:)).max() ?? .fileFailed
            }
        }
        throw ExitCode(status.rawValue)
    }
}
