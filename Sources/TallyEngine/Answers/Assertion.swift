import TallyLanguage
import TallyModel

extension Engine {
    /// Throws `assertion-failed` where the condition of a query that was read from `text` does not
    /// hold in a period and area that it asks for, or where that cannot be told; else does nothing.
    package func assert(
        _ query: Query, in text: SourceText, bindings: [String: Binding] = [:]
    ) throws(Diagnostic) {
        guard case .value(let expression) = query.phrase else { return }
        let checker = Checker(catalogue: catalogue, source: text, bindings: bindings)
        do {
            let condition = try checker.running(
                try checker.condition(expression), query.clauses.running)
            let engine = knowing(query.clauses.asKnown)
            try Assertion(engine: engine, checker: checker, query)
                .check(condition, try engine.naming(query, checker))
        } catch {
            throw placed(error, query, in: text)
        }
    }
}

/// Checks that a condition holds, and says what was found where it does not.
struct Assertion {
    let engine: Engine
    let checker: Checker
    /// Whether every part stands in the text as it is meant.
    private let isTyped: Bool

    init(engine: Engine, checker: Checker, _ query: Query) {
        self.engine = engine
        self.checker = checker
        var isTyped = true
        query.forEachName { name, _ in if !name.ids(of: .binding).isEmpty { isTyped = false } }
        self.isTyped = isTyped
    }

    /// Of many failures so many are told.
    private static let mostTold = 5

    func check(_ condition: CheckedExpression, _ query: Query) throws(Diagnostic) {
        let sections = try ConditionAnswer(engine: engine, checker: checker)
            .sections(condition, query)
        var failures: [String] = []
        var count = 0
        for section in sections {
            for (index, period) in section.periods.enumerated() {
                count += 1
                if section.column.cells[index].value == 1 { continue }
                var found = try found(condition, section.evaluator, period).joined(separator: ", ")
                if !condition.isArithmeticAlone {
                    found += " in \(period.title(in: section.evaluator.calendar))"
                }
                if sections.count > 1 { found += ", \(section.evaluator.areaTitle)" }
                failures.append(found)
            }
        }
        if count == 0 {
            throw .nothingToAssert(
                checker.text(condition.span), at: checker.place(condition.span))
        }
        if !failures.isEmpty {
            throw .assertionFailed(
                checker.text(condition.span), failures, of: count, mostTold: Self.mostTold,
                at: checker.place(condition.span))
        }
    }

    /// What the figures are of those parts of a condition that do not hold in a period.
    private func found(
        _ condition: CheckedExpression, _ evaluator: Evaluator, _ period: Period
    ) throws(Diagnostic) -> [String] {
        let axis = Axis([period])
        switch condition.kind {
        case .logical(_, let left, let right):
            var parts: [String] = []
            for side in [left, right]
            where try evaluator.column(side, on: axis).cells[0] != .value(1) {
                parts += try found(side, evaluator, period)
            }
            return parts
        case .not(let inner): return try found(inner, evaluator, period)
        case .scoped(let inner, let areas, let window):
            guard let inner = Self.scoped(inner, areas, window) else { break }
            return try found(inner, evaluator, period)
        case .compared(let left, _, let right):
            let (a, b) = (
                try evaluator.column(left, on: axis), try evaluator.column(right, on: axis)
            )
            return [said(left, a, against: "", b, right.traits.unit)]
        case .judged(let inner, _, let reference):
            let value = try evaluator.column(inner, on: axis)
            let point = Judgement(inner, evaluator)?.reference(reference, at: period)
            let standard = Column(
                repeating: point?.cell ?? .none(.missing), decimals: value.decimals[0], count: 1)
            return [said(inner, value, against: "\(reference) ", standard, inner.traits.unit)]
        case .moved(let inner, _):
            let now = try evaluator.column(inner, on: axis)
            let before = try evaluator.column(
                inner, on: evaluator.shifted(axis, .previous, of: inner, in: condition))
            return [said(inner, now, against: "", before, inner.traits.unit, joint: "after")]
        default: break
        }
        let cell = try evaluator.column(condition, on: axis).cells[0]
        return ["\(name(of: condition)) \(cell.reason?.predicate ?? "does not hold")"]
    }

