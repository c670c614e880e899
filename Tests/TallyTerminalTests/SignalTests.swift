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
}
