import TallyEngine

/// Series against periods as SVG.
struct ChartPictureLine {
    private static let height: Double = 300

    private let data: ChartData
    private let scale: ChartScale
    private let ticks: [String]
    private let top: Double
    private let left: Double
    private let right: Double

    init(_ data: ChartData, top: Double) {
        self.data = data
        self.top = top + 26
        scale = ChartScale(data.values, zero: false, decimals: data.decimals)
        ticks = scale.texts(unit: data.unit)
        left = ChartPicture.margin + (ticks.map { ChartPicture.width(of: $0) }.max() ?? 0) + 14
        let labels = Self.ends(data).map { ChartPicture.width(of: $0.text, isBold: true) }
        right = ChartPicture.width - ChartPicture.margin - 12 - min(200, labels.max() ?? 0)
    }

    private var bottom: Double { top + Self.height }
    /// The line under the plot, apart from it, so that it hides no target.
    private var axis: Double { bottom + 10 }

    private func x(_ place: Double) -> Double {
        guard data.labels.count > 1 else { return (left + right) / 2 }
        return left + 12 + (right - left - 24) * place / Double(data.labels.count - 1)
    }

    private func y(_ value: Double) -> Double { bottom - Self.height * scale.fraction(of: value) }

    func draw(_ picture: inout ChartPicture) {
        drawFrame(&picture)
        for (index, series) in data.series.enumerated().reversed() {
            picture.path(runs(series), ChartPicture.colour(index), dash: ChartPicture.dash(index))
        }
        for (index, series) in data.series.enumerated().reversed() {
            drawPoints(series, index, &picture)
        }
        drawMarks(&picture)
        drawEnds(&picture)
        drawLabels(&picture)
        picture.bottom = axis + 30
    }

    private func drawFrame(_ picture: inout ChartPicture) {
        let style = ChartPicture.Style(anchor: .end, fill: ChartPicture.axis)
        for (index, text) in ticks.enumerated() {
            let part = Double(index) / Double(max(1, ticks.count - 1))
            let y = bottom - Self.height * part
            picture.line((left, y), (right, y), ChartPicture.soft)
            picture.text(text, left - 8, y + 4.5, style)
        }
        if let first = scale.ticks.first, let last = scale.ticks.last, first.multiple < 0,
            last.multiple > 0
        {
            picture.line((left, y(0)), (right, y(0)), ChartPicture.axis)
        }
        picture.line((left, axis), (right, axis), ChartPicture.axis)
        if let target = data.target {
            picture.line((left, y(target)), (right, y(target)), "#222222", width: 1.5, dash: "6 4")
        }
        for place in data.breaks {
            let x = x(Double(place) - 0.5)
            picture.line((x, top), (x, bottom), ChartPicture.axis, width: 1.5, dash: "2 4")
        }
    }

    /// The points of a series, cut at gaps and breaks.
    private func runs(_ series: ChartData.Series) -> [[(x: Double, y: Double)]] {
        var runs: [[(x: Double, y: Double)]] = []
        var isOpen = false
        for (place, point) in series.points.enumerated() {
            guard let value = point.value else {
                isOpen = false
                continue
            }
            if !isOpen || data.breaks.contains(place) { runs.append([]) }
            isOpen = true
            runs[runs.count - 1].append((x(Double(place)), y(value)))
        }
        return runs
    }

    /// Shapes where there is room for them, and at points that no line reaches; over up to thirteen
    /// points of one series their values.
    private func drawPoints(
        _ series: ChartData.Series, _ index: Int, _ picture: inout ChartPicture
    ) {
        let hasRoom = data.labels.count <= 60
        for (place, point) in series.points.enumerated() {
            guard let value = point.value else { continue }
            let before = joined(series, place - 1, place)
            let after = joined(series, place + 1, place + 1)
            let spot = (x: x(Double(place)), y: y(value))
            if hasRoom || place == series.last || before == nil && after == nil {
                picture.shape(index, spot.x, spot.y, "\(data.labels[place]): \(point.symbol)")
            }
            guard data.series.count == 1, data.labels.count <= 13, place != series.last else {
                continue
            }
            // Where the lines don't run: under a low point, else above, off a rising or falling line.
            let isLow =
                spot.y + 24 < axis && [before, after].allSatisfy { $0 ?? .infinity >= value }
            let drift = isLow ? 0 : after ?? value > value ? -9.0 : before ?? value > value ? 9 : 0
            let style = ChartPicture.Style(size: 12, anchor: .middle, hasRim: true)
            picture.text(point.symbol, spot.x + drift, spot.y + (isLow ? 19 : -10), style)
        }
    }

