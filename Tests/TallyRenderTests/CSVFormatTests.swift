import TallyEngine
import TallyModel
import TallyRender
import Testing

struct CSVFormatTests {
    @Test func grid() {
        let expected = """
            indicator,value,target,gap,status,direction,unit,notes
            No. of CIC at end of month,1473,420,-1053,red,Worsening,number,
            % CIC placed outside Dorset,41.437,30,-11.437,amber,Same,percent,8 of 12 months
            No. of visits,c,12.5,c,,,number,
            Cost,1234.5,,0.001,green,Improving,money £,

            """
        #expect(ResultFormat.csv.text(Samples.grid) == expected)
    }

    @Test func seriesWithNotesOnTheWhole() {
        let expected = """

            indicator,period,value,notes
            cic,2023-06,1397,"computed, not published"
            cic,2023-07,c,"computed, not published"
            cic,2023-08,400,"provisional: one month in arrears; computed, not published"
            cic,2023-09,906,"the population changed; provisional: one month in arrears; \
            computed, not published"

            """
        #expect(ResultFormat.csv.text(Samples.series, isFirst: false) == expected)
    }

    @Test func emptyIsAHeader() {
        let table = ResultTable(
            layout: .grid, columns: [.init("a", "A", .text)], rows: [],
            notes: [.init(.noValues, "no values")])
        #expect(ResultFormat.csv.text(table) == "a,notes\n")
    }

    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\nlines", "\"two\nlines\""), ("cr\r", "\"cr\r\""), ("crlf\r\n", "\"crlf\r\n\""),
        ("é £ 😀 日本", "é £ 😀 日本"), (" spaced ", " spaced "),
        // What a spreadsheet would run.
        ("=1+1", "'=1+1"), ("+44", "'+44"), ("-cic", "'-cic"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"), ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""),
        ("3+ placements", "3+ placements"),
    ])
    func cells(_ text: String, _ expected: String) {
        let table = ResultTable(
            layout: .prose, columns: [.init("a", "A", .text)], rows: [.init([.text(text)])])
        #expect(ResultFormat.csv.text(table) == "a,notes\n\(expected),\n")
    }

    @Test(arguments: [
        (473.0, "473"), (-11.44, "-11.44"), (-0.0, "0"), (1e20, "100000000000000000000"),
        (61.491859, "61.491859"), (0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001"),
        (.nan, ""), (.infinity, ""),
    ])
    func numbers(_ value: Double, _ expected: String) {
        let table = ResultTable(
            layout: .grid, columns: [.init("a", "A", .number)],
            rows: [.init([Samples.number(value, 1, signed: true)])])
        #expect(ResultFormat.csv.text(table) == "a,notes\n\(expected),\n")
    }

    @Test(arguments: [
        (Reason.suppressed, "c"), (.low, "low"), (.unreliable, "u"), (.notAvailable, "x"),
        (.notApplicable, "z"), (.due, "due"), (.missing, ""),
    ])
    func reasons(_ reason: Reason, _ expected: String) {
        let table = ResultTable(
            layout: .grid, columns: [.init("a", "A", .number)],
            rows: [.init([Samples.none(reason)])])
        #expect(ResultFormat.csv.text(table) == "a,notes\n\(expected),\n")
    }
}
