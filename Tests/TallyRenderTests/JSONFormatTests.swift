import TallyEngine
import TallyModel
import TallyRender
import Testing

struct JSONFormatTests {
    @Test func series() {
        let expected =
            #"{"query":"cic - uasc","title":"CIC less UASC, Dorset","columns":["#
            + #"{"name":"indicator","title":"Indicator","type":"text","unit":null},"#
            + #"{"name":"period","title":"Period","type":"period","unit":null},"#
            + #"{"name":"value","title":"Value","type":"number","unit":"number"}],"rows":["#
            + #"{"indicator":"cic","period":"2023-06","value":1397},"#
            + #"{"indicator":"cic","period":"2023-07","value":null,"value_reason":"c"},"#
            + #"{"indicator":"cic","period":"2023-08","value":400,"notes":[1]},"#
            + #"{"indicator":"cic","period":"2023-09","value":906,"notes":[0,1]}],"notes":["#
            + #"{"code":"population-break","text":"the population changed"},"#
            + #"{"code":"provisional","text":"provisional: one month in arrears"},"#
            + #"{"code":"computed","text":"computed, not published"}],"summary":null}"# + "\n"
        #expect(ResultFormat.json.text(Samples.series, query: "cic - uasc") == expected)
    }

    @Test func lines() {
        let expected = """
            {"indicator":"cic","period":"2023-06","value":1397,"notes":["computed, not published"]}
            {"indicator":"cic","period":"2023-07","value":null,"value_reason":"c",\
            "notes":["computed, not published"]}
            {"indicator":"cic","period":"2023-08","value":400,\
            "notes":["provisional: one month in arrears","computed, not published"]}
            {"indicator":"cic","period":"2023-09","value":906,"notes":["the population changed",\
            "provisional: one month in arrears","computed, not published"]}

            """
        #expect(ResultFormat.jsonl.text(Samples.series, isFirst: false) == expected)
    }

    @Test func statusesDirectionsAndNothing() {
        let table = ResultTable(
            layout: .grid,
            columns: [
                .init("status", "Status", .status), .init("direction", "Direction", .direction),
                .init("gap", "Gap", .number), .init("target", "Target", .number),
            ],
            rows: [
                .init([.status(.amber), .direction(.same), .empty, Samples.none(.missing)]),
                .init([.empty]),
            ])
        let expected = """
            {"status":"amber","direction":"Same","gap":null,"target":null,"target_reason":"_",\
            "notes":[]}
            {"status":null,"direction":null,"gap":null,"target":null,"notes":[]}

            """
        #expect(ResultFormat.jsonl.text(table) == expected)
    }

    @Test func emptyKeepsItsShape() {
        let table = ResultTable(
            layout: .grid, columns: [], rows: [], notes: [.init(.noValues, "no values")],
            summary: "0 rows")
        let expected =
            #"{"query":null,"title":null,"columns":[],"rows":[],"#
            + #""notes":[{"code":"no-values","text":"no values"}],"summary":"0 rows"}"# + "\n"
        #expect(ResultFormat.json.text(table) == expected)
        #expect(ResultFormat.jsonl.text(table) == "")
    }

    @Test(arguments: [
        ("plain", #""plain""#), ("", #""""#), ("say \"hi\"", #""say \"hi\"""#),
        (#"back\slash"#, #""back\\slash""#), ("a\nb\r\tc", #""a\nb\r\tc""#),
        ("a\r\nb", #""a\r\nb""#), ("\u{0}\u{8}\u{1F}", #""\u0000\u0008\u001f""#),
        ("é £ 😀 日本 \u{7F}", "\"é £ 😀 日本 \u{7F}\""), ("\n\u{301}", "\"\\n\u{301}\""),
    ])
    func strings(_ text: String, _ expected: String) {
        let table = ResultTable(
            layout: .prose, columns: [.init("a", "A", .text)], rows: [.init([.text(text)])])
        #expect(ResultFormat.jsonl.text(table) == #"{"a":"# + expected + #","notes":[]}"# + "\n")
    }

    @Test(arguments: [
        (473.0, "473"), (-11.44, "-11.44"), (-0.0, "0"), (1e20, "100000000000000000000"),
        (1e300, "1e+300"), (1e-7, "0.0000001"), (.nan, #"null,"a_reason":"_""#),
        (-.infinity, #"null,"a_reason":"_""#),
    ])
    func numbers(_ value: Double, _ expected: String) {
        let table = ResultTable(
            layout: .grid, columns: [.init("a", "A", .number)],
            rows: [.init([Samples.number(value)])])
        #expect(ResultFormat.jsonl.text(table) == #"{"a":"# + expected + #","notes":[]}"# + "\n")
    }

    @Test(arguments: [
        (Unit.number, "number"), (.percent, "percent"), (.percentagePoints, "percentage points"),
        (.rate(per: 10_000), "rate per 10000"), (.days, "days"), (.weeks, "weeks"),
        (.hours, "hours"), (.score, "score"), (.ratio, "ratio"), (.money("£"), "money £"),
        (.text, "text"),
    ])
    func units(_ unit: Unit, _ expected: String) {
        let table = ResultTable(
            layout: .grid, columns: [.init("a", "A", .number, unit: unit)], rows: [])
        let text = ResultFormat.json.text(table)
        #expect(
            text == #"{"query":null,"title":null,"columns":[{"name":"a","title":"A","#
                + #""type":"number","unit":"\#(expected)"}],"rows":[],"notes":[],"summary":null}"#
                + "\n")
    }

    @Test func formatsByName() {
        let names = ResultFormat.allCases.map(\.rawValue)
        #expect(names == ["table", "csv", "json", "jsonl", "md", "html", "svg", "vegalite"])
        #expect(ResultFormat(rawValue: "csv") == .csv)
        #expect(ResultFormat(rawValue: "CSV") == nil)
        #expect(ResultFormat(rawValue: "xml") == nil)
    }
}
