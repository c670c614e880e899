import TallyModel
import Testing

@testable import TallyPlugins

/// The grammar of JSON: what is read and what is refused.
struct JSONTests {
    private func parse(_ text: String) -> (document: JSONDocument?, problems: [JSONProblem]) {
        JSONParser.parse(Array(text.utf8) + [0])
    }

    @Test(arguments: [
        "0", "-0", "1", "12", "-1.5", "1.25", "1e5", "1E5", "1e+5", "1e-5", "0.1e1", "-0.0",
        "123456789012345678901234567890", "true", "false", "null", "\"\"", "\"a\"", "[]", "{}",
        "[1,2]", "[ 1 , [ ] ]", "{\"a\":1}", " \t\r\n{ \"a\" : { \"b\" : [ null ] } } \n",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\uD83D\\uDE00\"", "\"é😀\"",
        "\"\u{7F}\"", "\"\\u0000\"", "{\"\":1}", "{\"a\":1,\"A\":2}", "[\"\\u00e9\",\"e\u{301}\"]",
        "{\"\u{e9}\":1,\"e\u{301}\":2}",
    ])
    func accepts(_ text: String) {
        let (document, problems) = parse(text)
        #expect(document != nil && problems.isEmpty, "\(text)")
    }

    @Test(arguments: [
        "", " ", "012", "-", "-a", "1.", ".5", "+1", "1e", "1e+", "0x10", "1_000", "1a", "00",
        "-01", "NaN", "Infinity", "-Infinity", "True", "nul", "nulll", "truefalse", "tru\u{e9}",
        "'a'", "\"", "\"a", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\uD800\"",
        "\"\\uDC00\"", "\"\\uD800\\uD800\"", "\"\\uD800x\"", "\"\\uD800\\n\"", "\"\\u",
        "\"\\uD800\\u", "\"\t\"", "\"\n\"", "\"\u{1}\"", "[", "]", "[1", "[1,", "[1,]", "[,1]",
        "[1 2]", "[1,,2]", "[1}", "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,",
        "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{1:2}", "{\"a\" 1}", "{\"a\":}",
        "{\"a\":1 \"b\":2}", "{\"a\":1]", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "1 2",
        "{} {}", "// c\n1", "1 // c", "/* c */ 1", "[1 /* c */]", "# c\n1", "{\"a\":1 # c\n}",
        "\u{FEFF}1", "\u{A0}1", "1\u{C}", "1\u{0}", "\u{0}", "[1\u{0}]", "\"a\u{0}b\"",
    ])
    func refuses(_ text: String) {
        #expect(!parse(text).problems.isEmpty, "\(text)")
    }

    @Test func nestsAtMostSixtyFourDeep() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let inner = open == "[" ? "" : "1"
            func nested(_ depth: Int) -> String {
                String(repeating: open, count: depth) + inner
                    + String(repeating: close, count: depth)
            }
            #expect(parse(nested(64)).problems.isEmpty)
            let (document, problems) = parse(nested(65))
            #expect(document == nil)
            #expect(problems.map(\.lower) == [64 * open.utf8.count])
            #expect(
                problems.map(\.message)
                    == ["values stand more than 64 deep within one another"])
        }
        #expect(parse(String(repeating: "[", count: 1_000_000)).problems.count == 1)
    }

    @Test func findsARepeatedKeyAmongMany() {
        for count in [3, 39, 40, 41, 1000] {
            let keys = (0..<count).map { "\"key\($0)\": 0" }.joined(separator: ", ")
            #expect(parse("{\(keys)}").problems.isEmpty)
            let repeated = "{\(keys), \"key1\": 1}"
            let problems = parse(repeated).problems
            #expect(problems.map(\.message) == ["the key 'key1' stands twice in one object"])
            #expect(problems.map(\.upper) == [repeated.utf8.count - 4])
        }
    }

    @Test func mapsDecodedTextBackToTheFile() throws {
        let text = #"["a\u00e9\"b", "\ud83d\ude00c", "é+"]"#
        let document = try #require(parse(text).document)
        let nodes = Array(document.children(0))
        let (first, offsets) = document.placedText(nodes[0])
        #expect(first == "aé\"b")
        #expect(offsets == [2, 3, 3, 9, 11, 12])
        let (second, pairOffsets) = document.placedText(nodes[1])
        #expect(second == "😀c")
        #expect(pairOffsets == [16, 16, 16, 16, 28, 29])
        let (third, plain) = document.placedText(nodes[2])
        #expect(third == "é+" && plain.isEmpty)
    }

    @Test func keepsNumbersAsWritten() throws {
        let document = try #require(parse("[1.50, -0, 1e400]").document)
        #expect(document.children(0).map { document.numberText($0) } == ["1.50", "-0", "1e400"])
    }
}

