import TallyRender

/// Candidates as they stand below the line, each with its description, in as many columns as the
/// screen is wide enough for; they are read downwards, as in a dictionary.
struct CandidateList {
    private static let mostRows = 40
    private static let mostColumns = 8
    private static let gap = 2

    private let candidates: [Candidate]
    private let width: Int
    /// How many lines it may have.
    private let height: Int

    init(_ candidates: [Candidate], width: Int, height: Int) {
        self.candidates = candidates
        self.width = width
        self.height = min(height, Self.mostRows)
    }

    /// A line a row, each with its line break; what finds no room is counted in a last line. And how
    /// many found room.
    var page: (text: String, shown: Int) {
        var best: [String] = []
        var shown = 0
        for columns in 1...Self.mostColumns {
            let rows = candidates.count > columns * height ? height - 1 : height
            let count = min(candidates.count, columns * rows)
            guard let lines = lines(count, columns: columns) else { break }
            (best, shown) = (lines, count)
            // One column is how a short list with descriptions is read best.
            if shown == candidates.count, isDescribed { break }
        }
        if shown < candidates.count {
            best.append("and \(candidates.count - shown) more: Tab again")
        }
        return (best.map { "\($0)\n" }.joined(), shown)
    }

    private var isDescribed: Bool {
        candidates.prefix(height).contains { !$0.description.isEmpty }
    }

    /// The first so many in so many columns; `nil` where several do not fit without being cut.
    private func lines(_ count: Int, columns: Int) -> [String]? {
        let rows = (count + columns - 1) / columns
        let starts = Array(stride(from: 0, to: count, by: max(1, rows)))
        let cells = starts.map { self.cells(candidates[$0..<min($0 + rows, count)]) }
        let widths = cells.map { $0.map(DisplayWidth.of).max() ?? 0 }
        guard columns == 1 || widths.reduce(Self.gap * (columns - 1), +) <= width else {
            return nil
        }
        return (0..<rows).map { row in
            var line = ""
            var used = 0
            var start = 0
            for (column, cells) in cells.enumerated() where row < cells.count {
                line += String(repeating: " ", count: start - used) + cells[row]
                used = start + DisplayWidth.of(cells[row])
                start += widths[column] + Self.gap
            }
            return line
        }
    }

    /// Names with their descriptions behind them in a column, cut to the width.
    private func cells(_ candidates: ArraySlice<Candidate>) -> [String] {
        let names = candidates.map { VisibleText.line($0.text) }
        let widest = min(names.map(DisplayWidth.of).max() ?? 0, width)
        return zip(names, candidates).map { name, candidate in
            if candidate.description.isEmpty { return TextWrapping.cut(name, to: width) }
            let first = min(max(width / 2, DisplayWidth.of(name)), widest)
            let name = TextWrapping.cut(name, to: first)
            let padding = String(repeating: " ", count: first - DisplayWidth.of(name) + Self.gap)
            let room = width - first - Self.gap
            // A few letters say nothing.
            if room < 8 { return name }
            return name + padding
                + TextWrapping.cut(VisibleText.line(candidate.description), to: room)
        }
    }
}
