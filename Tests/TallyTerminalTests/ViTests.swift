import Testing

/// The shell of a person whose `.editrc` says `bind -v`.
@Suite(.serialized)
struct ViTests {
    private static let prompt = "tally> "

    private func shell() throws -> Terminal {
        let folder = Folder()
        folder.write("bind -v\n", to: ".editrc")
        _ = run("mkdir -p '\(folder.path)/.local/state/tally'")
        folder.write("echo older\necho newer\n", to: ".local/state/tally/history")
        let terminal = try Terminal([tally], in: folder)
        try terminal.wait(for: Self.prompt)
        return terminal
    }

    private func leave(_ terminal: Terminal) throws {
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
    }

    /// Keys behind a prompt, and what they have written; `␛` is Escape, `⏎` Enter.
    private static let cases: [(typed: String, shown: String)] = [
        // What was typed before: by its keys, the arrows and the search, from both modes.
        ("␛kk⏎", "older"), ("␛kk⏎", "newer"), ("␛kkj⏎", "newer"), ("␛[A␛[A⏎", "older"),
        ("\u{12}new⏎", "newer"), ("x␛\u{12}old⏎", "older"),
        ("echo ab⏎", "ab"), ("echo abcd␛x⏎", "abc"), ("cho ab␛0ie⏎", "ab"),
        ("echo ab␛hiX⏎", "Xab"), ("echo ab␛ac⏎", "abc"), ("echo ab␛0Ac⏎", "abc"),
        ("echo ab␛0$ac⏎", "abc"), ("echo ab␛hlac⏎", "abc"), ("nonsense␛ddiecho ok⏎", "ok"),
        ("echo abc␛xxu⏎", "ab"), ("echo a b␛bDac⏎", "c"), ("echo ac␛[Db⏎", "abc"),
        ("echo ab␛[Hx␛0x⏎", "ab"), ("ech␛ao ab⏎", "ab"),
        ("echo a␛[H␛[Fb⏎", "ab"),
        // A paste is a paste in both modes.
        ("␛[200~echo dd\n␛[201~⏎", "dd"), ("echo ab␛␛[200~cd␛[201~⏎", "acdb"),
        ("ech\t x⏎", "x"),
    ]

    @Test func keysEditAsInVi() throws {
        let terminal = try shell()
        for (typed, shown) in Self.cases {
            let keys = typed.map { $0 == "␛" ? "\u{1B}" : $0 == "⏎" ? "\r" : String($0) }
            terminal.send(keys.joined())
            try terminal.wait(for: "\n")
            try terminal.wait(for: "\(shown)\r\n")
            try terminal.wait(for: Self.prompt)
        }
        try leave(terminal)
    }

    @Test(arguments: ["nonsense\u{03}", "nonsense\u{1B}\u{03}", "nonsense\u{1B}x\u{03}"])
    func controlCDropsTheLine(_ keys: String) throws {
        let terminal = try shell()
        terminal.send(keys)
        try terminal.wait(for: "^C")
        try terminal.wait(for: Self.prompt)
        terminal.send("echo here\r")
        try terminal.wait(for: "\n")
        try terminal.wait(for: "here\r\n")
        try terminal.wait(for: Self.prompt)
        #expect(!terminal.everything.contains("error"))
        try leave(terminal)
    }

    @Test func controlDEndsTheShellFromTheCommandMode() throws {
        let terminal = try shell()
        terminal.send("\u{1B}\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
    }

    @Test func controlZSuspendsAndTheLineComesBack() throws {
        let folder = Folder()
        folder.write("bind -v\n", to: ".editrc")
        let terminal = try Terminal(
            ["/bin/bash", "--norc", "--noprofile", "-i"], in: folder,
            environment: ["PS1": "ready$ "])
        try terminal.wait(for: "ready$ ")
        terminal.send("'\(tally)'\r")
        try terminal.wait(for: Self.prompt)
        terminal.send("echo a\u{1B}\u{1A}")
        try terminal.wait(for: "Stopped")
        try terminal.wait(for: "ready$ ")
        terminal.send("fg\r")
        try terminal.wait(for: Self.prompt + "echo a")
        terminal.send("ab\r")
        try terminal.wait(for: "\n")
        try terminal.wait(for: "ab\r\n")
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{04}")
        try terminal.wait(for: "ready$ ")
        terminal.send("exit 7\r")
        #expect(try terminal.waitForEnd().status == 7)
    }
}
