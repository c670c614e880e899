import TallyLanguage
import TallyModel

/// Keeps the rows of which a condition holds. A row without a value never passes, whatever is
/// asked of it; what is said of the whole stays as it is.
struct RowFilter {
    let checker: Checker

    func kept(_ table: ResultTable, _ predicate: Predicate) throws(Diagnostic) -> ResultTable {
        let condition = try condition(predicate, table)
        return kept(table, table.rows.filter { condition($0) == true })
    }

    /// Of which rows a condition holds; of all where there is none.
    func held(_ table: ResultTable, _ predicate: Predicate?) throws(Diagnostic) -> [Bool] {
        guard let predicate else { return table.rows.map { _ in true } }
        let condition = try condition(predicate, table)
        return table.rows.map { condition($0) == true }
    }

    private func kept(_ table: ResultTable, _ rows: [ResultTable.Row]) -> ResultTable {
        var result = table.with(rows: rows)
        result.layout = result.layout == .figure && result.rows.isEmpty ? .grid : result.layout
        if result.rows.count < table.rows.count {
            let all = "\(result.rows.count) of \(table.rows.count) rows"
            result.summary = table.summary.map { "\(all) (of all: \($0))" } ?? all
        }
        return result
    }

    /// Whether it holds of a row; `nil` where the row has nothing to judge by.
    private typealias Condition = (ResultTable.Row) -> Bool?

    private func condition(_ predicate: Predicate, _ table: ResultTable) throws(Diagnostic)
        -> Condition
    {
        switch predicate {
        case .not(let inner):
            let inner = try condition(inner, table)
            return { row in inner(row).map { !$0 } }
        case .and(let a, let b):
            let (a, b) = (try condition(a, table), try condition(b, table))
            return { row in
                switch (a(row), b(row)) {
                case (false, _), (_, false): false
                case (true, true): true
                default: nil
                }
            }
        case .or(let a, let b):
            let (a, b) = (try condition(a, table), try condition(b, table))
            return { row in
                switch (a(row), b(row)) {
                case (true, _), (_, true): true
                case (false, false): false
                default: nil
                }
            }
        case .isOneOf(let column, let literals):
            let index = try self.index(of: column, in: table)
            for literal in literals { try refuse(literal, for: column, table.columns[index]) }
            return { row in
                let matches = literals.map { Self.compare(row.values[index], $0).map { $0 == 0 } }
                return matches.contains(true) ? true : matches.contains(nil) ? nil : false
            }
        case .compares(let column, let comparison, let literal):
            let index = try self.index(of: column, in: table)
            try refuse(literal, for: column, table.columns[index])
            return { row in
                Self.compare(row.values[index], literal).map { order in
                    switch comparison {
                    case .equals: order == 0
                    case .differs: order != 0
                    case .less: order < 0
                    case .lessOrEqual: order <= 0
                    case .greater: order > 0
                    case .greaterOrEqual: order >= 0
                    }
                }
            }
        }
    }

    /// The column of a name: by its id or its heading.
    func index(of column: ColumnName, in table: ResultTable) throws(Diagnostic) -> Int {
        let wanted = NameFolding.fold(column.text)
        for (index, one) in table.columns.enumerated() where one.id == wanted { return index }
        for (index, one) in table.columns.enumerated() where NameFolding.fold(one.title) == wanted {
            return index
        }
        throw .unknownColumn(
            column.text, known: table.columns.map(\.id), at: checker.place(column.span))
    }

    /// A word where the column has numbers is a slip; a number may be looked for among texts.
    private func refuse(_ literal: Literal, for column: ColumnName, _ found: ResultTable.Column)
        throws(Diagnostic)
    {
        if case .text(let text, let span) = literal, found.kind == .number {
            throw .notANumber(text, column: found.id, at: checker.place(span))
        }
    }

    /// Negative, zero or positive as the value comes before, is or comes after the literal; `nil`
    /// where the row has no value.
    private static func compare(_ value: ResultTable.Value, _ literal: Literal) -> Int? {
        switch (value, literal) {
        case (.empty, _): return nil
        case (.number(let number), .number(let wanted, _)):
            return number.cell.value.map {
                ExactDecimal($0).compared(with: ExactDecimal(wanted))
            }
        case (.number, .text): return nil
        case (.period(let period, let title, let code), _):
            let text = Self.text(literal)
            let calendar = Calendar()
            let names = [title, code, period.typed(in: calendar)].map { NameFolding.fold($0) }
            return names.contains(text) ? 0 : NameFolding.fold(code) < text ? -1 : 1
        case (.text(let found), _): return order(found, literal)
        case (.direction(let direction), _): return order(direction.rawValue, literal)
        case (.status(let status), _): return order(status.rawValue, literal)
        }
    }

    private static func order(_ found: String, _ literal: Literal) -> Int {
        let (a, b) = (NameFolding.fold(found), text(literal))
        return a == b ? 0 : a < b ? -1 : 1
    }

    private static func text(_ literal: Literal) -> String {
        switch literal {
        case .number(let number, _): NumberText.full(number)
        case .text(let text, _): NameFolding.fold(text)
        }
    }
}
