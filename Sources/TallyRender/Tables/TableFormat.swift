import TallyEngine
import TallyModel

extension ResultFormat {
    /// For people at a terminal: a card for one figure, aligned columns for a series or a grid.
    package static let table = ResultFormat(
        "table", "aligned columns, for people", isForPeople: true
    ) {
        rendering, output in
        if !rendering.isFirst { output += "\n" }
        TableWriter(rendering).write(to: &output)
    }
}

/// Lays out one result as text for people.
struct TableWriter {
    let table: ResultTable
    let options: RenderOptions
    let marks: FootnoteMarks

    init(_ rendering: Rendering) {
        table = rendering.table
        options = rendering.options
        marks = FootnoteMarks(rendering.table)
    }

    func write(to output: inout String) {
        if let chart = table.chart, writeChart(chart, to: &output) { return }
        switch table.layout {
        case .figure where table.rows.count == 1: writeFigure(table.rows[0], to: &output)
        case .prose: writeProse(to: &output)
        case .series, .grid, .figure, .record: writeGrid(to: &output)
        }
    }

    /// Two spaces under a title, none where there is no title.
    var indent: String { table.title == nil ? "" : "  " }

    func writeTitle(_ title: String?, to output: inout String) {
        guard let title else { return }
        for line in folded(VisibleText.line(title)) {
            output += Ink.bold.paint(line, options.colour) + "\n"
        }
    }

    func writeNotes(indent: String, to output: inout String) {
        for (index, note) in table.notes.enumerated() {
            writeNote(indent + marks.line(index, VisibleText.line(note.text)), to: &output)
        }
    }

    /// A line in faint letters, over as many lines as it takes.
    func writeNote(_ text: String, to output: inout String) {
        for line in folded(text) {
            guard options.colour else {
                output += line
                output += "\n"
                continue
            }
            let blanks = line.prefix { $0 == " " }
            output += blanks + Ink.dim.paint(String(line.dropFirst(blanks.count)), true)
            output += "\n"
        }
    }

    /// A line of prose, over as many lines as it takes.
    func writeFolded(_ text: String, to output: inout String) {
        for line in folded(text) { output += line + "\n" }
    }

    private func folded(_ text: String) -> [String] {
        guard let width = options.width else { return [text] }
        return TextWrapping.folded(text, width: width, hanging: TextWrapping.hanging(text))
    }

    /// The texts of each row as they are, line by line.
    private func writeProse(to output: inout String) {
        writeTitle(table.title, to: &output)
        for row in table.rows {
            let text = row.values.map { $0.forPeople() }.filter { !$0.isEmpty }
                .joined(separator: "  ")
            for line in VisibleText.lines(text) {
                if line.isEmpty { output += "\n" } else { writeFolded(indent + line, to: &output) }
            }
        }
        if let summary = table.summary {
            writeFolded(indent + VisibleText.line(summary), to: &output)
        }
        writeNotes(indent: indent, to: &output)
    }
}