/// Input that is no plugin at all must neither crash nor hang.
struct JSONFuzzTests {
    static let sample = #"""
        {"plugin": "sample", "areas": [{"id": "north", "title": "North \u00e9\ud83d\ude00 é😀",
          "level": "region", "codes": {"la": "838", "gss": "E06000059"}}],
         "indicators": [{"id": "a", "name": "A", "decimals": 12e3, "subgroups": {"b": {"count": "a"}},
          "status": {"green": "meets target"}, "variants": {"excl b": "a"}, "x": [true, null, -0.5]}]}
        """#

    @Test func readsEveryBeginning() {
        let bytes = Array(Self.sample.utf8)
        for length in 0..<bytes.count {
            let (plugin, diagnostics) = PluginReader.read(
                bytes: Array(bytes[..<length]), name: "cut")
            #expect(plugin == nil && !diagnostics.isEmpty)
            checkPlaces(diagnostics)
        }
    }

    @Test func readsEveryChangeOfOneByte() {
        var bytes = Array(Self.sample.utf8)
        for index in bytes.indices {
            let before = bytes[index]
            for byte: UInt8 in [0, 0x22, 0x2C, 0x5C, 0x5D, 0x7B, 0x7D, 0x31, 0xC3, 0xFF] {
                bytes[index] = byte
                checkPlaces(PluginReader.read(bytes: bytes, name: "changed").diagnostics)
            }
            bytes[index] = before
        }
    }

    @Test func readsNoise() {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
        let alphabet = Array("{}[]:,\"\\u dD8c019.-+eEtrufalsn\n\u{1}é😀/*#'".utf8)
        for round in 0..<20_000 {
            let bytes = (0..<Int(random() % 40)).map { _ in
                round.isMultiple(of: 4)
                    ? UInt8(truncatingIfNeeded: random())
                    : alphabet[Int(random() % UInt64(alphabet.count))]
            }
            let (plugin, diagnostics) = PluginReader.read(bytes: bytes, name: "noise")
            #expect(plugin == nil && !diagnostics.isEmpty)
            checkPlaces(diagnostics)
        }
    }

    @Test func keepsAHundredProblemsOfManyAndCountsTheRest() {
        let fields = (0..<50_000).map { "\"field\($0)\": 1" }.joined(separator: ", ")
        let (plugin, diagnostics) = PluginReader.read(SourceText("{\"plugin\": \"a\", \(fields)}"))
        #expect(plugin == nil)
        #expect(diagnostics.count == 101)
        #expect(
            diagnostics.last?.message == "there are 49900 further problems in this file")
        let broken = String(repeating: "\"\\x\",", count: 50_000)
        #expect(PluginReader.read(SourceText("[\(broken)1]")).diagnostics.count <= 102)
    }

    @Test func refusesAFileTooLong() {
        let bytes = [UInt8](repeating: 0x20, count: 16 * 1_048_576 + 1)
        let (_, diagnostics) = PluginReader.read(bytes: bytes, name: "long")
        #expect(
            diagnostics.map(\.message) == [
                "a plugin file holds at most 16777216 bytes and this one has 16777217"
            ])
    }

    private func checkPlaces(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            guard let place = diagnostic.place else {
                Issue.record("no place: \(diagnostic.message)")
                continue
            }
            #expect(place.span.upper <= place.source.text.utf8.count)
        }
    }
}
