import TallyLanguage
import TallyModel
import TallyPlugins

extension Checker {
    /// Two expressions and a sign: the units must agree where figures are added.
    func arithmetic(
        _ sign: BinaryOperator, _ left: CheckedExpression, _ right: CheckedExpression, _ span: Span
    ) throws(Diagnostic) -> CheckedExpression {
        let a = left.traits
        let b = right.traits
        if a.unit == .text || b.unit == .text {
            throw .unitClash(
                text(left.span), a.unit, text(right.span), b.unit, sign: sign, at: place(span))
        }
        var unit: Unit?
        var decimals = max(a.decimals, b.decimals)
        if sign == .add {
            try refuseAcrossAreas(left, right, span)
            try refusePercentages(left, right, span)
        }
        if sign == .add || sign == .subtract { try refuseOverlaps(sign, left, right, span) }
        switch sign {
        case .add, .subtract, .otherwise:
            unit = try sum(sign, left, right, span)
        case .multiply:
            if let x = a.unit, let y = b.unit, x != .ratio, y != .ratio {
                throw .unitClash(
                    text(left.span), x, text(right.span), y, sign: sign, at: place(span))
            }
            unit = a.unit == .ratio && b.unit != nil ? b.unit : a.unit ?? b.unit
        case .divide:
            switch (a.unit, b.unit) {
            case (let x, nil): unit = x
            case (let x?, let y?) where x == y: unit = .ratio
            case (.some, .ratio): unit = a.unit
            case (.money, .number): unit = a.unit
            case (.number, .number), (nil, .ratio): unit = .ratio
            default:
                throw .unitClash(
                    text(left.span), a.unit, text(right.span), b.unit, sign: sign,
                    at: place(span))
            }
            decimals = max(2, decimals)
        }
        var kind = a.unit == nil ? b.kind : b.unit == nil || a.kind == b.kind ? a.kind : nil
        if sign == .divide, a.unit != nil, b.unit != nil { kind = Self.ratioKind(kind) }
        let traits = Traits(
            unit: unit, good: sign == .otherwise && a.good == b.good ? a.good : .neither,
            kind: kind, decimals: decimals, identity: nil)
        let result = CheckedExpression(
            kind: .binary(sign, left, right), traits: traits, span: span,
            canonical: "(\(left.canonical) \(sign.rawValue) \(right.canonical))")
        return sign == .add || sign == .subtract ? guarded(result) : result
    }

    /// The unit of a sum, a difference or a choice.
    private func sum(
        _ sign: BinaryOperator, _ left: CheckedExpression, _ right: CheckedExpression, _ span: Span
    ) throws(Diagnostic) -> Unit? {
        switch (left.traits.unit, right.traits.unit) {
        case (let unit, nil), (nil, let unit):
            return unit
        case (.percent, .percent) where sign == .subtract:
            return .percentagePoints
        case (.percent, .percentagePoints), (.percentagePoints, .percent):
            return .percent
        case (let x?, let y?) where x == y:
            return x
        default:
            throw .unitClash(
                text(left.span), left.traits.unit, text(right.span), right.traits.unit, sign: sign,
                at: place(span))
        }
    }

    /// `rate EXPR per SCALE [of POPULATION]`: a count over the population in force.
    func rate(
        _ numerator: CheckedExpression, scale: Double, _ population: Name?, _ span: Span
    ) throws(Diagnostic) -> CheckedExpression {
        guard numerator.traits.unit == .number || numerator.traits.unit == nil else {
            throw .notACount(
                "rate", text(numerator.span), numerator.traits.unit, at: place(numerator.span))
        }
        let id = try populationID(of: numerator, named: population)
        return CheckedExpression(
            kind: .rate(numerator, scale: scale, population: id),
            traits: Traits(
                unit: .rate(per: scale), good: numerator.traits.good,
                kind: Self.ratioKind(numerator.traits.kind), decimals: 2, identity: nil),
            span: span, canonical: Self.canonicalRate(numerator, scale, id))
    }

    static func canonicalRate(_ numerator: CheckedExpression, _ scale: Double, _ population: String)
        -> String
    {
        "rate(\(numerator.canonical),\(NumberText.full(scale)),\(population))"
    }

    private func populationID(of numerator: CheckedExpression, named: Name?) throws(Diagnostic)
        -> String
    {
        if let named {
            guard let id = named.ids(of: .population).first else {
                throw .wrongKindOfName(named, wanted: "a population", at: place(named.span))
            }
            return id
        }
        var found: [String] = []
        numerator.forEachFigure { figure in
            let id = catalogue.indicators[figure.indicator]?.declaration.population?.value
            if let id, !found.contains(id) { found.append(id) }
        }
        guard found.count == 1, let id = found.first else {
            throw .noPopulation(
                text(numerator.span), several: found,
                known: catalogue.populations.keys.sorted(), at: place(numerator.span))
        }
        return id
    }

    /// `share EXPR of EXPR`: a percentage of figures of one unit. How a whole is made up of its own
    /// parts is neither good nor bad.
    func share(_ part: CheckedExpression, of whole: CheckedExpression, _ span: Span)
        throws(Diagnostic) -> CheckedExpression
    {
        for side in [part, whole] where !Self.canBeShared(side.traits.unit) {
            throw .notACount("share", text(side.span), side.traits.unit, at: place(side.span))
        }
        if let a = part.traits.unit, let b = whole.traits.unit, a != b {
            throw .unitClash(
                text(part.span), a, text(whole.span), b, sign: .divide, at: place(span))
        }
        let same = part.traits.kind == whole.traits.kind
        return CheckedExpression(
            kind: .share(part, of: whole),
            traits: Traits(
                unit: .percent,
                good: part.isPart(of: whole) ? .neither : part.traits.good,
                kind: same ? Self.ratioKind(part.traits.kind) : nil, decimals: 2, identity: nil),
            span: span, canonical: "share(\(part.canonical),\(whole.canonical))")
    }

    private static func canBeShared(_ unit: Unit?) -> Bool {
        switch unit {
        case nil, .number, .money, .days, .weeks, .hours: true
        default: false
        }
    }

    /// What a ratio of two figures of a kind is.
    private static func ratioKind(_ kind: TimeKind?) -> TimeKind? {
        switch kind {
        case .stock: .ratioOfStocks
        case .flow: .ratioOfFlows
        default: kind
        }
    }
}

extension CheckedExpression {
    /// Whether it is made by `only` or `excl` of what a figure counts: of its members, or the whole
    /// less some of it.
    fileprivate func isPart(of whole: CheckedExpression) -> Bool {
        guard case .figure(let all) = whole.kind, canonical != whole.canonical else { return false }
        switch kind {
        case .figure(let figure):
            return figure.indicator == all.indicator && figure.breakdown != all.breakdown
        case .remainder(let inner, _): return inner.isPart(of: whole)
        case .binary(.add, let left, let right):
            return left.isPart(of: whole) && right.isPart(of: whole)
        case .binary(.subtract, let left, _):
            return left.canonical == whole.canonical || left.isPart(of: whole)
        default: return false
        }
    }
}
