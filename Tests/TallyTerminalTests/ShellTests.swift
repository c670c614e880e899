import Testing

/// The shell as a person at a terminal meets it.
@Suite(.serialized)
struct ShellTests {
    private static let prompt = "tally> "
    private static let escape = "\u{1B}"
    private static let up = "\u{1B}[A"
    private static let interrupt = "\u{03}"
    private static let end = "\u{04}"

    /// A shell on the built-in sample at its first prompt.
    private func shell(
        in folder: Folder = Folder(), environment: [String: String] = [:]
    ) throws -> Terminal {
        let terminal = try Terminal([tally], in: folder, environment: environment)
        try terminal.wait(for: Self.prompt)
        return terminal
    }

    private func leave(_ terminal: Terminal) throws {
        terminal.send(Self.end)
        #expect(try terminal.waitForEnd().status == 0)
    }

    @Test func answersAndEndsWithControlD() throws {
        let terminal = try shell()
        terminal.send("cic\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test(arguments: ["quit", "exit", ".quit"])
    func endsAtAWord(_ word: String) throws {
        let terminal = try shell()
        terminal.send("\(word)\r")
        #expect(try terminal.waitForEnd().status == 0)
    }

    @Test func anErrorDoesNotEndIt() throws {
        let terminal = try shell()
        terminal.send("cci\r")
        try terminal.wait(for: "error[unknown-indicator]")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func theArrowBringsALineBack() throws {
        let terminal = try shell()
        terminal.send("cic\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        terminal.send(Self.up + "\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func historyOutlivesAKilledShell() throws {
        let folder = Folder()
        do {
            let terminal = try shell(in: folder)
            terminal.send("cic in sep23\r")
            try terminal.wait(for: "473")
            // Gone without a goodbye: `Terminal` kills what has not ended.
        }
        let terminal = try shell(in: folder)
        terminal.send(Self.up)
        try terminal.wait(for: "cic in sep23")
        terminal.send("\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func controlRFindsAnEntry() throws {
        let folder = Folder()
        _ = run("mkdir -p '\(folder.path)/.local/state/tally'")
        folder.write("cic in sep23\nuasc\n", to: ".local/state/tally/history")
        let terminal = try shell(in: folder)
        terminal.send("\u{12}sep")
        try terminal.wait(for: "cic in sep23")
        terminal.send("\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func tabCompletesAWord() throws {
        let terminal = try shell()
        terminal.send("describ\tcic\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func tabListsWhatFitsBelow() throws {
        let terminal = try shell()
        terminal.send("rate \t")
        try terminal.wait(for: "\n")
        try terminal.wait(for: Self.prompt + "rate ")
        terminal.send(Self.interrupt)
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func controlCDropsTheLine() throws {
        let terminal = try shell()
        terminal.send("nonsense" + Self.interrupt)
        try terminal.wait(for: "^C")
        try terminal.wait(for: Self.prompt)
        terminal.send("cic\r")
        try terminal.wait(for: "473")
        #expect(!terminal.everything.contains("error"))
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func anUnfinishedStatementGoesOnAndCanBeDropped() throws {
        let terminal = try shell()
        terminal.send("cic +\r")
        terminal.send(Self.interrupt)
        try terminal.wait(for: "^C")
        try terminal.wait(for: Self.prompt)
        terminal.send("cic -\r")
        terminal.send("uasc\r")
        try terminal.wait(for: "406")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func aPasteIsOneBlockThatWaitsForEnter() throws {
        let terminal = try shell()
        terminal.send("\(Self.escape)[200~cic in sep23\ncic in aug23\n\(Self.escape)[201~")
        try terminal.wait(for: "cic in aug23")
        terminal.send(Self.interrupt)
        try terminal.wait(for: Self.prompt)
        #expect(!terminal.everything.contains("473"))

        terminal.send("\(Self.escape)[200~cic in sep23\r\ncic in aug23\(Self.escape)[201~\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: "464")
        try terminal.wait(for: Self.prompt)
        // Both lines are one entry.
        terminal.send(Self.up + "\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: "464")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func aChangeOfSizeDrawsTheLineAgain() throws {
        let terminal = try shell()
        terminal.send("cic in s")
        try terminal.wait(for: "cic in s")
        terminal.resize(rows: 10, columns: 40)
        try terminal.wait(for: Self.prompt + "cic in s")
        terminal.send("ep23\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func homeEndAndDeleteEdit() throws {
        let terminal = try shell()
        // `xic in sep2` becomes `cic in sep23`.
        terminal.send("xic in sep2\(Self.escape)[H\(Self.escape)[3~c\(Self.escape)[F3\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func anEditorsOwnCommandsAreOff() throws {
        let terminal = try shell()
        terminal.send("\(Self.escape)x\r\(Self.escape)X\rcic in sep23\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func viBindingsKeepTheKeysOfTheShell() throws {
        let folder = Folder()
        folder.write("bind -v\n", to: ".editrc")
        let terminal = try shell(in: folder)
        terminal.send("nonsense" + Self.interrupt)
        try terminal.wait(for: "^C")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func controlZSuspendsAndTheLineComesBack() throws {
        let terminal = try Terminal(
            ["/bin/bash", "--norc", "--noprofile", "-i"], in: Folder(),
            environment: ["PS1": "ready$ "])
        try terminal.wait(for: "ready$ ")
        terminal.send("'\(tally)'\r")
        try terminal.wait(for: Self.prompt)
        terminal.send("cic in\u{1A}")
        try terminal.wait(for: "Stopped")
        try terminal.wait(for: "ready$ ")
        terminal.send("fg\r")
        try terminal.wait(for: Self.prompt + "cic in")
        terminal.send(" sep23\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        terminal.send(Self.end)
        try terminal.wait(for: "ready$ ")
        terminal.send("exit 7\r")
        #expect(try terminal.waitForEnd().status == 7)
    }

    @Test func whatIsTypedBehindTheEndIsForWhoeverReadsNext() throws {
        let terminal = try Terminal(
            ["/bin/bash", "--norc", "--noprofile", "-i"], in: Folder(),
            environment: ["PS1": "ready$ "])
        try terminal.wait(for: "ready$ ")
        terminal.send("'\(tally)'\r")
        try terminal.wait(for: Self.prompt)
        terminal.send("\(Self.end)exit 7\r")
        #expect(try terminal.waitForEnd().status == 7)
    }

    @Test func whatIsNoTextIsAnErrorAndNoCrash() throws {
        let terminal = try shell()
        terminal.send([0xFF, 0xC3, 0x78, 0xF5, 0x0D])
        try terminal.wait(for: "error[")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func worksInThePlainLocale() throws {
        let terminal = try shell(environment: ["LC_ALL": "C"])
        terminal.send("caf\u{E9}\r")
        try terminal.wait(for: "error[")
        try terminal.wait(for: Self.prompt)
        terminal.send("cic\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func aDumbTerminalGetsNoEscapes() throws {
        let terminal = try shell(environment: ["TERM": "dumb"])
        terminal.send("cic\r")
        try terminal.wait(for: "473")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
        #expect(!terminal.everything.contains(Self.escape))
    }

    @Test func aBrokenStartUpFileIsReportedAndTheShellStarts() throws {
        let folder = Folder()
        _ = run("mkdir -p '\(folder.path)/.config/tally'")
        folder.write(
            "nonsense at all\n.area worcestershire\n", to: ".config/tally/init.tally")
        let terminal = try Terminal([tally], in: folder)
        try terminal.wait(for: "~/.config/tally/init.tally:1:1:")
        try terminal.wait(for: "error[")
        // What is right in it holds.
        try terminal.wait(for: "tally [worcestershire]> ")
        try leave(terminal)

        let without = try Terminal([tally, "--no-init"], in: folder)
        try without.wait(for: Self.prompt)
        #expect(!without.everything.contains("error["))
        try leave(without)
    }

    @Test func theFirstShellSaysWhatToTry() throws {
        let folder = Folder()
        let first = try shell(in: folder)
        #expect(first.everything.contains("Try '"))
        first.send("cic\r")
        try first.wait(for: "473")
        try first.wait(for: Self.prompt)
        try leave(first)
        let second = try shell(in: folder)
        #expect(!second.everything.contains("Try '"))
        try leave(second)
    }
}
