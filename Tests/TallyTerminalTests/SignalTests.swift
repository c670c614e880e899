import Glibc
import Testing

/// Interrupts, suspension and the loss of the terminal at awkward moments.
@Suite(.serialized)
struct SignalTests {
    private static let prompt = "tally> "

    private func shell(
        in folder: Folder = Folder(), environment: [String: String] = [:], rows: UInt16 = 24,
        columns: UInt16 = 80
    ) throws -> Terminal {
        let terminal = try Terminal(
            [tally], in: folder, environment: environment, rows: rows, columns: columns)
        try terminal.wait(for: Self.prompt)
        return terminal
    }

    private func leave(_ terminal: Terminal) throws {
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
        #expect(terminal.isAsFound)
    }

    /// The shell reads neither key before both are there, so Ctrl-C comes while the line before it
    /// is still edited, and yet is meant for what that line runs.
    @Test(arguments: [
        ".watch 3600 cic in sep23\r\u{03}", ".watch 3600 cic in sep23\rnonsense\u{03}",
        "cic +\rnonsense\u{03}", "\r\r\u{03}",
    ])
    func anInterruptTypedAheadIsNotLost(_ keys: String) throws {
        let terminal = try shell()
        terminal.signal(SIGSTOP)
        terminal.send(keys)
        terminal.signal(SIGCONT)
        try terminal.wait(for: Self.prompt)
        terminal.send("17 * 49\r")
        try terminal.wait(for: "833")
        try terminal.wait(for: Self.prompt)
        #expect(!terminal.everything.contains("error["))
        try leave(terminal)
    }

    @Test func whatIsTypedAheadIsAnsweredInTurn() throws {
        let terminal = try shell()
        terminal.signal(SIGSTOP)
        terminal.send("17 * 49\r17 * 50\r17 * 51\r")
        terminal.signal(SIGCONT)
        for answer in ["833", "850", "867"] { try terminal.wait(for: answer) }
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test(arguments: [SIGHUP, SIGTERM], ["cic in", ".watch 0.1 cic in sep23\r"])
    func theTerminalIsPutBackWhateverEndsTheShell(_ number: Int32, _ keys: String) throws {
        let terminal = try shell()
        terminal.send(keys)
        try terminal.wait(for: keys.hasSuffix("\r") ? "473" : keys)
        terminal.signal(number)
        let (status, shown) = try terminal.waitForEnd()
        #expect(status == -number)
        #expect(shown.hasSuffix("\u{1B}[?2004l\u{1B}[0m\u{1B}[?7h"))
        #expect(terminal.isAsFound)
    }

    /// A terminal of no size to speak of is lived with.
    @Test(arguments: [(1, 1), (3, 10), (0, 0), (24, 2), (1, 500)] as [(UInt16, UInt16)])
    func anySizeWillDo(_ rows: UInt16, _ columns: UInt16) throws {
        let terminal = try Terminal(
            [tally], in: Folder(), environment: ["PAGER": "cat"], rows: rows, columns: columns)
        try terminal.wait(for: "?2004h")
        terminal.send("cic in sep23\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: "?2004h")
        terminal.send("rate \t\u{03}cic\u{1B}[Hx\u{12}si\u{03}")
        terminal.resize(rows: 24, columns: 80)
        terminal.send("\u{03}")
        #expect(try terminal.rest(untilItEdits: true))
        terminal.forget()
        terminal.send("17 * 49\r")
        try terminal.wait(for: "833")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func withoutANameForTheTerminalNoEscapesAreWritten() throws {
        let terminal = try Terminal(
            ["/usr/bin/env", "-u", "TERM", tally], in: Folder())
        try terminal.wait(for: Self.prompt)
        terminal.send("cic in sep23\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
        #expect(!terminal.everything.contains("\u{1B}"))
    }

    /// The answer is cut where the interrupt comes, and a colour that it was in ends there.
    @Test func anAnswerThatIsCutLeavesNoColour() throws {
        let terminal = try shell()
        terminal.send(".pager off\r")
        try terminal.wait(for: Self.prompt)
        let block = String(repeating: "compare sep23 vs target\n", count: 40)
        terminal.send("\u{1B}[200~\(block)\u{1B}[201~\r")
        try terminal.wait(for: "42 rows")
        // Nothing is read meanwhile, so the answer stands still in the midst of a line.
        terminal.send("\u{03}")
        try terminal.wait(for: "?2004h")
        let shown = terminal.everything
        let last = shown.matches(of: /\u{1B}\[([\d;]*)m/).last.map { String($0.1) }
        #expect(last == "0")
        try leave(terminal)
    }

    @Test func suspendedWhileAQueryRunsItGoesOn() throws {
        let terminal = try Terminal(
            ["/bin/bash", "--norc", "--noprofile", "-i"], in: Folder(),
            environment: ["PS1": "ready$ "])
        try terminal.wait(for: "ready$ ")
        terminal.send("'\(tally)'\r")
        try terminal.wait(for: Self.prompt)
        terminal.send(".watch 0.1 cic in sep23\r")
        try terminal.wait(for: "473")
        terminal.send("\u{1A}")
        try terminal.wait(for: "Stopped")
        try terminal.wait(for: "ready$ ")
        terminal.send("fg\r")
        try terminal.wait(for: "473")
        terminal.send("\u{03}")
        #expect(try terminal.rest(untilItEdits: true))
        terminal.forget()
        terminal.send("17 * 49\r")
        try terminal.wait(for: "833")
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{04}")
        try terminal.wait(for: "ready$ ")
        terminal.send("exit 7\r")
        #expect(try terminal.waitForEnd().status == 7)
    }
}
