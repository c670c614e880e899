/// Dots two by four in each column and row of a terminal.
///
/// Source: The Unicode Standard, Braille Patterns: the bit of each dot over U+2800.
struct BrailleDots {
    private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    private let width: Int
    private let height: Int
    private var cells: [UInt8]

    /// In columns and rows of a terminal.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        cells = Array(repeating: 0, count: width * height)
    }

    /// A straight line from dot to dot, its ends included; dots outside are left out.
    mutating func line(from: (x: Int, y: Int), to: (x: Int, y: Int)) {
        let steps = max((to.x - from.x).magnitude, (to.y - from.y).magnitude)
        for step in 0...steps {
            let part = steps == 0 ? 0 : Double(step) / Double(steps)
            set(
                from.x + Int((Double(to.x - from.x) * part).rounded()),
                from.y + Int((Double(to.y - from.y) * part).rounded()))
        }
    }

    private mutating func set(_ x: Int, _ y: Int) {
        guard x >= 0, y >= 0, x < 2 * width, y < 4 * height else { return }
        cells[y / 4 * width + x / 2] |= Self.bits[x % 2][y % 4]
    }

    /// Draws every cell that has a dot.
    func draw(_ x: Int, _ y: Int, _ ink: Ink?, _ canvas: inout ChartCanvas) {
        for (index, cell) in cells.enumerated() where cell != 0 {
            guard let scalar = Unicode.Scalar(0x2800 + UInt32(cell)) else { continue }
            canvas.put(Character(scalar), x + index % width, y + index / width, ink)
        }
    }
}
