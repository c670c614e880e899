import TallyModel

/// A test in a plugin file: the only figures there are, and what sentences must give of them.
package struct TestDeclaration: Sendable {
    package internal(set) var name: Placed<String>
    /// The area of the figures and of the sentences that name none.
    package var area: Placed<String>?
    /// The period with which series begin that do not say so themselves.
    package var from: Placed<String>?
    package var given: [GivenDeclaration] = []
    package var expectations: [ExpectationDeclaration] = []

    init(name: Placed<String>) { self.name = name }
}

/// Figures in the compact notation, with the text they were read from.
package struct PlacedSeries: Sendable {
    package let text: Placed<String>
    package let items: [CompactSeries.Item]

    /// Where one of the figures stands.
    package func place(of item: CompactSeries.Item) -> Diagnostic.Place {
        text.place(of: item.span)
    }
}

/// One series that a test gives.
package struct GivenDeclaration: Sendable {
    /// The id of an indicator or a population.
    package internal(set) var subject: Placed<String>
    package var figures: PlacedSeries?
    package var from: Placed<String>?
    /// The length of its periods; as the indicator has it where left out.
    package var every: Grain?
    package var area: Placed<String>?
    /// Members by dimension, with their ids.
    package var members: [(key: Placed<String>, value: Placed<String>)] = []
    /// The reference that the figures are.
    package var reference: Placed<String>?
    package var source: Placed<String>?
    /// The day on which the figures became known.
    package var known: Placed<String>?

    init(subject: Placed<String>) { self.subject = subject }
}

/// A sentence and what must come of it. Everything that is said must hold.
package struct ExpectationDeclaration: Sendable {
    package internal(set) var query: Placed<String>
    /// A figure for each row.
    package var figures: PlacedSeries?
    /// The column of the figures; `value` where left out.
    package var column: Placed<String>?
    /// How far a figure may be off; where left out it is rounded as the expected one is written.
    package var within: ExactDecimal?
    package var period: Placed<String>?
    /// Why no row has a figure.
    package var reason: Placed<String>?
    /// One word a row; `_` for none.
    package var status: Placed<String>?
    package var direction: Placed<String>?
    /// A text in each row.
    package var rows: [Placed<String>]?
    /// Kinds of notes or parts of their texts; none may be there where it is empty.
    package var notes: [Placed<String>]?
    /// The code of the refusal.
    package var error: Placed<String>?

    init(query: Placed<String>) { self.query = query }

    /// Whether anything is expected at all.
    var saysSomething: Bool { saysOfAnswer || error != nil }

    /// Whether something is expected of an answer, so that a refusal is none.
    var saysOfAnswer: Bool {
        figures != nil || period != nil || reason != nil || status != nil || direction != nil
            || rows != nil || notes != nil
    }

    /// The words by which a reason is expected, each with its meaning.
    package static let reasons: [(word: String, reason: Reason)] = [
        ("suppressed", .suppressed), ("rounds to zero", .low), ("unreliable", .unreliable),
        ("not available", .notAvailable), ("not applicable", .notApplicable),
        ("not yet due", .due), ("missing", .missing),
    ]
}
