import TallyEngine

/// Series against periods: points joined by lines where there is room for them, else a fine line of
/// braille dots.
struct ChartLine {
    private let data: ChartData
    private let width: Int
    private let colour: Bool
    private let scale: ChartScale
    private let tickTexts: [String]
    /// Rows of the plot; every tick stands on one.
    private let height: Int
    /// Columns before the plot: the numbers, a space, the axis and a space.
    private let left: Int
    /// Columns from the first point to the last, both counted.
    private let span: Int

    /// `width` columns are never exceeded from eighteen on.
    init(_ data: ChartData, width: Int, colour: Bool) {
        self.data = data
        self.width = max(ChartText.narrowest, width)
        self.colour = colour
        scale = ChartScale(data.values, zero: false, decimals: data.decimals)
        tickTexts = scale.texts(unit: data.unit)
        let steps = scale.ticks.count - 1
        height = steps * max(1, 12 / max(1, steps)) + 1
        left = (tickTexts.map(DisplayWidth.of).max() ?? 0) + 3
        let right = Self.endLabels(data, cut: 14).map { DisplayWidth.of($0.text) }.max() ?? 0
        var room = self.width - left - 2 - min(right, self.width / 3)
        // Too little for both a plot and its labels: then without the labels.
        if room < 10 { room = max(1, self.width - left - 1) }
        span = min(room, max(12, (data.labels.count - 1) * 12 + 1))
    }

    func lines() -> [String] {
        if data.values.isEmpty || data.series.allSatisfy({ $0.last == nil }) {
            return ["no values to draw"]
        }
        let top = topMarks()
        var canvas = ChartCanvas(width: width, height: height + (top.isEmpty ? 0 : 1) + 2)
        let offset = top.isEmpty ? 0 : 1
        for (x, text) in top { canvas.write(text, left + x, 0) }
        drawFrame(offset, &canvas)
        let marked = drawLabels(offset, &canvas)
        let spacing = data.labels.count < 2 ? span : (span - 1) / (data.labels.count - 1)
        if data.labels.count <= 24, spacing >= 3 {
            drawPoints(offset, &canvas)
        } else {
            drawBraille(offset, marked, &canvas)
        }
        drawEnds(offset, &canvas)
        return canvas.lines(colour: colour)
    }

    // MARK: Places

    /// The column of a place, from the first point's.
    private func column(_ place: Int, of columns: Int) -> Int {
        guard data.labels.count > 1 else { return columns / 2 }
        let step = Double(columns - 1) / Double(data.labels.count - 1)
        return Int((Double(place) * step).rounded())
    }

    private func column(_ place: Int) -> Int { column(place, of: span) }

    private func row(_ value: Double) -> Int {
        Int(((1 - scale.fraction(of: value)) * Double(height - 1)).rounded())
    }

    /// Where a break is drawn: between its place and the one before.
    private func breakColumn(_ place: Int) -> Int { (column(place - 1) + column(place) + 1) / 2 }

    // MARK: Frame

    private func drawFrame(_ offset: Int, _ canvas: inout ChartCanvas) {
        let perTick = (height - 1) / max(1, scale.ticks.count - 1)
        for y in 0..<height { canvas.put("│", left - 2, y + offset) }
        for (index, text) in tickTexts.enumerated() {
            let y = height - 1 - index * perTick + offset
            canvas.write(text.indented(to: left - 3), 0, y)
            canvas.put("┤", left - 2, y)
        }
        if scale.ticks.first?.multiple ?? 0 < 0, scale.ticks.last?.multiple ?? 0 > 0 {
            for x in stride(from: 0, to: span, by: 2) {
                canvas.put("·", left + x, row(0) + offset, .dim)
            }
        }
        if let target = data.target {
            for x in -1..<span { canvas.put("┄", left + x, row(target) + offset) }
        }
        for place in data.breaks {
            for y in 0..<height { canvas.put("┊", left + breakColumn(place), y + offset) }
        }
    }

    /// Marks of footnotes above the plot: those of breaks over their line, others over their points;
    /// along a run of points with the same marks over the first. What would collide is left out.
    private func topMarks() -> [(x: Int, text: String)] {
        var wanted: [(x: Int, text: String)] = []
        for place in data.labels.indices where !data.marks[place].isEmpty {
            if data.breaks.contains(place) {
                wanted.append((breakColumn(place), data.marks[place]))
            } else if place == 0 || data.marks[place - 1] != data.marks[place]
                || data.labels.count <= 24
            {
                wanted.append((column(place), data.marks[place]))
            }
        }
        var end = -1
        return wanted.filter { mark in
            if mark.x <= end { return false }
            end = mark.x + DisplayWidth.of(mark.text)
            return true
        }
    }

    /// Draws the lower axis with as many labels as fit, counted from the newest, and gives their
    /// places.
    private func drawLabels(_ offset: Int, _ canvas: inout ChartCanvas) -> [Int] {
        let y = height + offset
        canvas.put("└", left - 2, y)
        for x in -1..<span + 1 { canvas.put("─", left + x, y) }
        let count = data.labels.count
        let longest = max(6, (width - left) * 2 / 3)
        let texts = TextWrapping.cut(data.labels, to: longest)
        var chosen = ChartLabels.place(texts, every: max(1, count), columns: column, left, width)
        for step in ChartLabels.steps(count) {
            if let fitting = ChartLabels.fit(
                texts, every: step, columns: column, left, width)
            {
                chosen = fitting
                break
            }
        }
        for label in chosen {
            canvas.put("┬", left + column(label.place), y)
            canvas.write(texts[label.place], label.start, y + 1)
        }
        return chosen.map(\.place)
    }

