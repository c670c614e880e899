import TallyEngine
import TallyModel

extension ResultFormat {
    /// One JSON object a statement, on one line.
    ///
    ///     {"query": "cic",
    ///      "title": "No. of CIC at end of month, Dorset",
    ///      "columns": [{"name": "value", "title": "Value", "type": "number", "unit": "number"}],
    ///      "rows": [{"value": 473, "notes": [0]}],
    ///      "notes": [{"code": "provisional", "text": "not yet settled"}],
    ///      "summary": "1 row"}
    ///
    /// The keys always stand in this order and are always all there:
    ///
    /// - `query`: the statement as typed, or null where it is not known.
    /// - `title`: what the rows are about, or null.
    /// - `columns`: an object for each column, machine columns too, in the order in which the rows
    ///   have them. `name` is the key in `rows`; `title` its header for people; `type` one of
    ///   `text`, `number`, `period`, `direction`, `status`; `unit` one of `number`, `percent`,
    ///   `percentage points`, `rate per N`, `days`, `weeks`, `hours`, `score`, `ratio`, `money C`,
    ///   `text`, or null where it differs by row (a column `unit` then says it) or there is none.
    /// - `rows`: an object for each row, `[]` where there are none. Under each column's name stands
    ///   a text, a number in full, the code of a period (`2023-09`, `q2 2023/24`, `2022/23`), a
    ///   direction (`Improving`, `Worsening`, `Same`), a status (`green`, `amber`, `red`), or null
    ///   where there is nothing to say. A number that has no value is null too, and behind it
    ///   stands `<name>_reason` with the symbol of the reason: `c` suppressed, `low` rounds to zero
    ///   but is not, `u` unreliable, `x` not available, `z` not applicable, `due` not yet due, `_`
    ///   missing. `notes`, last and only where the row is marked, lists the notes on the row as
    ///   indexes from 0.
    /// - `notes`: an object for each note, with a stable `code` and its `text`. A note that no row
    ///   lists is about the whole result.
    /// - `summary`: a sentence about all rows, or null.
    package static let json = ResultFormat("json", "one object a statement, on one line") {
        rendering, output in
        let table = rendering.table
        output += "{\"query\":"
        JSONText.append(rendering.query, to: &output)
        output += ",\"title\":"
        JSONText.append(table.title, to: &output)
        output += ",\"columns\":["
        for (index, column) in table.columns.enumerated() {
            output += index == 0 ? "{\"name\":" : ",{\"name\":"
            JSONText.append(column.id, to: &output)
            output += ",\"title\":"
            JSONText.append(column.title, to: &output)
            output += ",\"type\":\"\(column.kind.rawValue)\",\"unit\":"
            JSONText.append(column.unit?.code, to: &output)
            output += "}"
        }
        output += "],\"rows\":["
        let keys = JSONText.keys(table)
        for (index, row) in table.rows.enumerated() {
            output += index == 0 ? "{" : ",{"
            JSONText.appendMembers(of: row, keys, table, to: &output)
            let notes = table.notes(of: row)
            if !notes.isEmpty {
                if !keys.isEmpty { output += "," }
                output += "\"notes\":[\(notes.map(String.init).joined(separator: ","))]"
            }
            output += "}"
        }
        output += "],\"notes\":["
        for (index, note) in table.notes.enumerated() {
            output += index == 0 ? "{\"code\":" : ",{\"code\":"
            JSONText.append(note.code.rawValue, to: &output)
            output += ",\"text\":"
            JSONText.append(note.text, to: &output)
            output += "}"
        }
        output += "],\"summary\":"
        JSONText.append(table.summary, to: &output)
        output += "}\n"
    }
}

enum JSONText {
    /// The key of each column as it stands in a row, colon included: `"value":`.
    static func keys(_ table: ResultTable) -> [(value: String, reason: String)] {
        table.columns.map { column in
            var value = ""
            append(column.id, to: &value)
            var reason = ""
            append(column.id + "_reason", to: &reason)
            return (value + ":", reason + ":")
        }
    }

    /// `"value":473,"gap":null,"gap_reason":"c"`
    static func appendMembers(
        of row: ResultTable.Row, _ keys: [(value: String, reason: String)], _ table: ResultTable,
        to output: inout String
    ) {
        for (index, key) in keys.enumerated() {
            if index > 0 { output += "," }
            output += key.value
            switch table.value(row, index) {
            case .empty: output += "null"
            case .text(let text): append(text, to: &output)
            case .period(_, _, let code): append(code, to: &output)
            case .direction(let direction): append(direction.rawValue, to: &output)
            case .status(let status): append(status.rawValue, to: &output)
            case .number(let number):
                if let text = MachineText.number(number.cell) {
                    output += text
                } else {
                    output += "null,"
                    output += key.reason
                    append((number.cell.reason ?? .missing).symbol, to: &output)
                }
            }
        }
    }

    /// A JSON string, or null.
    static func append(_ text: String?, to output: inout String) {
        guard let text else {
            output += "null"
            return
        }
        JSONString.append(text, to: &output)
    }
}
