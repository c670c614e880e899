import TallyModel

/// A word that joins two conditions of an expression.
package enum LogicalWord: String, Sendable, Hashable, CaseIterable {
    case and, or
}

/// How a value stands to a reference, through its polarity.
package enum ReferenceWord: String, Sendable, Hashable, CaseIterable {
    /// As good as the reference or better.
    case meets
    /// Worse than the reference.
    case misses
}

/// How a value moves from the period before, through its polarity.
package enum MovementWord: String, Sendable, Hashable, CaseIterable {
    case improves, worsens
}

/// A window that moves along a series, or grows within its year.
package struct RunningWindow: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// `rolling 12 months`
        case rolling(Int, PeriodUnit)
        /// `year to date`
        case yearToDate
    }

    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// `as known at 2023-10-05`: only what had been published by the end of that day.
package struct KnownAt: Sendable, Hashable {
    package let day: Day
    package let span: Span

    package init(_ day: Day, _ span: Span) {
        self.day = day
        self.span = span
    }
}
