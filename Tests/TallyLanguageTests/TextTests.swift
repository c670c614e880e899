import TallyLanguage
import TallyModel
import Testing

@Suite("Texts")
struct TextTests {
    @Test(
        "go on in the next line",
        arguments: [
            ("", false), ("cic", false), ("cic\n", false), ("(cic", true), ("(cic\n", true),
            ("(cic)", false), ("sum(cic,\n(uasc)", true), ("cic |", true), ("cic |  \n", true),
            ("cic for dorset,", true), ("cic +", true), ("cic *", true), ("cic ??", true),
            ("cic -  # less", true), ("cic \\", true), ("cic \\  ", true), ("cic \\\n", true),
            ("\\", true), ("cic \\\n in sep23", false), ("cic \\\n\n", false), ("cic in", false),
            ("(cic;", false), ("(cic; cic +", true), ("\"(cic", false), ("(\"cic", false),
            ("# (", false), (".save (", false), ("cic )", false), ("let x =", true),
            ("cic not", true), ("rate", false), ("cic where a <=", true), ("cic where a <>", true),
            ("cic where a >=", true), ("cic where a is", false), ("cic by", false),
            ("cic where a in (red,", true), ("cic |\n sort by a |", true), ("cic | top 3", false),
            ("a\\b", false),
        ])
    func continues(_ text: String, _ isOpen: Bool) {
        #expect(Parser.continues(text) == isOpen)
    }

    @Test("are cut where statements begin and end")
    func ranges() {
        let text = """
            # a script
            cic ; uasc;;
            (cic
              + uasc) # both
            .format json ; let a = cic -
              uasc

            "café" in sep23
            """
        let source = SourceText(text)
        #expect(
            Parser.ranges(in: source).map { String(source[$0]) } == [
                "cic", "uasc", "(cic\n  + uasc)", ".format json", "let a = cic -\n  uasc",
                "\"café\" in sep23",
            ])
        #expect(Parser.ranges(in: SourceText(" # nothing\n;\n")) == [])
    }

    @Test("may have bindings from elsewhere")
    func bindings() {
        let vocabulary = BindingVocabulary(
            TestVocabulary.shared, bindings: ["gap", "gap in care", "Care Gap"])
        let names = { (text: String) in
            vocabulary.longestMatch(NameFolding.words(text)[...])
        }
        #expect(names("gap in sep23")?.count == 1)
        #expect(names("gap in care in sep23")?.count == 3)
        #expect(names("care gap")?.candidates == [NameCandidate(.binding, "care gap")])
        #expect(names("cic")?.candidates == [NameCandidate(.indicator, "cic")])
        #expect(names("nothing") == nil)
        #expect(vocabulary.candidates(quoted: "Care  gap") == [NameCandidate(.binding, "care gap")])
        #expect(
            vocabulary.entries(of: [.binding]).map(\.name) == ["gap", "gap in care", "care gap"])
        #expect(vocabulary.functions.contains("avg"))
    }

    @Test("have keywords in any mixture of cases")
    func keywords() {
        for keyword in Keyword.allCases {
            #expect(Keyword(keyword.word) == keyword)
            #expect(Keyword(keyword.word.uppercased()) == keyword)
            #expect(!keyword.meaning.isEmpty)
            #expect(!keyword.meaning.hasSuffix("."))
        }
        #expect(Set(Keyword.allCases.map(\.word)).count == Keyword.allCases.count)
        // They are kept as the bits of one machine word.
        #expect(Keyword.allCases.count <= 64)
        for word in ["", "a", "ra", "rates", "ratee", "cic", "r4te", "räte", "revisionss", "month"]
        {
            #expect(Keyword(word) == nil)
        }
    }

    @Test(
        "have names whose edges may be keywords",
        arguments: [
            ("Rate of CIC", true), ("children in", true), ("children in care", false),
            ("per", true), ("", false), ("waiting  LIST", true), ("rated", false),
        ])
    func edges(_ name: String, _ isEdged: Bool) {
        #expect(Keyword.edges(name) == isEdged)
    }

    @Test("made of nonsense do no harm")
    func nonsense() {
        let pieces = [
            "cic", "uasc", "children", "in", "care", "rate", "per", "10k", "of", "share", "compare",
            "vs", "sep23", "q2", "2022/23", "2022-23", "latest", "previous", "a", "year", "ago",
            "3",
            "months", "last", "from", "to", "since", "for", "dorset", "theme", "excl", "only", "+",
            "-", "*", "/", "??", "(", ")", ",", ";", "\n", "\"", "|", "=", "..", "\\", "#", ".",
            "?", "let", "x", "sum", "(", ")", "é", "£", "😀", "\u{0}", "\u{A0}", "“", "cci", "1,0",
            "meets", "misses", "improves", "worsens", "when", "explain", "lineage", "rolling",
            "date",
            "as", "known", "at", "year to date", "2023-10-05", "not", "!=", "==",
            "by", "where", "status", "is", "not", "and", "or", "red", "area", "age", "rank",
            "trend",
            "neighbours", "authorities", "|", "sort", "asc", "desc", "top", "worst", "columns",
            "chart", "to", "<=", "<>", "!", "10%", "milestones", "\"a b\"", "010",
            "list", "describe", ".format", "help", "cic-uasc", "-cic", "target", "<", ">",
        ]
        var random = SplitMix(state: 20_230_930)
        for round in 0..<20_000 {
            var text = ""
            if round.isMultiple(of: 4) {
                let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                text = String(decoding: bytes, as: UTF8.self)
            } else {
                for _ in 0..<Int.random(in: 0...14, using: &random) {
                    text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
                    if Int.random(in: 0...5, using: &random) > 0 { text += " " }
                }
            }
            check(text, offset: Int.random(in: 0...(text.utf8.count + 1), using: &random))
        }
    }

    private func check(_ text: String, offset: Int) {
        let reading = Reading(text)
        let length = text.utf8.count
        var lowest = 0
        var seen: Set<Diagnostic> = []
        for diagnostic in reading.diagnostics {
            guard let span = diagnostic.place?.span else {
                Issue.record("no place in '\(text)'")
                return
            }
            if span.upper > length || !seen.insert(diagnostic).inserted {
                Issue.record("\(diagnostic.message) in '\(text)'")
            }
            if span.lower < lowest { Issue.record("out of order in '\(text)'") }
            lowest = span.lower
        }
        let printed = reading.printed
        let again = Reading(printed)
        if reading.diagnostics.isEmpty, again.printed != printed {
            Issue.record("'\(text)' prints as '\(printed)', then as '\(again.printed)'")
        }
        if again.diagnostics.isEmpty, again.statements.count == reading.statements.count,
            again.shapes != reading.shapes
        {
            Issue.record("'\(text)' changes when it is printed: '\(printed)'")
        }
        let expected = Parser.expected(
            in: reading.source, at: offset, vocabulary: TestVocabulary.shared)
        if expected.partial.upper > length { Issue.record("partial of '\(text)' at \(offset)") }
        _ = Parser.continues(text)
        for range in Parser.ranges(in: reading.source) where range.upper > length {
            Issue.record("range of '\(text)'")
        }
    }
}

/// Sebastiano Vigna's SplitMix64: the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
