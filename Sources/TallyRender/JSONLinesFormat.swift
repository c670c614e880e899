import TallyEngine

extension ResultFormat {
    /// One JSON object a row, on a line of its own.
    ///
    /// The keys of a row are those that ``json`` has in `rows`, in the same order, but the last,
    /// `notes`, is always there and lists texts: of the notes on the whole result and of those on
    /// the row. A result without rows writes nothing.
    ///
    ///     {"period":"2023-09","value":473,"notes":["not yet settled"]}
    package static let jsonl = ResultFormat(
        "jsonl", "one object a row, each on a line", notesAreOnRows: true
    ) {
        rendering, output in
        let table = rendering.table
        let keys = JSONText.keys(table)
        let onWhole = table.notesOnWhole
        for row in table.rows {
            output += "{"
            JSONText.appendMembers(of: row, keys, table, to: &output)
            output += keys.isEmpty ? "\"notes\":[" : ",\"notes\":["
            if !table.notes.isEmpty {
                for (index, text) in table.noteTexts(of: row, onWhole: onWhole).enumerated() {
                    if index > 0 { output += "," }
                    JSONText.append(text, to: &output)
                }
            }
            output += "]}\n"
        }
    }
}
