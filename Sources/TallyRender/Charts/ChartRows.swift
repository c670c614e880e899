import TallyEngine

/// What bars and dots have in common: a label on the left of each line, the value on its right, and
/// the drawing between.
struct ChartRows {
    /// One line of the drawing.
    struct Line {
        let place: Int
        /// The one that is drawn here; `nil` where all are.
        let series: Int?
    }

    /// The texts right of a drawing, numbers aligned at their points.
    private struct Value {
        let whole: String
        let rest: String
        let mark: String
    }

    let lines: [Line]
    let width: Int
    /// The first column of the drawing and how many it has.
    let left: Int
    let area: Int
    /// Rows above the first line: one where there is a target to be named.
    let top: Int
    private let data: ChartData
    private let labels: [String]
    private let values: [Value]
    private let wholeWidth: Int
    private let valueWidth: Int

    /// `width` columns are never exceeded from eighteen on. Before each place at which the series
    /// break off, `breaks` leaves a line free.
    init(_ data: ChartData, width: Int, linePerSeries: Bool) {
        self.data = data
        self.width = max(ChartText.narrowest, width)
        top = data.target == nil ? 0 : 1
        lines = data.labels.indices.flatMap { place -> [Line] in
            linePerSeries
                ? data.series.indices.map { Line(place: place, series: $0) }
                : [Line(place: place, series: nil)]
        }
        let longest = data.labels.map(DisplayWidth.of).max() ?? 0
        let shapes = linePerSeries && data.series.count > 1 ? 2 : 0
        let most = self.width / 3
        values = lines.map { Self.value($0, data, most: most) }
        wholeWidth = values.map { DisplayWidth.of($0.whole) }.max() ?? 0
        let restWidth = values.map { DisplayWidth.of($0.rest) }.max() ?? 0
        let markWidth = values.map { DisplayWidth.of($0.mark) }.max() ?? 0
        // Numbers of very different lengths may not fit when aligned: then there is no alignment.
        valueWidth = min(most, wholeWidth + restWidth) + markWidth
        // A cut label is a nuisance, a number without its last digits a lie: labels give way first.
        let spare = max(3, self.width - valueWidth - shapes - 9)
        let labelWidth = min(longest, self.width * 2 / 5, spare)
        labels = TextWrapping.cut(data.labels, to: labelWidth)
        left = labelWidth + 1 + shapes
        area = max(2, self.width - left - valueWidth - 2)
    }

    private static func value(_ line: Line, _ data: ChartData, most: Int) -> Value {
        let isFirst = (line.series ?? 0) == 0
        let mark = isFirst && !data.marks[line.place].isEmpty ? " " + data.marks[line.place] : ""
        if let series = line.series ?? (data.series.count == 1 ? 0 : nil) {
            let point = data.series[series].points[line.place]
            guard let number = point.number else { return Value(whole: "–", rest: "", mark: mark) }
            let text = NumberForPeople(number)
            if DisplayWidth.of(text.text) <= most {
                return Value(whole: text.whole, rest: text.rest, mark: mark)
            }
            return Value(whole: TextWrapping.cut(text.text, to: most), rest: "", mark: mark)
        }
        let texts = data.series.enumerated().map {
            "\(ChartShape.of($0.offset)) \($0.element.points[line.place].symbol)"
        }
        let text = texts.joined(separator: " ")
        return Value(whole: DisplayWidth.of(text) <= most ? text : "", rest: "", mark: mark)
    }

    /// The row of each line: a break leaves one free before it. Behind the last stands the height.
    func rows() -> (rows: [Int], height: Int) {
        var row = top
        let rows = lines.map { line in
            if data.breaks.contains(line.place), (line.series ?? 0) == 0 { row += 1 }
            row += 1
            return row - 1
        }
        return (rows, row)
    }

    /// Labels, shapes and values; the break lines; the target with its name above.
    func draw(_ rows: [Int], target: Int?, _ canvas: inout ChartCanvas) {
        for (index, line) in lines.enumerated() {
            let y = rows[index]
            if (line.series ?? 0) == 0 {
                canvas.write(labels[line.place], 0, y)
                if data.breaks.contains(line.place) {
                    for x in left..<left + area { canvas.put("┄", x, y - 1) }
                }
            }
            if let series = line.series, data.series.count > 1 {
                canvas.put(ChartShape.of(series), left - 2, y, ChartShape.ink(series))
            }
            let value = values[index]
            let whole = min(wholeWidth, valueWidth)
            let text = value.whole.indented(to: whole) + value.rest
            let end = left + area + 2
            let shift = max(0, end + DisplayWidth.of(text + value.mark) - width)
            let start = shift == 0 ? text : value.whole + value.rest
            canvas.write(start + value.mark, end, y)
        }
        guard let target, let text = data.targetText else { return }
        let length = DisplayWidth.of(text)
        canvas.put("┃", target, 0)
        if target + 2 + length <= width {
            canvas.write(text, target + 2, 0)
        } else {
            canvas.write(text, target - 1 - length, 0)
        }
    }
}
