import TallyEngine
import TallyModel

extension ResultFormat {
    /// Comma-separated values, for spreadsheets and scripts.
    ///
    /// A header of column ids, a line a row, and as last column `notes`: the texts of the notes on
    /// the whole result and of those on the row, joined by `; `. A blank line between results.
    /// Lines end in a line feed. Numbers are raw and full; a reason is its symbol (`c`),
    /// missing and nothing to say an empty cell; periods are codes, directions and statuses words.
    ///
    /// A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe
    /// before it: names come from files of strangers, and a spreadsheet would run it as a formula.
    /// Numbers never do, so that `-11.44` stays a number.
    ///
    /// Source: RFC 4180, but for its line ends; OWASP, "CSV Injection".
    package static let csv = ResultFormat(
        "csv", "comma-separated values, full numbers", notesAreOnRows: true
    ) {
        rendering, output in
        let table = rendering.table
        if !rendering.isFirst { output += "\n" }
        for column in table.columns {
            CSVText.append(text: column.id, to: &output)
            output += ","
        }
        output += "notes\n"
        let onWhole = table.notesOnWhole
        for row in table.rows {
            for index in table.columns.indices {
                CSVText.append(table.value(row, index), to: &output)
                output += ","
            }
            if !table.notes.isEmpty {
                let notes = table.noteTexts(of: row, onWhole: onWhole).joined(separator: "; ")
                CSVText.append(text: notes, to: &output)
            }
            output += "\n"
        }
    }
}

enum CSVText {
    static func append(_ value: ResultTable.Value, to output: inout String) {
        switch value {
        case .empty: break
        case .text(let text): append(text: text, to: &output)
        case .number(let number): output += MachineText.number(number.cell) ?? reason(number.cell)
        case .period(_, _, let code): append(text: code, to: &output)
        case .direction(let direction): output += direction.rawValue
        case .status(let status): output += status.rawValue
        }
    }

    /// The symbol of a reason; nothing for a value that was never there.
    private static func reason(_ cell: Cell) -> String {
        cell.reason.map { $0 == .missing ? "" : $0.symbol } ?? ""
    }

    /// A text cell, made harmless to a spreadsheet and quoted where it must be.
    static func append(text: String, to output: inout String) {
        var isGuarded = false
        switch text.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
            isGuarded = true
        default: break
        }
        let isQuoted = text.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
        }
        if isQuoted { output += "\"" }
        if isGuarded { output += "'" }
        if isQuoted {
            for scalar in text.unicodeScalars {
                if scalar == "\"" { output += "\"" }
                output.unicodeScalars.append(scalar)
            }
            output += "\""
        } else {
            output += text
        }
    }
}

/// Values as programs read them.
enum MachineText {
    /// The number in full, never `-0`; `nil` where there is a reason instead.
    static func number(_ cell: Cell) -> String? {
        guard case .value(let value) = cell, value.isFinite else { return nil }
        return NumberText.full(value)
    }
}
