import TallyEngine
import TallyModel

/// A card for one figure:
///
///     No. of CIC at end of month, Dorset
///       473 in Sep 2023, up 9 from 464 in Aug 2023: Worsening (low is good)
///       target 420: 53 over, red: not within 10% of target
///
/// Any column may be absent or empty, and then nothing is said of it. A number `x` beside which
/// there is a column `x_gap` is a reference as `target` is with `gap`; every other column that is
/// not for machines gets a line of its own.
extension TableWriter {
    /// The columns that the card has words for.
    private static let told: Set<String> = [
        ColumnID.indicator, ColumnID.area, ColumnID.period, ColumnID.value, ColumnID.unit,
        ColumnID.numerator, ColumnID.denominator, ColumnID.before, ColumnID.beforePeriod,
        ColumnID.change, ColumnID.direction, ColumnID.good, ColumnID.target, ColumnID.gap,
        ColumnID.status, ColumnID.statusReason,
    ]

    func writeFigure(_ row: ResultTable.Row, to output: inout String) {
        writeTitle(table.title ?? composedTitle(row), to: &output)
        let indent = "  "
        writeFolded(indent + headline(row), to: &output)
        if let line = targetLine(row) { writeFolded(indent + line, to: &output) }
        for line in furtherLines(row) { writeFolded(indent + line, to: &output) }
        if let summary = table.summary {
            writeFolded(indent + VisibleText.line(summary), to: &output)
        }
        for note in table.notes {
            writeNote("\(indent)\(note.label): " + VisibleText.line(note.text), to: &output)
        }
    }

    private func value(_ row: ResultTable.Row, _ id: String) -> ResultTable.Value {
        table.value(row, table.index(of: id))
    }

    /// A number with the unit of its column where it has none itself.
    private func number(_ row: ResultTable.Row, _ id: String) -> ResultTable.NumberValue? {
        guard let index = table.index(of: id), let number = table.value(row, index).number else {
            return nil
        }
        return ResultTable.NumberValue(
            number.cell, decimals: number.decimals, unit: number.unit ?? table.columns[index].unit,
            signed: number.signed)
    }

    private func words(_ row: ResultTable.Row, _ id: String) -> String? {
        let text = VisibleText.line(value(row, id).forPeople())
        return text.isEmpty ? nil : text
    }

    private func composedTitle(_ row: ResultTable.Row) -> String? {
        let parts = [words(row, ColumnID.indicator), words(row, ColumnID.area)].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// ` in Sep 2023`; empty where no period is said.
    private func when(_ row: ResultTable.Row, _ id: String) -> String {
        guard case .period(let period, let title, _) = value(row, id) else {
            return words(row, id).map { " in \($0)" } ?? ""
        }
        return " \(period.preposition) \(VisibleText.line(title))"
    }

    /// `473 in Sep 2023, up 9 from 464 in Aug 2023: Worsening (low is good)`
    private func headline(_ row: ResultTable.Row) -> String {
        let when = when(row, ColumnID.period)
        guard let number = number(row, ColumnID.value) else {
            return (words(row, ColumnID.value) ?? "no value") + when
        }
        if let reason = number.cell.reason { return "no value\(when)\(reason.explanation)" }
        var text = number.phrase + when
        if let numerator = self.number(row, ColumnID.numerator), numerator.cell.value != nil,
            let denominator = self.number(row, ColumnID.denominator),
            denominator.cell.value != nil
        {
            text += " (\(NumberForPeople(numerator).text) of \(NumberForPeople(denominator).text))"
        }
        text += movement(row)
        let good = goodWords(row)
        if case .direction(let direction) = value(row, ColumnID.direction) {
            let word = direction.ink?.paint(direction.rawValue, options.colour)
            text += ": \(word ?? direction.rawValue)"
            if let good { text += " (\(good))" }
        } else if let good {
            text += "; \(good)"
        }
        return text
    }

    /// `, up 9 from 464 in Aug 2023`; empty where nothing is said of the period before.
    private func movement(_ row: ResultTable.Row) -> String {
        guard let before = number(row, ColumnID.before) else { return "" }
        let when = when(row, ColumnID.beforePeriod)
        if let reason = before.cell.reason { return "; no value\(when)\(reason.explanation)" }
        let from = NumberForPeople(before).text + when
        guard let change = number(row, ColumnID.change), case .value(let step) = change.cell else {
            return ", from \(from)"
        }
        if step == 0 { return ", unchanged from \(from)" }
        let word = step > 0 ? "up" : "down"
        if NumberForPeople(change).text.utf8.contains(where: { (0x31...0x39).contains($0) }) {
            return ", \(word) \(change.distance) from \(from)"
        }
        return ", \(word) slightly from \(from)"
    }

    /// `low is good`, from the word or from the whole phrase.
    private func goodWords(_ row: ResultTable.Row) -> String? {
        guard let text = words(row, ColumnID.good) else { return nil }
        return Polarity(rawValue: text).map(\.words) ?? text
    }

    /// `target 420: 53 over, red`
    private func targetLine(_ row: ResultTable.Row) -> String? {
        var status: String?
        if case .status(let value) = value(row, ColumnID.status) {
            status = value.ink.paint(value.rawValue, options.colour)
            if value != .green, let reason = words(row, ColumnID.statusReason) {
                status?.append(": \(reason)")
            }
        }
        guard let target = number(row, ColumnID.target) else { return status }
        return reference(
            "target", target, gap: number(row, ColumnID.gap), value: number(row, ColumnID.value),
            status: status)
    }

    /// A reference with how far the value lies from it. The gap says how far, the two values on
    /// which side; the sign of the gap is not looked at, since plus may mean better.
    private func reference(
        _ title: String, _ reference: ResultTable.NumberValue, gap: ResultTable.NumberValue?,
        value: ResultTable.NumberValue?, status: String? = nil
    ) -> String {
        var said: [String] = []
        if let value = value?.cell.value, let target = reference.cell.value {
            if value == target {
                said.append(title == "target" ? "met exactly" : "the same")
            } else if let gap, gap.cell.value != nil {
                said.append("\(gap.distance) \(value > target ? "over" : "under")")
            }
        }
        if let status { said.append(status) }
        let tail = said.isEmpty ? "" : ": " + said.joined(separator: ", ")
        return "\(title) \(NumberForPeople(reference).text)\(tail)"
    }

    private func furtherLines(_ row: ResultTable.Row) -> [String] {
        let gaps = Set(
            table.columns.map { $0.id + "_gap" }.filter { table.index(of: $0) != nil })
        return table.columnsForPeople.compactMap { index in
            let column = table.columns[index]
            guard !Self.told.contains(column.id), !gaps.contains(column.id) else { return nil }
            let title = VisibleText.line(column.title)
            if let number = number(row, column.id) {
                guard gaps.contains(column.id + "_gap") else { return "\(title) \(number.phrase)" }
                return reference(
                    title, number, gap: self.number(row, column.id + "_gap"),
                    value: self.number(row, ColumnID.value))
            }
            if case .status(let status) = table.value(row, index) {
                return "\(title): \(status.ink.paint(status.rawValue, options.colour))"
            }
            return words(row, column.id).map { "\(title): \($0)" }
        }
    }
}
