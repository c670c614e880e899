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
    struct TooMuch: Error {}

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
                    guard let sum = try? fraction(meaning, at, area, way, isApart: false).above
                    else {
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
