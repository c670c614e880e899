import TallyLanguage
import TallyModel

/// An expression whose names are resolved and whose units and kinds agree.
package struct CheckedExpression: Sendable {
    package indirect enum Kind: Sendable {
        case number(Double)
        case figure(Figure)
        /// The value of a population in force at the period's end.
        case population(String)
        case negated(CheckedExpression)
        case binary(BinaryOperator, CheckedExpression, CheckedExpression)
        /// What some parts leave of a whole, which is suppressed where one of the others is: else
        /// the whole would give it away.
        case remainder(CheckedExpression, Remainder)
        case rate(CheckedExpression, scale: Double, population: String)
        case share(CheckedExpression, of: CheckedExpression)
        case shifted(CheckedExpression, Shift)
        /// With clauses of its own, which beat the outer ones.
        case scoped(CheckedExpression, areas: [String]?, window: Window?)
        case call(Function, [CheckedExpression])
        /// What the formula of an indicator gives, whatever is published of it.
        case computed(CheckedExpression, of: String)
        /// The sum of a flow over the periods up to each: of a window that moves along, or of the
        /// year so far.
        case running(CheckedExpression, RunningWindow.Kind)
        /// A condition: 1 where it holds, 0 where it does not, a reason where it cannot be told.
        case compared(CheckedExpression, Comparison, CheckedExpression)
        case logical(LogicalWord, CheckedExpression, CheckedExpression)
        case not(CheckedExpression)
        case judged(CheckedExpression, ReferenceWord, reference: String)
        case moved(CheckedExpression, MovementWord)
    }

    package let kind: Kind
    package let traits: Traits
    package let span: Span
    /// The same text for expressions that mean the same, whatever names they were typed with.
    package let canonical: String
    /// How many nodes it has, and how many lie below each other at the most: names that stand for
    /// names could else make it as large as they like.
    package let size: Int
    package let height: Int

    package static let largestSize = 10_000

    package init(kind: Kind, traits: Traits, span: Span, canonical: String) {
        self.kind = kind
        self.traits = traits
        self.span = span
        self.canonical = canonical
        var size = 1
        var height = 0
        for part in kind.parts {
            size += part.size
            height = max(height, part.height)
        }
        self.size = size
        self.height = height + 1
    }

    /// What it is made of, one level down, from left to right.
    package var parts: [CheckedExpression] { kind.parts }

    package var isTooLarge: Bool { size > Self.largestSize || height > Expression.mostLevels }
}

extension CheckedExpression.Kind {
    /// What a node is made of, from left to right.
    package var parts: [CheckedExpression] {
        switch self {
        case .number, .population, .figure: []
        case .negated(let inner), .rate(let inner, _, _), .shifted(let inner, _),
            .remainder(let inner, _), .scoped(let inner, _, _), .not(let inner),
            .judged(let inner, _, _), .moved(let inner, _), .running(let inner, _),
            .computed(let inner, _):
            [inner]
        case .binary(_, let left, let right), .share(let left, let right),
            .compared(let left, _, let right), .logical(_, let left, let right):
            [left, right]
        case .call(_, let arguments): arguments
        }
    }
}

extension CheckedExpression {
    /// Calls `visit` with what it is made of, one level down, from left to right: as ``parts`` has
    /// it, without an array for each node on the way to the leaves.
    func forEachPart(_ visit: (CheckedExpression) -> Void) {
        switch kind {
        case .number, .population, .figure: break
        case .rate(let inner, _, _): visit(inner)
        case .binary(_, let left, let right):
            visit(left)
            visit(right)
        default: parts.forEach(visit)
        }
    }

    /// Whether something is true of any of these.
    private func hasPart(where test: (CheckedExpression) -> Bool) -> Bool {
        switch kind {
        case .number, .population, .figure: false
        case .rate(let inner, _, _): test(inner)
        case .binary(_, let left, let right): test(left) || test(right)
        default: parts.contains(where: test)
        }
    }
}

extension CheckedExpression.Kind {
    /// The same with other parts in the place of its own.
    func mappingParts(_ change: (CheckedExpression) -> CheckedExpression) -> Self {
        switch self {
        case .number, .population, .figure: self
        case .negated(let inner): .negated(change(inner))
        case .remainder(let inner, let remainder): .remainder(change(inner), remainder)
        case .binary(let sign, let a, let b): .binary(sign, change(a), change(b))
        case .rate(let inner, let scale, let population):
            .rate(change(inner), scale: scale, population: population)
        case .share(let part, let whole): .share(change(part), of: change(whole))
        case .shifted(let inner, let shift): .shifted(change(inner), shift)
        case .scoped(let inner, let areas, let window):
            .scoped(change(inner), areas: areas, window: window)
        case .call(let function, let arguments): .call(function, arguments.map(change))
        case .running(let inner, let window): .running(change(inner), window)
        case .compared(let a, let sign, let b): .compared(change(a), sign, change(b))
        case .logical(let word, let a, let b): .logical(word, change(a), change(b))
        case .not(let inner): .not(change(inner))
        case .judged(let inner, let word, let reference):
            .judged(change(inner), word, reference: reference)
        case .moved(let inner, let word): .moved(change(inner), word)
        case .computed(let inner, let id): .computed(change(inner), of: id)
        }
    }
}

