import TallyModel
import TallyRender
import TallyShell
import Testing

/// What a session was set to, in what it saves, records and prompts with.
@MainActor
@Suite(.serialized)
struct SettingTests {
    private func saved(
        _ lines: [String], _ change: (inout SessionOptions) -> Void = { _ in }
    ) throws -> String {
        let bench = try Bench(change)
        for line in lines { #expect(bench.run(line), "\(bench.errors)") }
        #expect(bench.run(".save \(bench.path("kept.tally"))"))
        return try bench.text(of: "kept.tally").replacing("# Saved by tally\n", with: "")
    }

    @Test func aSavedScriptBeginsAsTheSessionDid() throws {
        let script = try saved(["cic"]) {
            $0.area = "Worcestershire"
            $0.asKnown = "2023-10-01"
        }
        #expect(script == ".area worcestershire\n.asof 2023-10-01\ncic\n")
        #expect(try saved(["cic in sep23"]) { $0.format = .csv } == ".format csv\ncic in sep23\n")
    }

    @Test(arguments: [
        // What the session began with and was set otherwise before anything was asked.
        ([".area none", "cic in sep23"], "cic in sep23\n"),
        ([".area dorset", "cic in sep23"], ".area dorset\ncic in sep23\n"),
        // The same by another name changes nothing.
        (
            ["participation in jun18", ".area Worcestershire County Council", "cic"],
            ".area worcestershire\nparticipation in jun18\ncic\n"
        ),
        (["let x = cic", ".area dorset", "x"], "let x = cic\n.area dorset\nx\n"),
        ([".area"], ".area worcestershire\n"),
    ])
    func ofWhatTheSessionBeganWith(_ lines: [String], _ script: String) throws {
        #expect(try saved(lines) { $0.area = "worcestershire" } == script)
    }

    @Test func whatAScriptSetIsInForceBehindIt() throws {
        let bench = try Bench()
        try bench.write(".area worcestershire\n", to: "set.tally")
        let read = "read \"\(bench.path("set.tally"))\""
        for line in [".area dorset", "cic in sep23", read, ".area dorset", "uasc in sep23"] {
            #expect(bench.run(line), "\(bench.errors)")
        }
        #expect(bench.run(".save \(bench.path("kept.tally"))"))
        #expect(
            try bench.text(of: "kept.tally") == """
                # Saved by tally
                .area dorset
                cic in sep23
                \(read)
                .area dorset
                uasc in sep23

                """)
    }

    @Test func aTranscriptBeginsAsTheSessionIs() throws {
        let bench = try Bench {
            $0.area = "worcestershire"
            $0.asKnown = "2023-10-01"
        }
        #expect(bench.run(".record \(bench.path("page.md"))"))
        let text = try bench.text(of: "page.md")
        #expect(text.contains("> .area worcestershire\n> .asof 2023-10-01\n"))
        #expect(!text.contains(".format"))
    }

    @Test func thePromptSaysWhatIsNotAsUsual() throws {
        let bench = try Bench()
        #expect(bench.session.prompt == "tally> ")
        #expect(bench.run(".format csv\n.asof 2023-09-01\n.area dorset"))
        #expect(bench.session.prompt == "tally [dorset, as of 1 Sep 2023, csv]> ")
        #expect(bench.run(".record \(bench.path("page.md"))\n.area none\n.asof now\n.format table"))
        #expect(bench.session.prompt == "tally [recording]> ")
        #expect(bench.run(".record off"))
        #expect(bench.session.prompt == "tally> ")
    }

    /// A name is known where it was given, piece by piece or at once.
    @Test func namesGivenLineByLine() throws {
        let bench = try Bench()
        for line in [
            "let gap = cic - 400", "let then = aug23", "let gap by ten = gap * 10",
            "let gap = gap + 1", "let then = sep23",
        ] {
            #expect(bench.run(line), "\(bench.errors)")
        }
        #expect(bench.values("gap in then") == ["74"])
        #expect(bench.values("gap by ten in then") == ["730"])
        #expect(bench.run("let gap = jul23"))
        #expect(bench.values("cic in gap") == ["430"])
        #expect(bench.run("let gap = cic - 470\nlet then = cic"))
        #expect(bench.values("gap in sep23") == ["3"])
        #expect(!bench.run("cic in then"))
        #expect(bench.values("then in sep23") == ["473"])
    }
}
