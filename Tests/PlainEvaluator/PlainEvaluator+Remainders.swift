import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// What some parts leave of a whole is suppressed where one of the others is. By the rule as it is
/// written: the expression is written out as a sum, each figure with its area and its days, and what
/// is taken from a whole is taken from it.
extension PlainEvaluator {
    /// A figure as it stands in the sum.
    struct Summand: Hashable {
        var leaf: Leaf
        var area: String
        /// The days it covers; of what is true at an instant that day.
        var days: Set<Int>
        /// The periods for which it is read.
        var periods: [Period]

        static func == (a: Self, b: Self) -> Bool {
            a.leaf == b.leaf && a.area == b.area && a.days == b.days
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(leaf)
            hasher.combine(area)
            hasher.combine(days)
        }

        /// Whether it is another or a part of it.
        func isPart(of whole: Summand) -> Bool {
            leaf.indicator == whole.leaf.indicator && area == whole.area
                && whole.leaf.members.allSatisfy { leaf.members[$0] == $1 }
                && days.isSubset(of: whole.days)
        }
    }

    /// What is multiplied: figures, and other things by their names.
    struct Product: Hashable {
        var figures: [Summand: Int] = [:]
        var others: [String: Int] = [:]
        /// Of the formula that is looked at.
        var isApart = false

        static func * (a: Product, b: Product) -> Product {
            Product(
                figures: a.figures.merging(b.figures, uniquingKeysWith: +),
                others: a.others.merging(b.others, uniquingKeysWith: +),
                isApart: a.isApart || b.isApart)
        }

        func without(_ figure: Summand) -> Product {
            var rest = self
            rest.isApart = false
            rest.figures[figure] = (figures[figure] ?? 0) > 1 ? figures[figure].map { $0 - 1 } : nil
            return rest
        }
    }

    typealias Polynomial = [Product: Double]

    /// Which way an expression that could be several is read.
    struct Way: Hashable {
        var opened: Set<String> = []
        var apart: String?
        var takesRight = false
        var isNegative = false
    }

    /// What cannot be written out.
    private struct TooMuch: Error {}

    /// The figure, suppressed where it would give another away.
    func guarded(_ found: Found, _ meaning: Meaning, _ at: Moment, in area: String) throws -> Found
    {
        let names = meaning.indicators.flatMap { [$0] + madeOf($0) }
        if Set(names).count == names.count { return found }
        let formulas = Set(names).filter { formula(of: $0) != nil }
            .sorted { (depth($0), $1) > (depth($1), $0) }.prefix(6)
        for count in 0...formulas.count {
            let opened = formulas.prefix(count)
            for apart in count == 0 ? [nil] : opened.map(Optional.some) {
                for choice in 0..<4 {
                    let way = Way(
                        opened: Set(opened), apart: apart, takesRight: choice % 2 == 1,
                        isNegative: choice > 1)
                    guard let sum = try? above(meaning, at, area, way, isApart: false).above else {
                        continue
                    }
                    if try givesAway(sum) { return Found(.none(.suppressed)) }
                }
            }
        }
        return found
    }

    private func madeOf(_ id: String) -> [String] {
        Array(Set((formula(of: id)?.indicators ?? []).flatMap { [$0] + madeOf($0) }))
    }

    private func depth(_ id: String) -> Int {
        formula(of: id).map { 1 + ($0.indicators.map(depth).max() ?? 0) } ?? 0
    }

    // MARK: - The sum

    private typealias Fraction = (above: Polynomial, below: Polynomial)

