import Glibc
import Testing

/// The history file where it is shared, torn, too long or no file at all.
@Suite(.serialized)
struct HistoryTests {
    private static let prompt = "tally> "
    private static let file = ".local/state/tally/history"

    /// A folder with a place for the history, after a line of `sh` that is run there.
    private func folder(_ line: String = "") -> Folder {
        let folder = Folder()
        _ = run(
            """
            cd '\(folder.path)' && mkdir -p .local/state/tally && h='\(Self.file)'
            \(line)
            """)
        return folder
    }

    private func shell(in folder: Folder) throws -> Terminal {
        let terminal = try Terminal([tally], in: folder)
        try terminal.wait(for: Self.prompt)
        return terminal
    }

    private func ask(_ question: String, for answer: String, _ terminal: Terminal) throws {
        terminal.send("\(question)\r")
        try terminal.wait(for: answer)
        try terminal.wait(for: Self.prompt)
    }

    private func leave(_ terminal: Terminal) throws {
        terminal.send("\u{04}")
        #expect(try terminal.waitForEnd().status == 0)
        #expect(terminal.isAsFound)
    }

    private func kept(in folder: Folder) -> [String] {
        run("cat '\(folder.path)/\(Self.file)'").output.split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        ("mkdir $h", "it is no file"),
        ("mkfifo $h", "it is no file"),
        ("ln -s /dev/full $h", "it is no file"),
        ("ln -s nowhere/at/all $h", "No such file or directory"),
        ("rmdir .local/state/tally; touch .local/state/tally", "Not a directory"),
    ])
    func whereNoneCanBeKeptTheShellSaysSoOnce(_ line: String, _ why: String) throws {
        let terminal = try shell(in: folder(line))
        try ask("17 * 49", for: "833", terminal)
        try ask("17 * 50", for: "850", terminal)
        // What this shell was given is there all the same.
        try ask(".history", for: "2  17 * 50", terminal)
        try leave(terminal)
        let warnings = terminal.everything.split(separator: "what is typed is not kept in")
            .dropFirst()
        #expect(warnings.count == 1)
        // A long line is wrapped at the words.
        let said = warnings.first?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said?.contains("/.local/state/tally/history': \(why)") == true, "\(said ?? "")")
    }

    @Test func aDiskThatIsFullTearsNoLine() throws {
        // A file may grow to 1024 bytes here, as on a disk with no more room.
        let folder = folder("for i in 1 2 3 4 5 6 7 8 9; do printf '%0110d\\n' $i; done > $h")
        let terminal = try Terminal(
            ["/bin/sh", "-c", "trap '' XFSZ; ulimit -f 2; exec '\(tally)'"], in: folder)
        try terminal.wait(for: Self.prompt)
        let long = "cic in sep23 # " + String(repeating: "x", count: 60)
        try ask(long, for: "473", terminal)
        try ask("17 * 49", for: "833", terminal)
        try leave(terminal)
        #expect(kept(in: folder).allSatisfy { $0.utf8.count == 110 || $0 == "17 * 49" })
        #expect(terminal.everything.contains("File too large"))
    }

    @Test func aTornLineDoesNotTakeTheNextWithIt() throws {
        let folder = folder("printf 'cic in sep23\\ncompare se' > $h")
        let terminal = try shell(in: folder)
        try ask("17 * 49", for: "833", terminal)
        try leave(terminal)
        #expect(kept(in: folder) == ["cic in sep23", "compare se", "17 * 49"])
    }

    @Test(arguments: ["head -c 3000000 /dev/zero > $h", "head -c 3000000 /dev/urandom > $h"])
    func whatIsNoHistoryDoesNoHarm(_ line: String) throws {
        let terminal = try shell(in: folder(line))
        try ask("17 * 49", for: "833", terminal)
        terminal.send("\u{1B}[A\r")
        try terminal.wait(for: "833")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
    }

    @Test func aLongOneIsCutToItsEndAndALinkStaysOne() throws {
        let folder = folder("seq 1 20001 | sed 's/^/# /' > real; ln -s ../../../real $h")
        let terminal = try shell(in: folder)
        try ask("17 * 49", for: "833", terminal)
        try leave(terminal)
        let kept = kept(in: folder)
        #expect(kept.count == 10_001)
        #expect(kept.first == "# 10002")
        #expect(kept.suffix(2) == ["# 20001", "17 * 49"])
        #expect(run("readlink '\(folder.path)/\(Self.file)'").output == "../../../real\n")
    }

    /// Forty entries of 60 000 letters: as many of the newest are kept as a megabyte holds.
    @Test func oneWithFewLongEntriesIsCutToItsEnd() throws {
        let folder = folder(Self.long)
        let terminal = try shell(in: folder)
        try ask("17 * 49", for: "833", terminal)
        try leave(terminal)
        let kept = kept(in: folder)
        #expect(kept.count == 18)
        #expect(kept.first?.prefix(5) == "# 34 ")
        #expect(kept.dropLast().allSatisfy { $0.utf8.count == 60_005 })
        #expect(kept.last == "17 * 49")
    }

    private static let long =
        "for i in $(seq 11 50); do echo \"# $i $(head -c 60000 /dev/zero | tr '\\0' x)\"; done >> $h"

    /// The newest entry is kept however long it is, and goes when it is that no more.
    @Test func oneEntryThatIsLongerThanAllThatIsKeptIsCutOnceItIsOld() throws {
        let folder = folder("{ echo cic; head -c 3000000 /dev/zero | tr '\\0' x; echo; } > $h")
        let first = try shell(in: folder)
        try leave(first)
        #expect(kept(in: folder).map(\.utf8.count) == [3_000_000])
        let second = try shell(in: folder)
        try ask("17 * 49", for: "833", second)
        try leave(second)
        try leave(shell(in: folder))
        #expect(kept(in: folder) == ["17 * 49"])
    }

    /// Others write while a shell that starts cuts the file: none of their lines is lost.
    @Test(arguments: ["seq 1 20001 | sed 's/^/# filler /' >> $h", long])
    func cuttingItLosesNothingThatOthersWrite(_ filling: String) throws {
        let folder = folder()
        let writers = try (0..<3).map { _ in try shell(in: folder) }
        for round in 0..<2 {
            #expect(run("h='\(folder.path)/\(Self.file)'; \(filling)").status == 0)
            for (index, writer) in writers.enumerated() { writer.send("# \(index) \(round)\r") }
            let cutter = try shell(in: folder)
            for writer in writers { try writer.wait(for: Self.prompt) }
            try leave(cutter)
        }
        // The lines of the rounds before may have been cut off behind so many others.
        let own = kept(in: folder).filter { $0.wholeMatch(of: /# \d 1/) != nil }
        #expect(own.sorted() == ["# 0 1", "# 1 1", "# 2 1"])
        for writer in writers { try leave(writer) }
    }

    /// Killed while it is given one entry after another, at any moment: every line is whole.
    @Test func beingKilledTearsNoLine() throws {
        let folder = folder()
        for round in 0..<5 {
            let terminal = try shell(in: folder)
            for entry in 0..<20 { terminal.send("# round \(round) entry \(entry)\r") }
            _ = terminal.settle(milliseconds: Int32(round))
            terminal.signal(SIGKILL)
            #expect(try terminal.waitForEnd().status == -SIGKILL)
        }
        #expect(kept(in: folder).allSatisfy { $0.wholeMatch(of: /# round \d entry \d+/) != nil })
        #expect(!kept(in: folder).isEmpty)
        let terminal = try shell(in: folder)
        try ask("17 * 49", for: "833", terminal)
        try leave(terminal)
    }

    @Test func ofFiftyMegabytesTheNewestEntriesAreKept() throws {
        let folder = folder(
            "yes 'compare sep23 vs target for theme placement' | head -c 50000000 > $h")
        let terminal = try shell(in: folder)
        try ask("17 * 49", for: "833", terminal)
        try leave(terminal)
        #expect(kept(in: folder).count == 10_001)
    }

    /// Run by somebody else, to whom the file may be read and not written.
    @Test(.enabled(if: getuid() == 0, "only root can run a shell as somebody else"))
    func aFileThatMayOnlyBeReadIsReadAndThatItIsNotWrittenIsSaid() throws {
        let folder = folder("echo 'echo earlier' > $h; chmod -R a+rX . ; chmod a+x .")
        let terminal = try Terminal(
            ["/usr/bin/setpriv", "--reuid=65534", "--clear-groups", tally], in: folder)
        try terminal.wait(for: Self.prompt)
        terminal.send("\u{1B}[A\r")
        try terminal.wait(for: "earlier\r\n")
        try terminal.wait(for: "Permission denied")
        try terminal.wait(for: Self.prompt)
        try leave(terminal)
        #expect(kept(in: folder) == ["echo earlier"])
    }
}
