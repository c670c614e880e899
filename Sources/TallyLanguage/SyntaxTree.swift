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

/// What a sentence asks for.
package enum Phrase: Sendable, Hashable {
    /// The value of an indicator or of arithmetic over indicators; `rate` and `share` are
    /// expressions too.
    case value(Expression)
    /// `compare X vs Y [vs Z …]`: at least two operands.
    case compare([Operand])
    /// `trend EXPR`: a series with a plot.
    case trend(Expression)
    /// `trend` without an expression: a table of the indicators that `for` names.
    case trends
    /// `rank AREAS by EXPR`
    case rank(AreaSet, by: Expression)
    /// `list KIND`: the word as typed, lower case. A kind whose members have dates and states
    /// (`milestones`) may be asked for without `list`.
    case list(kind: String, Span)
    /// `describe NAME`
    case describe(Name)
    /// `explain QUERY`: how a figure is reached; clauses belong to the query that is explained.
    indirect case explain(Query)
    /// `lineage NAME`: what depends on what.
    case lineage(Name)
    /// `revisions EXPR`: every value that a published figure has had.
    case revisions(Expression)
    /// `check [NAME]`: what does not reconcile, of all checks or of those of a check's, a plugin's
    /// or an indicator's name; the name of a check is known to nobody while a sentence is read.
    case check(Name?)
}

/// One side of a comparison. The parser reads a period where one fits, else a name alone where one
/// is known, else an expression.
package enum Operand: Sendable, Hashable {
    case period(PeriodSyntax)
    /// A single name: a reference, an area, an indicator. The checker decides by its neighbour.
    case name(Name)
    /// `neighbours of AREA`
    case areas(AreaSet)
    case expression(Expression)

    /// Whether it may be an area or a group of areas.
    package var isOfAreas: Bool {
        switch self {
        case .areas: true
        case .name(let name): !name.ids(of: .area).isEmpty || !name.ids(of: .level).isEmpty
        case .period, .expression: false
        }
    }

    package var span: Span {
        switch self {
        case .period(let period): period.span
        case .name(let name): name.span
        case .areas(let areas): areas.span
        case .expression(let expression): expression.span
        }
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
    /// `for NAMES`: areas, themes or indicators.
    package var names: [Name]?
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
        names: [Name]? = nil, window: Window? = nil, running: RunningWindow? = nil,
        asKnown: KnownAt? = nil, by: [ByKey]? = nil, predicate: Predicate? = nil,
        span: Span? = nil
    ) {
        self.names = names
        self.window = window
        self.running = running
        self.asKnown = asKnown
        self.by = by
        self.predicate = predicate
        self.span = span
    }

    package var isEmpty: Bool {
        names == nil && window == nil && running == nil && asKnown == nil && by == nil
            && predicate == nil
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
