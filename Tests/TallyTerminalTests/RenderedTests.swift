import Testing

/// The shell as it stands on a screen: what only shows once a terminal has drawn it.
@Suite(
    .serialized,
    .enabled(if: RenderedTerminal.tmux != nil, "tmux is not installed: no screen was looked at"))
struct RenderedTests {
    private static let prompt = "tally>"
    private static let interrupt = "\u{03}"

    /// A shell on the built-in sample at its first prompt.
    private func shell(
        environment: [String: String] = [:], rows: Int = 24, columns: Int = 80
    ) throws -> RenderedTerminal {
        let terminal = try RenderedTerminal(
            "'\(tally)'", environment: environment, rows: rows, columns: columns)
        try terminal.wait { $0.last.text == Self.prompt }
        return terminal
    }

    @Test func noColourLeaksOutOfAResult() throws {
        let terminal = try shell()
        try terminal.send("cic in sep23\r")
        var screen = try terminal.wait {
            $0.last.text == Self.prompt && $0.lines.contains { $0.contains("473 in Sep 2023") }
        }
        #expect(screen.attributes(of: "Children in care, Dorset") == ["1"])
        #expect(screen.attributes(of: "Worsening") == ["38;5;196"])
        #expect(screen.attributes(of: "(low is good)") == [""])
        try terminal.send("plain")
        screen = try terminal.wait { $0.last.text == "tally> plain" }
        #expect(screen.last.attributes == [""])
    }

    @Test func noColourLeaksOutOfACancelledResult() throws {
        let terminal = try shell(rows: 40)
        try terminal.send(".watch 0.1 compare sep23 vs target for theme placement\r")
        let watched = try terminal.wait { $0.lines.contains { $0.contains("8 rows") } }
        #expect(watched.attributes(of: "■ red") == ["38;5;196"])
        // Nothing is cut that just fits.
        #expect(watched.lines.count { $0.hasSuffix("▲ amber") } == 4)
        try terminal.send(Self.interrupt)
        try terminal.wait { $0.last.text == Self.prompt }
        try terminal.send("plain")
        let screen = try terminal.wait { $0.last.text == "tally> plain" }
        #expect(screen.last.attributes == [""])
    }

    @Test func noColourIsShownWhereNoneIsWanted() throws {
        let terminal = try shell(environment: ["NO_COLOR": "1"])
        try terminal.send("cic in sep23\rcci in sep23\r")
        let screen = try terminal.wait {
            $0.last.text == "tally> cic in sep23"
                && $0.lines.contains { $0.contains("Tab: cic in sep23") }
        }
        // What is offered is dim, which is no colour.
        #expect(Set(screen.attributes.joined()) == ["", "2"])
    }

    @Test func aLongLineWrapsAndIsEditedInEitherRow() throws {
        let terminal = try shell(columns: 40)
        try terminal.send("compare sep23 vs target for theme placement")
        var screen = try terminal.wait { $0.last.text == " placement" }
        #expect(screen.lines.suffix(2).first == "tally> compare sep23 vs target for theme")
        // Home: what is typed there pushes a letter over the edge.
        try terminal.send("\u{1B}[HX数")
        screen = try terminal.wait { $0.last.text == "eme placement" }
        #expect(screen.lines.suffix(2).first == "tally> X数compare sep23 vs target for th")
        #expect(screen.cursor == (10, screen.lines.count - 2))
        // End, and back over the edge of the row.
        try terminal.send("\u{1B}[F" + String(repeating: "\u{7F}", count: 16))
        screen = try terminal.wait { $0.last.text == "tally> X数compare sep23 vs target for" }
        try terminal.send("Z")
        try terminal.wait { $0.last.text == "tally> X数compare sep23 vs target forZ" }
    }

    @Test func aLineThatIsTypedFollowsTheSizeOfTheScreen() throws {
        let terminal = try shell(columns: 80)
        let line = "compare sep23 vs target for theme placement where gap"
        try terminal.send(line)
        try terminal.wait { $0.last.text == "tally> \(line)" }
        try terminal.resize(rows: 24, columns: 40)
        func isDrawnOnce(_ screen: RenderedScreen) -> Bool {
            screen.lines.count { $0.hasPrefix(Self.prompt) } == 1
        }
        try terminal.wait {
            isDrawnOnce($0) && $0.last.text == " placement where gap" && $0.cursor.column == 20
        }
        try terminal.send("Z")
        try terminal.wait { isDrawnOnce($0) && $0.last.text == " placement where gapZ" }
        try terminal.resize(rows: 24, columns: 20)
        try terminal.wait { isDrawnOnce($0) && $0.last.text == "Z" }
        try terminal.resize(rows: 10, columns: 100)
        try terminal.wait { isDrawnOnce($0) && $0.last.text == "tally> \(line)Z" }
        try terminal.send("\u{7F}")
        try terminal.wait { isDrawnOnce($0) && $0.last.text == "tally> \(line)" }
    }

    @Test func thePromptStandsBelowWhatFits() throws {
        let terminal = try shell()
        try terminal.send("trend cic_\t")
        let screen = try terminal.wait {
            $0.last.text == "tally> trend cic_" && $0.lines.contains { $0.hasPrefix("cic_rate ") }
        }
        #expect(screen.cursor == (17, screen.lines.count - 1))
        #expect(screen.last.attributes == [""])
    }

