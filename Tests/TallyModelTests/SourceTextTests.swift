import TallyModel
import Testing

struct SourceTextTests {
    struct Case: Sendable {
        let text: String
        let offset: Int
        let line: Int
        let column: Int
        let span: Span

        init(_ text: String, _ offset: Int, _ line: Int, _ column: Int, _ lower: Int, _ upper: Int)
        {
            self.text = text
            self.offset = offset
            self.line = line
            self.column = column
            span = Span(lower, upper)
        }
    }

    @Test(arguments: [
        Case("", 0, 1, 1, 0, 0),
        Case("cic", 0, 1, 1, 0, 3),
        Case("cic", 3, 1, 4, 0, 3),
        Case("cic", 99, 1, 4, 0, 3),
        Case("a\nbc\nd", 0, 1, 1, 0, 1),
        Case("a\nbc\nd", 1, 1, 2, 0, 1),
        Case("a\nbc\nd", 2, 2, 1, 2, 4),
        Case("a\nbc\nd", 4, 2, 3, 2, 4),
        Case("a\nbc\nd", 5, 3, 1, 5, 6),
        Case("a\nbc\nd", 6, 3, 2, 5, 6),
        // The last line, ended and not.
        Case("a\nb\n", 3, 2, 2, 2, 3),
        Case("a\nb\n", 4, 3, 1, 4, 4),
        Case("\n\n", 1, 2, 1, 1, 1),
        // Columns are characters, offsets bytes: é is two, 日 three, 😀 four; e with a mark is one.
        Case("é£ cci", 5, 1, 4, 0, 8),
        Case("日本 cci", 7, 1, 4, 0, 10),
        Case("😀 cci", 5, 1, 3, 0, 8),
        Case("e\u{301} cci", 4, 1, 3, 0, 7),
        Case("x\né\n日", 5, 3, 1, 5, 8),
        // Lines that end in CRLF.
        Case("a\r\nbc\r\n", 3, 2, 1, 3, 5),
        Case("a\r\nbc\r\n", 1, 1, 2, 0, 1),
        Case("a\r\nbc\r\n", 2, 1, 2, 0, 1),
        Case("\r\n", 0, 1, 1, 0, 0),
        Case("a\r", 2, 1, 3, 0, 2),
    ])
    func position(_ test: Case) {
        let found = SourceText(test.text).position(of: test.offset)
        #expect(found.line == test.line)
        #expect(found.column == test.column)
        #expect(found.lineSpan == test.span)
    }

    @Test func aStatementCutFromAScriptKeepsItsLine() {
        let source = SourceText("a\nb", name: "board.tally", firstLine: 41)
        #expect(source.position(of: 0).line == 41)
        #expect(source.position(of: 2).line == 42)
    }

    @Test(arguments: [
        (Span(0, 3), "cic"), (Span(4, 6), "é"), (Span(3, 3), ""), (Span(4, 99), "é!"),
        (Span(50, 99), ""),
    ])
    func cut(_ span: Span, _ expected: String) {
        #expect(SourceText("cic é!")[span] == expected)
    }

    @Test func union() {
        #expect(Span(2, 5).union(Span(7, 9)) == Span(2, 9))
        #expect(Span(7, 9).union(Span(2, 8)) == Span(2, 9))
    }
}
