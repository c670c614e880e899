import TallyEngine
import TallyModel

/// Aligned columns: `.series` and `.grid`.
extension TableWriter {
    /// One cell, cut where its column is aligned, as places among the bytes of all cells.
    private struct Piece {
        let start: Int
        /// Where what stands left of the alignment ends.
        let cut: Int
        let end: Int
        /// Where its mark ends, which stands right behind it.
        var markEnd: Int
        var ink: Ink?
        /// The widths of its parts.
        private(set) var widths = (left: 0, right: 0, mark: 0)

        /// What stands in the bytes from a place on.
        init(from start: Int, cut: Int? = nil, in bytes: [UInt8], ink: Ink? = nil) {
            self.start = start
            end = bytes.count
            markEnd = end
            self.cut = cut ?? end
            self.ink = ink
            widths.left = DisplayWidth.of(bytes[start..<self.cut])
            if self.cut < end { widths.right = DisplayWidth.of(bytes[self.cut..<end]) }
        }

        /// Appends a mark behind what was appended last.
        mutating func mark(_ text: String, in bytes: inout [UInt8]) {
            bytes += text.utf8
            markEnd = bytes.count
            widths.mark = DisplayWidth.of(text)
        }
    }

    /// The cells that are seen.
    private struct Grid {
        var columns: [Column] = []
        /// Column by column.
        var pieces: [Piece] = []
        /// The texts of all cells, one behind the other.
        var bytes: [UInt8] = []

        func piece(_ row: Int, of column: Int) -> Piece {
            pieces[column * (pieces.count / columns.count) + row]
        }

        /// The cells of a column.
        func pieces(of column: Int) -> ArraySlice<Piece> {
            let height = pieces.count / columns.count
            return pieces[column * height..<(column + 1) * height]
        }

        func left(_ piece: Piece) -> String {
            String(decoding: bytes[piece.start..<piece.cut], as: UTF8.self)
        }

        func text(_ piece: Piece) -> String {
            String(decoding: bytes[piece.start..<piece.end], as: UTF8.self)
        }

        func mark(_ piece: Piece) -> String {
            String(decoding: bytes[piece.end..<piece.markEnd], as: UTF8.self)
        }
    }

    /// A column with the widths that its cells need.
    private struct Column {
        let header: String
        let isNumber: Bool
        let isProse: Bool
        var left = 0
        var right = 0
        var mark = 0
        var width = 0

        init(header: String, kind: ResultTable.Column.Kind, pieces: ArraySlice<Piece>) {
            self.header = header
            isNumber = kind == .number
            isProse = kind == .text
            for piece in pieces {
                left = max(left, piece.widths.left)
                right = max(right, piece.widths.right)
                if piece.widths.mark > 0 { mark = max(mark, piece.widths.mark + 1) }
            }
            width = left + right
        }

        /// The width of its longest word: as narrow as it can be. Only prose is broken.
        func least(inParts: Bool, texts: () -> [String]) -> Int {
            var least = isProse ? 1 : left + right
            for text in isProse ? texts() : [] {
                let word = TextWrapping.longestWord(text, inParts: inParts)
                least = max(least, min(width, word))
            }
            return max(least, min(width, TextWrapping.longestWord(header)))
        }
    }

    /// Title, header, rows, summary, notes; under a series its sparkline. A record needs no header,
    /// which is prose: it wraps at a hundred columns also where nothing else is cut. Without rows only
    /// title and notes.
    func writeGrid(to output: inout String) {
        writeTitle(table.title, to: &output)
        let seen = table.columnsForPeople
        if table.rows.isEmpty || seen.isEmpty {
            if table.notes.isEmpty, table.summary == nil { output += indent + "no rows\n" }
        } else {
            let bare = table.layout == .record
            write(grid(of: seen, withHeader: !bare), withHeader: !bare, to: &output)
            if table.layout == .series { writeSparkline(to: &output) }
        }
        if let summary = table.summary {
            writeFolded(indent + VisibleText.line(summary), to: &output)
        }
        if let key = table.keyOfSymbols(among: seen) { writeNote(indent + key, to: &output) }
        writeNotes(indent: indent, to: &output)
    }

