import TallyModel
import Testing

@testable import TallyPlugins

@Suite struct CompactSeriesTests {
    /// Figures as text, with the decimals that were written.
    private static func read(_ text: String) throws -> [String] {
        try CompactSeries.read(text).map { item in
            item.cell.value.map { NumberText.fixed($0, decimals: item.decimals) }
                ?? item.cell.reason?.symbol ?? ""
        }
    }

    @Test(arguments: [
        ("3+2x3 _ c 7", ["3", "5", "7", "9", "_", "c", "7"]),
        ("473", ["473"]), ("59.10 66", ["59.10", "66"]), ("-3", ["-3"]),
        ("5x3", ["5", "5", "5", "5"]), ("5x0", ["5"]), ("_x3", ["_", "_", "_"]),
        ("9-2x2", ["9", "7", "5"]), ("-3-1x2", ["-3", "-4", "-5"]), ("-3+2x2", ["-3", "-1", "1"]),
        ("0.1+0.1x3", ["0.1", "0.2", "0.3", "0.4"]), ("1+0.25x2", ["1.00", "1.25", "1.50"]),
        ("c x z low k u due", ["c", "x", "z", "low", "low", "u", "due"]),
        ("  1 \t 2\n3 ", ["1", "2", "3"]), ("", []),
        ("999999999999999", ["999999999999999"]),
    ])
    func reads(_ text: String, _ expected: [String]) throws {
        #expect(try Self.read(text) == expected)
    }

    @Test(arguments: [
        "66,025", "1e5", "nan", "inf", "many", "+3", "3+2", "3-2", "3x", "3x-1", "3+x3", "3+-2x3",
        "3--2x3", "3+2x3x3", "_y", "_x", "_x-1", "cx3", "1.", ".5", "1.2.3", "--3", "-",
        "1000000000000000", "5x9999999999", "٣",
    ])
    func refuses(_ item: String) {
        let problem = #expect(throws: CompactSeries.Problem.self) {
            try CompactSeries.read("1 2 \(item) 4")
        }
        #expect(problem?.span == Span(4, 4 + item.utf8.count))
        #expect(problem?.isTooMany == false)
    }

    @Test(arguments: ["1x99999", "_x10001", "0+1x10000", "1x5000 1x5000"])
    func hasAnEnd(_ text: String) {
        let problem = #expect(throws: CompactSeries.Problem.self) { try CompactSeries.read(text) }
        #expect(problem?.isTooMany == true)
    }
}

@Suite struct TestFieldsTests {
    /// What is said of a plugin with one test.
    private static func read(_ test: String, tests: Bool = true) -> (TestDeclaration?, [String]) {
        let text = "{\"plugin\": \"a\", \"tests\": [{\(test)}]}"
        let (plugin, diagnostics) = PluginReader.read(
            SourceText(text, name: "p.json"), with: tests ? .tests : [])
        let said = diagnostics.map { diagnostic in
            let place = diagnostic.place.map { String($0.source[$0.span].prefix(20)) } ?? ""
            return "\(diagnostic.code.rawValue) at \(place): \(diagnostic.message)"
        }
        return (plugin?.tests.first, said)
    }

    private static func given(_ value: String) -> [String] {
        read(
            "\"name\": \"n\", \"given\": {\"boats\": \(value)}, "
                + "\"expect\": [{\"query\": \"boats\", \"is\": \"1\"}]"
        ).1
    }

    private static func expecting(_ expectation: String) -> [String] {
        read("\"name\": \"n\", \"expect\": [{\(expectation)}]").1
    }

