import Glibc
import Testing

/// Keys that bring back what was typed before, undo, and edit elsewhere.
@Suite(.serialized)
struct EditingTests {
    private static let prompt = "tally> "

    private func shell(environment: [String: String] = [:]) throws -> (Terminal, Folder) {
        let folder = Folder()
        _ = run("mkdir -p '\(folder.path)/.local/state/tally'")
        folder.write(
            "echo first one\ncic in aug23\necho second two\ncic +\\nuasc\necho third\n",
            to: ".local/state/tally/history")
        folder.write("#!/bin/sh\necho 'echo edited' > \"$1\"\n", to: "editor")
        folder.write("#!/bin/sh\nsed -i 's/a/b/; s/$/\\x07/' \"$1\"\n", to: "changer")
        folder.write("#!/bin/sh\nexit 1\n", to: "failing")
        _ = run("cd '\(folder.path)' && chmod +x editor changer failing")
        let terminal = try Terminal([tally], in: folder, environment: environment)
        try terminal.wait(for: Self.prompt)
        return (terminal, folder)
    }

    private func leave(_ terminal: Terminal) throws {
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
        #expect(terminal.isAsFound)
    }

    /// Keys behind a prompt, and the line that is then written.
    private static let cases: [(keys: String, shown: String)] = [
        // Up and Down go through those that begin so, and back to what was typed.
        ("echo \u{1B}[A\r", "third"), ("echo f\u{1B}[A\r", "first one"),
        ("echo \u{1B}[A\u{1B}[A\r", "second two"), ("echo \u{1B}[A\u{1B}[A\u{1B}[B\r", "third"),
        ("echo ab\u{1B}[A\r", "ab"), ("echo \u{1B}[A\u{1B}[Bxy\r", "xy"),
        ("echo s\u{10}\u{10}\u{0E}\u{7F}5\r", "5"), ("\u{1B}[A\r", "third"),
        ("echo \u{1B}[A\u{1B}[A\u{1B}[A\u{1B}[A\r", "first one"),
        // The last word of the entry before, and of the ones before that.
        ("echo a \u{1B}.\r", "a third"), ("echo \u{1B}.\u{1B}.b\r", "uascb"),
        ("echo \u{1B}.\u{1B}.\u{1B}.\u{1B}.\r", "aug23"),
        // Undoing.
        ("echo ab cd\u{1F}\r", "ab"), ("echo ab\u{17}\u{1F}c\r", "abc"),
        ("echo \u{1B}[A\u{1F}x\r", "x"), ("echo ab\u{15}\u{1F}\r", "ab"),
        ("echo x\u{1B}[200~ y z\u{1B}[201~\u{1F}\r", "x"), ("\u{1F}echo q\r", "q"),
        // To the beginning; a Ctrl-L is no text.
        ("nonsense\u{15}echo b\r", "b"), ("xyecho b\u{1B}[H\u{1B}[C\u{1B}[C\u{15}\r", "b"),
        ("echo a\u{0C}b\r", "ab"),
    ]

