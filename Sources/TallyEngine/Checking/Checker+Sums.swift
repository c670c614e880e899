import TallyLanguage
import TallyModel
import TallyPlugins

/// What cannot be added, though the units agree: windows that share months, and percentages of
/// different things.
extension Checker {
    /// Refuses a sum in which the same months of one figure are counted more than once. Differences
    /// of such windows say what has changed, and are allowed.
    func refuseOverlaps(
        _ sign: BinaryOperator, _ left: CheckedExpression, _ right: CheckedExpression, _ span: Span
    ) throws(Diagnostic) {
        guard left.size + right.size <= Self.largestSum else { return }
        let before = windows(left)
        if before.isEmpty { return }
        let added = windows(right, isAdded: sign == .add)
        for one in before {
            for other in added where one.isAdded == other.isAdded && one.isSame(as: other) {
                // A difference of one and a difference of the next are a difference in all.
                let all = (before + added).filter { $0.isSame(as: one) }
                if all.count(where: \.isAdded) * 2 == all.count { continue }
                guard overlap(one, other) else { continue }
                throw .addingOverlaps(
                    text(left.span), text(right.span), at: place(span),
                    offers: inPlaceOfSum(one, other) + [
                        "compare \(text(left.span)) vs \(text(right.span))"
                    ])
            }
        }
    }

    /// A longer sum is not looked through.
    private static let largestSum = 400

    /// Figures over a window as a part of a sum.
    private struct Windowed {
        let figure: CheckedExpression
        /// Whether it is added, not taken away.
        var isAdded: Bool
        var monthsAgo = 0
        var areas: [String]?
        var window: Window?

        func isSame(as other: Self) -> Bool {
            figure.canonical == other.figure.canonical && areas == other.areas
        }
    }

    /// The figures over windows that a sum is made of.
    private func windows(_ expression: CheckedExpression, isAdded: Bool = true) -> [Windowed] {
        let expression = expression.unguarded
        switch expression.kind {
        case .binary(.add, let left, let right):
            return windows(left, isAdded: isAdded) + windows(right, isAdded: isAdded)
        case .binary(.subtract, let left, let right):
            return windows(left, isAdded: isAdded) + windows(right, isAdded: !isAdded)
        case .binary(_, let left, let right):
            // So many times a window is that window still.
            if right.isArithmeticAlone { return windows(left, isAdded: isAdded) }
            return left.isArithmeticAlone ? windows(right, isAdded: isAdded) : []
        case .negated(let inner): return windows(inner, isAdded: !isAdded)
        case .shifted(let inner, let shift):
            return windows(inner, isAdded: isAdded).map { found in
                var found = found
                switch shift {
                case .ago(let count, let unit): found.monthsAgo += count * unit.months
                case .previous: found.monthsAgo += step(of: inner)
                }
                return found
            }
        case .scoped(let inner, let areas, let window):
            return windows(inner, isAdded: isAdded).map { found in
                var found = found
                found.areas = found.areas ?? areas
                found.window = found.window ?? window
                return found
            }
        default:
            switch expression.traits.kind {
            case .rolling, .yearToDate: return [Windowed(figure: expression, isAdded: isAdded)]
            default: return []
            }
        }
    }

    /// The months from one figure of an expression to the next.
    private func step(of expression: CheckedExpression) -> Int {
        firstIndicator(of: expression)?.declaration.every.months ?? 1
    }

    private func firstIndicator(of expression: CheckedExpression) -> Indicator? {
        var first: Indicator?
        expression.forEachFigure { first = first ?? catalogue.indicators[$0.indicator] }
        return first
    }

    /// Whether two windows of one figure share a month. Of windows whose ends cannot be told from
    /// the words alone it is taken that they do.
    private func overlap(_ a: Windowed, _ b: Windowed) -> Bool {
        let calendar = firstIndicator(of: a.figure)?.calendar ?? Calendar()
        var apart = (a.monthsAgo - b.monthsAgo).magnitude
        if a.window != nil || b.window != nil {
            guard let first = end(a, calendar), let second = end(b, calendar) else { return true }
            if case .yearToDate(let grain) = a.figure.traits.kind {
                let years = [first, second].map {
                    calendar.period(grain ?? .financialYear, containing: $0)
                }
                return years[0] == years[1]
            }
            let months = [first, second].map { $0.civil.year * 12 + $0.civil.month }
            apart = (months[0] - months[1]).magnitude
        }
        switch a.figure.traits.kind {
        case .rolling(let months): return apart < months
        default: return apart < 12
        }
    }

