import TallyEngine
import TallyModel

/// A chart in the characters of a terminal, without its title, summary and notes.
enum ChartText {
    /// Columns that a drawing needs at least: less can't be asked for.
    static let narrowest = 18
    /// More bars or dots than that are no drawing any more, but would take memory as one.
    static let most = 20_000

    /// The lines of the drawing, none wider than `width` columns where that is eighteen or more, with
    /// the legend before and what is missing behind; `nil` where the table has not the columns that
    /// the chart names or no rows, and where there are too many bars or dots.
    static func lines(
        _ table: ResultTable, _ chart: ResultTable.Chart, _ marks: FootnoteMarks, width: Int,
        colour: Bool
    ) -> [String]? {
        guard let data = ChartData(table, chart, marks), !data.labels.isEmpty,
            data.kind == .line || data.labels.count * data.series.count <= most
        else { return nil }
        var legend: [(text: String, ink: Ink?)] = []
        if data.series.count > 1 {
            legend = data.series.enumerated().map { index, series in
                ("\(ChartShape.of(index)) \(series.name)", ChartShape.ink(index))
            }
        }
        let drawn: [String]
        var gaps: [String] = []
        switch data.kind {
        case .line:
            drawn = ChartLine(data, width: width, colour: colour).lines()
            gaps = data.gaps
        case .bar:
            drawn = ChartBar(data, width: width, colour: colour).lines()
        case .dot:
            let dots = ChartDot(data, width: width, colour: colour)
            drawn = dots.lines()
            if dots.hasShared { legend.append(("\(ChartDot.shared) several", nil)) }
        }
        var lines = flow(legend, width: width, colour: colour)
        if let words = data.unit?.words, !(table.title ?? "").contains(words) {
            lines.append(words)
        }
        lines += drawn
        if let text = data.mixedText { lines.append(text) }
        if let text = gapText(gaps) {
            lines += TextWrapping.lines(text, width: max(narrowest, width))
        }
        return lines
    }

    /// `no value: Jul 2023 (c), Aug 2023`, and after the fifth how many more there are; `nil` where
    /// none is missing.
    static func gapText(_ gaps: [String]) -> String? {
        if gaps.isEmpty { return nil }
        let more = gaps.count > 5 ? " and \(gaps.count - 5) more" : ""
        return "no value: " + gaps.prefix(5).joined(separator: ", ") + more
    }

    /// Texts behind each other, two spaces apart, in as many lines as they need.
    private static func flow(
        _ texts: [(text: String, ink: Ink?)], width: Int, colour: Bool
    ) -> [String] {
        var lines: [String] = []
        var used = Int.max
        for item in texts {
            let text = TextWrapping.cut(item.text, to: max(narrowest, width))
            let length = DisplayWidth.of(text)
            let painted = item.ink?.paint(text, colour) ?? text
            if used == .max || used + 2 + length > max(narrowest, width) {
                lines.append(painted)
                used = length
            } else {
                lines[lines.count - 1] += "  " + painted
                used += 2 + length
            }
        }
        return lines
    }
}

extension TableWriter {
    /// Title, drawing, summary, notes: eighty columns wide where no other width is given. False
    /// where the chart can't be drawn from this table, and then nothing is written.
    func writeChart(_ chart: ResultTable.Chart, to output: inout String) -> Bool {
        let table = table.withCommonNotesOnWhole
        let marks = FootnoteMarks(table)
        let width = (options.width ?? 80) - indent.utf8.count
        guard
            let lines = ChartText.lines(table, chart, marks, width: width, colour: options.colour)
        else { return false }
        writeTitle(table.title, to: &output)
        for line in lines { output += line.isEmpty ? "\n" : indent + line + "\n" }
        if let summary = table.summary { output += indent + VisibleText.line(summary) + "\n" }
        for (index, note) in table.notes.enumerated() {
            let line = marks.line(index, VisibleText.line(note.text))
            output += indent + Ink.dim.paint(line, options.colour) + "\n"
        }
        return true
    }
}
