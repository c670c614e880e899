import TallyEngine
import TallyModel

extension ResultFormat {
    /// One `<table>` that stands alone: the title as its caption, summary and notes in its foot.
    ///
    /// Cells carry their kind as a class (`number`, `period`, `direction`, `status`), a status and a
    /// direction their word too (`status red`), so that a page can style them. Prose is a `<pre>`.
    package static let html = ResultFormat(
        "html", "an HTML table to paste into a page", isForPeople: true
    ) {
        rendering, output in
        let table = rendering.table
        if !rendering.isFirst { output += "\n" }
        if table.layout == .prose {
            HTMLText.appendProse(table, to: &output)
        } else {
            HTMLText.append(table, to: &output)
        }
    }
}

enum HTMLText {
    static func append(_ table: ResultTable, to output: inout String) {
        let marks = FootnoteMarks(table)
        let seen = table.columnsForPeople
        let marked = table.markedColumn(among: seen)
        output += "<table class=\"tally\">\n"
        if let title = table.title { output += "<caption>\(escaped(title))</caption>\n" }
        if !table.rows.isEmpty, !seen.isEmpty {
            output += "<thead>\n<tr>"
            for index in seen {
                let kind = table.columns[index].kind
                output += kind == .text ? "<th>" : "<th class=\"\(kind.rawValue)\">"
                output += escaped(table.header(index)) + "</th>"
            }
            output += "</tr>\n</thead>\n<tbody>\n"
            for row in table.rows {
                output += "<tr>"
                for index in seen {
                    let value = table.value(row, index)
                    let name = className(value, table.columns[index].kind)
                    output += name.isEmpty ? "<td>" : "<td class=\"\(name)\">"
                    output += escaped(value.forPeople(columnUnit: table.columns[index].unit))
                    output += superscripts(
                        table.notes(of: row, at: index, marked: marked, among: seen), marks)
                    output += "</td>"
                }
                output += "</tr>\n"
            }
            output += "</tbody>\n"
        }
        appendFoot(table, marks, seen, to: &output)
        output += "</table>\n"
    }

    private static func appendFoot(
        _ table: ResultTable, _ marks: FootnoteMarks, _ seen: [Int], to output: inout String
    ) {
        var lines: [(name: String, text: String)] = []
        if let summary = table.summary { lines.append(("summary", escaped(summary))) }
        if let key = table.keyOfSymbols(among: seen) { lines.append(("note", escaped(key))) }
        for (index, note) in table.notes.enumerated() {
            let mark = marks.number(index).map { "<sup>\($0)</sup>" } ?? "\(note.label):"
            lines.append(("note", "\(mark) \(escaped(note.text))"))
        }
        if lines.isEmpty { return }
        output += "<tfoot>\n"
        for line in lines {
            output +=
                "<tr><td class=\"\(line.name)\" colspan=\"\(max(1, seen.count))\">\(line.text)</td></tr>\n"
        }
        output += "</tfoot>\n"
    }

    static func appendProse(_ table: ResultTable, to output: inout String) {
        if let title = table.title { output += "<p><strong>\(escaped(title))</strong></p>\n" }
        output += "<pre class=\"tally\">\n"
        for row in table.rows {
            let text = row.values.map { $0.forPeople() }.filter { !$0.isEmpty }
                .joined(separator: "  ")
            for line in VisibleText.lines(text) { output += escaped(line) + "\n" }
        }
        output += "</pre>\n"
        if let summary = table.summary {
            output += "<p class=\"summary\">\(escaped(summary))</p>\n"
        }
        for note in table.notes {
            output += "<p class=\"note\">\(note.label): \(escaped(note.text))</p>\n"
        }
    }

    private static func className(
        _ value: ResultTable.Value, _ kind: ResultTable.Column.Kind
    ) -> String {
        switch value {
        case .status(let status): "status \(status.rawValue)"
        case .direction(let direction): "direction \(direction.rawValue.lowercased())"
        default: kind == .text ? "" : kind.rawValue
        }
    }

    private static func superscripts(_ notes: [Int], _ marks: FootnoteMarks) -> String {
        let numbers = notes.compactMap(marks.number).map(String.init).joined(separator: ", ")
        return numbers.isEmpty ? "" : "<sup>\(numbers)</sup>"
    }

    /// Source: HTML Living Standard, 13.3 Serializing HTML fragments.
    static func escaped(_ text: String) -> String {
        MarkupText.escaped(VisibleText.line(text))
    }
}