    // MARK: Lines

    private func drawPoints(_ offset: Int, _ canvas: inout ChartCanvas) {
        for (index, series) in data.series.enumerated().reversed() {
            let ink = data.series.count > 1 ? ChartShape.ink(index) : nil
            for place in series.points.indices.dropFirst() where !data.breaks.contains(place) {
                guard let from = series.points[place - 1].value, let to = series.points[place].value
                else { continue }
                join(
                    (left + column(place - 1), row(from) + offset),
                    (left + column(place), row(to) + offset),
                    aside: index - (data.series.count - 1) / 2, ink, &canvas)
            }
        }
        for (index, series) in data.series.enumerated().reversed() {
            let ink = data.series.count > 1 ? ChartShape.ink(index) : nil
            for (place, point) in series.points.enumerated() {
                guard let value = point.value else { continue }
                canvas.put(ChartShape.of(index), left + column(place), row(value) + offset, ink)
            }
        }
    }

    /// `──╮` and `╰──` from one point to the next, without the points themselves. It rises or falls
    /// `aside` columns from the middle, so that series don't cover each other's steps.
    private func join(
        _ from: (x: Int, y: Int), _ to: (x: Int, y: Int), aside: Int, _ ink: Ink?,
        _ canvas: inout ChartCanvas
    ) {
        let middle = max(from.x + 1, min(to.x - 1, (from.x + to.x) / 2 + aside))
        if from.y == to.y {
            for x in from.x + 1..<to.x { canvas.cross("─", x, from.y, ink) }
            return
        }
        for x in from.x + 1..<middle { canvas.cross("─", x, from.y, ink) }
        for x in middle + 1..<to.x { canvas.cross("─", x, to.y, ink) }
        let isRising = to.y < from.y
        for y in min(from.y, to.y) + 1..<max(from.y, to.y) { canvas.cross("│", middle, y, ink) }
        canvas.put(isRising ? "╯" : "╮", middle, from.y, ink)
        canvas.put(isRising ? "╭" : "╰", middle, to.y, ink)
    }

    /// Fine lines; where there are several, the shape of each at the labelled places and its end.
    private func drawBraille(_ offset: Int, _ marked: [Int], _ canvas: inout ChartCanvas) {
        for (index, series) in data.series.enumerated().reversed() {
            let ink = data.series.count > 1 ? ChartShape.ink(index) : nil
            var dots = BrailleDots(width: span, height: height)
            var before: (x: Int, y: Int)?
            for (place, point) in series.points.enumerated() {
                guard let value = point.value else {
                    before = nil
                    continue
                }
                let fromTop = (1 - scale.fraction(of: value)) * Double(height - 1)
                let spot = (column(place, of: 2 * span), Int((4 * fromTop + 1.5).rounded()))
                if data.breaks.contains(place) { before = nil }
                dots.line(from: before ?? spot, to: spot)
                before = spot
            }
            dots.draw(left, offset, ink, &canvas)
        }
        guard data.series.count > 1 else { return }
        for (index, series) in data.series.enumerated().reversed() {
            for place in marked + [series.last].compactMap({ $0 }) {
                guard let value = series.points[place].value else { continue }
                canvas.put(
                    ChartShape.of(index), left + column(place), row(value) + offset,
                    ChartShape.ink(index))
            }
        }
    }

    // MARK: Ends

    private struct EndLabel {
        let value: Double
        let text: String
        let ink: Ink?
    }

    /// What stands right of the plot: the newest value of each series, and the target.
    private static func endLabels(_ data: ChartData, cut: Int) -> [EndLabel] {
        var labels: [EndLabel] = []
        for (index, series) in data.series.enumerated() {
            guard let last = series.last, let value = series.points[last].value else { continue }
            let text = series.points[last].symbol
            guard data.series.count > 1 else {
                labels.append(EndLabel(value: value, text: text, ink: nil))
                continue
            }
            let name = TextWrapping.cut(series.name, to: cut)
            labels.append(
                EndLabel(
                    value: value, text: "\(ChartShape.of(index)) \(name) \(text)",
                    ink: ChartShape.ink(index)))
        }
        if let target = data.target, let text = data.targetText {
            labels.append(EndLabel(value: target, text: text, ink: nil))
        }
        return labels
    }

    /// The labels from the top down, each on a row of its own as near to its value as can be.
    private func drawEnds(_ offset: Int, _ canvas: inout ChartCanvas) {
        let labels = Self.endLabels(data, cut: 14).enumerated()
            .sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }
            .map(\.element).prefix(height)
        var rows: [Int] = []
        for label in labels { rows.append(max(row(label.value), (rows.last ?? -1) + 1)) }
        var limit = height - 1
        for index in rows.indices.reversed() {
            rows[index] = min(rows[index], limit)
            limit = rows[index] - 1
        }
        let x = left + span + 1
        if width - x < 3 { return }
        for (label, y) in zip(labels, rows) {
            canvas.write(
                TextWrapping.cut(label.text, to: width - x), x, y + offset, label.ink)
        }
    }
}
