import TallyEngine
import TallyModel

extension ResultFormat {
    /// A picture that stands alone, to put into a paper or a page: the chart that was asked for, else
    /// the one that suits the table (``ResultTable/fittingChart``).
    ///
    /// Series differ by dash, shape and hatching as well as by colour; the colours are told apart by
    /// people who see few, and in grey. Its `title` and `desc` say in words what it shows. A result
    /// without numbers gives a picture of its title and notes.
    ///
    /// Sources: Scalable Vector Graphics 1.1 (elements); SVG Accessibility API Mappings (`title`,
    /// `desc`, `role`); Okabe and Ito, "Color Universal Design" (colours).
    package static let svg = ResultFormat("svg", "a picture, to put into a paper") {
        rendering, output in
        if !rendering.isFirst { output += "\n" }
        ChartPicture.write(rendering.table, to: &output)
    }
}

extension ResultTable {
    /// The chart that was asked for, else: a line where there are values of several periods, else a
    /// bar for each row; `nil` where no column has numbers.
    var fittingChart: Chart? {
        if let chart { return chart }
        guard layout != .prose, layout != .record else { return nil }
        let seen = columnsForPeople
        let periods = columns.filter(\.isPeriod)
        if periods.count > 1, let names = index(of: ColumnID.indicator) {
            return Chart(
                kind: .line, labels: columns[names].id, series: periods.map(\.id), isAcross: true)
        }
        guard let value = index(of: ColumnID.value) ?? seen.first(where: { isNumber($0) }),
            isNumber(value)
        else { return nil }
        let series = [columns[value].id]
        if let period = index(of: ColumnID.period),
            Set(rows.map { self.value($0, period) }).count > 1
        {
            return Chart(
                kind: .line, labels: ColumnID.period, series: series, target: commonTarget)
        }
        // Of one figure the title says what it is, and the label when.
        let period = rows.count == 1 ? index(of: ColumnID.period) : nil
        let texts = columns.indices.filter {
            columns[$0].kind == .text
                && ![ColumnID.id, ColumnID.unit, ColumnID.good].contains(columns[$0].id)
        }
        let labels =
            period ?? telling(texts.filter(seen.contains)) ?? telling(texts) ?? texts.first
            ?? seen.first { columns[$0].kind == .period }
        guard let labels else { return nil }
        return Chart(kind: .bar, labels: columns[labels].id, series: series, target: commonTarget)
    }

    private func isNumber(_ column: Int) -> Bool { columns[column].kind == .number }

    /// The first of these columns that is different in every row.
    private func telling(_ candidates: [Int]) -> Int? {
        candidates.first { column in
            Set(rows.map { value($0, column) }).count == rows.count
        }
    }
}
