import TallyEngine
import TallyModel

/// Aligned columns: `.series` and `.grid`.
extension TableWriter {
    /// One cell, cut where its column is aligned.
    private struct Piece {
        var left: String
        var right = ""
        var mark = ""
        var ink: Ink?
        /// The widths of its parts.
        private(set) var widths = (left: 0, right: 0, mark: 0)

        mutating func measure() {
            widths = (DisplayWidth.of(left), DisplayWidth.of(right), DisplayWidth.of(mark))
        }
    }

    /// A column with the widths that its cells need.
    private struct Column {
        let header: String
        let isNumber: Bool
        let isProse: Bool
        let pieces: [Piece]
        var left = 0
        var right = 0
        var mark = 0
        var width = 0

        init(header: String, kind: ResultTable.Column.Kind, pieces: [Piece]) {
            self.header = header
            isNumber = kind == .number
            isProse = kind == .text
            self.pieces = pieces
            for piece in pieces {
                left = max(left, piece.widths.left)
                right = max(right, piece.widths.right)
                if piece.widths.mark > 0 { mark = max(mark, piece.widths.mark + 1) }
            }
            width = left + right
        }

        /// The width of its longest word: as narrow as it can be. Only prose is broken.
        func least(inParts: Bool) -> Int {
            var least = isProse ? 1 : left + right
            for piece in isProse ? pieces : [] {
                let word = TextWrapping.longestWord(piece.left, inParts: inParts)
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
            write(columns(seen, withHeader: !bare), withHeader: !bare, to: &output)
            if table.layout == .series { writeSparkline(to: &output) }
        }
        if let summary = table.summary {
            writeFolded(indent + VisibleText.line(summary), to: &output)
        }
        writeNotes(indent: indent, to: &output)
    }

    private func columns(_ seen: [Int], withHeader: Bool) -> [Column] {
        let marked = table.markedColumn(among: seen)
        return seen.map { index in
            let column = table.columns[index]
            var pieces: [Piece] = []
            pieces.reserveCapacity(table.rows.count)
            for row in table.rows {
                var piece = piece(table.value(row, index), unit: column.unit)
                if !row.notes.isEmpty {
                    piece.mark = marks.text(
                        table.notes(of: row, at: index, marked: marked, among: seen))
                }
                piece.measure()
                pieces.append(piece)
            }
            var result = Column(
                header: table.header(index), kind: column.kind, pieces: pieces)
            if withHeader { result.width = max(result.width, DisplayWidth.of(result.header)) }
            return result
        }
    }

    private func piece(_ value: ResultTable.Value, unit: Unit?) -> Piece {
        switch value {
        case .number(let number):
            let text = NumberForPeople(number, columnUnit: unit)
            return Piece(left: text.whole, right: text.rest)
        case .status(let status): return Piece(left: status.shape, ink: status.ink)
        case .direction(let direction): return Piece(left: direction.rawValue, ink: direction.ink)
        case .empty: return Piece(left: "")
        case .text, .period: return Piece(left: VisibleText.line(value.forPeople()))
        }
    }

    private func write(_ columns: [Column], withHeader: Bool, to output: inout String) {
        var columns = columns
        if let limit = options.width ?? (table.layout == .record ? 100 : nil),
            !fit(&columns, into: limit, inParts: false),
            // Names are broken before a table is given up that the terminal has room for.
            limit < 60 || !fit(&columns, into: limit, inParts: true)
        {
            return writeStacked(columns, width: limit, to: &output)
        }
        if withHeader {
            let headers = columns.map { TextWrapping.plain($0.header, width: $0.width) }
            let height = headers.reduce(1) { max($0, $1.count) }
            for row in 0..<height {
                writeLine(
                    zip(columns, headers).map { column, lines in
                        // A header of fewer lines stands at the foot.
                        let line = row - (height - lines.count)
                        let text = line < 0 ? "" : lines[line]
                        let filled =
                            column.isNumber
                            ? text.indented(to: column.width) : text.padded(to: column.width)
                        return filled + String(repeating: " ", count: column.mark)
                    }, to: &output)
            }
            writeLine(
                columns.map {
                    String(repeating: "─", count: $0.width)
                        + String(repeating: " ", count: $0.mark)
                }, to: &output)
        }
        for row in table.rows.indices { writeRow(row, columns, to: &output) }
    }

    /// A row with the lines that its texts take.
    private func writeRow(_ row: Int, _ columns: [Column], to output: inout String) {
        var further: [[String]] = []
        var height = 0
        var line = TableLine(indent: indent)
        for (index, column) in columns.enumerated() {
            var piece = column.pieces[row]
            if !column.isNumber, piece.widths.left > column.width {
                if further.isEmpty { further = Array(repeating: [], count: columns.count) }
                further[index] = TextWrapping.lines(piece.left, width: column.width)
                piece.left = further[index].removeFirst()
                piece.measure()
                height = max(height, further[index].count)
            }
            if index > 0 { line.leave(2) }
            write(piece, in: column, to: &line)
        }
        output += line.text
        output += "\n"
        for row in 0..<height {
            writeLine(
                columns.indices.map { index in
                    let lines = further[index]
                    let text = row < lines.count ? lines[row] : ""
                    return text.padded(to: columns[index].width + columns[index].mark)
                }, to: &output)
        }
    }

    /// Makes the widest columns narrower until all fit into a width, each down to its longest word;
    /// false where that is not enough.
    private func fit(_ columns: inout [Column], into limit: Int, inParts: Bool) -> Bool {
        let gaps = indent.utf8.count + 2 * (columns.count - 1)
        let room = limit - columns.reduce(gaps) { $0 + $1.mark }
        if columns.reduce(0, { $0 + $1.width }) <= room { return true }
        let least = columns.map { $0.least(inParts: inParts) }
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
        for index in columns.indices { columns[index].width = widths[index] }
        return true
    }

    /// Each row as lines `name: value`, a blank line between rows: where columns do not fit beside
    /// each other. What is empty is left out.
    private func writeStacked(_ columns: [Column], width: Int, to output: inout String) {
        for row in table.rows.indices {
            if row > 0 { output += "\n" }
            for column in columns {
                let piece = column.pieces[row]
                let value = piece.left + piece.right
                if value.isEmpty { continue }
                let shown = piece.ink?.paint(value, options.colour) ?? value
                let mark = piece.mark.isEmpty ? "" : " " + piece.mark
                let name = column.header.isEmpty ? "" : column.header + ": "
                writeFolded(indent + name + shown + mark, to: &output)
            }
        }
    }

    private func write(_ piece: Piece, in column: Column, to line: inout TableLine) {
        let shown = piece.ink?.paint(piece.left, options.colour) ?? piece.left
        let rest: Int
        if column.isNumber {
            line.leave(max(0, column.width - column.left - column.right))
            line.leave(column.left - piece.widths.left)
            line.put(shown)
            line.put(piece.right)
            line.leave(column.right - piece.widths.right)
            rest = 0
        } else {
            line.put(shown)
            rest = max(0, column.width - piece.widths.left)
        }
        // A mark stands right behind a text, and not at the end of its column.
        var room = column.mark
        if piece.widths.mark > 0 {
            line.leave(1)
            line.put(piece.mark)
            room -= 1 + piece.widths.mark
        }
        line.leave(room + rest)
    }

    /// One line of cells, two spaces apart, without spaces at its end.
    private func writeLine(_ cells: [String], to output: inout String) {
        var line = TableLine(indent: indent)
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.leave(2) }
            line.put(cell)
        }
        output += line.text
        output += "\n"
    }
}
