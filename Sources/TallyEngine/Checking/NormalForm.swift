import TallyLanguage
import TallyModel

/// Writes an expression as a fraction of sums of products, within bounds.
struct NormalForm {
    typealias Term = Remainder.Term
    typealias Step = Remainder.Step

    /// A sum over a sum.
    struct Fraction {
        var above: [Term]
        var below: [Term]
    }

    /// More terms than this no remainder has that somebody means.
    static let mostTerms = 64

    let catalogue: Catalogue
    /// The indicators in whose place their formulas stand.
    let expanded: Set<String>
    /// The one of them whose terms are marked.
    let marked: String?
    /// Which side of `??` is meant.
    var takesRight = false
    /// Whether what `abs` takes is negative.
    var isNegative = false

    private(set) var atoms: [Remainder.Atom] = []
    private(set) var hasChoice = false
    private(set) var hasAbsolute = false
    private var places: [Place: Int] = [:]
    /// How many nodes it may still look at: formulas may have each other many times.
    private var left = 4000

    /// What is read, and the path to it in words.
    private struct Place: Hashable {
        let subject: Remainder.Atom.Subject
        let key: String
    }

    init(_ catalogue: Catalogue, expanded: Set<String>, marked: String?) {
        self.catalogue = catalogue
        self.expanded = expanded
        self.marked = marked
    }

    /// The fraction that an expression is; `nil` where it is too large.
    ///
    /// - Parameter key: the path in words, the same for what is surely read at the same time.
    mutating func fraction(
        _ expression: CheckedExpression, _ path: [Step] = [], _ key: String = "",
        isMarked: Bool = false
    ) -> Fraction? {
        left -= 1
        guard left > 0, path.count < 200 else { return nil }
        let one = [Term(coefficient: 1, atoms: [], isExpanded: false)]
        func constant(_ value: Double) -> [Term] {
            [Term(coefficient: value, atoms: [], isExpanded: isMarked)]
        }
        switch expression.kind {
        case .number(let value): return Fraction(above: constant(value), below: one)
        case .figure(let figure):
            let plain = figure.with(figure.breakdown, isPublished: false)
            // Of an indicator whose parts are marked, just those are.
            if !isMarked, plain == catalogue.figure(of: figure.indicator),
                expanded.contains(figure.indicator),
                let formula = catalogue.checkedFormulas[figure.indicator]
            {
                return fraction(
                    formula, path + [.formula], key + "/f", isMarked: figure.indicator == marked)
            }
            return atom(.figure(plain), path, key, isMarked)
        case .computed(let formula, let id):
            guard !isMarked, expanded.contains(id) else {
                return atom(.figure(catalogue.figure(of: id)), path, key, isMarked)
            }
            return fraction(formula, path + [.formula], key + "/f", isMarked: id == marked)
        case .population(let id): return atom(.population(id), path, key, isMarked)
        case .negated(let inner):
            return fraction(inner, path, key, isMarked: isMarked).map { $0.times(-1) }
        case .remainder(let inner, _): return fraction(inner, path, key, isMarked: isMarked)
        case .binary(.otherwise, let left, let right):
            hasChoice = true
            return fraction(takesRight ? right : left, path, key, isMarked: isMarked)
        case .binary(let sign, let left, let right):
            guard let a = fraction(left, path, key, isMarked: isMarked),
                let b = fraction(right, path, key, isMarked: isMarked)
            else { return nil }
            return Self.joined(sign, a, b)
        case .rate(let count, let scale, let population):
            guard let count = fraction(count, path, key, isMarked: isMarked),
                let people = atom(.population(population), path, key, isMarked)
            else { return nil }
            return Self.joined(.divide, count.times(scale), people)
        case .share(let part, let whole):
            guard let part = fraction(part, path, key, isMarked: isMarked),
                let whole = fraction(whole, path, key, isMarked: isMarked)
            else { return nil }
            return Self.joined(.divide, part.times(100), whole)
        case .shifted(let inner, let shift):
            return fraction(inner, path + [.shifted(shift)], key + "/\(shift)", isMarked: isMarked)
        case .scoped(let inner, let areas, let window):
            return fraction(
                inner, path + [.scoped(inner, areas: areas, window)],
                key + "/\(areas ?? []) \(window.map { "\($0.kind) \(inner.canonical)" } ?? "")",
                isMarked: isMarked)
        case .running(let inner, let window):
            return fraction(
                inner, path + [.running(window, inner)], key + "/\(window) \(inner.canonical)",
                isMarked: isMarked)
        case .call(let function, let arguments):
            return call(function, arguments, expression, path, key, isMarked)
        case .compared, .logical, .not, .judged, .moved:
            return atom(.other(expression.canonical), path, key, isMarked)
        }
    }

