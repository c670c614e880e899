import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// An expression written out as a sum of products over another, at one moment.
extension PlainEvaluator {
    /// A sum over a sum.
    typealias Fraction = (above: Polynomial, below: Polynomial)

    /// The sums that an expression comes to at a moment; thrown where they are too long.
    func fraction(
        _ meaning: Meaning, _ at: Moment, _ area: String, _ way: Way, isApart: Bool
    ) throws -> Fraction {
        func inner(_ one: Meaning, _ at: Moment) throws -> Fraction {
            try fraction(one, at, area, way, isApart: isApart)
        }
        func single(_ product: Product) -> Fraction { ([product: 1], [Product(): 1]) }
        switch meaning {
        case .number(let value): return ([Product(isApart: isApart): value], [Product(): 1])
        case .leaf(let leaf):
            if !isApart, way.opened.contains(leaf.indicator), leaf == reader.alone(leaf.indicator),
                let formula = formula(of: leaf.indicator)
            {
                return try fraction(
                    formula, Moment(at.period), area, way,
                    isApart: leaf.indicator == way.apart)
            }
            return single(
                Product(figures: [summand(leaf, [at.period], area): 1], isApart: isApart))
        case .population(let id):
            return single(
                Product(others: ["\(id) \(area) \(at.period.last.number)": 1], isApart: isApart))
        case .negative(let one): return Self.times(-1, try inner(one, at))
        case .group(let one, _, _): return try inner(one, at)
        case .arithmetic(.otherwise, let a, let b):
            return try inner(way.takesRight ? b : a, at)
        case .arithmetic(.add, let a, let b):
            return try Self.sum(try inner(a, at), try inner(b, at))
        case .arithmetic(.subtract, let a, let b), .compares(let a, _, let b):
            return try Self.sum(try inner(a, at), Self.times(-1, try inner(b, at)))
        case .arithmetic(.multiply, let a, let b):
            let (a, b) = (try inner(a, at), try inner(b, at))
            return (try Self.product(a.above, b.above), try Self.product(a.below, b.below))
        case .arithmetic(.divide, let a, let b):
            return try Self.over(try inner(a, at), try inner(b, at))
        case .rate(let count, let scale, let id):
            return try Self.over(
                Self.times(scale, try inner(count, at)), try inner(.population(id), at))
        case .share(let part, let whole):
            return try Self.over(Self.times(100, try inner(part, at)), try inner(whole, at))
        case .shifted(let one, let shift): return try inner(one, moved(at, shift))
        case .within(let one, let areas, let window):
            let own = try only(areas) ?? area
            let moment =
                try window.map { try moments($0, nil, of: one, in: own) }?.first ?? at
            return try fraction(one, moment, own, way, isApart: isApart)
        case .call("abs", let one, _):
            let found = try inner(one, at)
            if found.above.count == 1, found.below.count == 1,
                let sign = found.above.first.map({ $0.value * (found.below.first?.value ?? 1) })
            {
                return Self.times(sign < 0 ? -1 : 1, found)
            }
            return Self.times(way.isNegative ? -1 : 1, found)
        case .call("round", let one, _): return try inner(one, at)
        case .call(let name, let one, _) where name != "run" && name != "count":
            var (one, own, window) = (one, area, at.window ?? at.period)
            if case .within(let pinned, let areas, let typed?) = one {
                (one, own) = (pinned, try only(areas) ?? area)
                let moments = try moments(typed, nil, of: pinned, in: own)
                guard let first = moments.first, let last = moments.last else { throw TooMuch() }
                window =
                    moments.count == 1
                    ? first.period : calendar.named(first.period.first, last.period.last)
            }
            let periods = calendar.periods(try nativeGrain(of: one, in: own), within: window)
            return try spread(one, over: periods, own, way, isApart: isApart)
        case .running(let one, let kind):
            // What is made anew of its parts is no sum.
            guard kindOverTime(one) == .flow else {
                if let still = standingStill(meaning) { return try inner(still, at) }
                return try inner(try opened(one, kind), at)
            }
            let grain = try nativeGrain(of: one, in: area)
            let first: Day =
                switch kind {
                case .yearToDate:
                    calendar.period(
                        [.academicYear, .calendarYear].first { $0 == grain } ?? .financialYear,
                        containing: at.period.last
                    ).first
                case .rolling(let count, let unit):
                    Calendar.advanced(at.period.last, byMonths: -count * unit.months)
                        .advanced(by: 1)
                }
            return try spread(
                one,
                over: calendar.periods(grain, within: Period(.span, first, at.period.last)), area,
                way, isApart: isApart)
        case .call, .logical, .not, .judged, .moves:
            return single(Product(others: ["\(meaning) \(area) \(at.period)": 1], isApart: isApart))
        }
    }

