import TallyLanguage
import TallyModel

/// What areas have together is not known from what each has: a rate needs the counts behind it.
extension Checker {
    /// Refuses `avg(cla_rate for dorset, kent)`, where a function over periods is given areas.
    func refuseAreas(_ function: Function, _ arguments: [Expression], _ span: Span)
        throws(Diagnostic)
    {
        guard function.consumesWindow, let first = arguments.first, let last = arguments.last,
            arguments.count > 1,
            arguments.dropFirst().allSatisfy({ argument in
                if case .name(let name) = argument.kind { isArea(name) } else { false }
            })
        else { return }
        let inner = text(Span(first.span.lower, last.span.upper))
        throw .acrossAreas(function.name, inner, at: place(span))
    }

    /// Refuses several areas in a bracket that is part of something else.
    func refuseAreas(in expression: Expression) throws(Diagnostic) {
        guard case .scoped(_, let clauses) = expression.kind, let names = clauses.names,
            names.count > 1, names.allSatisfy(isArea)
        else { return }
        throw .severalAreasInBracket(at: place(expression.span))
    }

    private func isArea(_ name: Name) -> Bool {
        !name.ids(of: .area).isEmpty && name.ids(of: .indicator).isEmpty
    }

    /// Refuses a sum of rates or percentages of different areas, of which nobody can make an average
    /// without the counts behind them.
    func refuseAcrossAreas(_ left: CheckedExpression, _ right: CheckedExpression, _ span: Span)
        throws(Diagnostic)
    {
        switch left.traits.unit {
        case .percent, .rate, .ratio, .score, .days, .weeks, .hours: break
        default: return
        }
        let (a, b) = (left.scopedAreas.ids, right.scopedAreas.ids)
        guard let one = a.first, let other = b.first, a != b else { return }
        var offers: [String] = []
        if case .scoped(let inner, _, _) = left.kind {
            offers = ["compare \(one) vs \(other) for \(text(inner.span))"]
        }
        throw .sumAcrossAreas(text(left.span), text(right.span), at: place(span), offers: offers)
    }
}

extension Diagnostic {
    static func acrossAreas(_ function: String, _ argument: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .averagingRatios,
            "'\(function)' works over periods: areas differ in size, and their figures cannot be "
                + "taken together without the counts behind them", at: place,
            label: "each area by itself can be asked", replacement: argument)
    }

    static func sumAcrossAreas(
        _ left: String, _ right: String, at place: Place, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .averagingRatios,
            "'\(left)' and '\(right)' are of different areas, and cannot be added without the "
                + "counts behind them", at: place, offers: offers)
    }
}
