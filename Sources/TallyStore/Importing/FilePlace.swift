/// Row and column of a figure in its file, both from 1; the header is row 1.
struct FilePlace: Hashable {
    static let mostColumns = 65_535

    let row: Int
    let column: Int

    init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    init(packed: Int64) { self.init(row: Int(packed >> 16), column: Int(packed & 0xFFFF)) }

    var packed: Int64 { Int64(row) << 16 | Int64(column) }
}
