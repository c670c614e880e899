import TallyEngine
import TallyModel
import Testing

@testable import TallyRender

/// A table that asks to be drawn, and the drawing that is expected.
struct Drawing: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let table: ResultTable
    let width: Int
    let expected: String

    init(_ title: String, _ table: ResultTable, width: Int, _ expected: String) {
        testDescription = title
        self.table = table
        self.width = width
        self.expected = expected
    }

    var drawn: String { ResultFormat.table.text(table, options: RenderOptions(width: width)) }
}

enum ChartSamples {
    static func count(_ value: Double) -> Samples.Value { Samples.number(value) }

    /// Months from January 2022 on, drawn as a line.
    static func months(
        _ values: [Samples.Value], target: Double? = nil, breaks: Set<Int> = [],
        notes: [Int: [Int]] = [:], texts: [String] = []
    ) -> ResultTable {
        ResultTable(
            layout: .series, title: "Children in care, Dorset",
            columns: [.init("period", "Period", .period), .init("value", "Value", .number)],
            rows: values.enumerated().map { row, value in
                .init(
                    [Samples.month(2022 + row / 12, row % 12 + 1), value], notes: notes[row] ?? [])
            },
            notes: texts.map { .init(.also, $0) },
            chart: .init(
                kind: .line, labels: "period", series: ["value"], target: target, breaks: breaks))
    }

    /// A column for each series.
    static func areas(
        _ kind: ResultTable.Chart.Kind, _ series: [String], _ rows: [(String, [Samples.Value])],
        target: Double? = nil, breaks: Set<Int> = []
    ) -> ResultTable {
        ResultTable(
            layout: .grid, title: "By area",
            columns: [.init("area", "Area", .text)] + series.map { .init($0, $0, .number) },
            rows: rows.map { .init([.text($0.0)] + $0.1) },
            chart: .init(
                kind: kind, labels: "area", series: series, target: target, breaks: breaks))
    }

    /// Two ages in each of three months, a row each.
    static let byAge = ResultTable(
        layout: .grid, title: "By age",
        columns: [
            .init("period", "Period", .period), .init("age", "Age", .text),
            .init("value", "Value", .number),
        ],
        rows: (0..<6).map {
            .init([
                Samples.month(2022, $0 / 2 + 1), .text($0 % 2 == 0 ? "0-4" : "5-9"),
                count(Double($0)),
            ])
        }, chart: .init(kind: .line, labels: "period", series: ["value"]))
}
