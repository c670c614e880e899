import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

extension PlainEvaluator {
    /// An indicator's figure: published for the period, else computed from its formula, else from
    /// finer periods as its kind over time allows.
    func figure(_ leaf: Leaf, _ period: Period, in area: String) throws -> Found {
        guard let declared = catalogue.indicators[leaf.indicator]?.declaration else {
            return Self.missing
        }
        if let cell = try published(leaf, period, declared.kind, in: area) { return Found(cell) }
        // The worst month of a year is that of no shorter period.
        if leaf == reader.alone(leaf.indicator), let formula = formula(of: leaf.indicator),
            !(formula.readsWindow && Self.isFiner(period.grain, than: declared.every))
        {
            let found = try figure(formula, Moment(period), in: area)
            if found.cell != .none(.missing) { return found }
        }
        if leaf.isPublished { return Self.missing }
        return try fromFiner(leaf, period, declared, in: area)
    }

    /// Every series of figures, those of the sources that are believed first in front.
    private func series(_ leaf: Leaf, in area: String) throws -> [StoredSeries] {
        let order = catalogue.indicators[leaf.indicator]?.sources ?? []
        return ordered(try shelf.series(leaf, in: area).filter { $0.reference == nil }, order)
    }

    func ordered(_ series: [StoredSeries], _ order: [String]) -> [StoredSeries] {
        let listed = order.flatMap { name in series.filter { $0.source == name } }
        let others = series.filter { !order.contains($0.source) }
        return listed + others.sorted { $0.source < $1.source }
    }

    /// The published cell for just this period, of the first source that has one. A stock is true
    /// at an instant: whichever figure ends on that day is it, of the finest grain.
    private func published(
        _ leaf: Leaf, _ period: Period, _ kind: TimeKind, in area: String
    ) throws -> Cell? {
        let all = try series(leaf, in: area)
        for one in all where one.grain == period.grain {
            for point in one.points where point.day == period.last {
                if point.first ?? period.first == period.first { return point.cell }
            }
        }
        guard kind == .stock || kind == .ratioOfStocks else { return nil }
        for grain in Self.finestFirst {
            for one in all where one.grain == grain {
                for point in one.points where point.day == period.last { return point.cell }
            }
        }
        return nil
    }

    static let finestFirst: [Grain] = [
        .day, .month, .quarter, .financialYear, .academicYear, .calendarYear, .span,
    ]

    /// A coarser period: the last value of a stock, the sum of a flow. A ratio without its parts is
    /// refused.
    private func fromFiner(
        _ leaf: Leaf, _ period: Period, _ declared: IndicatorDeclaration, in area: String
    ) throws -> Found {
        guard let months = calendar.monthCount(period) else { return Self.missing }
        let all = try series(leaf, in: area)
        // The finest that says anything about the period.
        for grain in Self.finestFirst {
            guard let length = grain.months, length < months else { continue }
            let days = all.filter { $0.grain == grain }.flatMap { $0.points.map(\.day) }
            guard let newest = days.max() else { continue }
            let parts = calendar.periods(grain, within: period)
            let cells = try parts.map { part in
                try published(leaf, part, .flow, in: area) ?? .none(.missing)
            }
            guard cells.contains(where: { $0 != .none(.missing) }) else { continue }
            let reached = parts.filter { $0.last <= newest }.count
            let isUnfinished = period.last > newest
            switch declared.kind {
            case .stock, .ratioOfStocks, .rolling, .yearToDate:
                return Found(cells[reached - 1], isUnfinished: isUnfinished)
            case .flow:
                var found = reduced(cells.map { Found($0) }, of: parts.count) {
                    $0.reduce(0, +)
                }
                // What is still to come is said as such, and not counted as left out.
                if reached < parts.count, cells.compactMap(\.value).count == reached {
                    found.counted = []
                }
                found.isUnfinished = isUnfinished
                if found.cell.value != nil {
                    found.summed = Found.Summed(
                        grain: grain, parts: cells.indices.filter { cells[$0].value != nil })
                }
                return found
            case .ratioOfFlows, .average, .unknown:
                throw Refused(why: "a ratio without its parts")
            }
        }
        return Self.missing
    }

    /// The population in force on a day: of the first source that has one by then, the last value.
    func population(_ id: String, on day: Day, in area: String) throws -> Cell {
        let order = catalogue.populations[id]?.sources ?? []
        for one in ordered(try shelf.population(id, in: area), order) where one.grain == .from {
            if let point = one.points.last(where: { $0.day <= day }) { return point.cell }
        }
        return .none(.missing)
    }

    /// The value of a reference in force in a period, at its indicator's grain only.
    package func reference(_ id: String, of indicator: String, in period: Period, area: String)
        throws -> Cell?
    {
        guard let declared = catalogue.indicators[indicator]?.declaration,
            period.grain == declared.every
        else { return nil }
        let all = ordered(
            try shelf.series(reader.alone(indicator), in: area),
            catalogue.indicators[indicator]?.sources ?? [])
        for one in all where one.reference == id {
            if let point = one.points.last(where: { $0.day <= period.last }) { return point.cell }
        }
        return nil
    }
}
