import TallyEngine
import TallyModel

/// The whole picture: title, legend, drawing, summary and notes.
extension ChartPicture {
    static func write(_ table: ResultTable, to output: inout String) {
        let table = table.withCommonNotesOnWhole
        let marks = FootnoteMarks(table)
        let data = table.fittingChart.flatMap { ChartData(table, $0, marks) }
        var picture = ChartPicture()
        picture.bottom = margin
        if let title = table.title { picture.lines(title, size: 18, isBold: true) }
        if let data, !data.labels.isEmpty {
            picture.legend(data)
            switch data.kind {
            case .line: picture.draw(ChartPictureLine(data, top: picture.bottom))
            case .bar, .dot: picture.draw(ChartPictureRows(data, top: picture.bottom))
            }
            if let text = data.mixedText { picture.lines(text, size: 13) }
            if data.kind == .line, let text = ChartText.gapText(data.gaps) {
                picture.lines(text, size: 13)
            }
        } else {
            picture.lines("nothing to draw", size: 13)
        }
        if let summary = table.summary { picture.lines(VisibleText.line(summary), size: 13) }
        for (index, note) in table.notes.enumerated() {
            let text = marks.line(index, VisibleText.line(note.text))
            picture.lines(text, size: 12, fill: "#404040")
        }
        let size = "\(number(width))\" height=\"\(number(picture.bottom + margin - 6))"
        let box = "0 0 \(number(width)) \(number(picture.bottom + margin - 6))"
        output += "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size)\" viewBox=\"\(box)\""
        output += " role=\"img\" font-family=\"Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans',"
        output += " sans-serif\" font-size=\"13\" fill=\"#222222\">\n"
        let title = table.title ?? data?.series.first?.name ?? "Chart"
        output += "<title>\(escaped(title))</title>\n"
        output += "<desc>\(escaped(description(data)))</desc>\n"
        if let data, data.kind == .bar, data.series.count > 1 {
            output += hatches(data.series.count)
        }
        output += "<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n"
        output += picture.body + "</svg>\n"
    }

    /// Text across the picture, broken into lines.
    mutating func lines(
        _ text: String, size: Double, isBold: Bool = false, fill: String = "#222222"
    ) {
        let columns = Self.columns(in: Self.width - 2 * Self.margin, size: size)
        for line in TextWrapping.lines(VisibleText.line(text), width: columns) {
            bottom += size
            let indent = line.hasPrefix("  ") ? size : 0
            let style = Style(size: size, fill: fill, isBold: isBold)
            self.text(String(line.drop { $0 == " " }), Self.margin + indent, bottom, style)
            bottom += 6
        }
    }

    /// The name of each series beside its shape, and what the numbers are counted in.
    private mutating func legend(_ data: ChartData) {
        if data.series.count > 1 {
            bottom += 18
            var x = Self.margin + 4
            for (index, series) in data.series.enumerated() {
                let name = TextWrapping.cut(series.name, to: 90)
                let needed = 48 + Self.width(of: name)
                if x > Self.margin + 4, x + needed > Self.width - Self.margin {
                    x = Self.margin + 4
                    bottom += 22
                }
                if data.kind == .bar {
                    bar(x, bottom - 10, width: 22, height: 12, index, series.name)
                } else {
                    if data.kind == .line {
                        line(
                            (x, bottom - 4), (x + 22, bottom - 4), Self.colour(index), width: 2.5,
                            dash: Self.dash(index))
                    }
                    shape(index, x + 11, bottom - 4)
                }
                self.text(name, x + 28, bottom)
                x += needed
            }
            bottom += 8
        }
        if let words = data.unit?.words {
            lines(words, size: 12, fill: Self.axis)
        }
    }

    /// Stripes over the colour of each series but the first, at another slope for each.
    private static func hatches(_ series: Int) -> String {
        var text = "<defs>\n"
        for index in 1..<min(12, series) {
            let slope = [45, -45, 0, 90][(index - 1) % 4]
            text += "<pattern id=\"tally-hatch-\(index)\" width=\"6\" height=\"6\""
            text += " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(\(slope))\">"
            text += "<rect width=\"6\" height=\"6\" fill=\"#FFFFFF\"/>"
            text += "<rect width=\"3\" height=\"6\" fill=\"\(colour(index))\"/></pattern>\n"
        }
        if series > 12 {
            text += "<pattern id=\"tally-hatch-0\" width=\"6\" height=\"6\""
            text += " patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\""
            text += " fill=\"\(colour(0))\"/></pattern>\n"
        }
        return text + "</defs>\n"
    }

    /// What the picture shows, in words: kind, ends, target and up to two hundred values.
    private static func description(_ data: ChartData?) -> String {
        guard let data, let first = data.labels.first, let last = data.labels.last else {
            return "Nothing to draw."
        }
        let kind = data.kind == .dot ? "Dot plot" : data.kind == .bar ? "Bar chart" : "Line chart"
        var text = "\(kind)"
        if data.kind == .line { text += " from \(first) to \(last)" }
        text += "."
        if let target = data.targetText { text += " The \(target) is a line across." }
        for series in data.series {
            text += data.series.count > 1 ? " \(series.name): " : " "
            let shown = data.labels.count * data.series.count <= 200
            let places = shown ? Array(data.labels.indices) : series.last.map { [$0] } ?? []
            let values = places.map { "\(data.labels[$0]) \(series.points[$0].symbol)" }
            text += (shown ? "" : "last ") + values.joined(separator: "; ") + "."
        }
        let breaks = data.breaks.sorted().map { data.labels[$0] }
        if !breaks.isEmpty { text += " Breaks before \(breaks.joined(separator: ", "))." }
        return text
    }
}
