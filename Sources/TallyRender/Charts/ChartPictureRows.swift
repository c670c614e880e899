import TallyEngine

/// Bars or dots as SVG, a label on the left of each.
struct ChartPictureRows {
    private struct Label {
        let lines: [String]
        /// The upper edge of its row and how high it is.
        let top: Double
        let height: Double
    }

    private static let barHeight: Double = 18

    private let data: ChartData
    private let scale: ChartScale
    private let labels: [Label]
    private let top: Double
    private let bottom: Double
    /// Where labels end.
    private let labelEnd: Double
    /// The ends of the scale.
    private let left: Double
    private let right: Double

    init(_ data: ChartData, top: Double) {
        self.data = data
        self.top = top + (data.target == nil ? 6 : 24)
        scale = ChartScale(data.values, zero: data.kind == .bar, decimals: data.decimals)
        let longest = data.labels.map { ChartPicture.width(of: $0) }.max() ?? 0
        let labelWidth = min(longest, ChartPicture.width * 0.36)
        let columns = ChartPicture.columns(in: labelWidth, size: 13)
        let bars = data.kind == .bar ? data.series.count : 1
        var labels: [Label] = []
        var y = self.top
        for (place, label) in data.labels.enumerated() {
            if data.breaks.contains(place) { y += 14 }
            let mark = data.marks[place].isEmpty ? "" : " " + data.marks[place]
            let lines = TextWrapping.lines(label, width: columns + 1)
                .map { String($0.drop { $0 == " " }) }
            let height = max(Self.barHeight * Double(bars) + 8, Double(lines.count) * 16 + 6)
            let marked = lines.dropLast() + [(lines.last ?? "") + mark]
            labels.append(Label(lines: Array(marked), top: y, height: height))
            y += height
        }
        self.labels = labels
        bottom = y
        let values = data.series.flatMap { $0.points.map { ChartPicture.width(of: $0.symbol) } }
        let room = min(200, values.max() ?? 0) + 12
        let hasNegative = data.values.contains { $0 < 0 } || data.kind == .dot
        labelEnd = ChartPicture.margin + labelWidth + 14
        left = labelEnd + 10 + (hasNegative ? room : 0)
        right = ChartPicture.width - ChartPicture.margin - room
    }

    private func x(_ value: Double) -> Double {
        left + (right - left) * scale.fraction(of: value)
    }

    func draw(_ picture: inout ChartPicture) {
        if data.kind == .dot { drawScale(&picture) }
        for (place, label) in labels.enumerated() {
            drawLabel(label, &picture)
            if data.breaks.contains(place) {
                let y = label.top - 7
                picture.line(
                    (ChartPicture.margin, y), (right, y), ChartPicture.axis, dash: "2 4")
            }
        }
        if data.kind == .bar {
            for place in labels.indices { drawBars(place, &picture) }
            if !data.isMixed {
                picture.line((x(0), top), (x(0), bottom), ChartPicture.axis)
            }
        }
        if let target = data.target, let text = data.targetText, !data.isMixed {
            let x = x(target)
            picture.line((x, top - 4), (x, bottom), "#222222", width: 1.5, dash: "6 4")
            let half = ChartPicture.width(of: text, isBold: true) / 2
            let middle = min(x, ChartPicture.width - 8 - half)
            let style = ChartPicture.Style(anchor: .middle, isBold: true)
            picture.text(text, middle, top - 9, style)
        }
        if data.kind == .bar {
            for place in labels.indices { drawValues(place, &picture) }
        } else {
            for place in labels.indices { drawDots(place, &picture) }
        }
        picture.bottom = bottom + (data.kind == .dot ? 36 : 14)
    }

    private func drawLabel(_ label: Label, _ picture: inout ChartPicture) {
        let first = label.top + label.height / 2 - Double(label.lines.count - 1) * 8 + 4.5
        for (index, line) in label.lines.enumerated() {
            let style = ChartPicture.Style(anchor: .end)
            picture.text(line, labelEnd, first + Double(index) * 16, style)
        }
    }

    /// The middle of a series' bar in the row of a place.
    private func middle(_ place: Int, _ series: Int) -> Double {
        let label = labels[place]
        if data.kind == .dot { return label.top + label.height / 2 }
        let all = Self.barHeight * Double(data.series.count)
        return label.top + (label.height - all) / 2 + Self.barHeight * (Double(series) + 0.5)
    }

    private func drawBars(_ place: Int, _ picture: inout ChartPicture) {
        if data.isMixed { return }
        for (index, series) in data.series.enumerated() {
            guard let value = series.points[place].value, value != 0 else { continue }
            let ends = [x(0), x(value)].sorted()
            let words = "\(data.labels[place]), \(series.name): \(series.points[place].symbol)"
            picture.bar(
                ends[0], middle(place, index) - 8, width: max(1, ends[1] - ends[0]), height: 15,
                index, words)
        }
    }

    private func drawValues(_ place: Int, _ picture: inout ChartPicture) {
        for (index, series) in data.series.enumerated() {
            let point = series.points[place]
            let value = data.isMixed ? 0 : point.value ?? 0
            let isLeft = value < 0
            let style = ChartPicture.Style(anchor: isLeft ? .end : .start, hasRim: true)
            let start = data.isMixed ? left : x(value)
            picture.text(
                point.symbol, start + (isLeft ? -5 : 5), middle(place, index) + 4.5, style)
        }
    }

    /// The dots of a row on their line, with the values of the first and the last beside them.
    private func drawDots(_ place: Int, _ picture: inout ChartPicture) {
        let y = middle(place, 0)
        let dots = data.series.enumerated().compactMap { index, series in
            series.points[place].value.map { (series: index, value: $0) }
        }
        guard let low = dots.min(by: { $0.value < $1.value }),
            let high = dots.max(by: { $0.value < $1.value })
        else {
            let symbols = Set(data.series.map { $0.points[place].symbol }).sorted()
            picture.text(symbols.joined(separator: ", "), left, y + 4.5)
            return
        }
        let start = data.series.count == 1 ? left : x(low.value)
        picture.line((start, y), (x(high.value), y), ChartPicture.axis, width: 1.5)
        var crowds: [Int: Int] = [:]
        for dot in dots {
            // Dots that would hide each other stand above each other.
            let covered = crowds[Int(x(dot.value) / 8), default: 0]
            crowds[Int(x(dot.value) / 8)] = covered + 1
            let shift = Double((covered + 1) / 2) * (covered.isMultiple(of: 2) ? 8 : -8)
            let symbol = data.series[dot.series].points[place].symbol
            let words = "\(data.labels[place]), \(data.series[dot.series].name): \(symbol)"
            picture.shape(dot.series, x(dot.value), y + shift, words)
        }
        let last = data.series[high.series].points[place].symbol
        picture.text(last, x(high.value) + 9, y + 4.5, ChartPicture.Style(hasRim: true))
        if data.series.count > 1, low.value < high.value {
            let first = data.series[low.series].points[place].symbol
            let style = ChartPicture.Style(anchor: .end, hasRim: true)
            picture.text(first, x(low.value) - 9, y + 4.5, style)
        }
    }

    private func drawScale(_ picture: inout ChartPicture) {
        let texts = scale.texts(unit: data.unit)
        let style = ChartPicture.Style(anchor: .middle, fill: ChartPicture.axis)
        for (index, text) in texts.enumerated() {
            let x = left + (right - left) * Double(index) / Double(max(1, texts.count - 1))
            picture.line((x, top), (x, bottom), ChartPicture.soft)
            picture.text(text, x, bottom + 18, style)
        }
    }
}