/// A leaf: an indicator's figures, of the whole or of one breakdown.
package struct Figure: Hashable, Sendable {
    package let indicator: String
    package let breakdown: Breakdown
    /// Whether only what was published for just the period counts, and nothing made of other
    /// figures.
    package let isPublished: Bool

    package init(
        _ indicator: String, breakdown: Breakdown = .whole, isPublished: Bool = false
    ) {
        self.indicator = indicator
        self.breakdown = breakdown
        self.isPublished = isPublished
    }

    /// The same of another breakdown.
    func with(_ breakdown: Breakdown, isPublished: Bool? = nil) -> Figure {
        Figure(
            indicator, breakdown: breakdown, isPublished: isPublished ?? self.isPublished)
    }

    /// The same, as published.
    var published: Figure { Figure(indicator, breakdown: breakdown, isPublished: true) }
}

/// What travels with a figure.
package struct Traits: Sendable, Hashable {
    /// `nil` for a bare number, which goes with every unit.
    package var unit: Unit?
    package var good: Polarity
    /// `nil` where the parts differ, so that only they know.
    package var kind: TimeKind?
    /// Digits behind the point for people.
    package var decimals: Int
    /// The indicator that the expression is: its name, target, status and published figures apply.
    package var identity: String?
    /// Whether it holds or does not hold, rather than be a figure.
    package var isCondition = false
}

extension CheckedExpression {
    /// The first figure of the tree from the left; `nil` where there is none.
    var firstFigure: Figure? {
        var first: Figure?
        forEachFigure { first = first ?? $0 }
        return first
    }

    /// Calls `visit` with every leaf figure, those under a window of their own left out where
    /// `pinned` is false.
    package func forEachFigure(pinned: Bool = true, _ visit: (Figure) -> Void) {
        if case .figure(let figure) = kind { visit(figure) }
        if case .scoped(_, _, .some) = kind, !pinned { return }
        forEachPart { $0.forEachFigure(pinned: pinned, visit) }
    }

    /// The areas that brackets name, each once, and whether a figure stands outside all of them.
    package var scopedAreas: (ids: [String], isOpen: Bool) {
        var ids: [String] = []
        var isOpen = false
        func search(_ expression: CheckedExpression) {
            switch expression.kind {
            case .scoped(_, let areas?, _):
                for area in areas where !ids.contains(area) { ids.append(area) }
            case .figure, .population: isOpen = true
            default: expression.parts.forEach(search)
            }
        }
        search(self)
        return (ids, isOpen)
    }

    /// Calls `visit` with the window of every bracket that has one, the outermost.
    func forEachWindow(_ visit: (Window) -> Void) {
        if case .scoped(_, _, let window?) = kind { return visit(window) }
        forEachPart { $0.forEachWindow(visit) }
    }

    /// Whether a function that consumes the window stands in it outside a scope of its own.
    package var consumesWindow: Bool {
        if case .scoped = kind { return false }
        if case .call(let function, _) = kind, function.consumesWindow, !hasOwnWindow {
            return true
        }
        return hasPart(where: \.consumesWindow)
    }

    /// Whether a function stands in it that means nothing without a window, outside a scope of its
    /// own.
    package var needsWindow: Bool {
        if case .scoped(_, _, .some) = kind { return false }
        if case .call(let function, _) = kind, function.needsWindow, !hasOwnWindow { return true }
        return hasPart(where: \.needsWindow)
    }

    /// Whether it is the way from one figure to another.
    package var isChange: Bool {
        switch kind {
        case .call(let function, _): function.givesChange
        case .scoped(let inner, _, _), .shifted(let inner, _): inner.isChange
        default: false
        }
    }

    /// Whether a figure stands in it that follows the periods of the window, outside every function
    /// that consumes it.
    package var followsWindow: Bool {
        switch kind {
        case .population, .figure: return true
        case .scoped(_, _, .some): return false
        case .call(let function, _) where function.consumesWindow: return false
        default: return hasPart(where: \.followsWindow)
        }
    }

    /// A phrase wholly in brackets is what it is without them: their areas and window beat those
    /// outside.
    func withoutBrackets(areas: [String]?, _ window: Window?) -> (
        CheckedExpression, areas: [String]?, window: Window?
    ) {
        guard case .scoped(let inner, let own, let ownWindow) = kind else {
            return (self, areas, window)
        }
        return inner.withoutBrackets(areas: own ?? areas, ownWindow ?? window)
    }

    /// Whether it is made of numbers and nothing else.
    var isArithmeticAlone: Bool {
        switch kind {
        case .number: return true
        case .negated, .binary, .share, .compared, .logical, .not:
            return parts.allSatisfy(\.isArithmeticAlone)
        case .call(let function, _):
            return !function.consumesWindow && parts.allSatisfy(\.isArithmeticAlone)
        default: return false
        }
    }

    /// Whether it is a function over a window of its own: `avg(cic from apr22 to mar23)`.
    package var hasOwnWindow: Bool {
        guard case .call(let function, let arguments) = kind, function.consumesWindow,
            case .scoped(_, _, let window)? = arguments.first?.kind
        else { return false }
        return window != nil
    }

    /// The same where a name stands for it that was read from another text: every part of it is
    /// read at the name.
    func standing(at span: Span) -> CheckedExpression {
        CheckedExpression(
            kind: kind.mappingParts { $0.standing(at: span) }, traits: traits, span: span,
            canonical: canonical)
    }

    /// The same, read at another place.
    package func at(_ span: Span) -> CheckedExpression {
        CheckedExpression(kind: kind, traits: traits, span: span, canonical: canonical)
    }
}
