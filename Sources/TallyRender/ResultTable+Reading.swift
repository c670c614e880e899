import TallyEngine
import TallyModel

extension ResultTable {
    func index(of id: String) -> Int? { columns.firstIndex { $0.id == id } }

    /// The value of a row under a column; empty where the row is too short or there is no such
    /// column.
    func value(_ row: Row, _ column: Int?) -> Value {
        column.map(row.value(at:)) ?? .empty
    }

    /// The columns that a person sees: all but those for machines, and those that say nothing in
    /// any row.
    var columnsForPeople: [Int] {
        columns.indices.filter { index in
            !columns[index].machineOnly
                && (rows.isEmpty || rows.contains { !$0.says(nothingAt: index) })
        }
    }

    /// What the symbols mean that stand in place of figures among the columns that are seen:
    /// `c: suppressed, z: not applicable`; `nil` where there are none but those that are words.
    func keyOfSymbols(among seen: [Int]) -> String? {
        var found: Set<Reason> = []
        for row in rows {
            for index in seen {
                if let reason = row.value(at: index).number?.cell.reason { found.insert(reason) }
            }
        }
        found.subtract([.missing, .due])
        return found.isEmpty
            ? nil : found.sorted().map { "\($0.symbol): \($0.words)" }.joined(separator: ", ")
    }

    /// The header of a column; over the value with its unit, where one unit is common to the column
    /// and the numbers themselves do not show it: `Value (days)`. A change beside it is in the same.
    func header(_ index: Int) -> String {
        let column = columns[index]
        let title = VisibleText.line(column.title)
        guard column.id == ColumnID.value, let words = column.unit?.words else { return title }
        let isSaid = title.utf8.count >= words.utf8.count && title.contains(words)
        return isSaid ? title : "\(title) (\(words))"
    }

    /// The column whose values carry the marks of footnotes: the value, else the first number, else
    /// the first of those seen.
    func markedColumn(among seen: [Int]) -> Int? {
        seen.first { columns[$0].id == ColumnID.value }
            ?? seen.first { columns[$0].kind == .number } ?? seen.first
    }

    /// The footnotes of a row that exist, in ascending order, each once.
    func notes(of row: Row) -> [Int] {
        row.notes.isEmpty ? [] : Set(row.notes).filter(notes.indices.contains).sorted()
    }

    /// The footnotes that a row's cell is marked with: those about it, and in the marked column
    /// those about none of the columns that are seen.
    func notes(of row: Row, at index: Int, marked: Int?, among seen: [Int]) -> [Int] {
        if row.places.isEmpty { return index == marked ? notes(of: row) : [] }
        return notes(of: row).filter { note in
            guard let ids = row.places[note], seen.contains(where: { ids.contains(columns[$0].id) })
            else { return index == marked }
            return ids.contains(columns[index].id)
        }
    }

    /// The footnotes that no row is marked with: they are about the whole result.
    var notesOnWhole: [Int] {
        if notes.isEmpty { return [] }
        let marked = Set(rows.lazy.flatMap(\.notes))
        return notes.indices.filter { !marked.contains($0) }
    }

    /// For each row the texts of the notes on the whole and of its own.
    func noteTexts(of row: Row, onWhole: [Int]) -> [String] {
        Set(onWhole).union(self.notes(of: row)).sorted().map { notes[$0].text }
    }
}

extension ResultTable.Row {
    func says(nothingAt index: Int) -> Bool { value(at: index) == .empty }

    /// The value under a column; empty where the row is too short.
    func value(at index: Int) -> ResultTable.Value {
        index < values.count ? values[index] : .empty
    }
}

extension ResultTable.Value {
    var number: ResultTable.NumberValue? {
        if case .number(let number) = self { number } else { nil }
    }
}

/// The marks ¹ ² ³ of the footnotes that rows are marked with, numbered in the order of the notes.
struct FootnoteMarks {
    /// The number of each marked note by its index.
    private var numbers: [Int: Int] = [:]
    /// What stands before each note on the whole.
    private let labels: [String]

    init(_ table: ResultTable) {
        labels = table.notes.map(\.label)
        let onWhole = Set(table.notesOnWhole)
        for index in table.notes.indices where !onWhole.contains(index) {
            numbers[index] = numbers.count + 1
        }
    }

    /// `nil` for a note on the whole.
    func number(_ note: Int) -> Int? { numbers[note] }

    /// `¹ ²`; empty for a row without footnotes.
    func text(_ notes: [Int]) -> String {
        notes.compactMap { numbers[$0] }.map(Self.superscript).joined(separator: " ")
    }

    /// A footnote as it stands under a table: `¹ provisional`, `note: one month in arrears`.
    func line(_ note: Int, _ text: String) -> String {
        guard let number = numbers[note] else { return "\(labels[note]): \(text)" }
        return "\(Self.superscript(number)) \(text)"
    }

    static func superscript(_ number: Int) -> String {
        let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
        return String(String(number).utf8.map { digits[Int($0 &- 0x30) % 10] })
    }
}
