/// The lines of a table as bytes. Spaces are kept back until something follows them, so that none
/// stand at the end of a line.
struct TableLines {
    private(set) var bytes: [UInt8] = []
    private var blanks: Int
    /// How many spaces stand before each line.
    private let indent: Int

    init(indent: Int) {
        self.indent = indent
        blanks = indent
    }

    mutating func leave(_ count: Int) { blanks += count }

    mutating func put(_ text: String) { put(text.utf8) }

    mutating func put(_ piece: some BidirectionalCollection<UInt8>) {
        var end = piece.endIndex
        var cut = 0
        while end > piece.startIndex {
            let before = piece.index(before: end)
            guard piece[before] == 0x20 else { break }
            end = before
            cut += 1
        }
        if end > piece.startIndex {
            leaveBlanks()
            bytes += piece[..<end]
        }
        blanks += cut
    }

    /// Puts something again and again.
    mutating func put(_ text: String, times count: Int) {
        if count > 0 { leaveBlanks() }
        for _ in 0..<count { bytes += text.utf8 }
    }

    private mutating func leaveBlanks() {
        bytes.append(contentsOf: repeatElement(0x20, count: max(0, blanks)))
        blanks = 0
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        blanks = indent
    }
}
