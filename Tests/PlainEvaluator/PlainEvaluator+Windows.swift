import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

extension PlainEvaluator {
    /// A function of each figure, of the figures of a window, or of a condition.
    func call(
        _ name: String, _ inner: Meaning, _ numbers: [Double], _ at: Moment, in area: String
    ) throws -> Found {
        switch name {
        case "abs":
            let found = try figure(inner, at, in: area)
            return Found(found.cell.value.map { .value(abs($0)) } ?? found.cell)
        case "round":
            let found = try figure(inner, at, in: area)
            let digits = Int(numbers.first ?? 0)
            return Found(
                found.cell.value.map {
                    .value(ExactDecimal($0).rounded(to: digits).doubleValue)
                } ?? found.cell)
        case "run": return try run(inner, at, in: area)
        default: break
        }
        var (inner, area, window) = (inner, area, at.window ?? at.period)
        if case .within(let pinned, let areas, let own?) = inner {
            area = try only(areas) ?? area
            inner = pinned
            let moments = try moments(own, nil, of: pinned, in: area)
            guard let first = moments.first, let last = moments.last else {
                throw Refused(why: "an empty window")
            }
            window =
                moments.count == 1
                ? first.period : calendar.named(first.period.first, last.period.last)
        }
        if Meaning.changes.contains(name) { return try change(name, inner, window, in: area) }
        let periods = calendar.periods(try nativeGrain(of: inner, in: area), within: window)
        let found = try periods.map { try figure(inner, Moment($0), in: area) }
        return reduced(found, of: periods.count) { values in
            switch name {
            case "sum": return values.reduce(0, +)
            case "avg": return values.reduce(0, +) / Double(values.count)
            case "min": return values.reduce(values[0]) { $1 < $0 ? $1 : $0 }
            case "max": return values.reduce(values[0]) { $1 > $0 ? $1 : $0 }
            case "first": return values[0]
            case "last": return values[values.count - 1]
            case "count": return Double(values.count)
            default:
                let sorted = values.sorted()
                let (low, high) = ((sorted.count - 1) / 2, sorted.count / 2)
                return (sorted[low] + sorted[high]) / 2
            }
        }
    }

    /// From the first figure of a window to the last; of a single period from the one before.
    private func change(_ name: String, _ inner: Meaning, _ window: Period, in area: String) throws
        -> Found
    {
        var periods = calendar.periods(try nativeGrain(of: inner, in: area), within: window)
        if periods.count == 1 { periods.insert(calendar.advanced(periods[0], by: -1), at: 0) }
        let cells = try periods.map { try figure(inner, Moment($0), in: area).cell }
        let values = cells.compactMap(\.value)
        if cells.contains(.none(.suppressed)) { return Found(.none(.suppressed)) }
        guard values.count > 1 else {
            let reasons = cells.compactMap(\.reason)
            return Found(.none(reasons.min { $0.rawValue < $1.rawValue } ?? .missing))
        }
        let difference = ExactDecimal.difference(values[values.count - 1], values[0])
        let result = name == "change" ? difference : difference / abs(values[0]) * 100
        let counted =
            values.count < periods.count && periods.count > 2
            ? ["\(values.count) of \(periods.count)"] : []
        return Found(
            result.isFinite ? .value(result) : .none(.notApplicable), counted: counted)
    }

    /// The periods between which a change is; `nil` for what is none, or is over its own window.
    func ends(of meaning: Meaning, over window: Period, in area: String) throws -> [Period]? {
        guard case .call(let name, let inner, _) = meaning, Meaning.changes.contains(name) else {
            return nil
        }
        if case .within(_, _, .some) = inner { return nil }
        var periods = calendar.periods(try nativeGrain(of: inner, in: area), within: window)
        if periods.count == 1 { periods.insert(calendar.advanced(periods[0], by: -1), at: 0) }
        let known = try periods.filter { try figure(inner, Moment($0), in: area).cell.value != nil }
        return known.count > 1 ? [known[0], known[known.count - 1]] : nil
    }

