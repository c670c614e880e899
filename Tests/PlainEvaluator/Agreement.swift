import TallyEngine
import TallyLanguage
import TallyModel

/// The planned answer to a sentence beside the plain one.
package enum Verdict {
    /// So many figures agree.
    case agrees(figures: Int)
    /// The planned evaluator refuses the sentence.
    case refused(Diagnostic)
    /// The plain evaluator has no rule for it.
    case unhandled(String)
    case differs(String)
}

package struct PlainCheck {
    package let engine: Engine
    /// Raw figures by the day as known at which they are read.
    private var shelves: [Day?: Shelf] = [:]

    package init(_ engine: Engine) { self.engine = engine }

    /// Answers a sentence both ways.
    package mutating func verdict(
        on query: Query, in text: SourceText, _ bindings: [String: Binding] = [:]
    ) -> Verdict {
        var query = query
        query.stages = []
        query.clauses.predicate = nil
        var plain = PlainAnswer(engine.catalogue, engine.source)
        plain.area = engine.area
        plain.bindings = bindings
        let day = query.clauses.asKnown?.day ?? engine.asKnown
        let shelf = shelves[day] ?? Shelf(engine.source, engine.catalogue, asKnown: day)
        shelves[day] = shelf
        let table: ResultTable
        do throws(Diagnostic) {
            table = try engine.answer(query, in: text, bindings: bindings)
        } catch {
            return .refused(error)
        }
        do {
            if let (problems, figures) = try plain.problems(in: table, of: query, on: shelf) {
                return problems.isEmpty
                    ? .agrees(figures: figures)
                    : .differs(problems.prefix(4).joined(separator: "; "))
            }
            let rows = try plain.rows(of: query, on: shelf)
            let problems = TableReading(table, engine.catalogue).differences(from: rows)
            return problems.isEmpty
                ? .agrees(figures: rows.count)
                : .differs(problems.prefix(4).joined(separator: "; "))
        } catch let error as Unhandled {
            return .unhandled(error.what)
        } catch {
            return .differs("the plain one refuses (\(error)), the planned one answers")
        }
    }
}

/// Reads back from a result what it says of each figure.
struct TableReading {
    let table: ResultTable
    let catalogue: Catalogue
    private let places: [String: Int]

