import TallyLanguage
import TallyModel

/// Keeps the rows of which a condition holds. A row without a value never passes, whatever is
/// asked of it; what is said of the whole stays as it is.
struct RowFilter {
    let checker: Checker

    func kept(_ table: ResultTable, _ predicate: Predicate) throws(Diagnostic) -> ResultTable {
        let condition = try condition(predicate, table)
        let isKept = table.rows.map { $0.isTotal || condition($0) == true }
        var result = kept(table, zip(table.rows, isKept).filter(\.1).map(\.0))
        if result.layout == .series, let first = isKept.firstIndex(of: true),
            let last = isKept.lastIndex(of: true), isKept[first...last].contains(false)
        {
            // Periods with others left out between them are no series.
            result.layout = .grid
        }
        if result.counted.isEmpty, !table.counted.isEmpty {
            result.notes += try absent(predicate, table)
        }
        return result
    }

    /// Of which rows a condition holds; of all where there is none.
    func held(_ table: ResultTable, _ predicate: Predicate?) throws(Diagnostic) -> [Bool] {
        guard let predicate else { return table.rows.map { _ in true } }
        let condition = try condition(predicate, table)
        return table.rows.map { $0.isTotal || condition($0) == true }
    }

    private func kept(_ table: ResultTable, _ rows: [ResultTable.Row]) -> ResultTable {
        var result = table.with(rows: rows)
        result.layout = result.layout == .figure && result.rows.isEmpty ? .grid : result.layout
        if result.rows.count < table.rows.count {
            let all = "\(result.counted.count) of \(table.counted.count) rows"
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
        case .isOneOf(let column, let typed):
            let index = try self.index(of: column, in: table)
            if let tests = try periods(typed, index, table) {
                return { row in
                    let holds = tests.map { $0.holds(.equals, of: row.values[index]) }
                    return holds.contains(nil) ? nil : holds.contains(true)
                }
            }
            for literal in typed { try refuse(literal, for: column, table.columns[index]) }
            let literals = typed.map { meant($0, by: table.columns[index]) }
            return { row in
                let matches = literals.map { Self.compare(row.values[index], $0).map { $0 == 0 } }
                return matches.contains(true) ? true : matches.contains(nil) ? nil : false
            }
        case .contains(let column, let typed):
            let index = try self.index(of: column, in: table)
            guard [.text, .status, .direction].contains(table.columns[index].kind) else {
                throw .notOfText(table.columns[index].id, at: checker.place(column.span))
            }
            let wanted = NameFolding.fold(sought(typed))
            return { row in Self.contains(row.values[index], wanted) }
        case .compares(let column, let comparison, let typed):
            let index = try self.index(of: column, in: table)
            if let test = try periods([typed], index, table)?.first {
                return { row in test.holds(comparison, of: row.values[index]) }
            }
            try refuse(typed, for: column, table.columns[index])
            let literal = meant(typed, by: table.columns[index])
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

    /// The column of a name: by its id, its heading, or what its id begins with where no other's does:
    /// `direction` of `direction_2023-08`.
    func index(of column: ColumnName, in table: ResultTable) throws(Diagnostic) -> Int {
        let wanted = NameFolding.fold(column.text)
        for (index, one) in table.columns.enumerated() where one.id == wanted { return index }
        for (index, one) in table.columns.enumerated() where NameFolding.fold(one.title) == wanted {
            return index
        }
        let begun = table.columns.indices.filter { table.columns[$0].id.hasPrefix("\(wanted)_") }
        if begun.count == 1, let only = begun.first { return only }
        // A heading such as `Sep 2023` as one types it: `sep23`.
        if let period = Parser.period(column.text)?.kind,
            let index = table.columns.firstIndex(where: {
                Parser.period($0.title)?.kind == period
            })
        {
            return index
        }
        throw .unknownColumn(
            column.text, known: table.columns.map(\.id), at: checker.place(column.span))
    }

    /// What a column of periods is compared with; `nil` for another column.
    private func periods(_ literals: [Literal], _ index: Int, _ table: ResultTable)
        throws(Diagnostic) -> [PeriodTest]?
    {
        guard table.columns[index].kind == .period else { return nil }
        return try literals.map { literal throws(Diagnostic) in
            let text =
                switch literal {
                case .text(let text, _): text
                case .number(_, let span): checker.text(span)
                }
            return try PeriodTest(
                text, table, column: index, at: checker.place(literal.span))
        }
    }

    /// A word where the column has numbers is a slip; a number may be looked for among texts.
    private func refuse(_ literal: Literal, for column: ColumnName, _ found: ResultTable.Column)
        throws(Diagnostic)
    {
        if case .text(let text, let span) = literal, found.kind == .number {
            throw .notANumber(text, column: found.id, at: checker.place(span))
        }
        let words: [String]
        switch found.kind {
        case .status: words = Status.allCases.map(\.rawValue)
        case .direction: words = Direction.allCases.map { $0.rawValue.lowercased() }
        default: return
        }
        if case .text(let text, let span) = literal, !words.contains(NameFolding.fold(text)) {
            throw .neverSo(found.id, text, words, at: checker.place(span))
        }
    }

    /// A column of things is told by their titles, and they may be asked for by any of their names.
    private func meant(_ literal: Literal, by column: ResultTable.Column) -> Literal {
        let catalogue = checker.catalogue
        let (text, span) =
            switch literal {
            case .text(let text, let span): (text, span)
            case .number(_, let span): (checker.text(span), span)
            }
        func id(_ kind: NameKind) -> String? {
            catalogue.candidates(quoted: text).first { $0.kind == kind }?.id
        }
        let title: String? =
            switch column.id {
            case ColumnID.theme: id(.theme).flatMap { catalogue.themes[$0]?.title }
            case ColumnID.area: catalogue.area(named: text)?.title
            case ColumnID.indicator: id(.indicator).flatMap { catalogue.indicators[$0]?.title }
            default: nil
            }
        return title.map { .text($0, span) } ?? literal
    }

    /// That a text which is asked for stands in no row, and what does.
    private func absent(_ predicate: Predicate, _ table: ResultTable) throws(Diagnostic)
        -> [ResultTable.Note]
    {
        switch predicate {
        case .not(.contains): return []
        case .not(let inner): return try absent(inner, table)
        case .and(let a, let b), .or(let a, let b):
            return try absent(a, table) + absent(b, table)
        case .compares(let column, .equals, let literal):
            return try absent([literal], column, table)
        case .isOneOf(let column, let literals): return try absent(literals, column, table)
        case .contains(let column, let literal):
            let index = try index(of: column, in: table)
            let wanted = NameFolding.fold(sought(literal))
            let isThere = table.counted.contains { row in
                Self.contains(row.values[index], wanted) == true
            }
            return isThere
                ? [] : [.nowhere(table.columns[index].id, contains: sought(literal))]
        case .compares: return []
        }
    }

    private func absent(_ literals: [Literal], _ column: ColumnName, _ table: ResultTable)
        throws(Diagnostic) -> [ResultTable.Note]
    {
        let index = try self.index(of: column, in: table)
        guard table.columns[index].kind == .text else { return [] }
        var texts: [String] = []
        for row in table.counted {
            if case .text(let text) = row.values[index], !texts.contains(text) {
                texts.append(text)
            }
        }
        return literals.compactMap { literal in
            guard case .text(let typed, _) = literal,
                case let wanted = meant(literal, by: table.columns[index]),
                !texts.contains(where: { Self.order($0, wanted) == 0 })
            else { return nil }
            return .nowhere(table.columns[index].id, typed, texts)
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
        case (.number, .text), (.period, _): return nil
        case (.text(let found), _): return order(found, literal)
        case (.direction(let direction), _): return order(direction.rawValue, literal)
        case (.status(let status), _): return order(status.rawValue, literal)
        }
    }

    /// What is looked for in texts: a number as it was typed.
    private func sought(_ literal: Literal) -> String {
        switch literal {
        case .text(let text, _): text
        case .number(_, let span): checker.text(span)
        }
    }

    /// Whether a value that is a text has a folded one in it; `nil` where it is none.
    private static func contains(_ value: ResultTable.Value, _ wanted: String) -> Bool? {
        let text: String
        switch value {
        case .text(let found): text = found
        case .status(let status): text = status.rawValue
        case .direction(let direction): text = direction.rawValue
        case .empty, .number, .period: return nil
        }
        return NameFolding.fold(text).contains(wanted)
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

extension ResultTable.Note {
    /// That none of many texts has something in it.
    fileprivate static func nowhere(_ column: String, contains text: String) -> Self {
        .nothing("no row has '\(text)' in its \(column)")
    }

    /// Of many texts only the one that was probably meant is told.
    fileprivate static func nowhere(_ column: String, _ text: String, _ there: [String]) -> Self {
        var said = "no row has the \(column) '\(text)'"
        if let meant = Resemblance.closest(to: text, among: there, most: 1).first {
            said += "; did you mean '\(meant)'?"
        } else if there.count <= 12 {
            said += ": there is \(there.map { "'\($0)'" }.joined(separator: ", "))"
        }
        return .nothing(said)
    }
}

extension Diagnostic {
    /// A word that a column of few fixed ones never has.
    fileprivate static func neverSo(
        _ column: String, _ text: String, _ words: [String], at place: Place
    ) -> Diagnostic {
        let meant = Resemblance.closest(to: text, among: words, most: 1).first
        return Diagnostic(
            .unknownName, "'\(text)' is no \(column)", at: place,
            label: meant.map { "did you mean '\($0)'?" }
                ?? "it may be \(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")",
            replacement: meant)
    }
}
