import TallyLanguage
import TallyModel

/// What a sentence's words mean once every name is looked up: as small a tree as will do, and none
/// of the engine's own.
package indirect enum Meaning: Hashable {
    case number(Double)
    case leaf(Leaf)
    /// The population in force at a period's end.
    case population(String)
    case negative(Meaning)
    case arithmetic(BinaryOperator, Meaning, Meaning)
    /// A part of a whole: where one of those left beside it is suppressed, it is too. What `excl`
    /// and `only` make keeps what is good of the whole; other arithmetic, without a whole, has none.
    case group(Meaning, of: Leaf?, beside: [Leaf])
    case rate(Meaning, per: Double, of: String)
    case share(Meaning, of: Meaning)
    case shifted(Meaning, Shift)
    /// In areas or over a window of its own.
    case within(Meaning, areas: [String]?, Window?)
    case call(String, Meaning, [Double])
    /// Added over the periods up to each.
    case running(Meaning, RunningWindow.Kind)
    case compares(Meaning, Comparison, Meaning)
    case logical(LogicalWord, Meaning, Meaning)
    case not(Meaning)
    case judged(Meaning, ReferenceWord, String)
    case moves(Meaning, MovementWord)

    /// At another time: what names its own period is moved from that.
    package func moved(_ shift: Shift) -> Meaning {
        guard case .within(let inner, let areas, let window) = self else {
            return .shifted(self, shift)
        }
        return .within(inner.moved(shift), areas: areas, window)
    }

    /// Added up along its series, inside its brackets and at the time to which it is moved.
    package func running(_ kind: RunningWindow.Kind) -> Meaning {
        switch self {
        case .within(let inner, let areas, let window):
            .within(inner.running(kind), areas: areas, window)
        case .shifted(let inner, let shift): .shifted(inner.running(kind), shift)
        default: .running(self, kind)
        }
    }

    /// What it is made of.
    package var parts: [Meaning] {
        switch self {
        case .number, .leaf, .population: []
        case .negative(let one), .group(let one, _, _), .rate(let one, _, _),
            .shifted(let one, _), .within(let one, _, _), .call(_, let one, _),
            .running(let one, _), .not(let one), .judged(let one, _, _), .moves(let one, _):
            [one]
        case .arithmetic(_, let a, let b), .share(let a, let b), .compares(let a, _, let b),
            .logical(_, let a, let b):
            [a, b]
        }
    }

    /// With every leaf and every part changed so.
    package func mapped(_ change: (Leaf) -> Leaf) -> Meaning {
        func inner(_ one: Meaning) -> Meaning { one.mapped(change) }
        switch self {
        case .number, .population: return self
        case .leaf(let leaf): return .leaf(change(leaf))
        case .negative(let one): return .negative(inner(one))
        case .arithmetic(let sign, let a, let b): return .arithmetic(sign, inner(a), inner(b))
        case .group(let one, let whole, let beside):
            return .group(inner(one), of: whole, beside: beside.map(change))
        case .rate(let one, let per, let of): return .rate(inner(one), per: per, of: of)
        case .share(let a, let b): return .share(inner(a), of: inner(b))
        case .shifted(let one, let shift): return .shifted(inner(one), shift)
        case .within(let one, let areas, let window):
            return .within(inner(one), areas: areas, window)
        case .call(let name, let one, let numbers): return .call(name, inner(one), numbers)
        case .running(let one, let kind): return .running(inner(one), kind)
        case .compares(let a, let sign, let b): return .compares(inner(a), sign, inner(b))
        case .logical(let word, let a, let b): return .logical(word, inner(a), inner(b))
        case .not(let one): return .not(inner(one))
        case .judged(let one, let word, let id): return .judged(inner(one), word, id)
        case .moves(let one, let word): return .moves(inner(one), word)
        }
    }

    /// Without the marks of `excl` and `only`: what two ways of saying the same have in common.
    package var bare: Meaning {
        switch self {
        case .group(let one, _, _): one.bare
        case .number, .leaf, .population: self
        case .negative(let one): .negative(one.bare)
        case .arithmetic(let sign, let a, let b): .arithmetic(sign, a.bare, b.bare)
        case .rate(let one, let per, let of): .rate(one.bare, per: per, of: of)
        case .share(let a, let b): .share(a.bare, of: b.bare)
        case .call(let name, let one, let numbers): .call(name, one.bare, numbers)
        default: self
        }
    }

    /// The functions that give the way from one figure to another.
    package static let changes: Set = ["change", "pct_change"]

    /// Whether it is such a way itself.
    package var isChange: Bool {
        switch self {
        case .call(let name, _, _): Self.changes.contains(name)
        case .within(let inner, _, _), .shifted(let inner, _): inner.isChange
        default: false
        }
    }

    /// Whether something in it means nothing but over a window.
    package var needsWindow: Bool {
        switch self {
        case .within(_, _, .some): false
        case .call(let name, let one, _)
        where Self.windowFunctions.contains(name) && !Self.changes.contains(name):
            if case .within(_, _, .some) = one { one.needsWindow } else { true }
        default: parts.contains(where: \.needsWindow)
        }
    }

    /// The functions that read a whole window rather than one period.
    package static let windowFunctions: Set = [
        "avg", "sum", "min", "max", "first", "last", "median", "count", "change", "pct_change",
    ]

    /// Whether a function in it reads the sentence's window.
    package var readsWindow: Bool {
        switch self {
        case .within(_, _, .some): false
        case .call(let name, let one, _) where Self.windowFunctions.contains(name):
            if case .within(_, _, .some) = one { one.readsWindow } else { true }
        default: parts.contains(where: \.readsWindow)
        }
    }

    /// Whether something in it has a figure for each period.
    package var hasFigurePerPeriod: Bool {
        switch self {
        case .leaf, .population: true
        case .within(_, _, .some): false
        case .call(let name, _, _) where Self.windowFunctions.contains(name): false
        default: parts.contains(where: \.hasFigurePerPeriod)
        }
    }

    /// Whether it is numbers alone.
    package var isNumbers: Bool {
        switch self {
        case .number: true
        case .leaf, .population: false
        default: parts.allSatisfy(\.isNumbers)
        }
    }

    /// Whether it holds or does not.
    package var isCondition: Bool {
        switch self {
        case .compares, .logical, .not, .judged, .moves: true
        default: false
        }
    }
}

/// Figures of an indicator, of the whole or of some members of its dimensions.
package struct Leaf: Hashable, Sendable {
    package let indicator: String
    package var members: [String: String] = [:]
    /// Only what was printed for just the period: `published(x)`.
    package var isPublished = false
}

/// What the plain evaluator has no rule for.
package struct Unhandled: Error {
    package let what: String
}

/// A refusal: there is no figure that would not mislead.
package struct Refused: Error {
    package let why: String
}