    init(_ table: ResultTable, _ catalogue: Catalogue) {
        self.table = table
        self.catalogue = catalogue
        places = Dictionary(
            table.columns.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func value(_ row: ResultTable.Row, _ id: String) -> ResultTable.Value? {
        places[id].map { row.values[$0] }
    }

    private func cell(_ row: ResultTable.Row, _ id: String) -> Cell? {
        if case .number(let number)? = value(row, id) { number.cell } else { nil }
    }

    private func text(_ row: ResultTable.Row, _ id: String) -> String? {
        if case .text(let text)? = value(row, id) { text } else { nil }
    }

    private func period(_ row: ResultTable.Row) -> Period? {
        if case .period(let period, _, _)? = value(row, ColumnID.period) { period } else { nil }
    }

    /// What differs, in words; empty where nothing does.
    func differences(from plain: [PlainAnswer.Row]) -> [String] {
        if plain.contains(where: { !$0.members.isEmpty }) { return byMembers(plain) }
        if places["holds"] != nil { return holding(plain) }
        if table.rows.isEmpty, plain.allSatisfy({ $0.cell == .none(.missing) }) { return [] }
        if places[ColumnID.period] == nil {
            return compared(table.rows.first.flatMap { cell($0, ColumnID.value) }, plain.first, "")
        }
        return each(plain)
    }

    /// Row for row; a missing figure outside all that is known need not be shown.
    private func each(_ plain: [PlainAnswer.Row]) -> [String] {
        var problems: [String] = []
        var left = table.rows[...]
        for row in plain {
            let title = catalogue.areas[row.area]?.title ?? row.area
            guard let shown = left.first, period(shown) == row.period,
                text(shown, ColumnID.area).map({ $0 == title }) ?? true
            else {
                if row.cell != .none(.missing) {
                    problems.append("not shown: \(row.cell) in \(row.period.last.iso)")
                }
                continue
            }
            left.removeFirst()
            let at = "\(title) \(row.period.grain.rawValue) \(row.period.last.iso)"
            problems += compared(
                places[ColumnID.value] == nil ? row.cell : cell(shown, ColumnID.value), row, at)
            problems += beside(row, shown, at)
        }
        for row in left {
            problems.append(
                "shown and not asked for: \(cell(row, ColumnID.value).map { "\($0)" } ?? "") in "
                    + (period(row)?.last.iso ?? ""))
        }
        return problems
    }

    /// What stands in a row beside its figure.
    private func beside(_ row: PlainAnswer.Row, _ shown: ResultTable.Row, _ at: String)
        -> [String]
    {
        var problems: [String] = []
        if let before = cell(shown, ColumnID.before), let plain = row.before,
            !Self.agree(before, plain)
        {
            problems.append("before \(at): planned \(before), plain \(plain)")
        }
        if case .direction(let direction)? = value(shown, ColumnID.direction) {
            let (now, before) = (
                row.cell.value ?? .nan, row.isChange ? 0 : row.before?.value ?? .nan
            )
            let better = row.good == .low ? before - now : now - before
            let plain: Direction =
                abs(better) < 1e-9 * max(1, abs(now))
                ? direction
                : better > 0 ? .improving : .worsening
            if row.good == .neither || plain != direction || !better.isFinite {
                problems.append("direction \(at): planned \(direction), plain \(plain)")
            }
        } else if row.good != .neither, cell(shown, ColumnID.before)?.value != nil,
            row.cell.value != nil, places[ColumnID.direction] != nil
        {
            problems.append("direction \(at): planned none")
        }
        if let numerator = cell(shown, ColumnID.numerator),
            let denominator = cell(shown, ColumnID.denominator), let parts = row.parts,
            !Self.agree(numerator, parts.numerator) || !Self.agree(denominator, parts.denominator)
        {
            problems.append("parts \(at): planned \(numerator) \(denominator), plain \(parts)")
        }
        if places[ColumnID.target] != nil {
            let target = cell(shown, ColumnID.target)
            if target.map({ one in row.target.map { Self.agree(one, $0) } ?? false })
                ?? (row.target == nil)
            {
            } else {
                problems.append(
                    "target \(at): planned \(target.map { "\($0)" } ?? "-"), plain "
                        + (row.target.map { "\($0)" } ?? "-"))
            }
        }
        // What was left out of a figure is said beside it.
        let notes = shown.notes.map { table.notes[$0] }
        for counted in row.counted where row.cell.value != nil {
            if !notes.contains(where: {
                $0.code == .partCounted && $0.text.hasPrefix("\(counted) ")
            }) {
                problems.append("'\(counted)' is not said, \(at)")
            }
        }
        return problems
    }

    private func holding(_ plain: [PlainAnswer.Row]) -> [String] {
        guard plain.count == table.rows.count else {
            return ["\(table.rows.count) rows, plain \(plain.count)"]
        }
        return zip(plain, table.rows).compactMap { row, shown in
            let plain =
                row.cell.value.map { $0 == 0 ? "no" : "yes" } ?? row.cell.reason?.words ?? ""
            let said = text(shown, "holds") ?? ""
            let isThen = places[ColumnID.period] == nil || period(shown) == row.period
            return plain == said && isThen
                ? nil : "\(row.period.last.iso): planned \(said), plain \(plain)"
        }
    }

    // MARK: - Members

    /// By member, one row each, or one column each where there are several periods.
    private func byMembers(_ plain: [PlainAnswer.Row]) -> [String] {
        plain.flatMap { row -> [String] in
            if row.cell == .none(.missing) { return [] }
            let at = "\(row.members.values.sorted()) \(row.period.last.iso)"
            let shown: Cell?
            if places[ColumnID.value] != nil {
                let titles = row.members.map { id, member in
                    (id, catalogue.dimensions[id]?.members.first { $0.id == member }?.title)
                }
                shown =
                    table.rows.first { one in
                        guard period(one) == row.period else { return false }
                        if row.members.isEmpty { return one.values.contains(.text("total")) }
                        return titles.allSatisfy { text(one, $0.0) == $0.1 }
                    }.flatMap { cell($0, ColumnID.value) }
            } else {
                let id = row.members.first?.value ?? "total"
                shown = table.rows.first { period($0) == row.period }.flatMap { cell($0, id) }
            }
            return compared(shown, row, at)
        }
    }

    private func compared(_ shown: Cell?, _ row: PlainAnswer.Row?, _ at: String) -> [String] {
        guard let shown, let row else { return ["no figure \(at)"] }
        return Self.agree(shown, row.cell)
            ? [] : ["\(at): planned \(shown), plain \(row.cell)"]
    }

    /// To a billionth of the greater, since sums may be made in another order.
    static func agree(_ a: Cell, _ b: Cell) -> Bool {
        guard let x = a.value, let y = b.value else { return a == b }
        return abs(x - y) <= 1e-9 * max(1, abs(x), abs(y))
    }
}
