import Testing

/// What the program says about itself: `--help`, `--man` and the completions of shells.
struct ReferenceTests {
    private static let subcommands = [
        "import", "undo", "export", "check", "plugin", "manual", "backup", "verify",
    ]
    private static let options = [
        "--store", "--plugins", "--area", "--format", "--as-known", "--param", "--keep-going",
        "--color", "--no-init", "--man", "--version", "--help",
    ]

    @Test(arguments: ["--help", "-h", "help", "--store s.db --help"])
    func helpIsOneScreen(_ line: String) {
        let (status, text) = run("'\(tally)' \(line)")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(status == 0)
        #expect(lines.count < 24)
        #expect(lines.filter { $0.count >= 80 } == [])
        for name in Self.subcommands { #expect(text.contains("\n  \(name) ")) }
        for name in Self.options + ["-e"] { #expect(text.contains("\(name) ")) }
    }

    /// README names what there is for authors as the program does.
    @Test func readmeNamesEverySubcommandOfPlugin() {
        let (_, help) = run("'\(tally)' plugin --help")
        let listed = help.split(separator: "SUBCOMMANDS:").last?.split(separator: "\n") ?? []
        let names = listed.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { $0.first?.isLowercase == true }
        #expect(names.count > 4, "\(help)")
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let readme = run("cat '/\(root)/README.md'").output
        #expect(readme.contains("`tally plugin \(names.joined(separator: "|"))`"), "\(names)")
    }

    /// What may be asked for stands in the help of every command that takes it.
    @Test(arguments: ["", "check "])
    func helpNamesEveryFormat(_ subcommand: String) {
        let (_, help) = run("'\(tally)' \(subcommand)--help")
        let words = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("table, csv, json, jsonl, md, html, svg or vegalite."), "\(help)")
    }

    @Test func theManualPageHasEverySubcommandWithItsOptions() {
        let (status, text) = run("'\(tally)' --man")
        #expect(status == 0)
        #expect(text.hasPrefix(".TH TALLY 1 \"\" \"Tally "))
        let plain = text.replacing("\\-", with: "-")
        for name in Self.options { #expect(plain.contains("\(name)")) }
        for heading in [
            ".SS tally import [FILES...]", ".SS tally check [NAME]", ".SS tally plugin\n",
            ".SS tally plugin new NAME", ".SS tally plugin test PATHS...", ".SS tally backup FILE",
            ".SS tally verify", ".SS tally undo [NUMBER]", ".SS tally export [FILE]",
            ".B --known-at DATE", ".B --junit FILE", ".SH EXIT STATUS",
        ] {
            #expect(plain.contains("\n" + heading), "\(heading)")
        }
        // Every line is a request of roff's or begins with none of its signs.
        let requests = ["TH", "SH", "SS", "TP", "B ", "nf", "fi"]
        for line in text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(requests.contains { line.hasPrefix("." + $0) }, "\(line)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsKnowEverySubcommandAndOption(_ shell: String) {
        let (status, text) = run("'\(tally)' --generate-completion-script \(shell)")
        #expect(status == 0)
        for name in Self.subcommands + ["new", "schema"] { #expect(text.contains(name)) }
        for name in Self.options + ["--known-at", "--dry-run", "--junit"] {
            // fish names an option without its dashes.
            #expect(text.contains(shell == "fish" ? "-l '\(name.dropFirst(2))'" : name), "\(name)")
        }
    }

    @Test(arguments: [
        ("tally imp", "import"), ("tally --st", "--store"), ("tally plugin sch", "schema"),
        ("tally import --dr", "--dry-run"), ("tally --color al", "always"),
        ("tally --format js", "json jsonl"),
    ])
    func bashCompletes(_ line: String, _ offered: String) {
        let words = line.split(separator: " ")
        let (status, output) = run(
            """
            bash --norc -c '. <("$0" --generate-completion-script bash)
            COMP_WORDS=(\(line)) COMP_CWORD=\(words.count - 1) COMP_LINE="\(line)"
            COMP_POINT=${#COMP_LINE} COMPREPLY=()
            _tally tally \(words[words.count - 1]) \(words[words.count - 2])
            echo "${COMPREPLY[@]}"' '\(tally)'
            """)
        #expect(status == 0)
        #expect(output.split(whereSeparator: \.isWhitespace).joined(separator: " ") == offered)
    }
}
