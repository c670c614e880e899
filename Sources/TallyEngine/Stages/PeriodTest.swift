import TallyLanguage
import TallyModel

/// A period that the rows of a result are compared with. Before it is what ends before it begins;
/// what it has a part of is neither before nor after it.
struct PeriodTest {
    private let period: Period
    /// As it was typed, folded: years that begin in different months may be called the same.
    private let name: String

    /// Whether a period is before it (negative), after it (positive) or neither.
    private func order(_ other: Period) -> Int {
        other.last < period.first ? -1 : other.first > period.last ? 1 : 0
    }

    /// Whether a comparison of a row's value with it holds; `nil` where the row has no period.
    func holds(_ comparison: Comparison, of value: ResultTable.Value) -> Bool? {
        guard case .period(let other, let title, let code) = value else { return nil }
        switch comparison {
        case .equals: return other == period || isCalled(title, code)
        case .differs: return other != period && !isCalled(title, code)
        case .less: return order(other) < 0
        case .lessOrEqual: return order(other) <= 0
        case .greater: return order(other) > 0
        case .greaterOrEqual: return order(other) >= 0
        }
    }

    private func isCalled(_ title: String, _ code: String) -> Bool {
        [title, code].contains { NameFolding.fold($0) == name }
    }
}

extension PeriodTest {
    /// The period of a text as people type it, or as some row has it.
    ///
    /// Throws `bad-period` for what is no period, and for one that depends on the data; and
    /// `ambiguous-period` for a bare year beside what is not reported by financial years.
    init(_ text: String, _ table: ResultTable, column: Int, at place: Diagnostic.Place)
        throws(Diagnostic)
    {
        let name = NameFolding.fold(text)
        self.name = name
        var found: [Period] = []
        for row in table.counted {
            guard case .period(let period, let title, let code) = row.values[column] else {
                continue
            }
            if [title, code].contains(where: { NameFolding.fold($0) == name }) {
                self.period = period
                return
            }
            found.append(period)
        }
        let calendar = Calendar()
        let syntax = Parser.period(text)
        if case .bareYear(let year)? = syntax?.kind {
            let isOfYears = found.allSatisfy {
                $0 == calendar.period(.financialYear, containing: $0.last)
            }
            guard isOfYears else { throw .ambiguousYear(year, at: place) }
            period = calendar.financialYear(from: year - 1)
        } else {
            guard let known = syntax?.period(in: calendar) else {
                throw .notAPeriod(text, column: table.columns[column].id, at: place)
            }
            period = known
        }
    }
}

extension Diagnostic {
    fileprivate static func notAPeriod(_ text: String, column: String, at place: Place)
        -> Diagnostic
    {
        Diagnostic(
            .badPeriod, "the column '\(column)' has periods, and '\(text)' names none by itself",
            at: place, label: "name one such as sep23, 2023-09-30 or 2022/23")
    }
}
