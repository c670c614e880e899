import TallyEngine
import TallyModel

/// What a table that puts several things beside each other should say, by the plain rules.
package struct PlainTable {
    /// What one place of a row should hold.
    enum Told {
        case cell(Cell)
        case text(String)
        case period(Period)
        case direction(Direction?)
        case status(Status?)
    }

    /// Where in a row it stands.
    enum Place: Hashable {
        case column(String)
        /// So many columns behind the value: what stands beside it.
        case behindValue(Int)
    }

    /// One row; of the places that it does not name nothing is known.
    struct Line {
        var told: [Place: Told] = [:]
        /// The theme by which rows are put together.
        var theme: String?

        subscript(_ column: String) -> Told? {
            get { told[.column(column)] }
            set { told[.column(column)] = newValue }
        }
    }

    var lines: [Line] = []

    /// So many figures it holds.
    package var figures: Int {
        lines.map { line in
            line.told.values.count { if case .cell(.value) = $0 { true } else { false } }
        }.reduce(0, +)
    }

    /// What a result says otherwise, in words; empty where nothing does.
    func differences(from table: ResultTable) -> [String] {
        // The middle of several areas is no line of a figure.
        let rows = table.rows.filter { !$0.isTotal }
        guard lines.count == rows.count else {
            let ids = table.columns.firstIndex { $0.id == ColumnID.id }
            let shown = Set(
                rows.map { row in ids.map { row.values[$0] } ?? row.values[0] })
            let extra = lines.compactMap { line -> String? in
                guard case .text(let id)? = line[ColumnID.id] else { return nil }
                return shown.contains(.text(id)) ? nil : id
            }
            return ["\(rows.count) rows, plain \(lines.count): \(extra.prefix(12))"]
        }
        let places = Dictionary(
            table.columns.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return zip(lines, rows).flatMap { line, row in
            line.told.compactMap { place, told -> String? in
                let index: Int? =
                    switch place {
                    case .column(let id):
                        // Of several it says behind its name of which it is.
                        places[id]
                            ?? table.columns.firstIndex { $0.id.hasPrefix("\(id)_") }
                    case .behindValue(let offset): places[ColumnID.value].map { $0 + offset }
                    }
                guard let index, row.values.indices.contains(index) else {
                    return "no column \(place)"
                }
                let shown = row.values[index]
                return Self.says(shown, told)
                    ? nil
                    : "\(table.columns[index].id) of \(row.values.prefix(3)): planned "
                        + "\(shown), plain \(told)"
            }
        }
    }

    private static func says(_ shown: ResultTable.Value, _ told: Told) -> Bool {
        switch (shown, told) {
        case (.number(let number), .cell(let cell)): TableReading.agree(number.cell, cell)
        case (.empty, .cell(.none(.missing))): true
        case (.text(let text), .text(let plain)): text == plain
        case (.period(let period, _, _), .period(let plain)): period == plain
        case (.direction(let direction), .direction(let plain)): direction == plain
        case (.status(let status), .status(let plain)): status == plain
        case (.empty, .direction(nil)), (.empty, .status(nil)): true
        default: false
        }
    }
}