    private func grid(of seen: [Int], withHeader: Bool) -> Grid {
        let marked = table.markedColumn(among: seen)
        var grid = Grid()
        grid.columns.reserveCapacity(seen.count)
        grid.pieces.reserveCapacity(seen.count * table.rows.count)
        grid.bytes.reserveCapacity(16 * seen.count * table.rows.count)
        for index in seen {
            let column = table.columns[index]
            let first = grid.pieces.count
            for row in table.rows {
                var piece = piece(of: row, at: index, unit: column.unit, in: &grid.bytes)
                if !row.notes.isEmpty {
                    let notes = table.notes(of: row, at: index, marked: marked, among: seen)
                    if !notes.isEmpty { piece.mark(marks.text(notes), in: &grid.bytes) }
                }
                grid.pieces.append(piece)
            }
            var result = Column(
                header: table.header(index), kind: column.kind, pieces: grid.pieces[first...])
            if withHeader { result.width = max(result.width, DisplayWidth.of(result.header)) }
            grid.columns.append(result)
        }
        return grid
    }

    private func piece(
        of row: ResultTable.Row, at index: Int, unit: Unit?, in bytes: inout [UInt8]
    ) -> Piece {
        let start = bytes.count
        guard index < row.values.count else { return Piece(from: start, in: bytes) }
        switch row.values[index] {
        case .number(let number):
            let cut = NumberForPeople.append(number, columnUnit: unit, to: &bytes)
            return Piece(from: start, cut: cut, in: bytes)
        case .status(let status):
            bytes += status.shape.utf8
            return Piece(from: start, in: bytes, ink: status.ink)
        case .direction(let direction):
            bytes += direction.rawValue.utf8
            return Piece(from: start, in: bytes, ink: direction.ink)
        case .empty: break
        case .text(let text), .period(_, let text, _): bytes += VisibleText.line(text).utf8
        }
        return Piece(from: start, in: bytes)
    }

    private func write(_ grid: Grid, withHeader: Bool, to output: inout String) {
        var grid = grid
        if let limit = options.width ?? (table.layout == .record ? 100 : nil),
            !fit(&grid, into: limit, inParts: false),
            // Names are broken before a table is given up that the terminal has room for.
            limit < 60 || !fit(&grid, into: limit, inParts: true)
        {
            return writeStacked(grid, width: limit, to: &output)
        }
        var lines = TableLines(indent: indent.utf8.count)
        if withHeader { writeHeader(of: grid, to: &lines) }
        for row in table.rows.indices { writeRow(row, grid, to: &lines) }
        output += String(decoding: lines.bytes, as: UTF8.self)
    }

    private func writeHeader(of grid: Grid, to lines: inout TableLines) {
        let headers = grid.columns.map { TextWrapping.plain($0.header, width: $0.width) }
        let height = headers.reduce(1) { max($0, $1.count) }
        for row in 0..<height {
            for (index, column) in grid.columns.enumerated() {
                if index > 0 { lines.leave(2) }
                // A header of fewer lines stands at the foot.
                let line = row - (height - headers[index].count)
                let text = line < 0 ? "" : headers[index][line]
                let room = max(0, column.width - DisplayWidth.of(text))
                lines.leave(column.isNumber ? room : 0)
                lines.put(text)
                lines.leave(column.mark + (column.isNumber ? 0 : room))
            }
            lines.endLine()
        }
        for (index, column) in grid.columns.enumerated() {
            if index > 0 { lines.leave(2) }
            lines.put("─", times: column.width)
            lines.leave(column.mark)
        }
        lines.endLine()
    }

