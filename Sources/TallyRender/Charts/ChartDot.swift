import TallyEngine

/// A line for each label with the values of all series as dots on one scale, and a line from the
/// lowest to the highest; one series alone has a trail of points to its dot.
struct ChartDot {
    private let data: ChartData
    private let rows: ChartRows
    private let colour: Bool
    private let scale: ChartScale

    init(_ data: ChartData, width: Int, colour: Bool) {
        self.data = data
        self.colour = colour
        rows = ChartRows(data, width: width, linePerSeries: false)
        scale = ChartScale(
            data.values, zero: false, decimals: data.decimals,
            intervals: max(2, min(5, rows.area / 8)))
    }

    func lines() -> [String] {
        let (places, end) = rows.rows()
        var canvas = ChartCanvas(width: rows.width, height: end + 2)
        let target = data.isMixed ? nil : data.target.map(column)
        rows.draw(places, target: target, &canvas)
        if data.isMixed { return canvas.lines(colour: colour) }
        for (line, y) in zip(rows.lines, places) { draw(line.place, y, target, &canvas) }
        drawScale(end, &canvas)
        return canvas.lines(colour: colour)
    }

    private func column(_ value: Double) -> Int {
        rows.left + Int((scale.fraction(of: value) * Double(rows.area - 1)).rounded())
    }

    private func draw(_ place: Int, _ y: Int, _ target: Int?, _ canvas: inout ChartCanvas) {
        let dots = data.series.indices.compactMap { series in
            data.series[series].points[place].value.map { (series: series, x: column($0)) }
        }
        if let first = dots.map(\.x).min(), let last = dots.map(\.x).max() {
            if data.series.count == 1 {
                for x in rows.left..<last { canvas.put("·", x, y, .dim) }
            } else {
                for x in first..<last { canvas.put("─", x, y) }
            }
        }
        if let target { canvas.put("┃", target, y) }
        let counts = dots.reduce(into: [:]) { $0[$1.x, default: 0] += 1 }
        for dot in dots {
            // Several in one place: neither must hide the other.
            let isShared = counts[dot.x, default: 0] > 1
            let ink = data.series.count > 1 && !isShared ? ChartShape.ink(dot.series) : nil
            canvas.put(isShared ? Self.shared : ChartShape.of(dot.series), dot.x, y, ink)
        }
    }

    /// Several dots in one column.
    static let shared: Character = "◈"

    /// Whether any label has several dots in one column.
    var hasShared: Bool {
        if data.isMixed { return false }
        return data.labels.indices.contains { place in
            let columns = data.series.compactMap { $0.points[place].value.map(column) }
            return Set(columns).count < columns.count
        }
    }

    private func drawScale(_ y: Int, _ canvas: inout ChartCanvas) {
        for x in rows.left..<rows.left + rows.area { canvas.put("─", x, y) }
        let texts = scale.texts(unit: data.unit)
        let columns = scale.ticks.indices.map { index in
            Int(
                (Double(index * (rows.area - 1)) / Double(max(1, scale.ticks.count - 1))).rounded())
        }
        let all = ChartLabels.place(
            texts, every: max(1, texts.count - 1), columns: { columns[$0] }, rows.left, rows.width)
        var chosen = all
        for step in [1, 2, 3] where (texts.count - 1).isMultiple(of: step) {
            if let fitting = ChartLabels.fit(
                texts, every: step, columns: { columns[$0] }, rows.left, rows.width)
            {
                chosen = fitting
                break
            }
        }
        for label in chosen {
            canvas.put("┴", rows.left + columns[label.place], y)
            canvas.write(texts[label.place], label.start, y + 1)
        }
    }
}
