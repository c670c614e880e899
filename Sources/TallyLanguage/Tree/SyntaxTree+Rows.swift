import TallyModel

/// What a result is split by.
package struct ByKey: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case dimension(Name)
        case area, theme, source
        case period(PeriodUnit)
    }

    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// Several areas: `authorities`, `authorities of south west`, `neighbours of dorset`,
/// `dorset, devon`.
package struct AreaSet: Sendable, Hashable {
    /// The word before `of` and an area.
    package static let neighbours = "neighbours"

    package enum Kind: Sendable, Hashable {
        /// All of one level, by a name of kind level.
        case level(Name)
        /// Those of one level that lie in an area, near or far.
        case within(level: Name, of: Name)
        case neighbours(of: Name)
        case listed([Name])
    }

    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// A condition on the columns of a result: `status is red and direction is worsening`.
package indirect enum Predicate: Sendable, Hashable {
    /// `COLUMN is VALUE`, `COLUMN > VALUE`
    case compares(ColumnName, Comparison, Literal)
    /// `COLUMN in (VALUE, …)`
    case isOneOf(ColumnName, [Literal])
    /// `COLUMN contains VALUE`: the value stands somewhere in the text.
    case contains(ColumnName, Literal)
    case not(Predicate)
    case and(Predicate, Predicate)
    case or(Predicate, Predicate)
}

/// `is` and `=` are one, as are `is not` and `<>`.
package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equals = "="
    case differs = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// What a column is compared with.
package enum Literal: Sendable, Hashable {
    case number(Double, Span)
    /// A word or a quoted text, folded.
    case text(String, Span)

    package var span: Span {
        switch self {
        case .number(_, let span), .text(_, let span): span
        }
    }
}

/// A column of the result, by its id or its heading, folded; which there are is known only once
/// the result is.
package struct ColumnName: Sendable, Hashable {
    package let text: String
    package let span: Span

    package init(_ text: String, _ span: Span) {
        self.text = text
        self.span = span
    }
}
