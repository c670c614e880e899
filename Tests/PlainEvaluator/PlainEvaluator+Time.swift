import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

extension PlainEvaluator {
    /// Every leaf with the area in which it is read. Those of brackets that name their own period
    /// stand still: they count only where there are no others.
    private func leaves(of meaning: Meaning, in area: String) throws -> [(Leaf, String)] {
        let following = try leaves(of: meaning, in: area, pinned: false)
        return following.isEmpty ? try leaves(of: meaning, in: area, pinned: true) : following
    }

    private func leaves(of meaning: Meaning, in area: String, pinned: Bool) throws
        -> [(Leaf, String)]
    {
        switch meaning {
        case .leaf(let leaf): return [(leaf, area)]
        case .within(_, _, .some) where !pinned: return []
        case .within(let inner, let areas, _):
            return try leaves(of: inner, in: try only(areas) ?? area, pinned: pinned)
        case .running(.leaf(let leaf), let kind) where standingStill(meaning) == nil:
            // A ratio is made anew from its parts, so that only they say for when.
            if kindOverTime(.leaf(leaf)) != .flow, let formula = formula(of: leaf.indicator) {
                return try leaves(of: formula.running(kind), in: area, pinned: pinned)
            }
            return [(leaf, area)]
        case .running(let inner, let kind):
            switch inner {
            case .rate, .share, .arithmetic(.multiply, _, _), .arithmetic(.divide, _, _):
                return try inner.parts.flatMap {
                    try leaves(of: $0.running(kind), in: area, pinned: pinned)
                }
            default: return try leaves(of: inner, in: area, pinned: pinned)
            }
        default:
            return try meaning.parts.flatMap { try leaves(of: $0, in: area, pinned: pinned) }
        }
    }

    /// The grain at which figures are recorded: the coarsest of the leaves'.
    func nativeGrain(of meaning: Meaning, in area: String) throws -> Grain {
        var coarsest: Grain?
        for (leaf, area) in try leaves(of: meaning, in: area) {
            let grain = try nativeGrain(of: leaf, in: area)
            if coarsest.map({ Self.isFiner($0, than: grain) }) ?? true { coarsest = grain }
        }
        return coarsest ?? .month
    }

    static func isFiner(_ a: Grain, than b: Grain) -> Bool {
        (finestFirst.firstIndex(of: a) ?? 9) < (finestFirst.firstIndex(of: b) ?? 9)
    }

    /// The declared grain where there are figures at it, else the finest at which there are. What is
    /// only computed is for its own periods, or the coarser ones of its parts.
    private func nativeGrain(of leaf: Leaf, in area: String) throws -> Grain {
        let declared = catalogue.indicators[leaf.indicator]?.declaration.every ?? .month
        let stored = try shelf.series(leaf, in: area).filter {
            $0.reference == nil && $0.grain != .from
        }
        if let finest = Self.finestFirst.first(where: { grain in
            stored.contains { $0.grain == grain }
        }) {
            return stored.contains { $0.grain == declared } ? declared : finest
        }
        guard let formula = formula(of: leaf.indicator) else { return declared }
        let parts = try nativeGrain(of: formula, in: area)
        return Self.isFiner(declared, than: parts) ? parts : declared
    }

    /// From the first to the last day for which there are figures of every leaf; with `settled`
    /// what arrears leave open is taken off the end. `nil` where some leaf has none.
    package func known(_ meaning: Meaning, settled: Bool, in area: String) throws -> (
        first: Day, last: Day
    )? {
        if let inner = standingStill(meaning) {
            return try known(inner, settled: settled, in: area)
        }
        if case .arithmetic(.otherwise, let a, let b) = meaning {
            let sides = try [a, b].compactMap { try known($0, settled: settled, in: area) }
            guard let first = sides.map(\.first).min(), let last = sides.map(\.last).max() else {
                return nil
            }
            return (first, last)
        }
        var all: [(first: Day, last: Day)] = []
        if case .population(let id) = meaning {
            // Of the sources in order the first is in force as long as it goes.
            let held = ordered(
                try shelf.population(id, in: area), catalogue.populations[id]?.sources ?? []
            ).filter { $0.grain == .from && !$0.points.isEmpty }
            guard let last = held.first?.points.last?.day,
                let first = held.compactMap(\.points.first?.day).min()
            else { return nil }
            return (first, last)
        }
        for (leaf, area) in try leaves(of: meaning, in: area) {
            guard let one = try known(leaf, settled: settled, in: area) else { return nil }
            all.append(one)
        }
        guard let first = all.map(\.first).max(), let last = all.map(\.last).min() else {
            return nil
        }
        return (first, last)
    }

