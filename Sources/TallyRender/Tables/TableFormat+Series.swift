import TallyEngine
import TallyModel

/// Eight heights of a block, one character a value.
package enum Sparkline {
    /// `▁` in UTF-8; the others follow it in their order.
    private static let lowest: [UInt8] = [0xE2, 0x96, 0x81]

    /// The lowest value as `▁`, the highest as `█`, a gap as a space; where all are equal, all
    /// `▄`.
    package static func text(_ values: [Double?]) -> String {
        let known = values.compactMap { $0 }.filter(\.isFinite)
        guard let low = known.min(), let high = known.max() else {
            return String(repeating: " ", count: values.count)
        }
        // Halved, so that the spread of even the largest numbers stays finite.
        let spread = high / 2 - low / 2
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3 * values.count)
        for value in values {
            guard let value, value.isFinite else {
                bytes.append(UInt8(ascii: " "))
                continue
            }
            let height = spread > 0 ? Int((value / 2 - low / 2) / spread * 7 + 0.5) : 3
            bytes += lowest
            bytes[bytes.count - 1] += UInt8(max(0, min(7, height)))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension TableWriter {
    /// `▁▃█  lowest 397 in Jul 2023, highest 406 in Sep 2023, target 420`: where there is one
    /// series, a value for each of three periods or more. Where a width is given and it does not
    /// fit, the newest values are drawn.
    func writeSparkline(to output: inout String) {
        guard let valueColumn = table.index(of: ColumnID.value), isOnePerPeriod, !hasSeveralAreas
        else { return }
        let values = table.rows.map { $0.value(at: valueColumn).number?.cell.value }
        let known = values.indices.filter { values[$0]?.isFinite == true }
        // What counts only a part of its period is no extreme beside whole ones.
        let short = Set(table.notes.indices.filter { table.notes[$0].code.isOfAPart })
        var whole = known
        if !short.isEmpty {
            whole = known.filter { short.isDisjoint(with: table.rows[$0].notes) }
            if whole.isEmpty { whole = known }
        }
        guard known.count >= 3,
            let low = whole.min(by: { (values[$0] ?? 0) < (values[$1] ?? 0) }),
            let high = whole.max(by: { (values[$0] ?? 0) < (values[$1] ?? 0) })
        else { return }
        let (lowest, highest) = (number(low, valueColumn), number(high, valueColumn))
        var drawn = values[...]
        var cut = ""
        if let width = options.width, values.count > width - indent.utf8.count {
            drawn = values.suffix(max(8, width - indent.utf8.count - 1))
            cut = drawn.count < values.count ? "…" : ""
        }
        var label = "all \(text(lowest))"
        if lowest?.cell != highest?.cell {
            label = "lowest \(place(low, lowest)), highest " + place(high, highest)
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

    /// Whether no two rows are of the same period.
    private var isOnePerPeriod: Bool {
        let column = table.index(of: ColumnID.period)
        var before: Day?
        for row in table.rows {
            // Where they do not stand in their order each is looked for among the others.
            guard case .period(let period, _, _) = table.value(row, column),
                before.map({ $0 < period.first }) ?? true
            else {
                return Set(table.rows.map { table.value($0, column) }).count == table.rows.count
            }
            before = period.first
        }
        return true
    }

    private func number(_ row: Int, _ column: Int) -> ResultTable.NumberValue? {
        table.rows[row].value(at: column).number
    }

    private func text(_ number: ResultTable.NumberValue?) -> String {
        number.map { NumberForPeople($0).text } ?? ""
    }

    /// `406 in Sep 2023`
    private func place(_ row: Int, _ number: ResultTable.NumberValue?) -> String {
        let period = table.value(table.rows[row], table.index(of: ColumnID.period))
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