    /// The last day of a window with a period of its own that a calendar tells.
    private func end(_ one: Windowed, _ calendar: Calendar) -> Day? {
        guard case .at(let syntax)? = one.window?.kind, let period = syntax.period(in: calendar)
        else { return nil }
        return Calendar.advanced(period.last, byMonths: -one.monthsAgo)
    }

    /// One window that covers both.
    private func inPlaceOfSum(_ a: Windowed, _ b: Windowed) -> [String] {
        guard a.window == nil, b.window == nil,
            case .running(let flow, .rolling(let count, let unit)) = a.figure.kind
        else { return [] }
        let apart = Int((a.monthsAgo - b.monthsAgo).magnitude)
        guard apart > 0 else { return [] }
        return [
            "\(flow.traits.identity ?? text(flow.span)) rolling \(count * unit.months + apart) months"
        ]
    }

    // MARK: - Percentages

    /// Refuses a sum of percentages that are not known to be parts of one whole: by their formulas, or
    /// by a check of a plugin which says that they come to 100.
    /// What a plugin itself adds, in formulas and checks, it knows to be such.
    func refusePercentages(_ left: CheckedExpression, _ right: CheckedExpression, _ span: Span)
        throws(Diagnostic)
    {
        guard plugin == nil, left.traits.unit == .percent, right.traits.unit == .percent
        else { return }
        let parts = percentages(left) + percentages(right)
        let whole = parts.first.flatMap { self.whole(of: $0) }
        if whole != nil, parts.allSatisfy({ self.whole(of: $0) == whole }) { return }
        if catalogue.checks.contains(where: { $0.makesWhole(of: parts) }) { return }
        throw .addingPercentages(
            text(left.span), text(right.span), at: place(span),
            offers: ["compare \(text(left.span)) vs \(text(right.span))"])
    }

    /// The percentages that a sum is made of.
    private func percentages(_ expression: CheckedExpression) -> [CheckedExpression] {
        let expression = expression.unguarded
        guard case .binary(.add, let left, let right) = expression.kind else {
            return [expression]
        }
        return [left, right].filter { $0.traits.unit == .percent }.flatMap(percentages)
    }

    /// What a percentage is a part of, in so many words; `nil` where no formula says.
    private func whole(of expression: CheckedExpression) -> String? {
        let expression = expression.unguarded
        switch expression.kind {
        case .share(_, let whole): return whole.canonical
        // What a part leaves of 100 is a part of the same.
        case .negated(let inner): return whole(of: inner)
        case .binary(_, let left, let right):
            if left.isArithmeticAlone { return whole(of: right) }
            if right.isArithmeticAlone { return whole(of: left) }
            let found = whole(of: left)
            return found == whole(of: right) ? found : nil
        case .computed(let formula, _): return whole(of: formula)
        case .shifted(let inner, let shift): return whole(of: inner).map { "\($0)@\(shift)" }
        case .scoped(let inner, let areas, let window):
            var when = ""
            if case .at(let syntax)? = window?.kind { when = "\(syntax.kind)" }
            if window != nil, when.isEmpty { return nil }
            return whole(of: inner).map { "\($0) \(areas ?? []) \(when)" }
        case .figure(let figure):
            guard figure.breakdown == .whole,
                let formula = catalogue.checkedFormulas[figure.indicator]
            else { return nil }
            return whole(of: formula)
        default: return nil
        }
    }
}

extension Check {
    /// Whether it says that percentages come to 100, with each other or with more.
    fileprivate func makesWhole(of parts: [CheckedExpression]) -> Bool {
        guard case .comparison(let left, .equals, let right) = kind, case .number(100) = right.kind
        else { return false }
        var figures: Set<Figure> = []
        left.forEachFigure { figures.insert($0) }
        return parts.allSatisfy { part in
            if case .figure(let figure) = part.kind { figures.contains(figure) } else { false }
        }
    }
}

extension Diagnostic {
    static func addingOverlaps(
        _ left: String, _ right: String, at place: Place, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .summingOverlaps,
            "'\(left)' and '\(right)' each cover several months, some of them the same, so that "
                + "their sum counts these twice", at: place, offers: offers)
    }

    static func addingPercentages(
        _ left: String, _ right: String, at place: Place, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .averagingRatios,
            "nothing says that '\(left)' and '\(right)' are percentages of one whole, and of "
                + "different things they cannot be added", at: place, offers: offers)
    }
}