    private func known(_ leaf: Leaf, settled: Bool, in area: String) throws -> (
        first: Day, last: Day
    )? {
        let grain = try nativeGrain(of: leaf, in: area)
        let stored = try shelf.series(leaf, in: area).filter {
            $0.reference == nil && $0.grain == grain
        }
        var days = stored.flatMap { $0.points.map(\.day) }.sorted()
        if settled, let limit = try settledLimit(leaf, stored, grain, in: area),
            days.contains(where: { $0 <= limit })
        {
            days = days.filter { $0 <= limit }
        }
        var result = days.first.flatMap { first in days.last.map { (first, $0) } }
        if leaf == reader.alone(leaf.indicator), let formula = formula(of: leaf.indicator),
            let computed = try known(formula, settled: settled, in: area)
        {
            result =
                result.map { (min($0.0, computed.first), max($0.1, computed.last)) } ?? computed
        }
        return result
    }

    /// Arrears are counted from the last month of the source that gives the newest figure.
    private func settledLimit(
        _ leaf: Leaf, _ stored: [StoredSeries], _ grain: Grain, in area: String
    ) throws -> Day? {
        let arrears = catalogue.indicators[leaf.indicator]?.declaration.arrears ?? 0
        guard arrears > 0, let newest = stored.flatMap({ $0.points.map(\.day) }).max() else {
            return nil
        }
        let order = catalogue.indicators[leaf.indicator]?.sources ?? []
        let givers = stored.filter { $0.points.contains { $0.day == newest } }.map(\.source)
        guard let giver = order.first(where: givers.contains) ?? givers.min(),
            let last = try shelf.lastDay(of: giver, in: area, grain)
        else { return nil }
        return Calendar.advanced(last, byMonths: -arrears)
    }

    /// The newest settled period.
    package func latest(_ meaning: Meaning, in area: String) throws -> Period {
        guard let known = try known(meaning, settled: true, in: area) else {
            throw Refused(why: "nothing is known of it")
        }
        return calendar.period(try nativeGrain(of: meaning, in: area), containing: known.last)
    }

    // MARK: - Periods

    /// A moment with its period and its window moved: by its own length, or on the calendar.
    func moved(_ at: Moment, _ shift: Shift) -> Moment {
        func moved(_ period: Period) -> Period {
            switch shift {
            case .previous: calendar.advanced(period, by: -1)
            case .ago(let count, let unit):
                onCalendar(calendar.advanced(period, byMonths: -count * unit.months))
            }
        }
        // A longer period that no longer begins where its kind does is a run of months.
        func onCalendar(_ period: Period) -> Period {
            guard period.grain.months != nil,
                calendar.period(period.grain, containing: period.first) != period
            else { return period }
            return calendar.named(period.first, period.last)
        }
        return Moment(moved(at.period), window: at.window.map(moved))
    }

    /// A period as typed. `previous` and `ago` are counted from the anchor, else from the latest.
    package func period(
        _ syntax: PeriodSyntax, of meaning: Meaning, in area: String, from anchor: Period? = nil
    ) throws -> Period {
        switch syntax.kind {
        case .day(let day):
            let native = calendar.period(
                try nativeGrain(of: meaning, in: area), containing: day)
            return native.last == day ? native : .day(day)
        case .month(let year, let month): return calendar.month(year, month)
        case .quarter(let quarter, let year): return calendar.quarter(quarter, ofYearFrom: year)
        case .financialYear(let year): return calendar.financialYear(from: year)
        case .academicYear(let year): return calendar.academicYear(from: year)
        case .calendarYear(let year): return calendar.calendarYear(year)
        case .bareYear(let year):
            guard try nativeGrain(of: meaning, in: area) == .financialYear else {
                throw Refused(why: "a bare year")
            }
            return calendar.financialYear(from: year - 1)
        case .latest: return try latest(meaning, in: area)
        case .previous:
            return calendar.advanced(try anchor ?? latest(meaning, in: area), by: -1)
        case .ago(let count, let unit):
            return calendar.advanced(
                try anchor ?? latest(meaning, in: area), byMonths: -count * unit.months)
        case .range(let from, let to):
            let first = try period(from, of: meaning, in: area, from: anchor)
            let last = try period(to, of: meaning, in: area, from: anchor)
            guard first.first <= last.last else { throw Refused(why: "a backward range") }
            return calendar.named(first.first, last.last)
        }
    }

