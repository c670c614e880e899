import TallyEngine
import TallyModel

/// Eight heights of a block, one character a value.
package enum Sparkline {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The lowest value as `▁`, the highest as `█`, a gap as a space; where all are equal, all
    /// `▄`.
    package static func text(_ values: [Double?]) -> String {
        let known = values.compactMap { $0 }.filter(\.isFinite)
        guard let low = known.min(), let high = known.max() else {
            return String(repeating: " ", count: values.count)
        }
        return String(
            values.map { value -> Character in
                guard let value, value.isFinite else { return " " }
                // Halved, so that the spread of even the largest numbers stays finite.
                let spread = high / 2 - low / 2
                guard spread > 0 else { return "▄" }
                let height = Int((value / 2 - low / 2) / spread * 7 + 0.5)
                return blocks[max(0, min(7, height))]
            })
    }
}

extension TableWriter {
    /// `▁▃█  lowest 397 in Jul 2023, highest 406 in Sep 2023, target 420`: where there is one
    /// series, a value for each of three periods or more. Where a width is given and it does not
    /// fit, the newest values are drawn.
    func writeSparkline(to output: inout String) {
        let periodColumn = table.index(of: ColumnID.period)
        guard let valueColumn = table.index(of: ColumnID.value) else { return }
        let points = table.rows.map { row in
            (
                period: table.value(row, periodColumn),
                number: table.value(row, valueColumn).number,
                isShort: row.notes.contains { note in
                    table.notes.indices.contains(note) && table.notes[note].code.isOfAPart
                }
            )
        }
        guard Set(points.map(\.period)).count == points.count, !hasSeveralAreas else { return }
        let known = points.filter { $0.number?.cell.value?.isFinite == true }
        let values = points.map { $0.number?.cell.value }
        // What counts only a part of its period is no extreme beside whole ones.
        let whole = known.contains { !$0.isShort } ? known.filter { !$0.isShort } : known
        guard known.count >= 3,
            let low = whole.min(by: { ($0.number?.cell.value ?? 0) < ($1.number?.cell.value ?? 0) }
            ),
            let high = whole.max(by: { ($0.number?.cell.value ?? 0) < ($1.number?.cell.value ?? 0) }
            )
        else { return }
        var drawn = values[...]
        var cut = ""
        if let width = options.width, values.count > width - indent.utf8.count {
            drawn = values.suffix(max(8, width - indent.utf8.count - 1))
            cut = drawn.count < values.count ? "…" : ""
        }
        var label = "all \(text(low.number))"
        if low.number?.cell != high.number?.cell {
            label =
                "lowest \(place(low.period, low.number)), highest "
                + place(high.period, high.number)
        }
        // Its blanks are gaps, at which it is not to be broken.
        let line = indent + cut + Sparkline.text(Array(drawn))
        let words = label + commonTarget
        if let width = options.width,
            DisplayWidth.of(line) + 2 + DisplayWidth.of(words) > width
        {
            output += line + "\n"
            writeFolded("\(indent)  \(words)", to: &output)
        } else {
            output += "\(line)  \(words)\n"
        }
    }

    /// Whether rows are of different areas, which are no series together.
    private var hasSeveralAreas: Bool {
        guard let column = table.index(of: ColumnID.area) else { return false }
        guard let first = table.rows.first.map({ table.value($0, column) }) else { return false }
        return table.rows.contains { table.value($0, column) != first }
    }

    private func text(_ number: ResultTable.NumberValue?) -> String {
        number.map { NumberForPeople($0).text } ?? ""
    }

    private func place(
        _ period: ResultTable.Value, _ number: ResultTable.NumberValue?
    ) -> String {
        guard case .period(let day, let title, _) = period else { return text(number) }
        return "\(text(number)) \(day.preposition) \(VisibleText.line(title))"
    }

    /// `, target 420` where all rows that have a target have this one.
    private var commonTarget: String {
        guard let column = table.index(of: ColumnID.target) else { return "" }
        let targets = Set(table.rows.compactMap { table.value($0, column).number })
        guard targets.count == 1, let target = targets.first, target.cell.value != nil else {
            return ""
        }
        return ", target \(NumberForPeople(target).text)"
    }
}
