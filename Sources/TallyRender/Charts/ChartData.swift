import TallyEngine
import TallyModel

/// What a chart draws, read out of a table: labels, and for each series one point a label.
///
/// Where labels repeat and there is one column of values, as in a long table of bands by month, each
/// text that tells the rows apart becomes a series of its own.
struct ChartData {
    struct Point {
        /// `nil` where the table has no number at all.
        let number: ResultTable.NumberValue?

        /// What is drawn; `nil` leaves a gap.
        var value: Double? { number?.cell.value.flatMap { $0.isFinite ? $0 : nil } }
        /// Why nothing is drawn, as a symbol; `–` where nothing was recorded.
        var symbol: String { number.map { NumberForPeople($0).text } ?? "–" }
    }

    struct Series {
        let name: String
        let points: [Point]
        /// The place of the last point that is drawn.
        let last: Int?

        init(name: String, points: [Point]) {
            self.name = name
            self.points = points
            last = points.lastIndex { $0.value != nil }
        }
    }

    let kind: ResultTable.Chart.Kind
    let labels: [String]
    let series: [Series]
    let target: Double?
    /// Places at which the series break off from the place before; never the first.
    let breaks: Set<Int>
    /// The marks of the footnotes at each place, such as `¹`; empty where there are none.
    let marks: [String]
    /// What the numbers are counted in, where it is common to all.
    let unit: Unit?
    /// Whether numbers are counted in different things, so that no scale is common to them.
    let isMixed: Bool
    /// Digits behind the point that the numbers are shown with at most.
    let decimals: Int

    /// `nil` where the table lacks the column of labels or every column that is to be drawn.
    init?(_ table: ResultTable, _ chart: ResultTable.Chart, _ marks: FootnoteMarks) {
        let columns = chart.series.compactMap(table.index)
        guard let labelColumn = table.index(of: chart.labels), !columns.isEmpty else { return nil }
        let rowLabels = table.rows.map {
            VisibleText.line(table.value($0, labelColumn).forPeople())
        }
        let layout =
            chart.isAcross
            ? Self.across(table, columns, rowLabels, marks)
            : Self.layout(table, labelColumn, columns, rowLabels)
        kind = chart.kind
        labels =
            chart.isAcross
            ? columns.map { VisibleText.line(table.columns[$0].title) }
            : layout.firstRows.map { rowLabels[$0] }
        series = layout.series
        target = chart.target.flatMap { $0.isFinite ? $0 : nil }
        var breaks: Set<Int> = []
        var notes: [Set<Int>] = Array(repeating: [], count: labels.count)
        for (row, place) in layout.places.enumerated() {
            if chart.breaks.contains(row), place > 0 { breaks.insert(place) }
            notes[place].formUnion(table.notes(of: table.rows[row]))
        }
        self.breaks = breaks
        self.marks = notes.map { marks.text($0.sorted()) }
        let numbers = layout.series.flatMap { $0.points.compactMap(\.number) }
        let units = Set(numbers.compactMap { $0.cell.value == nil ? nil : $0.unit })
        unit = units.count == 1 ? units.first : nil
        isMixed = units.count > 1
        decimals = numbers.map { min(20, max(0, $0.decimals)) }.max() ?? 0
    }

    /// What is said where the units differ: bars and dots are left out, lines are drawn all the same.
    var mixedText: String? {
        if !isMixed { return nil }
        return kind == .line
            ? "the units differ: each line is to be read by itself"
            : "no common scale: the units differ"
    }

    /// All that is drawn, the target too.
    var values: [Double] {
        series.flatMap { $0.points.compactMap(\.value) } + (target.map { [$0] } ?? [])
    }

    /// `target 420`, with the decimals that it needs.
    var targetText: String? {
        target.map { target in
            let decimals = min(9, ExactDecimal(target).decimals)
            let number = ResultTable.NumberValue(.value(target), decimals: decimals, unit: unit)
            return "target \(NumberForPeople(number).text)"
        }
    }

    /// The places that have no value in one series or more, with the reason where one is known:
    /// `Jul 2023 (c)`.
    var gaps: [String] {
        labels.indices.compactMap { place in
            let points = series.map { $0.points[place] }.filter { $0.value == nil }
            guard let point = points.first else { return nil }
            let symbols = Set(points.map(\.symbol)).subtracting(["–"]).sorted()
            if symbols.isEmpty, point.number == nil { return labels[place] }
            return symbols.isEmpty
                ? labels[place] : "\(labels[place]) (\(symbols.joined(separator: ", ")))"
        }
    }

