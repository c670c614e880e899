import TallyLanguage
import TallyModel
import TallyPlugins

extension Checker {
    /// Refuses a running window where no one expression could have it.
    func refuse(_ running: RunningWindow?) throws(Diagnostic) {
        if let running {
            throw .runningNeedsFigure(text(running.span), at: place(running.span))
        }
    }

    /// Refuses a day of knowing where no figures are asked for.
    func refuse(_ known: KnownAt?) throws(Diagnostic) {
        if let known { throw .knownOfNoFigure(at: place(known.span)) }
    }

    /// An expression along whose figures a window runs; as it is where none does.
    ///
    /// Flows are added; ratios are made anew from their parts; a stock is what it last was in
    /// `year to date`. Throws for all else.
    func running(_ expression: CheckedExpression, _ running: RunningWindow?) throws(Diagnostic)
        -> CheckedExpression
    {
        guard let running else { return expression }
        if expression.traits.isCondition {
            throw .notAFigure(text(expression.span), at: place(expression.span))
        }
        // A run of periods is counted back from each of them.
        if case .call(let function, _) = expression.kind, function.takesConditions {
            throw .runningNeedsFigure(text(running.span), at: place(running.span))
        }
        let said = text(expression.span)
        return try summed(expression, running, said, place(expression.span))
            .at(
                isNext(expression.span, running.span)
                    ? expression.span.union(running.span) : expression.span)
    }

    /// Whether nothing stands between two places.
    private func isNext(_ left: Span, _ right: Span) -> Bool {
        left.upper <= right.lower
            && text(Span(left.upper, right.lower)).utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    }

    private func summed(
        _ expression: CheckedExpression, _ running: RunningWindow, _ said: String,
        _ place: Diagnostic.Place
    ) throws(Diagnostic) -> CheckedExpression {
        func summed(_ part: CheckedExpression) throws(Diagnostic) -> CheckedExpression {
            try self.summed(part, running, said, place)
        }
        func rebuilt(_ kind: CheckedExpression.Kind) -> CheckedExpression {
            var traits = expression.traits
            traits.identity = nil
            traits.kind = running.timeKind
            // What is counted since the year began grows month by month, which is neither good nor
            // bad; a share need not.
            if running.kind == .yearToDate, traits.unit != .percent { traits.good = .neither }
            return CheckedExpression(
                kind: kind, traits: traits, span: expression.span,
                canonical: "\(expression.canonical) \(running.kind.words)")
        }
        switch expression.kind {
        case .number, .population: return expression
        case .rate(let count, let scale, let population):
            return rebuilt(.rate(try summed(count), scale: scale, population: population))
        case .share(let part, let whole):
            return rebuilt(.share(try summed(part), of: try summed(whole)))
        case .shifted(let inner, let shift): return rebuilt(.shifted(try summed(inner), shift))
        case .scoped(let inner, let areas, let window):
            return rebuilt(.scoped(try summed(inner), areas: areas, window: window))
        case .computed(let formula, _): return rebuilt(try summed(formula).kind)
        case .binary(let sign, let left, let right) where sign == .divide || sign == .multiply:
            return rebuilt(.binary(sign, try summed(left), try summed(right)))
        default: break
        }
        if expression.consumesWindow { throw .runningOverWindow(said, at: place) }
        if !expression.followsWindow { throw .summingOverlaps(said, at: place) }
        switch expression.traits.kind {
        case .flow: return rebuilt(.running(expression, running.kind))
        case .rolling, .yearToDate: throw .summingOverlaps(said, at: place)
        case .stock, .ratioOfStocks:
            if running.kind == .yearToDate { return expression }
        case .unknown:
            throw .kindUnknown(
                said, at: place, offers: running.lastWindow.map { ["sum(\(said)) \($0)"] } ?? [])
        case .ratioOfFlows, .average, nil: break
        }
        if case .figure(let figure) = expression.kind,
            figure == catalogue.figure(of: figure.indicator),
            let formula = catalogue.checkedFormulas[figure.indicator]
        {
            let made = try summed(formula)
            var traits = expression.traits
            traits.identity = nil
            traits.kind = running.timeKind
            return CheckedExpression(
                kind: made.kind, traits: traits, span: expression.span,
                canonical: made.canonical)
        }
        let offer = running.lastWindow.map { ["avg(\(said)) \($0)"] } ?? []
        throw expression.traits.kind == .stock
            ? .rollingAStock(said, at: place, offers: offer)
            : .rollingARatio(said, at: place, offers: offer)
    }
}

extension RunningWindow {
    /// What figures are over it.
    fileprivate var timeKind: TimeKind {
        switch kind {
        case .rolling(let count, let unit): .rolling(months: count * unit.months)
        case .yearToDate: .yearToDate(nil)
        }
    }

    /// The window of a function that covers as much: `last 12 months`.
    var lastWindow: String? {
        guard case .rolling(let count, let unit) = kind else { return nil }
        return "last \(count) \(unit.rawValue)\(count == 1 ? "" : "s")"
    }
}

extension Diagnostic {
    static func runningNeedsFigure(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash, "'\(text)' belongs to one figure, and runs along its series", at: place,
            label: "put it behind one indicator, in brackets: (… \(text))")
    }

    static func runningOverWindow(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .summingOverlaps,
            "'\(text)' is one figure of all its months, so that nothing of it runs along them",
            at: place)
    }

    static func knownOfNoFigure(at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash, "what was known at a date is asked of figures, not of lists and names",
            at: place)
    }

    static func rollingAStock(_ argument: String, at place: Place, offers: [String]) -> Diagnostic {
        Diagnostic(
            .summingAStock,
            "'\(argument)' is true at an instant, and adding it up over time counts the same "
                + "again and again", at: place, offers: offers)
    }

    static func rollingARatio(_ argument: String, at place: Place, offers: [String]) -> Diagnostic {
        Diagnostic(
            .ratioWithoutParts,
            "'\(argument)' over several periods cannot be made without the counts behind it",
            at: place, offers: offers)
    }

    static func rollingFiner(_ grain: Grain, months: Int) -> Diagnostic {
        Diagnostic(
            .lengthsDiffer,
            "figures for whole \(grain.words)s do not add up to \(months) "
                + "month\(months == 1 ? "" : "s")")
    }
}
