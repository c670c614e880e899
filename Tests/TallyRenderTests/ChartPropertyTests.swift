import TallyEngine
import TallyModel
import Testing

@testable import TallyRender

struct ChartPropertyTests {
    /// Numbers in an order that looks random and is the same every time.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }

    private static let extremes: [Double] = [
        0, -0.0, 1, -1, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e-20, 1.7e308, -1.7e308,
        1e15, 1e15 + 1, 0.1, 473, .nan,
        .infinity, -.infinity,
    ]

    private static let labels = [
        "Dorset", "東京都の子どもたちの家", "", "Bournemouth, Christchurch and Poole", "é\u{301}\u{301}", "👩‍👩‍👧",
        "\u{1B}[31mred", "a\tb\nc", "</svg><script>",
    ]

    /// Any kind of table, small and large, tame and wild.
    private static func table(_ seed: Int) -> ResultTable {
        var numbers = Numbers(state: UInt64(seed))
        let kind = ResultTable.Chart.Kind.allCases.randomElement(using: &numbers) ?? .line
        let series = (0..<Int.random(in: 1...10, using: &numbers)).map { "series \($0)" }
        let isWild = Bool.random(using: &numbers)
        let count = [1, 2, 3, 12, 24, 25, 90].randomElement(using: &numbers) ?? 1
        let rows = (0..<count).map { row -> (String, [Samples.Value]) in
            let values = series.map { _ -> Samples.Value in
                switch Int.random(in: 0...9, using: &numbers) {
                case 0: return Samples.none(Reason.allCases.randomElement(using: &numbers) ?? .due)
                case 1: return .empty
                default:
                    let value =
                        isWild
                        ? extremes.randomElement(using: &numbers) ?? 0
                        : Double.random(in: -50...2000, using: &numbers)
                    let decimals = Int.random(in: isWild ? -3...30 : 0...2, using: &numbers)
                    return Samples.number(value, decimals)
                }
            }
            let label = isWild ? labels.randomElement(using: &numbers) ?? "" : "row \(row)"
            return (label, values)
        }
        var table = ChartSamples.areas(
            kind, series, rows,
            target: isWild ? extremes.randomElement(using: &numbers) : 100, breaks: [0, 2, 400])
        table.notes = [.init(.computed, "one"), .init(.also, "two")]
        for row in table.rows.indices where row % 5 == 2 { table.rows[row].notes = [0, 1, 7] }
        return table
    }

    @Test(arguments: 0..<50)
    func isNeverWiderThanAsked(_ seed: Int) {
        let table = Self.table(seed)
        for width in [20, 24, 47, 132] {
            let text = ResultFormat.table.text(table, options: RenderOptions(width: width))
            let lines = text.split(separator: "\n")
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(width)")
            #expect(!text.contains("\u{1B}"))
            #expect(!lines.contains { $0.last == " " })
        }
    }

    @Test(arguments: 0..<50)
    func withoutAWidthIsEighty(_ seed: Int) {
        let lines = ResultFormat.table.text(Self.table(seed)).split(separator: "\n")
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
    }

    @Test(arguments: ResultTable.Chart.Kind.allCases, [1, 2, 9])
    func everySeriesAndLabelIsThere(_ kind: ResultTable.Chart.Kind, _ count: Int) {
        let series = (0..<count).map { "name \($0)" }
        let rows = ["North", "South", "East", "West"].map { name in
            (name, series.indices.map { ChartSamples.count(Double($0 * 7 + name.utf8.count)) })
        }
        let table = ChartSamples.areas(kind, series, rows)
        for format in [ResultFormat.table, .svg, .vegalite, .md] {
            let text = format.text(table)
            for (name, _) in rows { #expect(text.contains(name), "\(format.rawValue) \(name)") }
            guard count > 1 else { continue }
            for name in series { #expect(text.contains(name), "\(format.rawValue) \(name)") }
        }
        if count > 1 {
            let text = ResultFormat.table.text(table)
            for shape in "●■▲◆○□△◇A".prefix(count) { #expect(text.contains("\(shape) name ")) }
        }
    }

    /// Whatever is in it, a picture has no tag of a text's own and every tag is closed.
    @Test(arguments: 0..<50)
    func picturesAreWellFormed(_ seed: Int) {
        let text = ResultFormat.svg.text(Self.table(seed))
        #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\""))
        #expect(text.hasSuffix("</svg>\n"))
        #expect(!text.contains("<script"))
        #expect(!text.contains("nan") && !text.contains("inf\""))
        var open: [Substring] = []
        for part in text.split(separator: "<") {
            let tag = part.prefix { $0 != ">" }
            let name = tag.prefix { $0 != " " && $0 != "/" }
            if tag.first == "/" {
                #expect(open.popLast() == tag.dropFirst())
            } else if tag.last != "/" {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: 0..<50)
    func specificationsAreOneLine(_ seed: Int) {
        let text = ResultFormat.vegalite.text(Self.table(seed))
        #expect(text.utf8.count { $0 == 0x0A } == 1)
        #expect(text.hasSuffix("}\n"))
        #expect(!text.contains("nan") && !text.contains("inf,"))
    }

    @Test func aThousandPointsAreThinned() {
        let values = (0..<1000).map { ChartSamples.count(Double($0 * $0 % 1009)) }
        let lines = ResultFormat.table.text(ChartSamples.months(values)).split(separator: "\n")
        // Title, eleven rows of the plot, axis, labels.
        #expect(lines.count == 14)
        #expect(
            lines.last
                == "         Apr 2025     Apr 2041    Apr 2057    Apr 2073     Apr 2089    Apr 2105"
        )
    }

    @Test func tooManyBarsAreATable() {
        var table = ChartSamples.months((0..<20_001).map { ChartSamples.count(Double($0)) })
        table.chart = nil
        let plain = ResultFormat.table.text(table)
        table.chart = .init(kind: .bar, labels: "period", series: ["value"])
        #expect(ResultFormat.table.text(table) == plain)
    }

    @Test(arguments: [ResultFormat.csv, .json, .jsonl, .html])
    func formatsForMachinesPassOverIt(_ format: ResultFormat) {
        let drawn = ChartSamples.months([ChartSamples.count(1), ChartSamples.count(2)])
        var plain = drawn
        plain.chart = nil
        #expect(format.text(drawn) == format.text(plain))
    }

    @Test func aChartOfOtherColumnsIsNotDrawn() {
        var table = ChartSamples.months([ChartSamples.count(1), ChartSamples.count(2)])
        table.chart = nil
        let plain = ResultFormat.table.text(table)
        table.chart = .init(kind: .bar, labels: "nothing", series: ["value"])
        #expect(ResultFormat.table.text(table) == plain)
        table.chart = .init(kind: .bar, labels: "period", series: ["nothing"])
        #expect(ResultFormat.table.text(table) == plain)
    }
}
