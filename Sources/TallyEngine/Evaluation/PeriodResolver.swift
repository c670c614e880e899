import TallyLanguage
import TallyModel

/// Turns periods as typed into days, for one expression in one area: `latest` depends on the data.
package struct PeriodResolver: Sendable {
    package let evaluator: Evaluator
    package let expression: CheckedExpression
    /// What `previous` and `a year ago` are relative to; `nil` for the latest.
    package var anchor: Period?

    package init(evaluator: Evaluator, expression: CheckedExpression, anchor: Period? = nil) {
        self.evaluator = evaluator
        self.expression = expression
        self.anchor = anchor
    }

    private var calendar: Calendar { evaluator.calendar }

    /// The newest settled period; thrown where there are no figures at all.
    package func latest() throws(Diagnostic) -> Period {
        guard let latest = evaluator.latest(of: expression) else {
            throw .nothingKnown(expression.words, area: evaluator.areaTitle)
        }
        return latest
    }

    private func anchored() throws(Diagnostic) -> Period {
        if let anchor { return anchor }
        return try latest()
    }

    package func period(_ syntax: PeriodSyntax) throws(Diagnostic) -> Period {
        switch syntax.kind {
        case .day(let day): return period(endingOn: day)
        case .month(let year, let month): return calendar.month(year, month)
        case .quarter(let quarter, let year): return calendar.quarter(quarter, ofYearFrom: year)
        case .financialYear(let year): return calendar.financialYear(from: year)
        case .academicYear(let year): return calendar.academicYear(from: year)
        case .calendarYear(let year): return calendar.calendarYear(year)
        case .bareYear(let year):
            guard evaluator.nativeGrain(of: expression) == .financialYear else {
                throw .ambiguousYear(year)
            }
            return calendar.financialYear(from: year - 1)
        case .latest: return try latest()
        case .previous:
            return calendar.advanced(try anchored(), by: -1)
        case .ago(let count, let unit):
            return calendar.advanced(try anchored(), byMonths: -count * unit.months)
        case .range(let from, let to):
            return try range(try period(from), try period(to))
        }
    }

    /// A day finds the figure of the period that ends on it, where figures are for periods.
    private func period(endingOn day: Day) -> Period {
        let native = calendar.period(evaluator.nativeGrain(of: expression), containing: day)
        return native.last == day ? native : .day(day)
    }

    private func range(_ from: Period, _ to: Period) throws(Diagnostic) -> Period {
        guard from.first <= to.last else {
            throw .backwardRange(from.title(in: calendar), to.title(in: calendar))
        }
        return calendar.named(from.first, to.last)
    }

    /// The periods that a window asks for, and the window itself for the functions that read it;
    /// with a grain, each of that grain within the window. What names its own periods and no others
    /// is of those.
    package func axis(_ window: Window?, grain: PeriodUnit? = nil) throws(Diagnostic) -> Axis {
        guard let window else {
            if grain == nil, let pinned = try pinned() {
                return Axis([pinned])
            }
            guard let grain else { return Axis([try latest()]) }
            return everything(grain)
        }
        // The inner beats the outer.
        if grain == nil, !expression.consumesWindow, let pinned = try pinned() {
            return Axis([pinned])
        }
        return try asked(window, grain)
    }

    /// The periods that a window names, whatever brackets name.
    private func asked(_ window: Window, _ grain: PeriodUnit?) throws(Diagnostic) -> Axis {
        switch window.kind {
        case .at(let syntax):
            let period = try period(syntax)
            return grain == nil ? Axis([period]) : series(period, grain)
        case .range(let from, let to):
            return series(whole(try range(try period(from), try period(to)), grain), grain)
        case .since(let from):
            let start = try period(from)
            let end = try latest()
            return start.first <= end.last
                ? series(whole(calendar.named(start.first, end.last), grain), grain) : Axis([])
        case .last(let count, let unit):
            let end = try latest()
            let start = Calendar.advanced(end.last, byMonths: -count * unit.months).advanced(by: 1)
            return series(whole(calendar.named(start, end.last), grain), grain)
        }
    }

    /// A window with all of its last period of a grain, where that is unfinished and nothing that is
    /// known of it lies behind the window.
    private func whole(_ window: Period, _ unit: PeriodUnit?) -> Period {
        guard let unit, let known = evaluator.coverage(of: expression, settled: false) else {
            return window
        }
        let last = calendar.period(grain(unit), containing: window.last)
        guard known.last <= window.last, last.first <= known.last, window.first <= last.first
        else { return window }
        return calendar.named(window.first, last.last)
    }

    /// The last of the periods that brackets name, where an expression has no others; where one of
    /// them is a run, all that they name.
    func pinned() throws(Diagnostic) -> Period? {
        if expression.followsWindow { return nil }
        var windows: [Window] = []
        expression.forEachWindow { windows.append($0) }
        var all: Period?
        var last: Period?
        var hasRun = false
        for window in windows {
            let period: Period
            if case .at(let syntax) = window.kind {
                period = try self.period(syntax)
            } else {
                period = try whole(window)
                hasRun = true
            }
            if last.map({ $0.last < period.last }) ?? true { last = period }
            all =
                all.map {
                    calendar.named(min($0.first, period.first), max($0.last, period.last))
                } ?? period
        }
        return hasRun ? all : last
    }

    /// The periods of a grain at the ends of a window of which it has only a part.
    func cut(_ window: Window, grain unit: PeriodUnit) throws(Diagnostic) -> [Period] {
        let whole = try axis(window)
        guard let first = whole.window?.first ?? whole.periods.first?.first,
            let last = whole.window?.last ?? whole.periods.last?.last
        else { return [] }
        let ends = [first, last].map { calendar.period(grain(unit), containing: $0) }
        let shown = Set(try axis(window, grain: unit).periods)
        return (ends[0] == ends[1] ? [ends[0]] : ends).filter { !shown.contains($0) }
    }

    /// All of a window as one period.
    package func whole(_ window: Window) throws(Diagnostic) -> Period {
        let axis = try asked(window, nil)
        guard let first = axis.periods.first, let last = axis.periods.last else {
            throw .nothingKnown(expression.words, area: evaluator.areaTitle)
        }
        return axis.count == 1 ? first : calendar.named(first.first, last.last)
    }

    /// Every period that is known.
    package func everything() -> Axis {
        guard let known = evaluator.coverage(of: expression, settled: true),
            known.first <= known.last
        else { return Axis([]) }
        let grain = evaluator.nativeGrain(of: expression)
        let first = calendar.period(grain, containing: known.first)
        return each(series(calendar.named(first.first, known.last), nil))
    }

    /// Each period for itself, where nothing needs the window as one.
    package func each(_ axis: Axis) -> Axis {
        guard let window = axis.window, expression.consumesWindow, !expression.needsWindow else {
            return axis
        }
        return Axis(calendar.periods(evaluator.nativeGrain(of: expression), within: window))
    }

    /// Every period of a grain that is known, the last of which may be unfinished.
    private func everything(_ unit: PeriodUnit) -> Axis {
        guard let known = evaluator.coverage(of: expression, settled: true),
            known.first <= known.last
        else { return Axis([]) }
        let first = calendar.period(
            evaluator.nativeGrain(of: expression), containing: known.first)
        let last = calendar.period(grain(unit), containing: known.last)
        return series(calendar.named(min(first.first, last.first), last.last), unit)
    }

    private func grain(_ unit: PeriodUnit) -> Grain {
        switch unit {
        case .month: .month
        case .quarter: .quarter
        case .year: .financialYear
        }
    }

    /// The native periods within a run of days; a function alone consumes them all.
    private func series(_ window: Period, _ unit: PeriodUnit?) -> Axis {
        if let unit { return Axis(calendar.periods(grain(unit), within: window), window: nil) }
        if expression.consumesWindow, !expression.followsWindow {
            return Axis([window], window: window)
        }
        let grain = evaluator.nativeGrain(of: expression)
        return Axis(calendar.periods(grain, within: window), window: window)
    }
}
