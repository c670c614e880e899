import Testing

/// What the shell's commands do with the terminal.
@Suite(.serialized)
struct CommandTests {
    private static let prompt = "tally> "
    private static let interrupt = "\u{03}"
    private static let end = "\u{04}"

    private func shell(
        in folder: Folder = Folder(), environment: [String: String] = [:], rows: UInt16 = 24
    ) throws -> Terminal {
        let terminal = try Terminal([tally], in: folder, environment: environment, rows: rows)
        try terminal.wait(for: Self.prompt)
        return terminal
    }

    private func leave(_ terminal: Terminal) throws {
        terminal.send(Self.end)
        #expect(try terminal.waitForEnd().status == 0)
    }

    @Test(arguments: ["\t", "\u{1B}[C", "\u{1B}OC", "\u{06}"])
    func tabAndRightTakeTheMendedLineAndEnterRunsIt(_ key: String) throws {
        let terminal = try shell()
        terminal.send("cci in sep23\r")
        try terminal.wait(for: "Tab:")
        try terminal.wait(for: Self.prompt)
        terminal.send(key + "\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func enterOnTheEmptyLineRunsNothing() throws {
        let terminal = try shell()
        terminal.send("cci in sep23\r")
        try terminal.wait(for: "Tab:")
        try terminal.wait(for: Self.prompt)
        terminal.send("\r")
        try terminal.wait(for: Self.prompt)
        terminal.send("17 * 49\r")
        try terminal.wait(for: "833")
        try terminal.wait(for: Self.prompt)
        #expect(!terminal.everything.contains("473"))
        try leave(terminal)
    }

    @Test func tabPutsTheMendedLineThereToBeChanged() throws {
        let terminal = try shell()
        terminal.send("cci in sep2\r")
        try terminal.wait(for: "error[")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)

        let other = try shell()
        other.send("cci in sep23\r")
        try other.wait(for: "Tab:")
        try other.wait(for: Self.prompt)
        other.send("\t")
        try other.wait(for: "cic in sep23")
        other.send("\u{7F}\u{7F}22\r")
        try other.wait(for: "Sep 2022")
        try other.wait(for: Self.prompt)
        try leave(other)
    }

    @Test func whateverElseIsTypedEndsTheOffer() throws {
        let terminal = try shell()
        terminal.send("cci in sep23\r")
        try terminal.wait(for: "Tab:")
        try terminal.wait(for: Self.prompt)
        terminal.send("uasc in sep23\r")
        try terminal.wait(for: "67")
        try terminal.wait(for: Self.prompt)
        terminal.send("\r")
        try terminal.wait(for: Self.prompt)
        #expect(!terminal.everything.contains("473"))
        try leave(terminal)
    }

    @Test func aLongResultGoesToThePager() throws {
        let folder = Folder()
        folder.write("#!/bin/sh\ncat > paged; echo seen\n", to: "pager")
        _ = run("chmod +x '\(folder.path)/pager'")
        let terminal = try shell(in: folder, environment: ["PAGER": "./pager"])
        terminal.send("cic in sep23\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        terminal.send("compare sep23 vs target\r")
        try terminal.wait(for: "seen")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
        #expect(run("grep -c '42 rows' '\(folder.path)/paged'").output == "1\n")
    }

    @Test(arguments: ["/nowhere/pager", "exit 3", "kill -9 $$", " ", "head -1 >/dev/null; false"])
    func aPagerThatFailsLosesNothing(_ pager: String) throws {
        let terminal = try shell(environment: ["PAGER": pager])
        terminal.send("compare sep23 vs target\r")
        try terminal.wait(for: "42 rows, 7 meeting the target")
        try terminal.wait(for: Self.prompt)
        terminal.send("cic in sep23\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func watchingEndsAtControlC() throws {
        let terminal = try shell()
        terminal.send(".watch 0.1 cic in sep23\r")
        for _ in 0..<3 { try terminal.wait(for: "473") }
        terminal.send(Self.interrupt)
        try terminal.wait(for: Self.prompt)
        terminal.send("uasc in sep23\r")
        try terminal.wait(for: "67")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func aLongWaitOfWatchingIsCutShort() throws {
        let terminal = try shell()
        terminal.send(".watch 3600 cic in sep23\r")
        try terminal.wait(for: "473")
        terminal.send(Self.interrupt)
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func twoShellsShareOneHistory() throws {
        let folder = Folder()
        let first = try shell(in: folder)
        let second = try shell(in: folder)
        for (terminal, line) in [
            (first, "cic in sep23"), (second, "uasc in sep23"), (first, "cic in aug23"),
        ] {
            terminal.send("\(line)\r")
            try terminal.wait(for: " 2023")
            try terminal.wait(for: Self.prompt)
        }
        second.send(".history\r")
        try second.wait(for: "1  cic in sep23")
        try second.wait(for: "2  uasc in sep23")
        try second.wait(for: "3  cic in aug23")
        try second.wait(for: Self.prompt)
        try leave(first)
        try leave(second)
    }

    @Test func manyShellsAtOnceLoseNoEntry() throws {
        let folder = Folder()
        let terminals = try (0..<4).map { _ in try shell(in: folder) }
        for round in 0..<5 {
            for (index, terminal) in terminals.enumerated() {
                terminal.send("# \(index) \(round)\r")
            }
            for terminal in terminals { try terminal.wait(for: Self.prompt) }
        }
        // Gone without a goodbye.
        let history = run("sort '\(folder.path)/.local/state/tally/history'").output
        let expected = (0..<4).flatMap { index in (0..<5).map { "# \(index) \($0)\n" } }.joined()
        #expect(history == expected)
    }

    @Test func aScriptRunsByItsFirstLine() {
        let folder = Folder()
        folder.write(
            "#!/usr/bin/env -S tally --param base=400\nassert cic - base in sep23 = 73\necho fine\n",
            to: "board.tally")
        let (status, output) = run(
            """
            cd '\(folder.path)' && chmod +x board.tally && \
            PATH="$(dirname '\(tally)'):$PATH" HOME=. ./board.tally 2>/dev/null
            """)
        #expect(status == 0)
        #expect(output == "fine\n")
    }
}