    /// The moments that a window asks for: one for `in`, one for each native period, or of the
    /// grain that `by` sets, for a run of them.
    package func moments(
        _ window: Window?, _ unit: PeriodUnit?, of meaning: Meaning, in area: String
    ) throws -> [Moment] {
        if unit == nil, !meaning.hasFigurePerPeriod, window == nil || !meaning.readsWindow,
            let own = try ownPeriod(meaning, area)
        {
            return [Moment(own)]
        }
        return try asked(window, unit, of: meaning, in: area)
    }

    /// The same, whatever brackets name.
    private func asked(
        _ window: Window?, _ unit: PeriodUnit?, of meaning: Meaning, in area: String
    ) throws -> [Moment] {
        func each(_ run: Period) throws -> [Moment] {
            if let unit {
                return calendar.periods(Self.grain(unit), within: run).map { Moment($0) }
            }
            if meaning.readsWindow, !meaning.hasFigurePerPeriod {
                return [Moment(run, window: run)]
            }
            return calendar.periods(try nativeGrain(of: meaning, in: area), within: run)
                .map { Moment($0, window: run) }
        }
        func run(_ first: Day, _ last: Day) throws -> [Moment] {
            var end = last
            // All of the last year or quarter, where nothing more is known of it.
            if let unit, let known = try known(meaning, settled: false, in: area)?.last {
                let longer = calendar.period(Self.grain(unit), containing: last)
                if known <= last, longer.first <= known, first <= longer.first {
                    end = longer.last
                }
            }
            return first <= last ? try each(calendar.named(first, end)) : []
        }
        switch window?.kind {
        case nil:
            guard let unit else { return [Moment(try latest(meaning, in: area))] }
            return try whole(unit, of: meaning, in: area)
        case .at(let syntax):
            let period = try period(syntax, of: meaning, in: area)
            return unit == nil ? [Moment(period)] : try each(period)
        case .range(let from, let to):
            let first = try period(from, of: meaning, in: area)
            let last = try period(to, of: meaning, in: area)
            guard first.first <= last.last else { throw Refused(why: "a backward range") }
            return try run(first.first, last.last)
        case .since(let from):
            return try run(
                try period(from, of: meaning, in: area).first, try latest(meaning, in: area).last)
        case .last(let count, let unit):
            let last = try latest(meaning, in: area).last
            return try run(
                Calendar.advanced(last, byMonths: -count * unit.months).advanced(by: 1), last)
        }
    }

    /// Every period of a grain that is known as a whole, and the last, which may be unfinished.
    private func whole(_ unit: PeriodUnit, of meaning: Meaning, in area: String) throws -> [Moment]
    {
        guard let known = try known(meaning, settled: true, in: area), known.first <= known.last
        else { return [] }
        let grain = Self.grain(unit)
        let begins = calendar.period(
            try nativeGrain(of: meaning, in: area), containing: known.first
        ).first
        var moments: [Moment] = []
        var period = calendar.period(grain, containing: known.last)
        repeat {
            moments.insert(Moment(period), at: 0)
            period = calendar.advanced(period, by: -1)
        } while period.first >= begins
        return moments
    }

    /// The last of the periods that brackets name, where they are single periods.
    func ownPeriod(_ meaning: Meaning, _ area: String) throws -> Period? {
        func windows(_ meaning: Meaning) -> [Window] {
            if case .within(_, _, let window?) = meaning { return [window] }
            return meaning.parts.flatMap(windows)
        }
        var periods: [Period] = []
        var hasRun = false
        for window in windows(meaning) {
            if case .at(let syntax) = window.kind {
                periods.append(try period(syntax, of: meaning, in: area))
                continue
            }
            hasRun = true
            let run = try asked(window, nil, of: meaning, in: area)
            guard let first = run.first, let last = run.last else { return nil }
            periods.append(
                run.count == 1
                    ? first.period : calendar.named(first.period.first, last.period.last))
        }
        guard hasRun, let first = periods.map(\.first).min(), let last = periods.map(\.last).max()
        else { return periods.max { $0.last < $1.last } }
        // Of runs all that they cover.
        return periods.count == 1 ? periods[0] : calendar.named(first, last)
    }

    static func grain(_ unit: PeriodUnit) -> Grain {
        switch unit {
        case .month: .month
        case .quarter: .quarter
        case .year: .financialYear
        }
    }
}