    /// A ratio that runs is a ratio of what runs.
    private func opened(_ meaning: Meaning, _ kind: RunningWindow.Kind) throws -> Meaning {
        switch meaning {
        case .number, .population: return meaning
        case .rate(let count, let scale, let id):
            return .rate(count.running(kind), per: scale, of: id)
        case .share(let a, let b): return .share(a.running(kind), of: b.running(kind))
        case .shifted, .within: return meaning.running(kind)
        case .arithmetic(let sign, let a, let b) where sign == .multiply || sign == .divide:
            return .arithmetic(sign, a.running(kind), b.running(kind))
        case .leaf(let leaf):
            guard let formula = formula(of: leaf.indicator) else { throw TooMuch() }
            return formula.running(kind)
        default: throw TooMuch()
        }
    }

    /// A sum over several periods: each figure in it is read for all of them.
    private func spread(
        _ meaning: Meaning, over periods: [Period], _ area: String, _ way: Way, isApart: Bool
    ) throws -> Fraction {
        guard let last = periods.last else { throw TooMuch() }
        let all = try periods.map {
            try fraction(meaning, Moment($0), area, way, isApart: isApart)
        }
        let one = try fraction(meaning, Moment(last), area, way, isApart: isApart)
        // The same products stand in each, in the same order of figures.
        func stretched(_ sum: Polynomial, _ others: [Polynomial]) -> Polynomial {
            var result: Polynomial = [:]
            for (product, factor) in sum {
                var wide = Product(others: product.others, isApart: product.isApart)
                for (figure, count) in product.figures {
                    var figure = figure
                    for other in others.flatMap(\.keys).flatMap(\.figures.keys)
                    where other.leaf == figure.leaf && other.area == figure.area {
                        figure.days.formUnion(other.days)
                        figure.periods += other.periods.filter { !figure.periods.contains($0) }
                    }
                    wide.figures[figure, default: 0] += count
                }
                result[wide, default: 0] += factor
            }
            return result
        }
        return (stretched(one.above, all.map(\.above)), stretched(one.below, all.map(\.below)))
    }

    private func summand(_ leaf: Leaf, _ periods: [Period], _ area: String) -> Summand {
        let isFlow = catalogue.indicators[leaf.indicator]?.declaration.kind == .flow
        return Summand(
            leaf: leaf, area: area,
            days: Set(
                periods.flatMap {
                    isFlow ? Array($0.first.number...$0.last.number) : [$0.last.number]
                }), periods: periods)
    }

    private static func times(_ factor: Double, _ one: Fraction) -> Fraction {
        (one.above.mapValues { $0 * factor }, one.below)
    }

    private static func sum(_ a: Fraction, _ b: Fraction) throws -> Fraction {
        if a.below == b.below { return (added(a.above, b.above), a.below) }
        return (
            added(try product(a.above, b.below), try product(b.above, a.below)),
            try product(a.below, b.below)
        )
    }

    private static func over(_ a: Fraction, _ b: Fraction) throws -> Fraction {
        func plain(_ sum: Polynomial) -> Polynomial {
            sum.reduce(into: [:]) { result, term in
                var product = term.key
                product.isApart = false
                result[product, default: 0] += term.value
            }
        }
        return (try product(a.above, plain(b.below)), try product(a.below, plain(b.above)))
    }

    static func added(_ a: Polynomial, _ b: Polynomial) -> Polynomial {
        var result = a
        for (product, factor) in b {
            let largest = max(abs(factor), abs(result[product] ?? 0))
            let sum = factor + (result[product] ?? 0)
            result[product] = abs(sum) > 1e-9 * largest ? sum : nil
        }
        return result
    }

    private static func product(_ a: Polynomial, _ b: Polynomial) throws -> Polynomial {
        guard a.count * b.count <= 1024 else { throw TooMuch() }
        var result: Polynomial = [:]
        for (x, factor) in a {
            for (y, other) in b { result = added(result, [x * y: factor * other]) }
        }
        if result.count > 64 { throw TooMuch() }
        return result
    }
}