    /// In how many periods in a row, up to this one, a condition has held.
    private func run(_ condition: Meaning, _ at: Moment, in area: String) throws -> Found {
        let now = try figure(condition, Moment(at.period), in: area).cell
        if now.value == nil { return Found(now) }
        let start = try known(condition, settled: false, in: area)?.first ?? at.period.first
        var length = 0
        var period = at.period
        while try figure(condition, Moment(period), in: area).cell == .value(1) {
            length += 1
            period = calendar.advanced(period, by: -1)
            if period.last < start { break }
        }
        return Found(.value(Double(length)))
    }

    /// `rolling 12 months`, `year to date`: flows are added, ratios made anew from their parts, and
    /// a stock is what it last was.
    func running(
        _ inner: Meaning, _ kind: RunningWindow.Kind, _ at: Moment, in area: String
    ) throws -> Found {
        func part(_ one: Meaning) throws -> Found { try running(one, kind, at, in: area) }
        switch inner {
        case .number, .population: return try figure(inner, at, in: area)
        case .rate(let count, let scale, let id):
            return joined(
                try part(count), Found(try population(id, on: at.period.last, in: area))
            ) { $0 / $1 * scale }
        case .share(let a, let b): return joined(try part(a), try part(b)) { $0 / $1 * 100 }
        case .group(let one, _, let beside) where beside.isEmpty: return try part(one)
        case .shifted, .within: return try figure(inner.running(kind), at, in: area)
        case .arithmetic(.multiply, let a, let b):
            return joined(try part(a), try part(b)) { $0 * $1 }
        case .arithmetic(.divide, let a, let b):
            return joined(try part(a), try part(b)) { $0 / $1 }
        default: break
        }
        switch kindOverTime(inner) {
        case .flow: return try added(inner, kind, at.period, in: area)
        case .stock, .ratioOfStocks:
            if kind == .yearToDate { return try figure(inner, at, in: area) }
        default: break
        }
        if case .leaf(let leaf) = inner, let formula = formula(of: leaf.indicator) {
            return try part(formula)
        }
        throw Refused(why: "nothing that can run")
    }

    private func added(
        _ flow: Meaning, _ kind: RunningWindow.Kind, _ period: Period, in area: String
    ) throws -> Found {
        let grain = try nativeGrain(of: flow, in: area)
        let first: Day
        switch kind {
        case .yearToDate:
            // The financial year, but for what is recorded by another.
            let year = [.academicYear, .calendarYear].first { $0 == grain } ?? Grain.financialYear
            first = calendar.period(year, containing: period.last).first
        case .rolling(let count, let unit):
            let months = count * unit.months
            if let length = grain.months, months % length != 0 {
                throw Refused(why: "a window that is no whole number of periods")
            }
            first = Calendar.advanced(period.last, byMonths: -months).advanced(by: 1)
        }
        let parts = calendar.periods(grain, within: Period(.span, first, period.last))
        guard parts.last?.last == period.last else { return Self.missing }
        let found = try parts.map { try figure(flow, Moment($0), in: area) }
        return reduced(found, of: parts.count) { $0.reduce(0, +) }
    }

    /// Whether a figure is a sum of finer ones.
    func addsUp(_ meaning: Meaning) -> Bool {
        switch meaning {
        case .running(_, .rolling): return true
        case .call(let name, let one, _)
        where ["sum", "min", "max", "first", "last"].contains(name):
            return addsUp(one)
        default: break
        }
        switch kindOverTime(meaning) {
        case .flow, .rolling: return true
        default: return false
        }
    }

    /// What a figure is over time; `nil` where its parts differ.
    func kindOverTime(_ meaning: Meaning) -> TimeKind? {
        switch meaning {
        case .leaf(let leaf): return catalogue.indicators[leaf.indicator]?.declaration.kind
        case .population: return .stock
        case .negative(let one), .group(let one, _, _), .within(let one, _, _),
            .shifted(let one, _):
            return kindOverTime(one)
        case .arithmetic(_, let a, let b):
            if a.isNumbers { return kindOverTime(b) }
            if b.isNumbers || kindOverTime(a) == kindOverTime(b) { return kindOverTime(a) }
            return nil
        case .call(let name, let one, _):
            return ["abs", "round"].contains(name) ? kindOverTime(one) : nil
        case .rate(let count, _, _):
            return kindOverTime(count) == .stock ? .ratioOfStocks : nil
        case .share(let part, let whole):
            return kindOverTime(part) == .stock && kindOverTime(whole) == .stock
                ? .ratioOfStocks : nil
        default: return nil
        }
    }
}