    /// A row with the lines that its texts take.
    private func writeRow(_ row: Int, _ grid: Grid, to lines: inout TableLines) {
        var further: [[String]] = []
        var height = 0
        for (index, column) in grid.columns.enumerated() {
            let piece = grid.piece(row, of: index)
            if index > 0 { lines.leave(2) }
            guard !column.isNumber, piece.widths.left > column.width else {
                write(piece, in: column, of: grid, to: &lines)
                continue
            }
            if further.isEmpty { further = Array(repeating: [], count: grid.columns.count) }
            further[index] = TextWrapping.lines(grid.left(piece), width: column.width)
            let first = further[index].removeFirst()
            height = max(height, further[index].count)
            lines.put(piece.ink?.paint(first, options.colour) ?? first)
            leave(max(0, column.width - DisplayWidth.of(first)), piece, column, grid, in: &lines)
        }
        lines.endLine()
        for row in 0..<height {
            for (index, column) in grid.columns.enumerated() {
                if index > 0 { lines.leave(2) }
                let text = row < further[index].count ? further[index][row] : ""
                lines.put(text)
                lines.leave(max(0, column.width + column.mark - DisplayWidth.of(text)))
            }
            lines.endLine()
        }
    }

    /// Makes the widest columns narrower until all fit into a width, each down to its longest word;
    /// false where that is not enough.
    private func fit(_ grid: inout Grid, into limit: Int, inParts: Bool) -> Bool {
        let columns = grid.columns
        let gaps = indent.utf8.count + 2 * (columns.count - 1)
        let room = limit - columns.reduce(gaps) { $0 + $1.mark }
        if columns.reduce(0, { $0 + $1.width }) <= room { return true }
        let least = columns.indices.map { index in
            columns[index].least(inParts: inParts) { grid.pieces(of: index).map(grid.left) }
        }
        var rest = room - least.reduce(0, +)
        if rest < 0 { return false }
        // Column by column of the screen, to whoever has least of those that want more.
        var widths = least
        while rest > 0 {
            let wanting = columns.indices.filter { widths[$0] < columns[$0].width }
            guard let next = wanting.min(by: { widths[$0] < widths[$1] }) else { break }
            widths[next] += 1
            rest -= 1
        }
        for index in columns.indices { grid.columns[index].width = widths[index] }
        return true
    }

    /// Each row as lines `name: value`, a blank line between rows: where columns do not fit beside
    /// each other. What is empty is left out.
    private func writeStacked(_ grid: Grid, width: Int, to output: inout String) {
        for row in table.rows.indices {
            if row > 0 { output += "\n" }
            for (index, column) in grid.columns.enumerated() {
                let piece = grid.piece(row, of: index)
                let value = grid.text(piece)
                if value.isEmpty { continue }
                let shown = piece.ink?.paint(value, options.colour) ?? value
                let mark = piece.widths.mark == 0 ? "" : " " + grid.mark(piece)
                let name = column.header.isEmpty ? "" : column.header + ": "
                writeFolded(indent + name + shown + mark, to: &output)
            }
        }
    }

    private func write(
        _ piece: Piece, in column: Column, of grid: Grid, to lines: inout TableLines
    ) {
        if column.isNumber {
            lines.leave(max(0, column.width - column.left - column.right))
            lines.leave(column.left - piece.widths.left)
        }
        if let ink = piece.ink, options.colour {
            lines.put(ink.paint(grid.left(piece), true))
        } else {
            lines.put(grid.bytes[piece.start..<piece.cut])
        }
        if column.isNumber { lines.put(grid.bytes[piece.cut..<piece.end]) }
        let room =
            column.isNumber
            ? column.right - piece.widths.right : max(0, column.width - piece.widths.left)
        leave(room, piece, column, grid, in: &lines)
    }

    /// The mark of a cell, which stands right behind a text and not at the end of its column, and
    /// the rest of the column.
    private func leave(
        _ room: Int, _ piece: Piece, _ column: Column, _ grid: Grid, in lines: inout TableLines
    ) {
        if column.isNumber { lines.leave(room) }
        var rest = column.mark
        if piece.widths.mark > 0 {
            lines.leave(1)
            lines.put(grid.bytes[piece.end..<piece.markEnd])
            rest -= 1 + piece.widths.mark
        }
        lines.leave(rest + (column.isNumber ? 0 : room))
    }
}