    private func above(
        _ meaning: Meaning, _ at: Moment, _ area: String, _ way: Way, isApart: Bool
    ) throws -> (above: Polynomial, below: Polynomial) {
        func inner(_ one: Meaning, _ at: Moment) throws -> Fraction {
            try above(one, at, area, way, isApart: isApart)
        }
        func single(_ product: Product) -> Fraction { ([product: 1], [Product(): 1]) }
        switch meaning {
        case .number(let value): return ([Product(isApart: isApart): value], [Product(): 1])
        case .leaf(let leaf):
            if !isApart, way.opened.contains(leaf.indicator), leaf == reader.alone(leaf.indicator),
                let formula = formula(of: leaf.indicator)
            {
                return try above(
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
            return try above(one, moment, own, way, isApart: isApart)
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
            try above(meaning, Moment($0), area, way, isApart: isApart)
        }
        let one = try above(meaning, Moment(last), area, way, isApart: isApart)
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

    private static func added(_ a: Polynomial, _ b: Polynomial) -> Polynomial {
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

    // MARK: - What is left

    private func givesAway(_ sum: Polynomial) throws -> Bool {
        // A part of a formula is named where it, or some of it, stands on the other side.
        func isNamed(_ product: Product, _ factor: Double) -> Bool {
            sum.contains { other, theirs in
                !other.isApart && theirs * factor < 0
                    && other.figures.keys.contains { part in
                        product.figures.keys.contains { whole in
                            part.isPart(of: whole) && (isFlow(whole) || part.days == whole.days)
                                && other.without(part) == product.without(whole)
                        }
                    }
            }
        }
        let parts = sum.filter(\.key.isApart)
        if parts.contains(where: { isNamed($0.key, $0.value) }) {
            for (product, factor) in parts where !isNamed(product, factor) {
                for figure in product.figures.keys where try isSuppressed(figure) { return true }
            }
        }
        var plain: Polynomial = [:]
        for (product, factor) in sum {
            var product = product
            product.isApart = false
            plain = Self.added(plain, [product: factor])
        }
        for (product, factor) in plain {
            for figure in product.figures.keys where addsUp(figure) {
                let rest = product.without(figure)
                var (whole, named) = (figure, [Summand]())
                for (other, theirs) in plain {
                    for one in other.figures.keys
                    where one.leaf.indicator == figure.leaf.indicator && one.area == figure.area
                        && other.without(one) == rest
                    {
                        if theirs * factor < 0 {
                            named.append(one)
                        } else if one.leaf == figure.leaf, isFlow(figure) {
                            whole.days.formUnion(one.days)
                            whole.periods += one.periods.filter { !whole.periods.contains($0) }
                        }
                    }
                }
                named = named.filter {
                    $0.isPart(of: whole) && $0 != whole
                        && (isFlow(whole) || $0.days == whole.days)
                }
                if named.isEmpty { continue }
                for one in left(of: whole, named) where try isSuppressed(one) { return true }
            }
        }
        return false
    }

    private func isFlow(_ figure: Summand) -> Bool {
        catalogue.indicators[figure.leaf.indicator]?.declaration.kind == .flow
    }

    /// Whether the figures of the parts add up to that of the whole.
    private func addsUp(_ figure: Summand) -> Bool {
        switch catalogue.indicators[figure.leaf.indicator]?.declaration.kind {
        case .stock, .flow, .rolling, .yearToDate: true
        default: false
        }
    }

    /// What is left of a whole that some parts are taken from: member by member, then day by day.
    private func left(of whole: Summand, _ parts: [Summand]) -> [Summand] {
        let touching = parts.filter { part in
            part.leaf.members.allSatisfy {
                whole.leaf.members[$0] == nil || whole.leaf.members[$0] == $1
            }
                && !part.days.isDisjoint(with: whole.days)
        }
        guard let part = touching.first else { return [whole] }
        if touching.contains(where: { whole.isPart(of: $0) }) { return [] }
        let dimensions = catalogue.indicators[whole.leaf.indicator]?.declaration.dimensions ?? []
        for id in dimensions.map(\.value)
        where part.leaf.members[id] != nil && whole.leaf.members[id] == nil {
            return (catalogue.dimensions[id]?.members ?? []).flatMap { member in
                var one = whole
                one.leaf.members[id] = member.id
                return left(of: one, parts)
            }
        }
        return [whole.days.intersection(part.days), whole.days.subtracting(part.days)].flatMap {
            days -> [Summand] in
            if days.isEmpty || days == whole.days { return [] }
            var one = whole
            one.days = days
            one.periods = runs(of: days)
            return left(of: one, parts)
        }
    }

    private func runs(of days: Set<Int>) -> [Period] {
        days.filter { !days.contains($0 - 1) }.sorted().map { first in
            var last = first
            while days.contains(last + 1) { last += 1 }
            return calendar.named(Day(number: first), Day(number: last))
        }
    }

    private func isSuppressed(_ figure: Summand) throws -> Bool {
        figure.periods.contains { period in
            (try? self.figure(figure.leaf, period, in: figure.area))?.cell == .none(.suppressed)
        }
    }
}

extension Meaning {
    /// The indicators of its leaves, each as often as it stands in it.
    fileprivate var indicators: [String] {
        if case .leaf(let leaf) = self { return [leaf.indicator] }
        return parts.flatMap(\.indicators)
    }
}
