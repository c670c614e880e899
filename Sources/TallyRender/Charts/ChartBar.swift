import TallyEngine

/// A horizontal bar for each value, from zero, to an eighth of a column; those below zero go left, to
/// half a column. A value that isn't zero has always something of a bar.
struct ChartBar {
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    private let data: ChartData
    private let rows: ChartRows
    private let colour: Bool
    /// The column of the zero line.
    private let zero: Int
    /// Columns right of it.
    private let positive: Int
    /// A quarter of the distance from the lowest to the highest, so that it is always finite.
    private let spread: Double

    init(_ data: ChartData, width: Int, colour: Bool) {
        self.data = data
        self.colour = colour
        rows = ChartRows(data, width: width, linePerSeries: true)
        let low = min(0, data.values.min() ?? 0)
        let high = max(0, data.values.max() ?? 0)
        spread = high / 4 - low / 4
        let room = rows.area - 1
        var negative = 0
        if low < 0 {
            let share = spread > 0 ? low / -4 / spread : 0
            let part = Int((Double(room) * share).rounded())
            negative = high > 0 ? max(1, min(room - 1, part)) : room
        }
        zero = rows.left + negative
        positive = room - negative
    }

    func lines() -> [String] {
        let (places, height) = rows.rows()
        var canvas = ChartCanvas(width: rows.width, height: height)
        let target = data.isMixed ? nil : data.target.map(column)
        rows.draw(places, target: target, &canvas)
        for (line, y) in zip(rows.lines, places) {
            canvas.put("│", zero, y)
            if let series = line.series {
                let ink = data.series.count > 1 ? ChartShape.ink(series) : nil
                if !data.isMixed, let value = data.series[series].points[line.place].value {
                    drawBar(value, y, ink, &canvas)
                }
            }
            if let target { canvas.put("┃", target, y) }
        }
        return canvas.lines(colour: colour)
    }

    /// How many eighths of a column a value is long.
    private func length(_ value: Double) -> Int {
        guard spread > 0, value != 0 else { return 0 }
        let columns = value.magnitude / 4 / spread * Double(rows.area - 1)
        let most = 8 * (value > 0 ? positive : zero - rows.left)
        return min(most, max(1, Int((columns * 8).rounded())))
    }

    private func column(_ target: Double) -> Int {
        let columns = length(target) / 8
        return target < 0
            ? max(rows.left, zero - 1 - columns) : min(zero + positive, zero + 1 + columns)
    }

    private func drawBar(_ value: Double, _ y: Int, _ ink: Ink?, _ canvas: inout ChartCanvas) {
        let length = length(value)
        let direction = value < 0 ? -1 : 1
        for step in 0..<length / 8 { canvas.put("█", zero + direction * (1 + step), y, ink) }
        let rest = length % 8
        if rest == 0 { return }
        let x = zero + direction * (1 + length / 8)
        if value > 0 {
            canvas.put(Self.eighths[rest - 1], x, y, ink)
        } else {
            canvas.put(rest < 3 ? "▕" : rest < 7 ? "▐" : "█", x, y, ink)
        }
    }
}