    /// As it was typed, or in words where it was not.
    private func name(of part: CheckedExpression) -> String {
        var text = isTyped ? checker.text(part.span) : part.words
        if text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()) }
        return "'\(text)'"
    }

    /// The parts of a condition with the scope that stands around the whole of it.
    private static func scoped(
        _ condition: CheckedExpression, _ areas: [String]?, _ window: Window?
    )
        -> CheckedExpression?
    {
        func within(_ part: CheckedExpression) -> CheckedExpression {
            CheckedExpression(
                kind: .scoped(part, areas: areas, window: window), traits: part.traits,
                span: part.span, canonical: part.canonical)
        }
        let kind: CheckedExpression.Kind
        switch condition.kind {
        case .logical(let word, let left, let right):
            kind = .logical(word, within(left), within(right))
        case .not(let inner): kind = .not(within(inner))
        case .compared(let left, let sign, let right):
            kind = .compared(within(left), sign, within(right))
        default: return nil
        }
        return CheckedExpression(
            kind: kind, traits: condition.traits, span: condition.span,
            canonical: condition.canonical)
    }

    /// `'cic' is 473 against 480`: in full where what is shown is the same on both sides.
    private func said(
        _ part: CheckedExpression, _ value: Column, against what: String, _ other: Column,
        _ unit: Unit?, joint: String = "against"
    ) -> String {
        let name = name(of: part)
        guard let number = value.cells[0].value else {
            return "\(name) \(value.cells[0].reason?.predicate ?? "")"
        }
        func shown(_ number: Double, _ decimals: Int, _ unit: Unit?) -> String {
            NumberText.withMinus(NumberText.fixed(number, decimals: decimals, grouped: true))
                + (unit == .percent ? "%" : "")
        }
        var here = shown(number, value.decimals[0], part.traits.unit)
        guard let standard = other.cells[0].value else {
            let reason = other.cells[0].reason ?? .missing
            return "\(name) is \(here), and what it is held \(joint) \(reason.predicate)"
        }
        var there = shown(standard, other.decimals[0], unit ?? part.traits.unit)
        if here == there, number != standard {
            here = "\(NumberText.withMinus(NumberText.full(number))), shown as \(here),"
            there = NumberText.withMinus(NumberText.full(standard))
        }
        return "\(name) is \(here) \(joint) \(what)\(there)"
    }
}

extension Reason {
    /// What is said of a figure that is none for this reason: `is suppressed`.
    fileprivate var predicate: String { self == .missing ? "has no value" : "is \(words)" }
}

extension Diagnostic {
    static func assertionFailed(
        _ condition: String, _ failures: [String], of count: Int, mostTold: Int, at place: Place
    ) -> Diagnostic {
        if count == 1, let only = failures.first {
            return Diagnostic(
                .assertionFailed, "'\(condition)' does not hold", at: place, label: only)
        }
        let told = failures.prefix(mostTold)
        let rest = failures.count - told.count
        return Diagnostic(
            .assertionFailed,
            "'\(condition)' does not hold in \(failures.count) of \(count) cases", at: place,
            notes: told + (rest > 0 ? ["and \(rest) more"] : []))
    }

    static func nothingToAssert(_ condition: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .assertionFailed, "'\(condition)' can't be told", at: place,
            label: "there are no values to look at")
    }

    /// `_` in an expression, where the last result was none.
    static func noValueBefore(at place: Place) -> Diagnostic {
        Diagnostic(
            .noResultYet, "'\(LastResult.name)' stands for no value here", at: place,
            label: "the query before must be a value; of a table only '\(LastResult.name) | …' can "
                + "be asked")
    }
}
