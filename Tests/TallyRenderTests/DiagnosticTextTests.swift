import TallyModel
import TallyRender
import Testing

struct DiagnosticTextTests {
    static func diagnostic(
        _ text: String, _ lower: Int, _ upper: Int, name: String? = nil, label: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .unknownIndicator, "m",
            at: .init(SourceText(text, name: name), Span(lower, upper)), label: label)
    }

    @Test func everythingSaid() {
        let diagnostic = Diagnostic(
            .unknownIndicator, "no indicator is called 'cci'",
            at: .init(SourceText("rate cci excl uasc per 10k"), Span(5, 8)),
            label: "did you mean 'cic' (children in care at end of month)?",
            notes: ["two plugins\nare loaded"], offers: ["rate cic excl uasc per 10k"])
        let expected = """
            error[unknown-indicator]: no indicator is called 'cci'
              rate cci excl uasc per 10k
                   ^^^ did you mean 'cic' (children in care at end of month)?
              note: two plugins
                    are loaded
              try: rate cic excl uasc per 10k

            """
        #expect(DiagnosticText.text(diagnostic) == expected)
    }

    @Test func aNamedSourceComesFirst() {
        let source = SourceText("cic\nrate cci\n", name: "board.tally", firstLine: 10)
        let diagnostic = Diagnostic(
            .unknownIndicator, "no indicator is called 'cci'", at: .init(source, Span(9, 12)),
            severity: .warning)
        let expected = """
            board.tally:11:6: warning[unknown-indicator]: no indicator is called 'cci'
              rate cci
                   ^^^

            """
        #expect(DiagnosticText.text(diagnostic) == expected)
    }

    @Test func withoutAPlace() {
        let diagnostic = Diagnostic(.usage, "no such option", notes: ["see help"])
        #expect(
            DiagnosticText.text(diagnostic) == "error[usage]: no such option\n  note: see help\n")
    }

    @Test(arguments: [
        // Behind letters of two bytes, marks, wide characters and emoji.
        ("é £ cci", 6, 9, "  é £ cci\n      ^^^\n"),
        ("e\u{301} cci", 4, 7, "  e\u{301} cci\n    ^^^\n"),
        ("😀 cci", 5, 8, "  😀 cci\n     ^^^\n"),
        ("日本 cci", 7, 10, "  日本 cci\n       ^^^\n"),
        ("a 日本", 2, 8, "  a 日本\n    ^^^^\n"),
        ("\ta\tb", 3, 4, "   a b\n     ^\n"),
        ("a\u{0}b", 1, 2, "  a␀b\n   ^\n"),
        // At the end, beyond it, and in nothing.
        ("cic", 3, 3, "  cic\n     ^\n"),
        ("cic", 90, 99, "  cic\n     ^\n"),
        ("", 0, 0, "\n  ^\n"),
        // Lines, their last, and spans that go beyond one.
        ("a\nbc\nd", 2, 6, "  bc\n  ^^\n"),
        ("a\r\nbc\r\n", 3, 5, "  bc\n  ^^\n"),
        ("a\nbc", 3, 4, "  bc\n   ^\n"),
        ("a\n", 2, 2, "\n  ^\n"),
    ])
    func carets(_ text: String, _ lower: Int, _ upper: Int, _ expected: String) {
        let diagnostic = Self.diagnostic(text, lower, upper)
        #expect(
            DiagnosticText.text(diagnostic) == "error[unknown-indicator]: m\n" + expected)
    }

    @Test func aLongLineIsShownAroundItsCarets() {
        let text = String(repeating: "a", count: 500) + "cci" + String(repeating: "b", count: 500)
        let expected =
            "error[unknown-indicator]: m\n  …" + String(repeating: "a", count: 46) + "cci"
            + String(repeating: "b", count: 47) + "…\n  " + String(repeating: " ", count: 47)
            + "^^^\n"
        #expect(DiagnosticText.text(Self.diagnostic(text, 500, 503)) == expected)
    }

    @Test func aLongLineIsShownFromItsBeginning() {
        let text = "cci" + String(repeating: "b", count: 500)
        let expected =
            "error[unknown-indicator]: m\n  cci" + String(repeating: "b", count: 93)
            + "…\n  ^^^\n"
        #expect(DiagnosticText.text(Self.diagnostic(text, 0, 3)) == expected)
    }

    @Test func aLongLineIsShownToItsEnd() {
        let text = String(repeating: "a", count: 500) + "cci"
        let expected =
            "error[unknown-indicator]: m\n  …" + String(repeating: "a", count: 93)
            + "cci\n  " + String(repeating: " ", count: 94) + "^^^\n"
        #expect(DiagnosticText.text(Self.diagnostic(text, 500, 503)) == expected)
    }

    @Test func ofALongSpanTheBeginningIsShown() {
        let text = String(repeating: "日", count: 1000)
        let expected =
            "error[unknown-indicator]: m\n  " + String(repeating: "日", count: 30) + "…\n  "
            + String(repeating: "^", count: 60) + "\n"
        #expect(DiagnosticText.text(Self.diagnostic(text, 0, 3000)) == expected)
    }

    @Test func noLineIsWiderThanAHundred() {
        for length in [97, 98, 99, 100, 101, 150, 300] {
            let text = String(repeating: "日", count: length / 2) + "x"
            for offset in stride(from: 0, to: text.utf8.count, by: 7) {
                let lines = DiagnosticText.text(Self.diagnostic(text, offset, offset + 9))
                    .split(separator: "\n")
                #expect(lines.count == 3)
                #expect(lines.allSatisfy { DisplayWidth.of($0) <= 100 })
            }
        }
    }

    @Test func anythingAtAllIsShownOnThreeLines() {
        let pieces = [
            "a", " ", "\t", "é", "e\u{301}", "日", "😀", "👩‍🚀", "🇬🇧", "\u{1B}", "\r", "\u{2028}", "\"",
            "\u{202E}", "\u{200D}", "\u{FE0F}", "x",
        ]
        var state: UInt64 = 1
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        for _ in 0..<500 {
            let text = (0..<next(300)).map { _ in pieces[next(pieces.count)] }.joined()
            let lower = next(text.utf8.count + 5)
            let lines = DiagnosticText.text(Self.diagnostic(text, lower, lower + next(200)))
                .split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 4)
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= 100 })
        }
    }

    @Test func colour() {
        let text = DiagnosticText.text(
            Diagnostic(
                .badNumber, "no number", at: .init(SourceText("1x", name: "f"), Span(0, 2)),
                label: "here", offers: ["1"]),
            style: .colour)
        let expected =
            "\u{1B}[1mf:1:1:\u{1B}[0m \u{1B}[1;38;5;196merror[bad-number]:\u{1B}[0m no number\n  1x\n"
            + "  \u{1B}[1;38;5;196m^^ here\u{1B}[0m\n  \u{1B}[1;38;5;30mtry:\u{1B}[0m 1\n"
        #expect(text == expected)
    }

    @Test func nothingTypedReachesTheTerminal() {
        let diagnostic = Self.diagnostic("\u{1B}[2J", 0, 4, name: "a\u{1B}b", label: "\u{7}")
        let expected = "a␛b:1:1: error[unknown-indicator]: m\n  ␛[2J\n  ^^^^ ␇\n"
        #expect(DiagnosticText.text(diagnostic) == expected)
    }
}