    @Test func readsATest() throws {
        let (read, said) = Self.read(
            """
            "name": "all of it", "area": "north", "from": "sep23",
            "given": {
              "boats": ["1 2", {"figures": "5", "reference": "target", "from": "apr23"},
                {"figures": "c", "members": {"sea": "north"}, "every": "quarter", "area": "south",
                 "source": "fleet", "known": "2023-10-04"}],
              "people": "100"
            },
            "expect": [
              {"query": "boats", "is": "1 \\u0032", "within": "0.5", "column": "gap",
               "status": "red _", "direction": "_ worsening", "rows": ["a"], "notes": []},
              {"query": "boat", "error": "unknown-indicator"}, {"query": "b", "reason": "missing"}
            ]
            """)
        #expect(said == [])
        let test = try #require(read)
        #expect(test.name.value == "all of it")
        #expect(test.area?.value == "north" && test.from?.value == "sep23")
        #expect(test.given.map(\.subject.value) == ["boats", "boats", "boats", "people"])
        #expect(test.given.map { $0.figures?.items.count } == [2, 1, 1, 1])
        #expect(test.given[1].reference?.value == "target")
        #expect(test.given[2].members.map(\.key.value) == ["sea"])
        #expect(test.given[2].every == .quarter)
        #expect(test.given[2].known?.value == "2023-10-04")
        let first = try #require(test.expectations.first)
        #expect(first.within == ExactDecimal(0.5))
        #expect(first.notes?.isEmpty == true && first.rows?.count == 1)
        // Behind an escape the place is that of the escape itself.
        let figures = try #require(first.figures)
        let place = figures.place(of: figures.items[1])
        #expect(String(place.source[place.span]) == "\\u0032")
        #expect(test.expectations[1].error?.value == "unknown-indicator")
    }

    @Test func arePassedOverWhereNobodyAsks() {
        let (test, said) = Self.read("\"nonsense\": 1", tests: false)
        #expect(test == nil && said == [])
    }

    @Test(arguments: [
        ("1", "wrong-type at 1: 'boats' takes text, an object or a list of these, not a number"),
        (
            "\"1 66,025\"",
            "bad-value at 66,025: '66,025' is no figure: a series has numbers, steps such as "
                + "'3+2x3', '_', or c x z low u due"
        ),
        ("\" \"", "bad-value at \" \": 'boats' takes text that is not empty"),
        ("{}", "missing-field at {: a given series needs the field 'figures'"),
        (
            "{\"figures\": \"1\", \"evry\": \"month\"}",
            "unknown-field at \"evry\": a given series has no field 'evry'"
        ),
        (
            "\"1x99999\"",
            "bad-value at 1x99999: a series of a test has at most 10000 figures"
        ),
    ])
    func tellsWhatIsGivenWrongly(_ value: String, _ expected: String) {
        #expect(Self.given(value) == [expected])
    }

    @Test(arguments: [
        (
            "\"query\": \"a\"",
            "missing-field at {: a test without an expectation proves nothing"
        ),
        ("\"is\": \"1\"", "missing-field at {: an expectation needs the field 'query'"),
        (
            "\"query\": \"a\", \"is\": \"1\", \"error\": \"usage\"",
            "bad-value at \"usage\": a sentence is refused or answered, and this expects both"
        ),
        (
            "\"query\": \"a\", \"error\": \"usage\", \"notes\": []",
            "bad-value at \"usage\": a sentence is refused or answered, and this expects both"
        ),
        (
            "\"query\": \"a\", \"column\": \"gap\", \"status\": \"red\"",
            "missing-field at \"gap\": 'column' says of which column 'is' gives the figures, and "
                + "there is no 'is'"
        ),
        (
            "\"query\": \"a\", \"status\": \"red gren\"",
            "bad-value at \"red gren\": 'status' takes 'green', 'amber', 'red' or '_', one for "
                + "each row, not 'gren'"
        ),
        (
            "\"query\": \"a\", \"is\": \"1\", \"within\": \"-1\"",
            "bad-value at \"-1\": 'within' takes a number, not '-1'"
        ),
    ])
    func tellsWhatIsExpectedWrongly(_ expectation: String, _ expected: String) {
        #expect(Self.expecting(expectation) == [expected])
    }

    @Test func aTestExpectsSomething() {
        #expect(
            Self.read("\"name\": \"n\", \"expect\": []").1
                == ["missing-field at []: a test without an expectation proves nothing"])
        #expect(
            Self.read("\"name\": \"n\"").1
                == ["missing-field at {: a test needs the field 'expect'"])
    }
}