    @Test func aPagerGivesTheScreenBack() throws {
        let terminal = try shell(environment: ["PAGER": "less -R", "LESS": ""])
        try terminal.send("cic in sep23\r")
        let before = try terminal.wait {
            $0.last.text == Self.prompt && $0.lines.contains { $0.contains("target 420") }
        }
        try terminal.send("compare sep23 vs target\r")
        let paged = try terminal.wait { $0.isAlternate && $0.last.text == ":" }
        #expect(paged.lines.count == 24)
        try terminal.send("q")
        let after = try terminal.wait { !$0.isAlternate && $0.last.text == Self.prompt }
        #expect(after.lines.starts(with: before.lines.dropLast()))
        #expect(after.lines.dropLast().last == "tally> compare sep23 vs target")
        try terminal.send("17 * 49\r")
        try terminal.wait { $0.lines.contains("  833") }
    }

    @Test func aMistypedWordIsUnderlined() throws {
        let terminal = try shell()
        try terminal.send("rate cci per 10k\r")
        let screen = try terminal.wait {
            $0.last.text == "tally> rate cic per 10k"
                && $0.lines.contains { $0.contains("Tab:") }
        }
        let place = try #require(screen.lines.firstIndex { $0.contains("^^^") })
        #expect(screen.lines[place - 1] == "  rate cci per 10k")
        #expect(
            screen.lines[place] == "       ^^^ did you mean 'cic' (Children in care)?")
        #expect(Set(screen.attributes[place].dropFirst(7)) == ["1;38;5;196"])
        #expect(screen.lines[place + 1] == "  Tab: rate cic per 10k")
        // The mended line stands dimmed behind the prompt, and goes at the first key.
        #expect(screen.last.attributes == ["", "2"])
        #expect(screen.cursor == (7, screen.lines.count - 1))
        try terminal.send("x")
        try terminal.wait { $0.last.text == "tally> x" }
    }

    @Test func whereNothingFitsThatIsSaidUntilTheNextKey() throws {
        let terminal = try shell()
        try terminal.send("cic zzz\t")
        let screen = try terminal.wait { $0.last.text == "tally> cic zzz  nothing fits" }
        #expect(screen.last.attributes == ["", "2"])
        try terminal.send("y")
        try terminal.wait { $0.last.text == "tally> cic zzzy" }
    }

    @Test func aListIsPagedByTab() throws {
        let terminal = try shell(rows: 10)
        try terminal.send("cic in \t")
        let first = try terminal.wait {
            $0.lines.dropLast().last?.hasSuffix("more: Tab again") == true
        }
        #expect(first.lines.count == 10)
        #expect(first.lines[1].hasPrefix("latest "))
        try terminal.send("\t")
        try terminal.wait {
            $0.last.text == "tally> cic in" && !$0.lines.contains { $0.hasPrefix("latest ") }
        }
    }

    /// What is watched is drawn anew for another size, and each line is one row of it.
    @Test func whatIsWatchedFollowsTheSizeOfTheScreen() throws {
        let terminal = try shell(rows: 30, columns: 100)
        try terminal.send(".watch 0.3 compare sep23 vs target for theme placement\r")
        let head = "compare sep23 vs target for theme placement  (every 0.3 s, Ctrl-C ends)"
        try terminal.wait { $0.lines.contains(head) && $0.lines.contains { $0.contains("8 rows") } }
        for (rows, columns) in [(30, 60), (12, 60), (30, 100)] {
            try terminal.resize(rows: rows, columns: columns)
            let cut = columns < head.count ? head.prefix(columns - 1) + "…" : head[...]
            let screen = try terminal.wait { screen in
                screen.lines.first == String(cut)
                    && screen.lines.last.map { $0.contains(columns < 100 ? "…" : "8 rows") }
                        ?? false
            }
            #expect(screen.lines.count { $0.hasPrefix("compare sep23") } == 1)
            #expect(screen.lines.count <= rows - 1)
            #expect(screen.lines.count { $0.hasPrefix("Sep 2023 against target") } == 1)
            #expect(screen.lines.allSatisfy { $0.count <= columns })
        }
        try terminal.send(Self.interrupt)
        try terminal.wait { $0.last.text == Self.prompt }
        try terminal.send("17 * 49\r")
        try terminal.wait { $0.lines.contains("  833") && $0.last.text == Self.prompt }
    }

    @Test func aPasteOfSeveralLinesStandsThereAndWaits() throws {
        let terminal = try shell()
        try terminal.paste("17 * 49\n17 * 50\n")
        var screen = try terminal.wait { $0.last.text == "17 * 50" }
        #expect(screen.lines.suffix(2) == ["tally> 17 * 49", "17 * 50"])
        #expect(screen.cursor.row == screen.lines.count - 1)
        try terminal.send("\r")
        screen = try terminal.wait { $0.last.text == Self.prompt }
        let shown = screen.lines.joined(separator: "\n")
        #expect(shown.contains("833"))
        #expect(shown.contains("850"))
    }
}
