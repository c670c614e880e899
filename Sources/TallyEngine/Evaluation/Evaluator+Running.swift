import TallyLanguage
import TallyModel

extension Evaluator {
    /// The days over which figures are added for a period: up to its last day.
    func window(
        _ running: RunningWindow.Kind, of inner: CheckedExpression, upTo period: Period
    ) -> Period {
        let first: Day =
            switch running {
            case .rolling(let count, let unit):
                Calendar.advanced(period.last, byMonths: -count * unit.months).advanced(by: 1)
            case .yearToDate: year(of: inner, to: period).first
            }
        return calendar.named(first, period.last)
    }

    /// The year that `year to date` runs along: the financial one, but for what is recorded by
    /// another.
    private func year(of inner: CheckedExpression, to period: Period) -> Period {
        let grain = nativeGrain(of: inner)
        let years: [Grain] = [.academicYear, .calendarYear]
        return calendar.period(
            years.contains(grain) ? grain : .financialYear, containing: period.last)
    }

    /// A flow added over a window that ends with each period. One suppressed figure makes the sum
    /// suppressed; other reasons are skipped and counted.
    func running(
        _ inner: CheckedExpression, _ running: RunningWindow.Kind, decimals: Int, on axis: Axis
    ) throws(Diagnostic) -> Column {
        let grain = nativeGrain(of: inner)
        if case .rolling(let count, let unit) = running, let step = grain.months,
            count * unit.months % step != 0
        {
            throw .rollingFiner(grain, months: count * unit.months)
        }
        let windows = axis.periods.map {
            calendar.periods(grain, within: window(running, of: inner, upTo: $0))
        }
        // Neighbouring windows share most of their periods, which are read once.
        let periods = Set(windows.joined()).sorted { $0.last < $1.last }
        let places = Dictionary(
            periods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let column = try column(inner, on: Axis(periods))
        var told: [Int: [ResultTable.Note]] = [:]
        for (row, note) in column.notes where note.code.travels {
            let said =
                note.code == .disagreement ? note.of(periods[row].title(in: calendar)) : note
            told[row, default: []].append(said)
        }
        var result = Column(repeating: .none(.missing), decimals: decimals, count: axis.count)
        for (row, window) in windows.enumerated() {
            let rows = window.compactMap { places[$0] }
            guard window.last?.last == axis.periods[row].last else { continue }
            let cells = rows.map { column.cells[$0] }
            if cells.contains(.none(.suppressed)) {
                result.cells[row] = .none(.suppressed)
                continue
            }
            let values = cells.compactMap(\.value)
            guard !values.isEmpty else {
                result.cells[row] = .none(cells.compactMap(\.reason).min() ?? .missing)
                continue
            }
            result.cells[row] = Cell(computed: values.reduce(0, +))
            if running == .yearToDate {
                let year = year(of: inner, to: axis.periods[row])
                let first = calendar.period(.month, containing: year.first)
                result.notes.append(
                    (
                        row,
                        .yearToDate(
                            year.grain, year.title(in: calendar), from: first.title(in: calendar))
                    ))
            }
            if values.count < window.count {
                result.notes.append((row, .partCounted(values.count, of: window.count, grain)))
            }
            var said: Set<ResultTable.Note> = []
            for note in rows.reversed().flatMap({ told[$0] ?? [] }) {
                // Of what is provisional only the newest is told.
                let isTold = note.code == .provisional && said.contains { $0.code == note.code }
                if !isTold, said.insert(note).inserted { result.notes.append((row, note)) }
            }
        }
        return result
    }
}
