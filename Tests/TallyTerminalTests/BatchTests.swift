import Testing

/// The command line as scripts meet it.
@Suite(.serialized)
struct BatchTests {
    /// Runs a line of `sh` in an empty folder, where `$tally` is the program.
    private func batch(_ line: String, in folder: Folder = Folder()) -> (
        status: Int32, output: String
    ) {
        withExtendedLifetime(folder) {
            run(
                """
                cd '\(folder.path)' && tally='\(tally)' && HOME='\(folder.path)' && export HOME
                \(line)
                """)
        }
    }

    /// A device that never ends is not read at all.
    @Test func aDeviceIsNotImported() {
        let found = batch("$tally import /dev/zero --store none.db 2>&1")
        #expect(found.status == 3)
        #expect(
            found.output == "error[file-unreadable]: '/dev/zero' cannot be read: it is a device\n")
    }

    @Test(arguments: [
        ("$tally -e cic", 0),
        ("$tally -e cci 2>/dev/null", 1),
        ("$tally -e '-cci' 2>/dev/null", 1),
        ("$tally --nonsense 2>/dev/null", 2),
        ("$tally --store 2>/dev/null", 2),
        ("$tally --format jsn -e cic 2>/dev/null", 2),
        ("$tally --keep-going=1 2>/dev/null", 2),
        ("$tally --param scale -e cic 2>/dev/null", 2),
        ("$tally imprt 2>/dev/null", 2),
        ("$tally import 2>/dev/null", 2),
        ("$tally import --nonsense file.csv 2>/dev/null", 2),
        ("$tally nowhere.tally 2>/dev/null", 3),
        ("$tally / 2>/dev/null", 3),
        ("$tally import nowhere.csv 2>/dev/null", 3),
        ("$tally -e cic >/dev/full 2>/dev/null", 3),
        ("$tally --help >/dev/null", 0),
        ("$tally import --help >/dev/null", 0),
        ("$tally --version >/dev/null", 0),
        ("$tally plugin >/dev/null", 0),
        ("$tally plugin schema >/dev/null", 0),
        ("$tally plugin schema >/dev/full 2>/dev/null", 3),
        ("$tally plugin nonsense 2>/dev/null", 2),
        ("$tally plugin check 2>/dev/null", 2),
        ("$tally plugin check nowhere.json 2>/dev/null", 3),
        ("$tally plugin check /dev/zero 2>/dev/null", 3),
        ("mkfifo p.json; $tally plugin check p.json 2>/dev/null", 3),
        ("mkfifo p.json; $tally --plugins p.json -e cic >/dev/null 2>&1", 4),
        ("truncate -s 100M p.json; $tally plugin check p.json 2>/dev/null", 4),
        ("$tally plugin new a >/dev/null && $tally plugin check a.json >/dev/null", 0),
        ("$tally --area dorset plugin new a >/dev/null && grep -q dorset a.json", 0),
        (
            "$tally plugin new a --area Northtown >/dev/null && $tally plugin test a.json >/dev/null",
            0
        ),
        ("$tally plugin new a --area dorst 2>/dev/null", 2),
        ("$tally plugin new a --area ' ' 2>/dev/null", 2),
        ("$tally plugin new A 2>/dev/null", 2),
        ("$tally plugin new a --from nowhere.csv 2>/dev/null", 3),
        ("echo '{}' >p.json; $tally plugin docs p.json 2>/dev/null", 4),
    ])
    func exitCode(_ line: String, _ status: Int32) {
        #expect(batch(line).status == status)
    }

    @Test func aMistypedSubcommandIsNamed() {
        let (_, output) = batch("$tally imprt 2>&1")
        #expect(
            output == """
                error[usage]: 'imprt' is neither a file nor a subcommand
                  note: did you mean 'tally import'?

                """)
    }

    @Test func optionsMayStandAnywhere() {
        let plain = batch("$tally -e cic --format json 2>/dev/null")
        #expect(plain.output.contains("473"))
        #expect(batch("$tally --format=json -e cic 2>/dev/null").output == plain.output)
        #expect(batch("echo cic | $tally --format json - 2>/dev/null").output == plain.output)
        #expect(batch("echo cic | $tally --format json 2>/dev/null").output == plain.output)
    }

    @Test func optionsBeforeASubcommandBelongToIt() {
        let line = "$tally --store here.db import nowhere.csv 2>&1"
        #expect(batch(line).output.contains("nowhere.csv"))
    }

    @Test func theFirstErrorStopsAndKeepGoingRunsOn() {
        let folder = Folder()
        folder.write("cic in aug23\ncci\ncic in sep23\n", to: "script.txt")
        let stopped = batch("$tally < script.txt 2>errors", in: folder)
        #expect(stopped.status == 1)
        #expect(stopped.output.contains("464"))
        #expect(!stopped.output.contains("473"))
        #expect(batch("cat errors", in: folder).output.contains("<stdin>:2:1"))
        let through = batch("$tally --keep-going < script.txt 2>/dev/null", in: folder)
        #expect(through.status == 1)
        #expect(through.output.contains("473"))
    }

    @Test func aMissingFileStopsBeforeAnythingIsAnswered() {
        let (status, output) = batch("$tally -e cic nowhere.tally 2>/dev/null")
        #expect(status == 3)
        #expect(output.isEmpty)
    }

    @Test func whatIsNotUTF8IsAnErrorAtItsPlace() {
        let (status, output) = batch(#"printf 'cic\ncic \377 x\n' | $tally 2>&1 >/dev/null"#)
        #expect(status == 1)
        #expect(output.contains("error[not-text]: the text is not UTF-8"))
        #expect(output.contains("<stdin>:2:5"))
    }

    @Test(arguments: [#"\357\273\277cic\n"#, #"cic\r\n"#, #"cic"#, #"\n\n  \n# nothing\ncic\n"#])
    func lineBreaksAndMarksDoNotMatter(_ script: String) {
        let plain = batch("echo cic | $tally 2>/dev/null")
        #expect(plain.output.contains("473"))
        let (status, output) = batch("printf '\(script)' | $tally 2>/dev/null")
        #expect(status == 0)
        #expect(output == plain.output)
    }

    @Test func aStatementGoesOnOverLines() {
        let (status, output) = batch(#"printf 'cic -\n uasc\n' | $tally 2>/dev/null"#)
        #expect(status == 0)
        #expect(output.contains("406"))
    }

    @Test func aClosedPipeEndsItQuietly() {
        let (_, output) = batch(
            "{ { yes cic | $tally 2>errors; echo $? >status; } | head -1 >first; } 2>/dev/null; "
                + "cat status; grep -v sample errors; true")
        // 141 is 128 and SIGPIPE.
        #expect(output == "141\n")
    }

    @Test(arguments: ["LC_ALL=C", "LC_ALL=de_DE.ISO-8859-1", "TERM=dumb", "-u TERM", "COLUMNS=20"])
    func theBytesAreTheSameEverywhere(_ environment: String) {
        let line = "-e 'cic last 3 months' -e 'cci' -e 'compare sep23 vs target' --keep-going 2>&1"
        let plain = batch("LC_ALL=C.UTF-8 $tally \(line)")
        #expect(plain.output.contains("▁"))
        #expect(batch("env \(environment) $tally \(line)").output == plain.output)
    }

    @Test func theFirstAnswerComesAtOnce() {
        // The second question is asked when the first answer is there, so this ends only where
        // answers are not held back.
        let (status, output) = batch(
            """
            mkfifo questions answers; $tally < questions > answers 2>/dev/null & \
            exec 3>questions 4<answers; echo 'cic in aug23' >&3; \
            while read -r line <&4; do case $line in *464*) break; esac; done; \
            echo 'cic in sep23' >&3; exec 3>&-; cat <&4; wait $!
            """)
        #expect(status == 0)
        #expect(output.contains("473"))
    }

    @Test func anInterruptEndsItWith130() throws {
        let terminal = try Terminal([tally, "-"], in: Folder())
        terminal.send("cic\r")
        try terminal.wait(for: "473")
        terminal.send("\u{03}")
        #expect(try terminal.waitForEnd().status == 130)
    }
}
