import Foundation
import TallyModel
import TallyShell
import Testing

/// Scripts, saved and recorded sessions, and the last result, in sessions of their own.
@MainActor
@Suite(.serialized)
struct ScriptTests {
    /// What a format has no place for is said beside it: a script sees why there is nothing.
    @Test(arguments: [("csv", "notes\n"), ("jsonl", "")])
    func notesWithoutARowAreSaid(_ format: String, _ end: String) throws {
        let bench = try Bench()
        bench.run(".format \(format)")
        bench.run("cic for kent")
        #expect(bench.output.hasSuffix(end) && !bench.output.contains("no values"))
        let lines = bench.errors.split(separator: "\n").map(String.init)
        let note =
            "no values of cic for Kent; there are figures for 4 other areas, Dorset among them"
        #expect(lines == ["note: \(note)", "try: cla for kent", "try: cic for dorset"])
        bench.run("cic for dorset in cy2023")
        #expect(bench.output.contains("to date, 9 of 12 months"))
        #expect(bench.errors.isEmpty)
        bench.run(".format json")
        bench.run("cic for kent")
        #expect(bench.output.contains("no values of cic for Kent"))
        #expect(bench.errors.isEmpty)
    }

    @Test func theLastResultIsATableAndAValue() throws {
        let bench = try Bench()
        #expect(bench.values("cic in sep23") == ["473"])
        #expect(bench.values("_ - 10") == ["463"])
        #expect(bench.values("_ - 10") == ["453"])
        #expect(
            bench.values("cic from apr23 to sep23") == ["433", "433", "432", "430", "464", "473"])
        #expect(bench.values("_ | top 2 by value") == ["473", "464"])
        #expect(bench.values("_ | sort by value") == ["464", "473"])
        // Stages leave the value as it was.
        #expect(bench.values("_ + 1") == ["434", "434", "433", "431", "465", "474"])
        // Another period may be said, and is what the next one takes over.
        #expect(bench.values("_ in aug23") == ["465"])
        #expect(bench.values("_ - 1") == ["464"])
        #expect(bench.run("let x = _"))
        #expect(bench.values("cic in sep23") == ["473"])
        #expect(bench.values("x") == ["464"])
    }

    @Test(arguments: [
        "_", "_ | top 1", "_ + 1", "rate _ per 10k", ".last", "let x = _", "assert _ > 1",
    ])
    func thereIsNoLastResultAtFirst(_ text: String) throws {
        let bench = try Bench()
        #expect(!bench.run(text))
        #expect(bench.errors.contains("error[no-result-yet]"))
    }

    @Test func aTableIsNoValue() throws {
        let bench = try Bench()
        #expect(bench.run("cic in sep23\nlist areas"))
        #expect(!bench.run("_ + 1"))
        #expect(bench.errors.contains("error[no-result-yet]"))
        #expect(bench.run("_ | top 1"))
    }

    @Test func aChainOfLastResultsIsBounded() throws {
        let bench = try Bench()
        #expect(bench.run("cic in sep23"))
        var failed = false
        for _ in 0..<300 where !failed { failed = !bench.run("_ + 1") }
        #expect(failed)
        #expect(bench.errors.contains("error[nested-too-deeply]"))
    }

    @Test func aNameMayBeGivenAgainInTermsOfItself() throws {
        let bench = try Bench()
        #expect(bench.run("let x = cic in sep23"))
        #expect(bench.run("let y = x - 3"))
        #expect(bench.run("let x = x + 1"))
        #expect(bench.values("x") == ["474"])
        #expect(bench.values("y") == ["470"])
    }

    @Test func aParameterIsNotGivenAgain() throws {
        let bench = try Bench()
        #expect(bench.run("let base = 400", name: Session.parameters))
        #expect(!bench.run("let base = 1", name: "board.tally"))
        #expect(bench.errors.contains("'base' already names a parameter"))
    }

    @Test(arguments: [
        ("cic in sep23 = 473", ""),
        ("cic > 420 from apr23 to sep23", ""),
        ("cic in sep23 > cic in aug23", ""),
        ("not (cic in sep23 = 480)", "expected"),
        ("cic in sep23 = 480", "'cic' is 473 against 480 in Sep 2023"),
        ("cic in sep23 meets target", "'cic' is 473 against target 420 in Sep 2023"),
        ("cic improves in sep23", "'cic' is 473 after 464 in Sep 2023"),
        ("cic = 473 and uasc = 1 in sep23", "'uasc' is 67 against 1 in Sep 2023"),
        (
            "cic = 1 or uasc = 1 in sep23",
            "'cic' is 473 against 1, 'uasc' is 67 against 1 in Sep 2023"
        ),
        ("cic > 1 in oct23", "'cic' has no value in Oct 2023"),
        ("cic > 440 from apr23 to sep23", "'cic > 440' does not hold in 4 of 6 cases"),
        ("rate cic excl uasc per 10k in sep23 = 61.49", "shown as 61.49, against 61.49"),
        ("cic", "where a condition is needed"),
        ("cic > 1 by age", "an assertion has none"),
        ("compare sep23 vs target", "expected"),
    ])
    func assertions(_ condition: String, _ problem: String) throws {
        let bench = try Bench()
        let holds = bench.run("assert \(condition)")
        #expect(holds == problem.isEmpty, "\(bench.errors)")
        #expect(bench.output.isEmpty)
        if !problem.isEmpty { #expect(bench.errors.contains(problem), "\(bench.errors)") }
    }

    @Test func aScriptIsFoundBesideTheOneThatReadsIt() throws {
        let bench = try Bench()
        try FileManager.default.createDirectory(
            at: bench.folder.appending(path: "lib"), withIntermediateDirectories: true)
        try bench.write("read \"lib/a.tally\"\ngap in sep23\n", to: "main.tally")
        try bench.write("read \"b.tally\"\n", to: "lib/a.tally")
        try bench.write("let gap = cic - 400\n", to: "lib/b.tally")
        #expect(bench.values("read \"\(bench.path("main.tally"))\"") == ["73"])
    }

    @Test func anErrorInAScriptHasItsPlaceAndStopsWhatReadIt() throws {
        let bench = try Bench()
        try bench.write("# first\ncic in sep23\n  cci\n", to: "bad.tally")
        let path = bench.path("bad.tally")
        #expect(!bench.run("read \"\(path)\"\nuasc in sep23"))
        #expect(bench.errors.contains("\(path):3:3: error[unknown-indicator]"))
        #expect(bench.errors.contains("error[script-failed]"))
        #expect(!bench.output.contains("67"))
    }

    @Test func scriptsThatReadEachOtherComeToAnEnd() throws {
        let bench = try Bench()
        try bench.write("read \"b.tally\"\n", to: "a.tally")
        try bench.write("read \"a.tally\"\n", to: "b.tally")
        #expect(!bench.run(".read \(bench.path("a.tally"))"))
        #expect(bench.errors.contains("scripts read each other more than 16 deep"))
    }

    @Test(arguments: [
        [UInt8](), Array("\u{FEFF}cic in sep23\r\n".utf8), Array("# nothing".utf8),
    ])
    func scriptsOfEveryKind(_ bytes: [UInt8]) throws {
        let bench = try Bench()
        try Data(bytes).write(to: bench.folder.appending(path: "s.tally"))
        #expect(bench.run(".read \(bench.path("s.tally"))"), "\(bench.errors)")
    }

    @Test func whatIsNoTextAndWhatIsNoFile() throws {
        let bench = try Bench()
        try Data([0x63, 0xFF]).write(to: bench.folder.appending(path: "s.tally"))
        #expect(!bench.run(".read \(bench.path("s.tally"))"))
        #expect(bench.errors.contains("error[not-text]"))
        #expect(!bench.run(".read \(bench.folder.path)"))
        #expect(bench.errors.contains("error[file-unreadable]"))
        #expect(!bench.run(".read"))
        #expect(!bench.run("read \" \""))
    }

    @Test func aSavedSessionRunsAgain() throws {
        let bench = try Bench()
        bench.run("let gap = cic - 400")
        bench.run("cci")
        bench.run("gap in sep23; sum(cic) in q2 2023/24")
        bench.run(".help")
        bench.run(".width 60")
        #expect(bench.run(".save \(bench.path("kept.tally"))"))
        #expect(
            try bench.text(of: "kept.tally") == """
                # Saved by tally
                let gap = cic - 400
                gap in sep23

                """)
        let other = try Bench()
        #expect(other.run("read \"\(bench.path("kept.tally"))\""))
        #expect(other.output.contains("73 in Sep 2023"))
        // Its own file it writes over, and no other.
        #expect(bench.run(".save \(bench.path("kept.tally"))"))
        try bench.write("cic\n", to: "mine.tally")
        #expect(!bench.run(".save \(bench.path("mine.tally"))"))
        #expect(!bench.run(".record \(bench.path("mine.tally"))"))
        #expect(try bench.text(of: "mine.tally") == "cic\n")
    }

    @Test func aRecordedSessionIsAPageThatChecks() throws {
        let bench = try Bench()
        bench.run("let base = 400")
        #expect(bench.run(".record \(bench.path("page.md"))"))
        for line in [
            "cic - base in sep23", "cci", "cic in sep23; sum(cic) in q2 2023/24", "uasc -\n 1",
            ".width 40", "compare sep23 vs target for cic", "_ | columns value", "echo done",
        ] {
            bench.run(line)
        }
        // Whole before it is ended.
        let text = try bench.text(of: "page.md")
        let page = ManualPage(text)
        #expect(page.cases.count == 9)
        #expect(page.cases.first?.input == "let base = 400")
        var options = SessionOptions()
        options.environment = Answers.environment
        let answers = try ManualRunner.answers(
            of: page, options, command: { _ in "" }, save: { _, _ in })
        #expect(ManualRunner.failures(of: page, answers).map(\.description) == [])
        #expect(bench.run(".record off"))
        #expect(try bench.text(of: "page.md") == text)
    }

    private static let begun = "# Recorded with tally\n\n```tally\n"

    private static let entry = "> 17 * 49\nValue\n─────\n  833\n```\n"

    /// What stood in the file behind its beginning, and what stands there before the next entry.
    @Test(arguments: [
        ("```\n", ""),
        ("> 1 + 1\n2\n```\n", "> 1 + 1\n2\n"),
        // Cut off within an entry, and within the fence behind one.
        ("> 1 + 1\n2\n> uasc in se", "> 1 + 1\n2\n> uasc in se\n"),
        ("> 1 + 1\n2\n", "> 1 + 1\n2\n"),
        ("> 1 + 1\n2\n``", "> 1 + 1\n2\n"),
        ("> 1 + 1\n2\n```", "> 1 + 1\n2\n"),
        ("", ""),
        // With prose behind it, and with a block of another kind.
        ("> 1 + 1\n2\n```\nSo.", "> 1 + 1\n2\n```\nSo.\n\n```tally\n"),
        ("```\n```sh\nls\n```\n", "```\n```sh\nls\n```\n\n```tally\n"),
    ])
    func aTranscriptGoesOnBehindAllThatIsThere(_ before: String, _ kept: String) throws {
        let bench = try Bench()
        try bench.write(Self.begun + before, to: "page.md")
        #expect(bench.run(".record \(bench.path("page.md"))\n17 * 49"))
        #expect(try bench.text(of: "page.md") == Self.begun + kept + Self.entry)
    }

    @Test func whatSomebodyAddsToATranscriptMeanwhileStays() throws {
        let bench = try Bench()
        #expect(bench.run(".record \(bench.path("page.md"))\n17 * 49"))
        let added = try bench.text(of: "page.md") + "A remark.\n"
        try bench.write(added, to: "page.md")
        #expect(bench.run("17 * 50"))
        let text = added + "\n```tally\n> 17 * 50\nValue\n─────\n  850\n```\n"
        #expect(try bench.text(of: "page.md") == text)
        try bench.write("Something else.\n", to: "page.md")
        bench.run("17 * 51")
        #expect(bench.errors.contains("it is no transcript any more"))
        #expect(try bench.text(of: "page.md") == "Something else.\n")
        #expect(bench.run("17 * 52"))
    }

    @Test func aPageRunsAsAScript() {
        let page = "# A page\n\n```tally\n> cic -\n> uasc\n406\n> cic in sep23\n473\n```\nEnd\n"
        #expect(
            ManualPage.script(of: page) == "\n\n\n  cic -\n  uasc\n\n  cic in sep23\n\n\n\n")
    }

    @Test(arguments: [
        ("cci excl uasc", "cic excl uasc"),
        ("cci + uacs", "cic + uasc"),
        ("list indicaters", "list indicators"),
        (".frmat csv", ".format csv"),
        (".format jsn", ".format json"),
        ("avg(sum(cic)) in q2 2023/24 nonsense", "avg(cic) in q2 2023/24"),
        ("cci + nothingofthesort", nil),
        ("cic in sep23", nil),
        ("sum(cic) in q2 2023/24", nil),
        ("cic-uasc", "cic - uasc"),
    ])
    func aSlipWithOneMendIsMended(_ typed: String, _ mended: String?) throws {
        let bench = try Bench()
        bench.run(typed)
        #expect(bench.session.mended?.text == mended)
    }

    @Test func whatAScriptHasIsNotMended() throws {
        let bench = try Bench()
        try bench.write("cci\n", to: "bad.tally")
        bench.run("read \"\(bench.path("bad.tally"))\"")
        #expect(bench.session.mended == nil)
        bench.run("cci", name: "-e")
        #expect(bench.session.mended == nil)
    }

    @Test(arguments: [
        ".width 19", ".width 10001", ".width -1", ".width wide", ".pager maybe", ".timing 1",
        ".asof", ".asof 2023-02-30", ".asof 5/10/2023", ".last xml", ".last a b", ".watch",
        ".watch cic", ".watch -1 cic", ".watch nan cic", ".watch 1e9 cic", ".watch 5",
        ".watch 5 cic", ".history", ".save", ".record off now/then/nowhere", ".read",
    ])
    func badArguments(_ line: String) throws {
        let bench = try Bench()
        bench.run("cic in sep23")
        if line == ".asof" {
            #expect(bench.run(line))
            #expect(bench.output.contains("as of now"))
        } else {
            #expect(!bench.run(line))
            #expect(bench.errors.contains("error["))
        }
        #expect(bench.values("cic in sep23") == ["473"])
    }

    @Test func settingsHoldUntilTheyAreChanged() throws {
        let bench = try Bench()
        #expect(bench.run(".width 72\n.width"))
        #expect(bench.output.contains("width 72"))
        #expect(bench.run("compare sep23 vs target for theme placement"))
        #expect(bench.output.split(separator: "\n").allSatisfy { $0.count <= 72 })
        #expect(bench.run(".asof 2001-01-01\ncic in sep23"))
        #expect(!bench.output.contains("473"))
        #expect(bench.run(".asof now\ncic in sep23"))
        #expect(bench.output.contains("473"))
    }

    @Test func onlyTheShellIsToldHowLongAResultTook() throws {
        let bench = try Bench()
        #expect(bench.run(".timing on\ncic in sep23"))
        #expect(bench.output.contains("473"))
        #expect(bench.errors.isEmpty)
        let screen = FakeScreen()
        bench.session.screen = screen
        #expect(bench.run("cic in sep23"))
        #expect(bench.errors.hasPrefix("time: "))
        #expect(bench.errors.contains(" series with "))
        #expect(bench.run(".timing off\ncic in sep23"))
        #expect(bench.errors.isEmpty)
    }

    /// A terminal of a fixed size that remembers what it was given.
    private final class FakeScreen: Screen {
        var columns = 80
        var rows = 10
        var pages: [String] = []
        var shown: [String] = []
        var waits = 0

        func page(_ text: String) { pages.append(text) }
        func refresh(_ text: String) { shown.append(text) }
        func wait(seconds: Double) -> Bool {
            waits += 1
            return waits < 3
        }
        func history() -> [String] { ["cic", "compare sep23\n vs target", "uasc"] }
    }

    @Test func onlyAResultLongerThanTheScreenIsPaged() throws {
        let bench = try Bench()
        let screen = FakeScreen()
        bench.session.screen = screen
        bench.run("cic in sep23")
        #expect(screen.pages.isEmpty)
        bench.run("compare sep23 vs target")
        #expect(screen.pages.count == 1)
        #expect(bench.output.isEmpty)
        bench.run(".pager off\ncompare sep23 vs target")
        #expect(screen.pages.count == 1)
        #expect(bench.output.contains("42 rows"))
    }

    @Test func watchingAsksAgainUntilItIsInterrupted() throws {
        let bench = try Bench()
        let screen = FakeScreen()
        bench.session.screen = screen
        #expect(bench.run(".watch 0.5 cic in sep23"))
        #expect(screen.shown.count == 3)
        #expect(Set(screen.shown).count == 1)
        #expect(screen.shown[0].hasPrefix("cic in sep23  (every 0.5 s, Ctrl-C ends)\n"))
        #expect(screen.shown[0].contains("473"))
        for line in [".watch 1 .help", ".watch 1 let x = cic", ".watch 1 cci"] {
            #expect(!bench.run(line))
        }
        #expect(screen.shown.count == 3)
    }

    @Test(arguments: [
        (".history", "1  cic\n2  compare sep23\n    vs target\n3  uasc\n"),
        (".history 1", "3  uasc\n"),
        (".history COMPARE", "2  compare sep23\n    vs target\n"),
        (".history nothing", "no entry has 'nothing' in it\n"),
    ])
    func historyIsListed(_ line: String, _ listed: String) throws {
        let bench = try Bench()
        let screen = FakeScreen()
        bench.session.screen = screen
        #expect(bench.run(line))
        #expect(bench.output == listed)
        #expect(!bench.run(".history 0"))
    }

    @Test func helpFitsTheScreen() throws {
        let bench = try Bench()
        for line in [".help", ".help commands"] {
            #expect(bench.run(line))
            let lines = bench.output.split(separator: "\n")
            #expect(lines.count <= 23)
            #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
        }
    }
}
