import TallyEngine
import TallyModel

extension ResultFormat {
    /// A table of GitHub Flavored Markdown: the title in bold, numbers as people read them, summary
    /// and notes below. Prose is a fenced block, so that its lines stand as they are.
    ///
    /// Source: GitHub Flavored Markdown Spec, 4.10 Tables.
    package static let md = ResultFormat("md", "a GitHub Markdown table", isForPeople: true) {
        rendering, output in
        var table = rendering.table
        if table.chart != nil { table = table.withCommonNotesOnWhole }
        let marks = FootnoteMarks(table)
        let drawing = table.chart.flatMap {
            ChartText.lines(table, $0, marks, width: rendering.options.width ?? 80, colour: false)
        }
        var blocks: [String] = []
        if let title = table.title { blocks.append("**\(MarkdownText.cell(title))**\n") }
        if let drawing {
            blocks.append(MarkdownText.fenced(drawing))
        } else if table.layout == .prose {
            if !table.rows.isEmpty { blocks.append(MarkdownText.fenced(MarkdownText.prose(table))) }
        } else if !table.rows.isEmpty, !table.columnsForPeople.isEmpty {
            blocks.append(MarkdownText.table(table, marks))
        }
        if let summary = table.summary { blocks.append(MarkdownText.cell(summary) + "\n") }
        if drawing == nil, table.layout != .prose,
            let key = table.keyOfSymbols(among: table.columnsForPeople)
        {
            blocks.append(MarkdownText.cell(key) + "\n")
        }
        if !table.notes.isEmpty {
            blocks.append(
                table.notes.enumerated().map { index, note in
                    "- \(marks.line(index, MarkdownText.cell(note.text)))\n"
                }.joined())
        }
        if !rendering.isFirst, !blocks.isEmpty { output += "\n" }
        output += blocks.joined(separator: "\n")
    }
}

package enum MarkdownText {
    static func table(_ table: ResultTable, _ marks: FootnoteMarks) -> String {
        let seen = table.columnsForPeople
        let marked = table.markedColumn(among: seen)
        var output = "|"
        for index in seen { output += " \(cell(table.header(index))) |" }
        output += "\n|"
        for index in seen {
            output += table.columns[index].kind == .number ? " ---: |" : " :--- |"
        }
        output += "\n"
        for row in table.rows {
            output += "|"
            for index in seen {
                let value = table.value(row, index)
                var text = cell(value.forPeople(columnUnit: table.columns[index].unit))
                let mark = marks.text(
                    table.notes(of: row, at: index, marked: marked, among: seen))
                if !mark.isEmpty { text += " " + mark }
                output += text.isEmpty ? " |" : " \(text) |"
            }
            output += "\n"
        }
        return output
    }

    /// The texts of each row.
    static func prose(_ table: ResultTable) -> [String] {
        table.rows.flatMap { row in
            VisibleText.lines(
                row.values.map { $0.forPeople() }.filter { !$0.isEmpty }.joined(separator: "  "))
        }
    }

    /// Lines in a fence longer than any run of backticks within.
    static func fenced(_ lines: [String]) -> String {
        var longest = 0
        for line in lines {
            var run = 0
            for byte in line.utf8 {
                run = byte == UInt8(ascii: "`") ? run + 1 : 0
                longest = max(longest, run)
            }
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)text\n" + lines.map { $0 + "\n" }.joined() + "\(fence)\n"
    }

    /// Text that means nothing to Markdown: pipes, backslashes, emphasis, code, links and tags are
    /// escaped, line breaks become spaces. An underscore within a word stands as it is, since there
    /// it is no emphasis.
    package static func cell(_ text: String) -> String {
        let scalars = Array(VisibleText.line(text).unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            let isEscaped: Bool
            switch scalar {
            case "\\", "|", "*", "`", "[", "]", "<", ">", "~": isEscaped = true
            case "_":
                let before = index > 0 ? scalars[index - 1] : " "
                isEscaped = !before.properties.isAlphabetic || !next.properties.isAlphabetic
            case "&": isEscaped = next == "#" || next.properties.isAlphabetic
            default: isEscaped = false
            }
            if isEscaped { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
