/// A rectangle of a terminal to draw on; what lies outside it is not drawn.
struct ChartCanvas {
    private struct Spot {
        /// `nil` under the right half of a wide character.
        var character: Character? = " "
        var ink: Ink?
    }

    let width: Int
    let height: Int
    private var spots: [[Spot]]

    init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        spots = Array(
            repeating: Array(repeating: Spot(), count: self.width), count: self.height)
    }

    /// One narrow character in place of what was there.
    mutating func put(_ character: Character, _ x: Int, _ y: Int, _ ink: Ink? = nil) {
        guard spots.indices.contains(y), spots[y].indices.contains(x) else { return }
        // Half of a wide character can't stand.
        if spots[y][x].character == nil, x > 0 { spots[y][x - 1].character = " " }
        if x + 1 < width, spots[y][x + 1].character == nil { spots[y][x + 1].character = " " }
        spots[y][x] = Spot(character: character, ink: ink)
    }

    /// A piece of a line; where one runs the other way already, `┼`.
    mutating func cross(_ character: Character, _ x: Int, _ y: Int, _ ink: Ink?) {
        guard spots.indices.contains(y), spots[y].indices.contains(x) else { return }
        let other: Character = character == "│" ? "─" : "│"
        put(spots[y][x].character == other ? "┼" : character, x, y, ink)
    }

    /// A text from `x` on, as far as it fits.
    mutating func write(_ text: String, _ x: Int, _ y: Int, _ ink: Ink? = nil) {
        var x = x
        for character in text {
            let step = DisplayWidth.of(character)
            guard step > 0 else { continue }
            if x >= 0, x + step <= width {
                for cover in 0..<step { put(" ", x + cover, y, ink) }
                put(character, x, y, ink)
                if step == 2, spots.indices.contains(y) { spots[y][x + 1].character = nil }
            }
            x += step
        }
    }

    /// Without spaces at the ends of lines.
    func lines(colour: Bool) -> [String] {
        spots.map { line in
            var text = ""
            var run = ""
            var ink: Ink?
            let end = (line.lastIndex { $0.character != " " } ?? -1) + 1
            for spot in line[..<end] {
                if spot.ink != ink {
                    text += ink?.paint(run, colour) ?? run
                    run = ""
                    ink = spot.ink
                }
                if let character = spot.character { run.append(character) }
            }
            return text + (ink?.paint(run, colour) ?? run)
        }
    }
}
