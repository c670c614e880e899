import CLineEditor
import Glibc
import TallyModel
import TallyShell

/// Queries, scripts and pipes: no prompt and no banner, and the same bytes every time.
struct Batch {
    let session: Session
    let output: Output
    let keepGoing: Bool
    private(set) var status = ExitStatus.success

    init(session: Session, output: Output, keepGoing: Bool) {
        self.session = session
        self.output = output
        self.keepGoing = keepGoing
    }

    /// A source whose bytes have been read already, so that a missing file stops the run before
    /// anything is answered.
    enum Source {
        case text([UInt8], name: String)
        case standardInput
    }

    /// Runs all sources in turn.
    mutating func run(_ sources: [Source]) {
        tally_interrupt_prepare(TALLY_INTERRUPT_ENDS)
        for source in sources where !isOver {
            switch source {
            case .text(let bytes, let name): run(bytes, name: name, firstLine: 1)
            case .standardInput: runStandardInput()
            }
        }
        output.flush()
        if tally_cancel_requested() { status = .interrupted }
    }

    /// Whether nothing more is to be run.
    private var isOver: Bool {
        session.wantsToQuit || tally_cancel_requested() || output.failure != nil
            || (status != .success && !keepGoing)
    }

    private mutating func run(_ bytes: [UInt8], name: String, firstLine: Int) {
        let (source, problem) = ScriptText.read(bytes, name: name, firstLine: firstLine)
        if let problem {
            output.report(session.rendered([problem]))
            status = .statementFailed
            return
        }
        let succeeded = session.run(
            source, write: { [output] in output.write($0) },
            report: { [output] in output.report($0) })
        if !succeeded { status = .statementFailed }
    }

    /// Answers statement by statement, so that whoever writes into the pipe gets each answer before
    /// the next question.
    private mutating func runStandardInput() {
        var statements = StatementReader(STDIN_FILENO)
        do {
            while !isOver, let statement = try statements.next(session, beforeWaiting: output.flush)
            {
                run(statement.bytes, name: "<stdin>", firstLine: statement.firstLine)
            }
        } catch {
            output.report(session.rendered([error]))
            status = .fileFailed
        }
    }
}

/// The statements of a pipe with the numbers of their lines; a statement that goes on over several
/// lines comes as one.
struct StatementReader {
    private var input: Input
    private var buffer: [UInt8] = []
    /// What has been handed out of the buffer, and what has been searched for a line's end.
    private var start = 0
    private var searched = 0
    private var line = 1

    /// A statement does not go on beyond so many bytes and lines; what is behind is one of its own.
    private static let mostBytes = 65_536
    private static let mostLines = 1000

    init(_ descriptor: Int32) {
        input = Input(descriptor)
    }

    /// `nil` at the end of the input.
    mutating func next(
        _ session: Session, beforeWaiting: () -> Void
    ) throws(Diagnostic) -> (bytes: [UInt8], firstLine: Int)? {
        let firstLine = line
        guard var bytes = try nextLine(beforeWaiting) else { return nil }
        while line - firstLine < Self.mostLines, bytes.count < Self.mostBytes,
            session.continues(String(decoding: bytes, as: UTF8.self)),
            let more = try nextLine(beforeWaiting)
        {
            bytes.append(UInt8(ascii: "\n"))
            bytes += more
        }
        return (bytes, firstLine)
    }

    /// Reads more; false at the end and where an interrupt came before.
    ///
    /// While nothing runs and all answers are out, an interrupt ends the program at once: one that
    /// only set a flag could come just before the waiting begins, and would be waited over.
    private mutating func fill(_ beforeWaiting: () -> Void) throws(Diagnostic) -> Bool {
        guard input.wouldWait else { return try input.fill(named: "<stdin>") }
        beforeWaiting()
        tally_interrupt_prepare(TALLY_INTERRUPT_EXITS)
        defer { tally_interrupt_prepare(TALLY_INTERRUPT_ENDS) }
        if tally_cancel_requested() { return false }
        return try input.fill(named: "<stdin>")
    }

    /// The next line without its line break.
    private mutating func nextLine(_ beforeWaiting: () -> Void) throws(Diagnostic) -> [UInt8]? {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let found = Array(buffer[start..<end])
                start = end + 1
                searched = start
                line += 1
                return found
            }
            searched = buffer.count
            guard try fill(beforeWaiting) else { break }
            if start > 0 {
                buffer.removeFirst(start)
                searched -= start
                start = 0
            }
            buffer.append(contentsOf: input.chunk)
        }
        // An unfinished line is one, but not where Ctrl-C cut it off.
        guard start < buffer.count, !tally_cancel_requested() else { return nil }
        let found = Array(buffer[start...])
        start = buffer.count
        line += 1
        return found
    }
}