    /// The value at a place, where the line that ends at another reaches it.
    private func joined(_ series: ChartData.Series, _ place: Int, _ end: Int) -> Double? {
        guard series.points.indices.contains(place), !data.breaks.contains(end) else { return nil }
        return series.points[place].value
    }

    /// The marks of footnotes above the plot; along a run of points with the same over the first.
    private func drawMarks(_ picture: inout ChartPicture) {
        var end = -Double.infinity
        let style = ChartPicture.Style(size: 15, anchor: .middle)
        for place in data.labels.indices where !data.marks[place].isEmpty {
            let isBreak = data.breaks.contains(place)
            let isRun = place > 0 && data.marks[place - 1] == data.marks[place] && !isBreak
            let x = x(Double(place) - (isBreak ? 0.5 : 0))
            let half = ChartPicture.width(of: data.marks[place]) / 2
            if x - half < end || isRun && data.labels.count > 24 { continue }
            picture.text(data.marks[place], x, top - 6, style)
            end = x + half + 4
        }
    }

    private func drawLabels(_ picture: inout ChartPicture) {
        let texts = TextWrapping.cut(data.labels, to: 40)
        let column = ChartPicture.width(of: "0")
        let columns = { (place: Int) in Int(x(Double(place)) / column) }
        let width = Int(ChartPicture.width / column)
        var chosen = ChartLabels.place(
            texts, every: max(1, texts.count), columns: columns, 0, width)
        for step in ChartLabels.steps(texts.count) {
            if let fitting = ChartLabels.fit(texts, every: step, columns: columns, 0, width) {
                chosen = fitting
                break
            }
        }
        for place in chosen.map(\.place) {
            let half = ChartPicture.width(of: texts[place]) / 2
            let middle = x(Double(place))
            picture.line((middle, axis), (middle, axis + 5), ChartPicture.axis)
            let inside = max(half + 4, min(ChartPicture.width - half - 4, middle))
            let style = ChartPicture.Style(anchor: .middle, fill: ChartPicture.axis)
            picture.text(texts[place], inside, axis + 20, style)
        }
    }

    /// What stands right of the lines: the newest value of each series, and the target.
    private static func ends(
        _ data: ChartData
    ) -> [(value: Double, text: String, fill: String)] {
        var labels: [(value: Double, text: String, fill: String)] = []
        for (index, series) in data.series.enumerated() {
            guard let last = series.last, let value = series.points[last].value else { continue }
            let symbol = series.points[last].symbol
            let name = TextWrapping.cut(series.name, to: 16)
            let text = data.series.count > 1 ? "\(name) \(symbol)" : symbol
            labels.append((value, text, ChartPicture.colour(index)))
        }
        if let target = data.target, let text = data.targetText {
            labels.append((target, text, "#222222"))
        }
        return labels
    }

    /// From the top down, none over another, each as near to its value as can be.
    private func drawEnds(_ picture: inout ChartPicture) {
        let labels = Self.ends(data).enumerated()
            .sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }
            .map(\.element).prefix(Int(Self.height / 17))
        var places: [Double] = []
        for label in labels {
            places.append(max(y(label.value), (places.last ?? -.infinity) + 17))
        }
        var limit = bottom
        for index in places.indices.reversed() {
            places[index] = min(places[index], limit)
            limit = places[index] - 17
        }
        for (label, y) in zip(labels, places) {
            let style = ChartPicture.Style(fill: label.fill, isBold: true)
            picture.text(label.text, right + 6, y + 4.5, style)
        }
    }
}

extension ChartPicture {
    mutating func draw(_ line: ChartPictureLine) { line.draw(&self) }
    mutating func draw(_ rows: ChartPictureRows) { rows.draw(&self) }
}
