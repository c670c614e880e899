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
    }

    /// A column with the widths that its cells need.
    private struct Column {
        let header: String
        let isNumber: Bool
        let pieces: [Piece]
        var left = 0
        var right = 0
        var mark = 0
        var width = 0

        init(header: String, isNumber: Bool, pieces: [Piece]) {
            self.header = header
            self.isNumber = isNumber
            self.pieces = pieces
            for piece in pieces {
                left = max(left, DisplayWidth.of(piece.left))
                right = max(right, DisplayWidth.of(piece.right))
                if !piece.mark.isEmpty { mark = max(mark, DisplayWidth.of(piece.mark) + 1) }
            }
            width = left + right
        }
    }

    /// Title, header, rows, summary, notes; under a series its sparkline. A series of periods and
    /// values alone under a title needs no header, nor does a record, which is prose: it wraps at a
    /// hundred columns also where nothing else is cut. Without rows only title and notes.
    func writeGrid(to output: inout String) {
        writeTitle(table.title, to: &output)
        let seen = table.columnsForPeople
        if table.rows.isEmpty || seen.isEmpty {
            if table.notes.isEmpty, table.summary == nil { output += indent + "no rows\n" }
        } else {
            let bare =
                table.layout == .record
                || table.layout == .series && table.title != nil
                    && seen.map { table.columns[$0].id } == [ColumnID.period, ColumnID.value]
            write(columns(seen, withHeader: !bare), withHeader: !bare, to: &output)
            if table.layout == .series { writeSparkline(to: &output) }
        }
        if let summary = table.summary { output += indent + VisibleText.line(summary) + "\n" }
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
                piece.mark = marks.text(
                    table.notes(of: row, at: index, marked: marked, among: seen))
                pieces.append(piece)
            }
            var result = Column(
                header: table.header(index), isNumber: column.kind == .number, pieces: pieces)
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
        let wrapped = columns.indices.filter { !columns[$0].isNumber }
            .max { columns[$0].width < columns[$1].width }
        if let wrapped, let limit = options.width ?? (table.layout == .record ? 100 : nil) {
            let total = columns.reduce(indent.utf8.count) { $0 + $1.width + $1.mark }
            let surplus = total + 2 * (columns.count - 1) - limit
            // A name cut to fewer than sixteen columns says nothing: the line runs over instead.
            if surplus > 0, columns[wrapped].width > 16 {
                columns[wrapped].width = max(16, columns[wrapped].width - surplus)
            }
        }
        if withHeader {
            writeLine(
                columns.map { column in
                    let header = TextWrapping.cut(column.header, to: column.width)
                    let text =
                        column.isNumber
                        ? header.indented(to: column.width) : header.padded(to: column.width)
                    return text + String(repeating: " ", count: column.mark)
                }, to: &output)
            writeLine(
                columns.map {
                    String(repeating: "─", count: $0.width)
                        + String(repeating: " ", count: $0.mark)
                }, to: &output)
        }
        for row in table.rows.indices {
            var further: [String] = []
            var cells: [String] = []
            cells.reserveCapacity(columns.count)
            for (index, column) in columns.enumerated() {
                var piece = column.pieces[row]
                if index == wrapped, DisplayWidth.of(piece.left) > column.width {
                    further = TextWrapping.lines(piece.left, width: column.width)
                    piece.left = further.removeFirst()
                }
                cells.append(text(piece, in: column))
            }
            writeLine(cells, to: &output)
            for line in further {
                writeLine(
                    columns.indices.map { index in
                        let text = index == wrapped ? line : ""
                        return text.padded(to: columns[index].width + columns[index].mark)
                    }, to: &output)
            }
        }
    }

    private func text(_ piece: Piece, in column: Column) -> String {
        let ink = piece.ink
        var mark = ""
        if column.mark > 0 {
            mark = (piece.mark.isEmpty ? "" : " " + piece.mark).padded(to: column.mark)
        }
        guard column.isNumber else {
            let padding = max(0, column.width - DisplayWidth.of(piece.left))
            let shown = ink?.paint(piece.left, options.colour) ?? piece.left
            if piece.mark.isEmpty { return shown + String(repeating: " ", count: padding) + mark }
            // A mark stands right behind a text, and not at the end of its column.
            return shown + mark + String(repeating: " ", count: padding)
        }
        let shown = piece.left.indented(to: column.left) + piece.right.padded(to: column.right)
        return shown.indented(to: column.width) + mark
    }

    /// One line of cells, two spaces apart, without spaces at its end.
    private func writeLine(_ cells: [String], to output: inout String) {
        var line = indent + cells.joined(separator: "  ")
        while line.utf8.last == 0x20 { line.removeLast() }
        output += line + "\n"
    }
}

/// Fitting texts into a width, in display columns.
enum TextWrapping {
    /// The text, or as much of its beginning as fits before `…`.
    static func cut(_ text: String, to width: Int) -> String {
        if DisplayWidth.of(text) <= width { return text }
        var result = ""
        var used = 1
        for character in text {
            used += DisplayWidth.of(character)
            if used > width { break }
            result.append(character)
        }
        return result + "…"
    }

    /// The text broken at spaces, lines after the first indented by two; a word that is longer than
    /// a line is broken where it must be. At least one line.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            let length = DisplayWidth.of(word)
            let first = line.allSatisfy { $0 == " " }
            if !first, used + 1 + length > width {
                lines.append(line)
                line = "  "
                used = 2
            } else if !first {
                line += " "
                used += 1
            }
            for character in word {
                let step = DisplayWidth.of(character)
                if used + step > width, used > 2 {
                    lines.append(line)
                    line = "  "
                    used = 2
                }
                line.append(character)
                used += step
            }
        }
        lines.append(line)
        return lines
    }
}