    /// Where each row stands, and what is drawn there.
    private struct Layout {
        var places: [Int] = []
        /// For each place the first row that stands there.
        var firstRows: [Int] = []
        var series: [Series] = []
    }

    private static func layout(
        _ table: ResultTable, _ labelColumn: Int, _ columns: [Int], _ rowLabels: [String]
    ) -> Layout {
        if columns.count == 1, let column = columns.first, Set(rowLabels).count < rowLabels.count,
            let names = distinctions(table, labelColumn, rowLabels)
        {
            return long(table, column, rowLabels, names)
        }
        var layout = Layout()
        layout.places = Array(table.rows.indices)
        layout.firstRows = layout.places
        layout.series = columns.map { column in
            let unit = table.columns[column].unit
            return Series(
                name: VisibleText.line(table.columns[column].title),
                points: table.rows.map { Point(table.value($0, column), unit) })
        }
        return layout
    }

    /// A series for each row, along the columns; what is said of a row marks its name.
    private static func across(
        _ table: ResultTable, _ columns: [Int], _ rowLabels: [String], _ marks: FootnoteMarks
    ) -> Layout {
        var layout = Layout()
        layout.series = zip(table.rows, rowLabels).map { row, label in
            let mark = marks.text(table.notes(of: row))
            return Series(
                name: mark.isEmpty ? label : "\(label) \(mark)",
                points: columns.map { Point(table.value(row, $0), table.columns[$0].unit) })
        }
        return layout
    }

    /// A long table: the first place of each label, and a series for each name.
    private static func long(
        _ table: ResultTable, _ column: Int, _ rowLabels: [String], _ names: [String]
    ) -> Layout {
        var layout = Layout()
        var places: [String: Int] = [:]
        var order: [String] = []
        var found: [String: [Int: Point]] = [:]
        for (row, label) in rowLabels.enumerated() {
            let place = places[label] ?? layout.firstRows.count
            if place == layout.firstRows.count {
                places[label] = place
                layout.firstRows.append(row)
            }
            layout.places.append(place)
            if found[names[row]] == nil { order.append(names[row]) }
            found[names[row], default: [:]][place] = Point(
                table.value(table.rows[row], column), table.columns[column].unit)
        }
        layout.series = order.map { name in
            Series(
                name: name,
                points: layout.firstRows.indices.map { found[name]?[$0] ?? Point(.empty, nil) })
        }
        return layout
    }

    /// For each row the text that tells it from the others of its label, from the first column of
    /// texts that does so; `nil` where none does.
    private static func distinctions(
        _ table: ResultTable, _ labelColumn: Int, _ rowLabels: [String]
    ) -> [String]? {
        let candidates = table.columns.indices.filter {
            $0 != labelColumn && [.text, .period].contains(table.columns[$0].kind)
        }
        let seen = candidates.filter { !table.columns[$0].machineOnly }
        for column in seen + candidates.filter({ table.columns[$0].machineOnly }) {
            let texts = table.rows.map { VisibleText.line(table.value($0, column).forPeople()) }
            let pairs = Set(zip(rowLabels, texts).map { [$0, $1] })
            if pairs.count == table.rows.count { return texts }
        }
        return nil
    }
}

extension ChartData.Point {
    /// A number of the table, with the unit of its column where it has none itself.
    fileprivate init(_ value: ResultTable.Value, _ unit: Unit?) {
        number = value.number.map {
            ResultTable.NumberValue(
                $0.cell, decimals: $0.decimals, unit: $0.unit ?? unit, signed: $0.signed)
        }
    }
}

extension ResultTable {
    /// Where every row carries a note, it is about the whole: a drawing has no room for a mark at
    /// each point that says nothing of the point.
    var withCommonNotesOnWhole: ResultTable {
        guard rows.count > 1, let first = rows.first else { return self }
        let common = rows.dropFirst().reduce(into: Set(first.notes)) {
            $0.formIntersection($1.notes)
        }
        if common.isEmpty { return self }
        var table = self
        for row in table.rows.indices {
            table.rows[row].notes.removeAll(where: common.contains)
        }
        return table
    }
}

/// How series are told apart without colour.
enum ChartShape {
    private static let shapes: [Character] = ["●", "■", "▲", "◆", "○", "□", "△", "◇"]
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    private static let inks: [Ink] = [.cyan, .magenta, .amber, .blue]

    /// A shape, from the ninth series on a letter.
    static func of(_ series: Int) -> Character {
        series < shapes.count ? shapes[series] : letters[(series - shapes.count) % letters.count]
    }

    static func ink(_ series: Int) -> Ink { inks[series % inks.count] }
}
