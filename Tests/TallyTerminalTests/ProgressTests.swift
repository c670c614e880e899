import Testing

/// The line on standard error that says how long something has been going on.
@Suite(.serialized)
struct ProgressTests {
    private static let line = "\r\u{1B}[Kworking, 1 s "
    private static let gone = "\r\u{1B}[K"

    /// A store that another import has for three seconds and a bit, and what is to be imported then.
    private func importing(
        _ redirection: String = "", environment: [String: String] = [:]
    ) throws -> Terminal {
        let folder = Folder()
        folder.write(
            "authority,source,table,measure,dimension,member,period,period_type,unit,value\n"
                + "Dorset,s,t,first,,,2023-09,month,count,7\n", to: "first.csv")
        return try Terminal(
            [
                "/bin/sh", "-c",
                """
                flock s.db sleep 3.2 & while flock -n s.db true; do :; done
                '\(tally)' import first.csv --store s.db \(redirection); echo "exit $?"
                """,
            ], in: folder, environment: environment)
    }

    @Test func anImportThatTakesLongCountsTheSecondsUntilItIsDone() throws {
        let terminal = try importing()
        try terminal.wait(for: Self.line)
        try terminal.wait(for: "\r\u{1B}[Kworking, 2 s ")
        #expect(try terminal.wait(for: "imported first.csv").hasSuffix(Self.gone))
        try terminal.wait(for: "exit 0")
    }

    @Test(arguments: [("2>problems", "xterm"), ("2>&1 | cat", "xterm"), ("", "dumb"), ("", "")])
    func nothingIsCountedWhereNoTerminalShowsIt(_ redirection: String, _ kind: String) throws {
        let terminal = try importing(redirection, environment: ["TERM": kind])
        let shown = try terminal.wait(for: "exit 0")
        #expect(shown.contains("imported first.csv"))
        #expect(!shown.contains("working"))
        #expect(!shown.contains("\u{1B}"))
    }

    /// Scripts that read each other, each the next one twice, take longer than anybody waits.
    static let endless =
        (1..<15).map { level in
            "for i in 1 2; do echo 'read \"\(level + 1).tally\"'; done > \(level).tally"
        }.joined(separator: "; ") + "; yes 'assert cic in sep23 = 473' | head -1000 > 15.tally"

    @Test func whatTheShellIsLongAboutIsCountedAndCancelled() throws {
        let folder = Folder()
        #expect(run("cd '\(folder.path)'; \(Self.endless)").status == 0)
        let terminal = try Terminal([tally], in: folder)
        try terminal.wait(for: "tally> ")
        terminal.send("read \"1.tally\"\r")
        try terminal.wait(for: Self.line)
        let start = Terminal.now()
        terminal.send("\u{03}")
        let shown = try terminal.wait(for: "cancelled after ")
        #expect(Terminal.now() - start < 1)
        #expect(shown.hasSuffix(Self.gone))
        let time = try terminal.wait(for: " s\r\n")
        #expect((Double(time) ?? 0) >= 1)
        try terminal.wait(for: "tally> ")
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
        #expect(terminal.isAsFound)
    }
}
