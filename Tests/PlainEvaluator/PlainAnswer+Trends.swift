import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// `trend for NAMES`: many indicators over the same periods, a row each.
extension PlainAnswer {
    /// What is wrong with a table of trends. Which periods it has is the table's to say, within what
    /// was asked; what stands in it, and that nothing is left out of it, is checked.
    func problems(inTrends table: ResultTable, _ query: Query, _ shelf: Shelf) throws -> (
        [String], figures: Int
    ) {
        let asked = try asked(query.clauses.focus ?? [], shelf)
        typealias Candidate = (meaning: Meaning, area: String, grain: Grain)
        var candidates: [Candidate] = []
        for (area, figures) in try byArea(asked, shelf) {
            for meaning in figures {
                let plain = evaluator(of: meaning, shelf)
                guard try plain.known(meaning, settled: false, in: area) != nil else { continue }
                candidates.append((meaning, area, try plain.nativeGrain(of: meaning, in: area)))
            }
        }
        let columns = table.columns.enumerated().filter { $1.isSeries }
        let codes = columns.map(\.element.id)
        if candidates.isEmpty { return (table.rows.isEmpty ? [] : ["rows of nothing"], 0) }
        // The length of the periods is told by their codes, but for one that is asked for by name.
        func periods(_ one: Candidate) throws -> [Period]? {
            let plain = evaluator(of: one.meaning, shelf)
            if let syntax = query.clauses.window?.only {
                let named = try plain.period(syntax, of: one.meaning, in: one.area)
                return codes == [named.code(in: plain.calendar)] ? [named] : nil
            }
            let years = Period(.span, Day(1990, 1, 1), Day(2040, 12, 31))
            let all = plain.calendar.periods(one.grain, within: years)
            let found = codes.compactMap { code in
                all.first { $0.code(in: plain.calendar) == code }
            }
            return found.count == codes.count ? found : nil
        }
        if query.isByTheme {
            candidates = byTheme(candidates) { one in
                evaluator(of: one.meaning, shelf).identity(of: one.meaning).flatMap {
                    catalogue.indicators[$0]?.declaration.theme?.value
                }
            }
        }
        var problems: [String] = []
        var count = 0
        var left = table.rows[...]
        let ids = table.columns.map(\.id)
        for one in candidates {
            guard let shown = try periods(one), !codes.isEmpty else { continue }
            let plain = evaluator(of: one.meaning, shelf)
            let known = try plain.known(one.meaning, settled: false, in: one.area)
            let rows: [Row]
            do {
                rows = try shown.map { try alone(one.meaning, $0, plain, one.area, known) }
            } catch let error as Refused {
                if asked.named.contains(one.meaning) { throw error }
                continue
            }
            if rows.allSatisfy({ $0.cell == .none(.missing) }) { continue }
            let id = plain.identity(of: one.meaning) ?? ""
            let area = catalogue.areas[one.area]?.title ?? one.area
            func text(_ row: ResultTable.Row, _ column: String) -> String? {
                guard let index = ids.firstIndex(of: column),
                    case .text(let text) = row.values[index]
                else { return nil }
                return text
            }
            guard let row = left.first, text(row, ColumnID.id) ?? "" == id,
                text(row, ColumnID.area) == area
            else {
                problems.append("no row of \(id) in \(area)")
                continue
            }
            left.removeFirst()
            for (column, plain) in zip(columns, rows) {
                count += plain.cell.value == nil ? 0 : 1
                var cell = Cell.none(.missing)
                if case .number(let number) = row.values[column.offset] { cell = number.cell }
                if !TableReading.agree(cell, plain.cell) {
                    problems.append(
                        "\(id) \(column.element.id): planned \(cell), plain \(plain.cell)")
                }
            }
            if let index = ids.firstIndex(of: ColumnID.direction) {
                var direction: Direction?
                if case .direction(let shown) = row.values[index] { direction = shown }
                let wanted = rows.last.flatMap(Self.direction(of:))
                if direction != wanted {
                    problems.append(
                        "direction of \(id): planned \(direction?.rawValue ?? "none"), plain "
                            + (wanted?.rawValue ?? "none"))
                }
            }
        }
        if !left.isEmpty { problems.append("\(left.count) rows that were not asked for") }
        return (problems, count)
    }
}
