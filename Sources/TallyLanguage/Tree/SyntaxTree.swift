import TallyModel

/// One statement of a script or one line at the prompt.
package struct Statement: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case query(Query)
        /// `let NAME = phrase { clause }`
        case binding(name: String, nameSpan: Span, Query)
        /// `let NAME = PERIOD`, or an area, a reference or a theme: the words stand wherever the name
        /// does.
        case alias(name: String, nameSpan: Span, words: [String])
        /// `assert CONDITION { clause }`: an error where it does not hold.
        case assertion(Query)
        /// `.format json`, `help`: a command of the shell, its name without the dot and the rest
        /// of its line.
        case command(name: String, argument: String)
    }

    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// `phrase { clause } { "|" stage }`
package struct Query: Sendable, Hashable {
    package let phrase: Phrase
    package var clauses: Clauses
    /// In the order in which they work on the result.
    package var stages: [Stage]
    package let span: Span

    package init(_ phrase: Phrase, _ clauses: Clauses, stages: [Stage] = [], _ span: Span) {
        self.phrase = phrase
        self.clauses = clauses
        self.stages = stages
        self.span = span
    }
}

/// A name as it was typed, with everything it can stand for. The slot decides which.
package struct Name: Sendable, Hashable {
    /// As typed, single spaces between words, without quotes.
    package let text: String
    /// A kind typed before it: `theme placement`.
    package let kind: NameKind?
    package let candidates: [NameCandidate]
    package let span: Span
    /// Whether it was typed in quotes and would not be found, or would be read as something else,
    /// without them.
    package let needsQuotes: Bool

    package init(
        _ text: String, kind: NameKind? = nil, _ candidates: [NameCandidate], _ span: Span,
        needsQuotes: Bool = false
    ) {
        self.text = text
        self.kind = kind
        self.candidates = candidates
        self.span = span
        self.needsQuotes = needsQuotes
    }

    /// The ids it can stand for as a name of this kind, in the vocabulary's order.
    package func ids(of kind: NameKind) -> [String] {
        candidates.filter { $0.kind == kind }.map(\.id)
    }
}

/// A node of an expression with the place it was read from.
package struct Expression: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        /// A number, with the digits as typed without separators.
        case number(Double)
        case name(Name)
        case negated(Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `EXPR excl NAMES`, `EXPR only NAMES`
        case subgroup(SubgroupWord, Expression, [Name])
        /// `rate EXPR per SCALE [of POPULATION]`
        case rate(Expression, scale: Double, population: Name?)
        /// `share EXPR of EXPR`
        case share(Expression, of: Expression)
        /// `EXPR 3 months ago`, `EXPR a year ago`, `previous EXPR`
        case shifted(Expression, Shift)
        /// `sum(EXPR)`: a function of the table, by its name.
        case call(function: String, nameSpan: Span, [Expression])
        /// `EXPR > EXPR`
        case compares(Expression, Comparison, Expression)
        /// `P and P`, `P or P`
        case logical(LogicalWord, Expression, Expression)
        case not(Expression)
        /// `EXPR meets REFERENCE`, `EXPR misses REFERENCE`
        case judged(Expression, ReferenceWord, Name)
        /// `EXPR improves`, `EXPR worsens`
        case moves(Expression, MovementWord)
        /// `when P`: the last period in which a condition held.
        case when(Expression)
        /// `(EXPR { clause })`: a bracketed phrase with clauses of its own.
        case scoped(Expression, Clauses)
    }

    package let kind: Kind
    package let span: Span

    /// How many levels a tree may have, brackets, chains of operators and all that its names stand
    /// for included: what walks it recurses.
    package static let mostLevels = 200

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

package enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    case multiply = "*"
    case divide = "/"
    case add = "+"
    case subtract = "-"
    /// The left operand, or the right where the left has none.
    case otherwise = "??"
}

package enum SubgroupWord: String, Sendable, Hashable {
    case excl, only
}

package enum Shift: Sendable, Hashable {
    /// So many units back on the calendar.
    case ago(Int, PeriodUnit)
    /// One period of the expression's own grain back.
    case previous
}

package enum PeriodUnit: String, Sendable, Hashable, CaseIterable {
    case month, quarter, year

    package var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .year: 12
        }
    }
}

/// The clauses of a phrase; each at most once.
package struct Clauses: Sendable, Hashable {
    /// `for NAMES`: areas, themes or indicators, and where they are the rows of a table other values.
    package var focus: [Focus]?
    package var window: Window?
    /// `rolling N months`, `year to date`
    package var running: RunningWindow?
    /// `as known at DATE`
    package var asKnown: KnownAt?
    /// `by NAME[, …]`: one row for each member, area, theme, source or period.
    package var by: [ByKey]?
    /// `where PREDICATE`: which rows to keep.
    package var predicate: Predicate?
    /// The clauses from the first to the last; `nil` where there are none.
    package var span: Span?

    package init(
        focus: [Focus]? = nil, window: Window? = nil, running: RunningWindow? = nil,
        asKnown: KnownAt? = nil, by: [ByKey]? = nil, predicate: Predicate? = nil,
        span: Span? = nil
    ) {
        self.focus = focus
        self.window = window
        self.running = running
        self.asKnown = asKnown
        self.by = by
        self.predicate = predicate
        self.span = span
    }

    package var isEmpty: Bool {
        focus == nil && window == nil && running == nil && asKnown == nil && by == nil
            && predicate == nil
    }
}

extension Clauses {
    /// The names behind `for`, without other values and without those of groups of areas.
    package var names: [Name]? { focus?.compactMap(\.name) }

    /// The first group of areas behind `for`.
    package var group: AreaSet? {
        focus?.lazy.compactMap { if case .areas(let areas) = $0 { areas } else { nil } }.first
    }
}

/// One of the things behind `for`.
package enum Focus: Sendable, Hashable {
    /// An area, a theme or an indicator.
    case name(Name)
    /// `authorities of south west`
    case areas(AreaSet)
    /// `cic excl uasc`
    case value(Expression)

    package var name: Name? { if case .name(let name) = self { name } else { nil } }

    package var span: Span {
        switch self {
        case .name(let name): name.span
        case .areas(let areas): areas.span
        case .value(let value): value.span
        }
    }
}

/// Which periods are asked for.
package struct Window: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// `in P`, `at P`: one figure, even for a range.
        case at(PeriodSyntax)
        /// `from P to P`: one figure for each native period.
        case range(PeriodSyntax, PeriodSyntax)
        /// `since P`
        case since(PeriodSyntax)
        /// `last N months|quarters|years`
        case last(Int, PeriodUnit)
    }

    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// A period as it was typed, symbolic until a calendar and the data resolve it.
package struct PeriodSyntax: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        case day(Day)
        case month(year: Int, month: Int)
        /// Quarter 1 to 4 of the financial year that begins in `year`.
        case quarter(Int, year: Int)
        /// The financial year that begins in `year`.
        case financialYear(Int)
        case academicYear(Int)
        case calendarYear(Int)
        /// A bare `2025`: the year to 31 March for data that reports so, else refused.
        case bareYear(Int)
        /// The newest for which there is data.
        case latest
        /// The one before latest; in a comparison the one before the first operand.
        case previous
        /// So many units before latest; in a comparison before the first operand.
        case ago(Int, PeriodUnit)
        /// `P to P`, `P..P`
        case range(PeriodSyntax, PeriodSyntax)
    }

    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}
