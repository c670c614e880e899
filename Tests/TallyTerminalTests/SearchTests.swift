import Testing

/// Ctrl-R: what was typed before, found letter by letter.
@Suite(.serialized)
struct SearchTests {
    private static let prompt = "tally> "

    private func shell(environment: [String: String] = [:]) throws -> Terminal {
        let folder = Folder()
        _ = run("mkdir -p '\(folder.path)/.local/state/tally'")
        folder.write(
            "echo first sep\necho second\necho third sep\necho Größe 5\n",
            to: ".local/state/tally/history")
        let terminal = try Terminal([tally], in: folder, environment: environment)
        try terminal.wait(for: Self.prompt)
        return terminal
    }

    /// Keys behind the first prompt, and a line that is then shown.
    struct Case: CustomTestStringConvertible, Sendable {
        let keys: String
        let shown: String

        init(_ keys: String, _ shown: String) {
            self.keys = keys
            self.shown = shown
        }

        var testDescription: String { "\(keys.debugDescription)" }
    }

    @Test(arguments: [
        // The newest that has it, then older ones; in any mixture of cases.
        Case("\u{12}sep\r", "third sep"), Case("\u{12}SEP\u{12}\r", "first sep"),
        Case("\u{12}sec\r", "second"), Case("\u{12}größe\r", "Größe 5"),
        // Where there is no older one the last that was found stays.
        Case("\u{12}sep\u{12}\u{12}\u{12}\r", "first sep"), Case("\u{12}third seq\r", "third sep"),
        // A letter taken back looks from the newest again.
        Case("\u{12}firsx\u{7F}\r", "first sep"),
        Case("\u{12}sep\u{12}\u{7F}\u{7F}\r", "third sep"),
        // Escape, an arrow and other keys leave the line there to be changed.
        Case("\u{12}sec\u{1B}[Fs\r", "seconds"), Case("\u{12}sec\u{5}s\r", "seconds"),
        // Ctrl-G and Ctrl-C give the line back, with the cursor where it was.
        Case("echo ac\u{1B}[D\u{12}sep\u{07}b\r", "abc"),
        Case("echo ac\u{1B}[D\u{12}sep\u{12}\u{03}b\r", "abc"),
        Case("echo x\u{12}\u{12}\u{7F}\u{07}y\r", "xy"),
        // A paste goes where the entry was found.
        Case("\u{12}second\u{1B}[200~first \u{1B}[201~\r", "first second"),
    ])
    func finds(_ search: Case) throws {
        let terminal = try shell()
        terminal.send(search.keys)
        try terminal.wait(for: "\n")
        try terminal.wait(for: "\(search.shown)\r\n")
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
    }

    @Test func theSearchIsShown() throws {
        let terminal = try shell()
        terminal.send("\u{12}")
        try terminal.wait(for: "search '")
        terminal.send("sep")
        try terminal.wait(for: "third sep")
        terminal.send("q")
        try terminal.wait(for: "nowhere")
        terminal.send("\u{07}")
        // libedit writes what differs, which is not the space behind it.
        try terminal.wait(for: "tally>")
        #expect(!terminal.everything.contains("bck"))
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
    }

    @Test func theEscapeKeyAloneLeavesTheEntryThere() throws {
        let terminal = try shell()
        terminal.send("\u{12}sec")
        try terminal.wait(for: "second")
        terminal.send("\u{1B}")
        try terminal.wait(for: "tally>")
        _ = terminal.settle(milliseconds: 100)
        terminal.send("\u{5}s\r")
        try terminal.wait(for: "\n")
        try terminal.wait(for: "seconds\r\n")
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
    }

    @Test(arguments: [["TERM": "dumb"], ["LC_ALL": "C"]])
    func worksOnAPlainTerminal(_ environment: [String: String]) throws {
        let terminal = try shell(environment: environment)
        terminal.send("\u{12}sep\u{12}\r")
        try terminal.wait(for: "\n")
        try terminal.wait(for: "first sep\r\n")
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
    }

    @Test func anEscapeDoesNotSwallowControlC() throws {
        let terminal = try shell()
        terminal.send("nonsense\u{1B}\u{03}")
        try terminal.wait(for: "^C")
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
    }
}
