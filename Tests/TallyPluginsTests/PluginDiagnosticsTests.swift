import TallyModel
import TallyPlugins
import Testing

/// What is said of a mistake in a plugin file, and where.
struct PluginDiagnosticsTests {
    /// `line:column-column code: message [label]`, the second column that of the last character.
    static func described(_ diagnostic: Diagnostic) -> String {
        guard let place = diagnostic.place else { return diagnostic.message }
        let (line, column, _) = place.source.position(of: place.span.lower)
        let length = place.source[place.span].count
        let label = diagnostic.label.map { " [\($0)]" } ?? ""
        return
            "\(line):\(column)+\(length) \(diagnostic.code.rawValue): \(diagnostic.message)\(label)"
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: [String]
        var testDescription: String { text }

        init(_ text: String, _ expected: String...) {
            self.text = text
            self.expected = expected
        }
    }

    static let grammar: [Case] = [
        Case("", "1:1+0 bad-json: the file is empty"),
        Case("{\"plugin\": \"a\",}", "1:15+1 bad-json: nothing follows this comma"),
        Case(
            "{\"plugin\": \"a\"\n \"title\": \"A\"}",
            "2:2+1 bad-json: a comma is missing before this"),
        Case("{\"plugin\": \"a\"", "1:1+1 bad-json: this '{' is never closed"),
        Case("{\"plugin\": [\"a\"}", "1:16+1 bad-json: expected ',' or ']', found '}'"),
        Case("{\"plugin\": \"a}\n", "1:12+3 bad-json: this text has no closing quote"),
        Case("{\"plugin\" \"a\"}", "1:2+8 bad-json: a colon is missing behind this key"),
        Case("{plugin: 1}", "1:2+6 bad-json: a key in double quotes must stand here"),
        Case("{\"plugin\": }", "1:12+1 bad-json: a value is missing before this"),
        Case(
            "{\"plugin\": True}",
            "1:12+4 bad-json: 'True' is no value of JSON [did you mean 'true'?]"),
        Case("{\"plugin\": 'a'}", "1:12+1 bad-json: text stands in double quotes"),
        Case("{\"plugin\": 012}", "1:12+3 bad-json: '012' is no number in JSON"),
        Case("{\"plugin\": \"a\" // a\n}", "1:16+1 bad-json: JSON has no comments"),
        Case("{\"plugin\": \"a\"} x", "1:17+1 bad-json: the file holds something behind its value"),
        Case(
            "{\"plugin\": \"a\", \"plugin\": \"b\"}",
            "1:17+8 bad-json: the key 'plugin' stands twice in one object"),
        Case(
            "{\"plugin\": \"a\", \"title\": \"é\\ud800 \\x \\u12 \t\"}",
            "1:28+6 bad-json: half of a surrogate pair stands alone",
            "1:35+2 bad-json: this is no escape of JSON [a backslash itself is '\\\\']",
            "1:38+2 bad-json: four hexadecimal digits must follow '\\u'",
            "1:43+1 bad-json: a control character stands in a text only as an escape"),
    ]

