import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// Holds an answer beside what a test expects of it.
struct ExpectationCheck {
    let expectation: ExpectationDeclaration
    let calendar: Calendar

    private var query: String { expectation.query.value }

    /// Everything in which an answer or a refusal is not as expected.
    func problems(with answer: Result<ResultTable, Diagnostic>) -> [Diagnostic] {
        switch answer {
        case .failure(let refusal):
            guard let expected = expectation.error else {
                return [refusal.moved(into: expectation.query)]
            }
            if refusal.code.rawValue == expected.value { return [] }
            return [.otherRefusal(query, refusal, expected.value, at: expected.place)]
        case .success(let table):
            if let expected = expectation.error {
                return [.notRefused(query, gives: text(of: table), at: expected.place)]
            }
            return [
                figures(of: table), reason(in: table), period(in: table),
                words(of: table, "status", expectation.status),
                words(of: table, "direction", expectation.direction),
            ].compactMap { $0 } + rows(of: table) + notes(of: table)
        }
    }

    // MARK: Figures

    private func figures(of table: ResultTable) -> Diagnostic? {
        guard let expected = expectation.figures else { return nil }
        let id = expectation.column?.value ?? ColumnID.value
        guard let index = table.columns.firstIndex(where: { $0.id == id && $0.kind == .number })
        else {
            let known = table.columns.filter { $0.kind == .number }.map(\.id)
            return .noSuchColumn(
                id, query, known, at: expectation.column?.place ?? expectation.query.place)
        }
        let actual = table.rows.map { cell($0.values[index]) }
        // No row at all is a figure that is missing.
        if actual.isEmpty, expected.items.map(\.cell) == [.none(.missing)] { return nil }
        let wrong = zip(actual, expected.items).first { !holds($0, $1) }?.1
        if actual.count == expected.items.count, wrong == nil { return nil }
        let decimals = expectation.within == nil ? expected.items.map(\.decimals).max() : nil
        return .otherFigures(
            query, gives: text(actual, decimals), expected: expected.text.value,
            at: actual.count == expected.items.count
                ? wrong.map(expected.place) ?? expected.text.place : expected.text.place)
    }

    private func cell(_ value: ResultTable.Value) -> Cell {
        if case .number(let number) = value { number.cell } else { .none(.missing) }
    }

    private func holds(_ actual: Cell, _ expected: CompactSeries.Item) -> Bool {
        guard let wanted = expected.cell.value, let value = actual.value, value.isFinite else {
            return actual == expected.cell
        }
        if let within = expectation.within {
            let difference = ExactDecimal.difference(value, wanted).magnitude
            return difference.isFinite && ExactDecimal(difference).compared(with: within) <= 0
        }
        return ExactDecimal(value).rounded(to: expected.decimals) == ExactDecimal(wanted)
    }

    /// Figures as a test would write them, with enough decimals to tell them from those expected.
    private func text(_ cells: [Cell], _ decimals: Int?) -> String {
        if cells.isEmpty { return "no figure" }
        let texts = cells.prefix(Self.mostShown).map { cell in
            guard let value = cell.value else { return cell.reason?.symbol ?? "_" }
            guard let decimals, value.isFinite else { return NumberText.full(value) }
            return NumberText.full(ExactDecimal(value).rounded(to: decimals + 2).doubleValue)
        }
        return texts.joined(separator: " ") + (cells.count > Self.mostShown ? " …" : "")
    }

    private static let mostShown = 24

    private func text(of table: ResultTable) -> String {
        guard let index = table.columns.firstIndex(where: { $0.id == ColumnID.value }) else {
            return "\(NumberText.counted(table.rows.count, "row"))"
        }
        return text(table.rows.map { cell($0.values[index]) }, 2)
    }

    // MARK: What is said of figures

    private func reason(in table: ResultTable) -> Diagnostic? {
        guard let expected = expectation.reason else { return nil }
        let reason = ExpectationDeclaration.reasons.first { $0.word == expected.value }?.reason
        let index = table.columns.firstIndex { $0.id == ColumnID.value }
        let cells = index.map { index in table.rows.map { cell($0.values[index]) } } ?? []
        let holds =
            cells.isEmpty ? reason == .missing : cells.allSatisfy { $0.reason == reason }
        return holds
            ? nil
            : .otherReason(query, gives: text(of: table), expected.value, at: expected.place)
    }

    private func period(in table: ResultTable) -> Diagnostic? {
        guard let expected = expectation.period else { return nil }
        guard let wanted = Parser.period(expected.value)?.period(in: calendar) else {
            return .testPeriod(expected.value, at: expected.place)
        }
        var found: [String] = []
        if let index = table.columns.firstIndex(where: { $0.id == ColumnID.period }) {
            for case .period(let period, let title, _) in table.rows.map({ $0.values[index] }) {
                if table.rows.count == 1, period == wanted { return nil }
                found.append(title)
            }
        }
        return .otherPeriod(
            query, gives: found.isEmpty ? "no period" : found.joined(separator: ", "),
            expected.value, at: expected.place)
    }

    /// A column of words: `status`, `direction`.
    private func words(
        of table: ResultTable, _ column: String, _ expected: Placed<String>?
    ) -> Diagnostic? {
        guard let expected else { return nil }
        let index = table.columns.firstIndex { $0.id == column }
        let found = table.rows.map { row -> String in
            switch index.map({ row.values[$0] }) {
            case .status(let status): status.rawValue
            case .direction(let direction): direction.rawValue.lowercased()
            default: "_"
            }
        }
        let wanted = expected.value.split(separator: " ").map(String.init)
        if found == wanted { return nil }
        return .otherWords(
            query, column, gives: found.isEmpty ? "none" : found.joined(separator: " "),
            expected.value, at: expected.place)
    }

    private func rows(of table: ResultTable) -> [Diagnostic] {
        guard let expected = expectation.rows else { return [] }
        let texts = table.rows.map { row in
            row.values.flatMap { value -> [String] in
                switch value {
                case .text(let text): [text]
                case .period(_, let title, let code): [title, code]
                default: []
                }
            }
        }
        guard texts.count == expected.count else {
            return [
                .otherRowCount(
                    query, texts.count, expected.count,
                    at: expected.first?.place ?? expectation.query.place)
            ]
        }
        return zip(texts, expected).enumerated().compactMap { index, pair in
            let wanted = NameFolding.fold(pair.1.value)
            return pair.0.contains { NameFolding.fold($0) == wanted }
                ? nil
                : .otherRow(query, index + 1, pair.0, pair.1.value, at: pair.1.place)
        }
    }

    private func notes(of table: ResultTable) -> [Diagnostic] {
        guard let expected = expectation.notes else { return [] }
        let said = table.notes.map { "\($0.code.rawValue): \($0.text)" }
        if expected.isEmpty {
            return table.notes.isEmpty
                ? [] : [.notedAnyway(query, said, at: expectation.query.place)]
        }
        return expected.compactMap { wanted in
            table.notes.contains {
                $0.code.rawValue == wanted.value || $0.text.contains(wanted.value)
            }
                ? nil : .notNoted(query, wanted.value, said, at: wanted.place)
        }
    }
}
