import Testing

/// The line on standard error that says how long something has been going on.
@Suite(.serialized)
struct ProgressTests {
    private static let line = "\r\u{1B}[Kworking, "
    private static let gone = "\r\u{1B}[K"

    /// A store that another import has as long as there is a file `held`, and what is to be imported
    /// then. What is held by the clock is held long enough for a line to be shown.
    private func importing(
        _ redirection: String = "", environment: [String: String] = [:], in folder: Folder,
        until end: String
    ) throws -> Terminal {
        folder.write(
            "authority,source,table,measure,dimension,member,period,period_type,unit,value\n"
                + "Dorset,s,t,first,,,2023-09,month,count,7\n", to: "first.csv")
        return try Terminal(
            [
                "/bin/sh", "-c",
                """
                flock s.db sh -c '\(end)' & while flock -n s.db true; do :; done
                '\(tally)' import first.csv --store s.db \(redirection); echo "exit $?"
                """,
            ], in: folder, environment: environment)
    }

    @Test func anImportThatTakesLongCountsTheSecondsUntilItIsDone() throws {
        let folder = Folder()
        folder.write("", to: "held")
        let terminal = try importing(
            in: folder, until: "while [ -e held ]; do sleep 0.05; done")
        var seconds: [Int] = []
        for _ in 0..<2 {
            try terminal.wait(for: Self.line)
            seconds.append(try #require(Int(terminal.wait(for: " s "))))
        }
        #expect(seconds[0] >= 1 && seconds[1] > seconds[0])
        #expect(run("rm '\(folder.path)/held'").status == 0)
        #expect(try terminal.wait(for: "imported first.csv").hasSuffix(Self.gone))
        try terminal.wait(for: "exit 0")
    }

    @Test(arguments: [("2>problems", "xterm"), ("2>&1 | cat", "xterm"), ("", "dumb"), ("", "")])
    func nothingIsCountedWhereNoTerminalShowsIt(_ redirection: String, _ kind: String) throws {
        let terminal = try importing(
            redirection, environment: ["TERM": kind], in: Folder(), until: "sleep 3.2")
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
        terminal.send("\u{03}")
        let shown = try terminal.wait(for: "cancelled after ")
        #expect(shown.hasSuffix(Self.gone))
        let time = try terminal.wait(for: " s\r\n")
        #expect((Double(time) ?? 0) >= 1)
        try terminal.wait(for: "tally> ")
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
        #expect(terminal.isAsFound)
    }
}