    /// What a function tells of its figures.
    private mutating func call(
        _ function: Function, _ arguments: [CheckedExpression], _ expression: CheckedExpression,
        _ path: [Step], _ key: String, _ isMarked: Bool
    ) -> Fraction? {
        guard let first = arguments.first else { return nil }
        switch function.tells {
        case .figure: return fraction(first, path, key, isMarked: isMarked)
        case .size:
            guard let inner = fraction(first, path, key, isMarked: isMarked) else { return nil }
            if inner.above.count == 1, inner.below.count == 1 {
                return inner.above[0].coefficient * inner.below[0].coefficient < 0
                    ? inner.times(-1) : inner
            }
            hasAbsolute = true
            return isNegative ? inner.times(-1) : inner
        case .nothing: return atom(.other(expression.canonical), path, key, isMarked)
        case .figures:
            var inner = first
            if case .scoped(let own, _, .some) = first.kind { inner = own }
            return fraction(
                inner, path + [.call(function, first)],
                key + "/\(function.name) \(first.canonical)", isMarked: isMarked)
        }
    }

    private mutating func atom(
        _ subject: Remainder.Atom.Subject, _ path: [Step], _ key: String, _ isMarked: Bool
    ) -> Fraction? {
        let name = Place(subject: subject, key: key)
        let place = places[name] ?? atoms.count
        if place == atoms.count {
            guard place < Self.mostTerms else { return nil }
            atoms.append(Remainder.Atom(subject: subject, path: path))
            places[name] = place
        }
        return Fraction(
            above: [Term(coefficient: 1, atoms: [place], isExpanded: isMarked)],
            below: [Term(coefficient: 1, atoms: [], isExpanded: false)])
    }

    /// The fraction of two and a sign; `nil` where it is too large.
    static func joined(_ sign: BinaryOperator, _ a: Fraction, _ b: Fraction) -> Fraction? {
        switch sign {
        case .add, .subtract:
            let b = sign == .subtract ? b.times(-1) : b
            if a.below.isSame(as: b.below) {
                return merged(a.above + b.above).map { Fraction(above: $0, below: a.below) }
            }
            guard let left = product(a.above, b.below), let right = product(b.above, a.below),
                let above = merged(left + right), let below = product(a.below, b.below)
            else { return nil }
            return Fraction(above: above, below: below)
        case .multiply:
            guard let above = product(a.above, b.above), let below = product(a.below, b.below)
            else { return nil }
            return Fraction(above: above, below: below)
        case .divide:
            guard let above = product(a.above, b.below.unmarked),
                let below = product(a.below, b.above.unmarked)
            else { return nil }
            return Fraction(above: above, below: below)
        case .otherwise: return nil
        }
    }

    private static func product(_ a: [Term], _ b: [Term]) -> [Term]? {
        guard a.count * b.count <= 16 * mostTerms else { return nil }
        return merged(
            a.flatMap { x in
                b.map { y in
                    Term(
                        coefficient: x.coefficient * y.coefficient,
                        atoms: (x.atoms + y.atoms).sorted(),
                        isExpanded: x.isExpanded || y.isExpanded)
                }
            })
    }

    private static func merged(_ terms: [Term]) -> [Term]? {
        let result = Remainder.merged(terms, by: \.atoms)
        return result.count > mostTerms ? nil : result
    }
}

extension NormalForm.Fraction {
    func times(_ factor: Double) -> Self {
        var result = self
        for index in above.indices { result.above[index].coefficient *= factor }
        return result
    }
}

extension [Remainder.Term] {
    fileprivate var unmarked: [Remainder.Term] {
        map { .init(coefficient: $0.coefficient, atoms: $0.atoms, isExpanded: false) }
    }

    fileprivate func isSame(as other: [Remainder.Term]) -> Bool {
        count == other.count
            && zip(self, other).allSatisfy {
                $0.atoms == $1.atoms && $0.coefficient == $1.coefficient
            }
    }
}

extension Remainder {
    /// The terms with those added up that are the same product, and those left out that come to
    /// nothing.
    static func merged<Product: Hashable>(_ terms: [Term], by product: (Term) -> Product) -> [Term]
    {
        var places: [Bool: [Product: Int]] = [:]
        var result: [(term: Term, largest: Double)] = []
        for term in terms {
            let key = product(term)
            if let place = places[term.isExpanded]?[key] {
                result[place].term.coefficient += term.coefficient
                result[place].largest = max(result[place].largest, term.coefficient.magnitude)
            } else {
                places[term.isExpanded, default: [:]][key] = result.count
                result.append((term, term.coefficient.magnitude))
            }
        }
        return result.filter {
            $0.term.coefficient.magnitude > 1e-9 * $0.largest && $0.term.coefficient.isFinite
        }.map(\.term)
    }
}
