/// A line of a table. Spaces are kept back until something follows them, so that none stand at its
/// end.
struct TableLine {
    private(set) var text = ""
    private var blanks: Int

    init(indent: String) { blanks = indent.utf8.count }

    mutating func leave(_ count: Int) { blanks += count }

    mutating func put(_ piece: String) {
        var end = piece.utf8.endIndex
        while end > piece.startIndex {
            let before = piece.utf8.index(before: end)
            guard piece.utf8[before] == 0x20 else { break }
            end = before
        }
        if end == piece.startIndex {
            blanks += piece.utf8.count
            return
        }
        var rest = blanks
        while rest > 0 {
            text += Self.spaces[min(rest, 15)]
            rest -= 15
        }
        if end == piece.utf8.endIndex {
            text += piece
            blanks = 0
        } else {
            text += piece[..<end]
            blanks = piece.utf8.distance(from: end, to: piece.utf8.endIndex)
        }
    }

    /// Runs of spaces up to the longest that a string holds without storage of its own.
    private static let spaces = (0...15).map { String(repeating: " ", count: $0) }
}
