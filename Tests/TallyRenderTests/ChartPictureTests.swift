import TallyEngine
import TallyModel
import Testing

@testable import TallyRender

struct ChartPictureTests {
    /// What a picture says: the contents of its texts, in order.
    private func texts(_ table: ResultTable) -> [String] {
        ResultFormat.svg.text(table).split(separator: "\n").compactMap { line in
            guard line.hasPrefix("<text "), let start = line.firstIndex(of: ">") else { return nil }
            return String(line[line.index(after: start)...].dropLast("</text>".count))
        }
    }

    private static let n = ChartSamples.count

    @Test func aLineSaysItsScaleValuesTargetAndNotes() {
        let table = ChartSamples.months(
            [Self.n(410), Samples.none(.suppressed), Self.n(430), Self.n(440)], target: 420,
            breaks: [3], notes: [3: [0]], texts: ["a & b", "in arrears"])
        #expect(
            texts(table) == [
                "Children in care, Dorset", "410", "420", "430", "440", "410", "430", "¹", "440",
                "target 420", "Jan 2022", "Feb 2022", "Mar 2022", "Apr 2022",
                "no value: Feb 2022 (c)", "¹ a &amp; b", "note: in arrears",
            ])
        let text = ResultFormat.svg.text(table)
        #expect(text.contains(" role=\"img\" "))
        #expect(
            text.contains("<title>Children in care, Dorset</title>\n<desc>Line chart from Jan 2022")
        )
        #expect(
            text.contains(
                "The target 420 is a line across. Jan 2022 410; Feb 2022 c; Mar 2022 430; "
                    + "Apr 2022 440. Breaks before Apr 2022.</desc>"))
        #expect(text.contains("stroke-dasharray=\"6 4\""))
        // The gap and the break leave three points that no line joins.
        #expect(!text.contains("<path "))
        #expect(text.count(of: "<circle ") == 3)
    }

    @Test func seriesDifferByMoreThanColour() {
        let rows = [
            ("A", [Self.n(1), Self.n(2), Self.n(3)]), ("B", [Self.n(4), Self.n(5), Self.n(6)]),
        ]
        let lines = ResultFormat.svg.text(ChartSamples.areas(.line, ["x", "y", "z"], rows))
        #expect(lines.count(of: "<path ") == 3)
        #expect(lines.count(of: "stroke-dasharray=\"8 4\"/>") == 2)
        #expect(lines.count(of: "stroke-dasharray=\"2 3\"/>") == 2)
        #expect(lines.count(of: "<polygon ") == 6)
        let bars = ResultFormat.svg.text(ChartSamples.areas(.bar, ["x", "y", "z"], rows))
        #expect(bars.count(of: "fill=\"url(#tally-hatch-1)\"") == 3)
        #expect(bars.count(of: "<pattern ") == 2)
    }

    @Test func barsStandOnZero() {
        let table = ChartSamples.areas(
            .bar, ["a"],
            [("A & B", [Self.n(10)]), ("C", [Self.n(-5)]), ("D", [Samples.none(.low)])])
        #expect(texts(table) == ["By area", "A &amp; B", "C", "D", "10", "−5", "low"])
        #expect(ResultFormat.svg.text(table).count(of: "<rect x=") == 2)
    }

    @Test(arguments: [
        ("a series of periods", Samples.series, ResultTable.Chart.Kind.line, "period"),
        ("a row for each indicator", Samples.grid, .bar, "indicator"),
        ("one figure", Samples.figure(Samples.count), .bar, "period"),
        ("a row for each band and month", withoutChart(ChartSamples.byAge), .line, "period"),
    ])
    func aTableWithoutAChartGetsOne(
        _ name: String, _ table: ResultTable, _ kind: ResultTable.Chart.Kind, _ labels: String
    ) {
        let chart = table.fittingChart
        #expect(chart?.kind == kind)
        #expect(chart?.labels == labels)
        #expect(chart?.series == ["value"])
    }

    @Test func theCommonTargetIsDrawn() {
        #expect(Samples.figure(Samples.count).fittingChart?.target == 420)
        #expect(Samples.grid.fittingChart?.target == nil)
    }

    @Test func withoutNumbersThereIsNothingToDraw() {
        let table = ResultTable(
            layout: .record, title: "T", columns: [.init("a", "A", .text)],
            rows: [.init([.text("x")])], notes: [.init(.noValues, "why")])
        #expect(texts(table) == ["T", "nothing to draw", "note: why"])
        #expect(
            ResultFormat.vegalite.text(table)
                == #"{"$schema":"https://vega.github.io/schema/vega-lite/v5.json","#
                + #""title":{"text":"T","anchor":"start","subtitle":["note: why"]},"#
                + #""data":{"values":[]},"mark":"point"}"# + "\n")
    }

    @Test func aSpecificationHasItsDataInside() {
        let table = ChartSamples.months(
            [Self.n(1), Samples.none(.suppressed), Samples.number(1234.5, 1)], target: 2,
            notes: [2: [0]], texts: ["\"why\""])
        let text = ResultFormat.vegalite.text(table, query: "trend cic | chart")
        let start =
            #"{"$schema":"https://vega.github.io/schema/vega-lite/v5.json","title":{"text":"#
            + #""Children in care, Dorset","anchor":"start","subtitle":["¹ \"why\""]},"#
            + #""description":"trend cic | chart","width":600,"height":300,"data":{"values":["#
            + #"{"label":"Jan 2022","place":0,"series":"Value","value":1,"text":"1","run":0,"#
            + #""notes":""},{"label":"Feb 2022","place":1,"series":"Value","value":null,"#
            + #""text":"c","run":0,"notes":""},{"label":"Mar 2022","place":2,"series":"Value","#
            + #""value":1234.5,"text":"1,234.5","run":1,"notes":"¹"}]},"layer":["#
        #expect(text.hasPrefix(start))
        #expect(
            text.contains(
                #""mark":{"type":"rule","strokeDash":[6,4]},"encoding":{"y":{"datum":2}}}"#))
        #expect(text.contains(#""text":{"value":"target 2"}"#))
    }

    /// Vega-Lite would put two rows of one label in one place.
    @Test func labelsOfASpecificationAreDistinct() {
        let table = ChartSamples.areas(
            .bar, ["a", "b"], [("A", [Self.n(1), Self.n(2)]), ("A", [Self.n(3), Self.n(4)])])
        let text = ResultFormat.vegalite.text(table)
        #expect(text.count(of: #"{"label":"A","#) == 2)
        #expect(text.count(of: #"{"label":"A (2)","#) == 2)
    }

    private static func withoutChart(_ table: ResultTable) -> ResultTable {
        var table = table
        table.chart = nil
        return table
    }
}

extension String {
    /// How often a text is in it.
    fileprivate func count(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