    static let fields: [Case] = [
        Case(
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [{"from": "2021-04"}]}]}"#,
            "1:73+1 missing-field: a definition needs the field 'note'"),
        Case(
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [{"from": "2021/22", "note": "n"}]}]}"#,
            "1:82+9 bad-value: 'from' takes a month or a day such as '2021-04' or '2021-04-01', not '2021/22'"
        ),
        Case(
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [{"until": "2021-02-30", "note": "n"}]}]}"#,
            "1:83+12 bad-value: 'until' takes a month or a day such as '2021-04' or '2021-04-01', not '2021-02-30'"
        ),
        Case(
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [{"from": "2021-13", "note": "n"}]}]}"#,
            "1:82+9 bad-value: 'from' takes a month or a day such as '2021-04' or '2021-04-01', not '2021-13'"
        ),
        Case(
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [{"from": "2021-05", "until": "2021-04", "note": "n"}]}]}"#,
            "1:102+9 bad-value: a definition ends on or after the day on which it begins"),
        Case(
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [{"note": "n"}, {"until": "2021-04", "note": "m"}]}]}"#,
            "1:88+1 bad-value: two definitions of this indicator hold at one time"),
        Case(
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [{"from": "2021-04", "note": "n"}, {"until": "2021-04", "note": "m"}]}]}"#,
            "1:107+1 bad-value: two definitions of this indicator hold at one time"),
        Case(
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [{"from": "2021-04", "note": "n"}, {"from": "2021-04-01", "note": "m"}]}]}"#,
            "1:107+1 bad-value: two definitions of this indicator hold at one time"),
        Case("[]", "1:1+1 wrong-type: a plugin file holds an object, not a list"),
        Case("{}", "1:1+1 missing-field: a plugin needs the field 'plugin'"),
        Case(
            "{\"plugin\": \"a\", \"indicaters\": []}",
            "1:17+12 unknown-field: a plugin has no field 'indicaters'"
                + " [did you mean 'indicators'?]"),
        Case(
            "{\"plugin\": \"a\", \"cheques\": []}",
            "1:17+9 unknown-field: a plugin has no field 'cheques'"),
        Case("{\"plugin\": 1}", "1:12+1 wrong-type: 'plugin' takes text, not a number"),
        Case("{\"plugin\": null}", "1:12+4 wrong-type: 'plugin' takes text, not null"),
        Case("{\"plugin\": \" \"}", "1:12+3 bad-value: 'plugin' takes text that is not empty"),
        Case(
            "{\"plugin\": \"A b\"}",
            "1:12+5 bad-value: 'A b' is no id: an id has the letters a to z, digits, '_' and '-',"
                + " and begins with a letter"),
        Case(
            "{\"plugin\": \"a\", \"themes\": {}, \"sources\": [1, \"b\"]}",
            "1:27+1 wrong-type: 'themes' takes a list, not an object",
            "1:43+1 wrong-type: 'sources' takes text, not a number"),
        Case(
            "{\"plugin\": \"a\",\n \"themes\": [{\"id\": \"1a\"}, 5,\n  {\"title\": \"T\", \"id\": \"-\"}]}",
            "2:13+1 missing-field: a theme needs the field 'title'",
            "2:20+4 bad-value: '1a' is no id: an id has the letters a to z, digits, '_' and '-',"
                + " and begins with a letter",
            "2:27+1 wrong-type: 'themes' takes an object, not a number",
            "3:24+3 bad-value: '-' is no id: an id has the letters a to z, digits, '_' and '-',"
                + " and begins with a letter"),
        Case(
            "{\"plugin\": \"a\", \"calendar\": {\"financial_year_starts\": \"arpil\"}}",
            "1:55+7 bad-value: 'financial_year_starts' takes 'january', 'february', 'march',"
                + " 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november' or"
                + " 'december', not 'arpil' [did you mean 'april'?]"),
        Case(
            "{\"plugin\": \"a\", \"areas\": [{\"id\": \"b\", \"title\": \"B\", \"level\": \"region\","
                + "\"codes\": {\"la\": \"83\", \"gss\": \"e06000059\"}}]}",
            "1:87+4 bad-value: 'la' takes three figures, not '83'",
            "1:100+11 bad-value: 'gss' takes a capital letter and eight figures, not 'e06000059'"),
        Case(
            "{\"plugin\": \"a\", \"status\": {\"green\": \"meets target\", \"red\": \"rest\"}}",
            "1:60+6 bad-value: 'red' takes 'otherwise', not 'rest'"),
        Case(
            "{\"plugin\": \"a\", \"feeds\": [{\"format\": \"tidi\", \"source\": \"s\"}]}",
            "1:38+6 bad-value: 'format' takes 'board', 'tidy', 'population', 'dfe' or 'milestones',"
                + " not 'tidi' [did you mean 'tidy'?]"),
        Case(
            "{\"plugin\": \"a\", \"feeds\": [{\"rows\": [{}, {\"population\": \"p\"}, {\"table\": \"t\","
                + " \"having\": {\"table\": \"u\"}, \"indicator\": \"i\"}],"
                + " \"format\": \"tidy\", \"source\": \"s\"}]}",
            "1:37+1 missing-field: a row of the format 'tidy' needs the field 'indicator'",
            "1:56+3 unknown-field: a row of the format 'tidy' has no field 'population'"
                + " [it takes 'indicator']",
            "1:97+3 bad-value: the column 'table' of this row stands twice"),
    ]

    static let indicator: [Case] = [
        Case(
            "\"unit\": \"percnt\"",
            "1:8+8 bad-value: 'unit' takes a unit such as 'number', 'percent', 'days', 'rate per"
                + " 10k' or 'money £', not 'percnt' [did you mean 'percent'?]"),
        Case(
            "\"unit\": \"rate per 0\"",
            "1:8+12 bad-value: 'unit' takes a unit such as 'number', 'percent', 'days', 'rate per"
                + " 10k' or 'money £', not 'rate per 0' [did you mean 'rate per 10k'?]"),
        Case(
            "\"decimals\": 1.5",
            "1:12+3 bad-value: 'decimals' takes a whole number from 0 to 9, not 1.5"),
        Case("\"decimals\": \"1\"", "1:12+3 wrong-type: 'decimals' takes a whole number, not text"),
        Case(
            "\"decimals\": 99999999999999999999",
            "1:12+20 bad-value: 'decimals' takes a whole number from 0 to 9, not 99999999999999999999"
        ),
        Case(
            "\"good\": \"hihg\"",
            "1:8+6 bad-value: 'good' takes 'low', 'high' or 'none', not 'hihg' [did you mean 'high'?]"
        ),
        Case(
            "\"kind\": \"ratio of flow\"",
            "1:8+15 bad-value: 'kind' takes 'stock', 'flow', 'ratio of stocks', 'ratio of flows',"
                + " 'average', 'rolling 12 months', 'year to date', 'academic year to date' or"
                + " 'calendar year to date', not 'ratio of flow'"
                + " [did you mean 'ratio of flows'?]"),
        Case(
            "\"every\": \"year\"",
            "1:9+6 bad-value: 'every' takes 'day', 'month', 'quarter', 'financial year', 'academic"
                + " year' or 'calendar year', not 'year'"),
        Case(
            "\"arrears\": -1",
            "1:11+2 bad-value: 'arrears' takes a whole number from 0 to 120, not -1"),
        Case("\"aliases\": \"x\"", "1:11+3 wrong-type: 'aliases' takes a list, not text"),
        Case(
            "\"frmula\": \"x\"",
            "1:0+8 unknown-field: an indicator has no field 'frmula' [did you mean 'formula'?]"),
        Case(
            "\"subgroups\": {\"b\": 1}",
            "1:19+1 wrong-type: 'subgroups' takes text or an object, not a number"),
        Case(
            "\"variants\": {\"without b\": \"c\"}",
            "1:13+11 bad-value: a variant is 'excl' or 'only' and the id of a subgroup, not 'without b'"
        ),
        Case(
            "\"variants\": {\"excl B\": \"c\"}",
            "1:19+1 bad-value: 'B' is no id: an id has the letters a to z, digits, '_' and '-', and"
                + " begins with a letter"),
        Case(
            "\"subgroups\": {\"b\": {\"excl\": \"c\"}}, \"variants\": {\"excl b\": \"d\"}",
            "1:58+3 bad-value: 'excl b' of this indicator stands twice"),
    ]

    @Test(arguments: grammar + fields)
    func says(_ test: Case) {
        let (plugin, diagnostics) = PluginReader.read(SourceText(test.text, name: "p.json"))
        #expect(plugin == nil)
        #expect(diagnostics.map(Self.described) == test.expected)
    }

    /// Columns are counted from the end of `"name": "A", `, where the case begins, from 0.
    @Test(arguments: indicator)
    func saysOfAnIndicator(_ test: Case) {
        let before = "{\"plugin\": \"a\", \"indicators\": [\n{\"id\": \"a\", \"name\": \"A\", "
        let text = "\(before)\(test.text)}]}"
        let (_, diagnostics) = PluginReader.read(SourceText(text, name: "p.json"))
        let expected = test.expected.map { line -> String in
            let parts = line.dropFirst(2).split(separator: "+", maxSplits: 1)
            return "2:\((Int(parts[0]) ?? 0) + 26)+\(parts[1])"
        }
        #expect(diagnostics.map(Self.described) == expected)
    }

    @Test func saysWhereAByteIsNotUTF8() {
        let bytes = Array("{\"plugin\":\n \"é".utf8) + [0xE9, 0x22, 0x7D]
        let (plugin, diagnostics) = PluginReader.read(bytes: bytes, name: "p.json")
        #expect(plugin == nil)
        #expect(diagnostics.map(\.message) == ["the byte E9 is not UTF-8"])
        #expect(diagnostics.first?.place?.span == Span(15, 16))
    }

    @Test func passesOverAByteOrderMark() {
        let (plugin, diagnostics) = PluginReader.read(
            SourceText("\u{FEFF}{\"plugin\": \"a\"}", name: "p.json"))
        #expect(plugin?.id.value == "a" && diagnostics.isEmpty)
        let (_, wrong) = PluginReader.read(
            bytes: Array("\u{FEFF}{\"plugin\": 1}".utf8), name: "p.json")
        #expect(
            wrong.map(Self.described) == ["1:12+1 wrong-type: 'plugin' takes text, not a number"])
    }

    /// A mistake in a formula behind escapes and letters beyond ASCII stands where it is written.
    @Test func findsItsPlaceInAFormulaBehindEscapes() throws {
        let text =
            #"{"plugin": "a", "indicators": [{"id": "a", "name": "A", "formula": "é + \u00e9t\u00e9 + \"b\" + cci"}]}"#
        let (plugin, diagnostics) = PluginReader.read(SourceText(text, name: "p.json"))
        #expect(diagnostics.isEmpty)
        let formula = try #require(plugin?.indicators.first?.formula)
        #expect(formula.value == "é + été + \"b\" + cci")
        func column(_ word: String) throws -> String {
            let bytes = Array(formula.value.utf8)
            let wanted = Array(word.utf8)
            let start = try #require(
                bytes.indices.first { bytes[$0...].starts(with: wanted) })
            let place = formula.place(of: Span(start, start + wanted.count))
            let (line, column, _) = place.source.position(of: place.span.lower)
            return "\(line):\(column) \(place.source[place.span])"
        }
        #expect(try column("cci") == "1:97 cci")
        #expect(try column("été") == #"1:73 \u00e9t\u00e9"#)
        #expect(try column("\"b\"") == #"1:89 \"b\""#)
    }

    @Test func namesBothPlacesOfAnOverlap() {
        let text = #"""
            {"plugin": "a", "indicators": [{"id": "x", "name": "X", "definitions": [
              {"from": "2021-04", "note": "new"},
              {"until": "2021-06-30", "note": "old"}]}]}
            """#
        let (_, diagnostics) = PluginReader.read(SourceText(text, name: "p.json"))
        #expect(diagnostics.map(\.notes) == [["the other stands at p.json:2:3"]])
        #expect(
            diagnostics.map(Self.described) == [
                "3:3+1 bad-value: two definitions of this indicator hold at one time"
            ])
    }
}