    @Test(arguments: cases.indices)
    func keysEdit(_ index: Int) throws {
        let (keys, shown) = Self.cases[index]
        let (terminal, _) = try shell()
        terminal.send(keys)
        try terminal.wait(for: "\n")
        try terminal.wait(for: "\(shown)\r\n")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test(arguments: [
        ("editor", "echo abc", "edited"), ("changer", "echo ac", "bc"),
        ("failing", "echo ac", "ac"), ("missing", "echo ac", "ac"),
    ])
    func anEntryIsEditedElsewhereAndNotRun(_ editor: String, _ typed: String, _ shown: String)
        throws
    {
        let (terminal, folder) = try shell(environment: ["VISUAL": "./\(editor)"])
        terminal.send("\(typed)\u{18}\u{05}")
        try terminal.wait(for: "\n")
        try terminal.wait(for: Self.prompt + "echo \(shown)")
        #expect(run("cat '\(folder.path)/.local/state/tally/history'").output.contains("third\n"))
        terminal.send("\r")
        try terminal.wait(for: "\n")
        try terminal.wait(for: "\(shown)\r\n")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    /// What is no text here is neither taken nor lost.
    @Test func whatCannotBeTakenFromTheEditorIsKept() throws {
        let (terminal, folder) = try shell(environment: ["VISUAL": "./spoiler", "TMPDIR": ""])
        folder.write(
            "#!/bin/sh\nprintf 'echo caf\\351\\n' >\"$1\"; cp \"$1\" copy\n", to: "spoiler")
        _ = run("chmod +x '\(folder.path)/spoiler'")
        terminal.send("echo ac\u{18}\u{05}")
        try terminal.wait(for: "what was written cannot be taken here and is kept in /tmp/tally-")
        try terminal.wait(for: Self.prompt + "echo ac")
        terminal.send("\r")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
        let shown = terminal.everything.split(separator: "is kept in ").last ?? ""
        let path = shown.prefix { !$0.isWhitespace }
        let (status, _) = run("cmp '\(path)' '\(folder.path)/copy' && rm '\(path)'")
        #expect(status == 0, "\(path)")
    }

    @Test func aStatementThatGoesOnIsOneTextThatCanBeChanged() throws {
        let (terminal, folder) = try shell()
        // Up, to the first line, where a letter is mended; Enter then ends it.
        terminal.send("17 * (\r49 +\r")
        terminal.send("1)\u{1B}[A\u{1B}[A\u{1B}[H\u{1B}[3~2\r")
        try terminal.wait(for: "1,350")
        try terminal.wait(for: Self.prompt)
        // An empty line ends one that is open.
        terminal.send("17 +\r\r")
        try terminal.wait(for: "error[")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
        let kept = run("tail -n 2 '\(folder.path)/.local/state/tally/history'").output
        #expect(kept == "27 * (\\n49 +\\n1)\n17 +\n")
    }

    @Test func controlCIsNeverSwallowed() throws {
        let (terminal, _) = try shell()
        for begun in ["\u{16}", "\u{1B}[", "\u{1B}[20", "\u{18}", "\u{1B}[200~cic\ncic"] {
            terminal.send("nonsense\(begun)\u{03}")
            try terminal.wait(for: "^C")
            try terminal.wait(for: Self.prompt)
        }
        terminal.send("17 * 49\r")
        try terminal.wait(for: "833")
        try terminal.wait(for: Self.prompt)
        #expect(!terminal.everything.contains("error["))
        try leave(terminal)
    }

    @Test func noControlCharacterIsKept() throws {
        let (terminal, folder) = try shell()
        terminal.send("echo a\u{16}\u{07}\u{16}\u{1B}b\r")
        try terminal.wait(for: "\n")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
        #expect(
            run("tail -n 1 '\(folder.path)/.local/state/tally/history'").output == "echo ab\n")
    }

    @Test func howManyStatementsOfABlockWereNotRunIsSaid() throws {
        let (terminal, _) = try shell()
        terminal.send("\u{1B}[200~cci\necho a\necho b\n\u{1B}[201~\r")
        try terminal.wait(for: "2 other statements were not run")
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{1B}[200~echo a; assert 1 > 2; echo b\u{1B}[201~\r")
        try terminal.wait(for: "1 other statement was not run")
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{1B}[200~echo a; assert 1 > 2\u{1B}[201~\r")
        try terminal.wait(for: "error[")
        #expect(try !terminal.wait(for: Self.prompt).contains("not run"))
        try leave(terminal)
    }

    @Test func keysThatWereTypedMeanwhileAreForTheNextPromptAndNotForThePager() throws {
        let folder = Folder()
        folder.write(
            "#!/bin/bash\ncat > /dev/null\nif read -t 0 < /dev/tty; then echo stolen; fi; echo paged\n",
            to: "pager")
        _ = run("chmod +x '\(folder.path)/pager'")
        let terminal = try Terminal([tally], in: folder, environment: ["PAGER": "./pager"], rows: 5)
        try terminal.wait(for: Self.prompt)
        // A query that takes long enough for what is typed behind it to come before the pager.
        terminal.send("check\r17 * 49\r")
        try terminal.wait(for: "paged")
        try terminal.wait(for: "833")
        try terminal.wait(for: Self.prompt)
        #expect(!terminal.everything.contains("stolen"))
        try leave(terminal)
    }

    @Test func watchingEndsAtOnce() throws {
        let (terminal, _) = try shell()
        // Longer than a test waits: what does not end at once does not end.
        terminal.send(".watch 86400 17 * 49\r")
        try terminal.wait(for: "833")
        _ = terminal.settle(milliseconds: 100)
        terminal.send("\u{03}")
        try terminal.wait(for: Self.prompt)
        terminal.send(".watch 86400 17 * 49\r")
        try terminal.wait(for: "833")
        // A screen of another size is drawn at once.
        terminal.resize(rows: 10, columns: 40)
        try terminal.wait(for: "833")
        terminal.send("\u{03}")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }
}
