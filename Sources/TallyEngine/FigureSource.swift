import TallyModel

/// What the figures of a series are about.
package struct Subject: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case indicator, population
    }

    package let kind: Kind
    package let id: String

    package init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    /// Hardly any id is of both kinds, and every figure is looked up by its subject.
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Members by dimension, in one order: `age=0-4|sex=f`; empty for the whole.
package struct Breakdown: Hashable, Sendable {
    package let key: String

    package static let whole = Breakdown([:])

    package init(_ members: [String: String]) {
        key = members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: "|")
    }

    package init(key: String) { self.key = key }
}

/// All that is stored of a subject in an area: the figures of one breakdown and every reference to
/// compare them with, at every grain and from every source.
package struct SeriesRequest: Hashable, Sendable {
    package let subject: Subject
    package let area: String
    package let breakdown: Breakdown

    package init(_ subject: Subject, area: String, breakdown: Breakdown = .whole) {
        self.subject = subject
        self.area = area
        self.breakdown = breakdown
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(subject)
        hasher.combine(area)
        // The whole is most of what is asked for.
        if !breakdown.key.isEmpty { hasher.combine(breakdown) }
    }
}

/// One stored series: the current figures, as known at the instant asked for, by ascending day.
package struct StoredSeries: Sendable {
    /// The id of a reference; `nil` for the figures themselves.
    package let reference: String?
    /// ``Grain/from`` for a value that holds until superseded.
    package let grain: Grain
    package let source: String
    package let points: [StoredPoint]

    package init(reference: String?, grain: Grain, source: String, points: [StoredPoint]) {
        self.reference = reference
        self.grain = grain
        self.source = source
        self.points = points
    }
}

package struct StoredPoint: Sendable, Hashable {
    /// The last day of the period; for ``Grain/from`` the day from which it holds.
    package let day: Day
    /// The first day of a period of grain ``Grain/span``; `nil` for every other grain, where the
    /// last day says which period it is.
    package let first: Day?
    package let cell: Cell
    /// Digits behind the point as printed in the file, trailing zeros included.
    package let decimals: Int
    /// For an indicator of unit text.
    package let text: String?
    /// Where it was read from, opaque to the engine: see ``FigureSource/origins(of:)``.
    package let origin: OriginKey

    package init(
        day: Day, first: Day? = nil, cell: Cell, decimals: Int, text: String?, origin: OriginKey
    ) {
        self.day = day
        self.first = first
        self.cell = cell
        self.decimals = decimals
        self.text = text
        self.origin = origin
    }
}

/// Which file and which place in it.
package struct OriginKey: Hashable, Sendable {
    package let file: Int64
    /// Row and column, as the store packs them.
    package let place: Int64
    /// What the file itself cites, as the store numbers it; 0 for nothing.
    package let citation: Int64

    package init(file: Int64, place: Int64, citation: Int64 = 0) {
        self.file = file
        self.place = place
        self.citation = citation
    }
}

/// Where a figure was read from, in words a person can follow.
package struct Origin: Hashable, Sendable {
    package let file: String
    /// From 1, the header is row 1.
    package let row: Int
    /// The column's header.
    package let column: String?
    /// The day on which it became known, `2023-11-23`.
    package let knownAt: String
    /// What the file itself gives as the figure's source: `pack.txt#L880`; `nil` where it gives
    /// none.
    package let cited: String?

    package init(file: String, row: Int, column: String?, knownAt: String, cited: String? = nil) {
        self.file = file
        self.row = row
        self.column = column
        self.knownAt = knownAt
        self.cited = cited
    }
}

/// An indicator that no plugin declares, made by an import from what a file says of it.
package struct AdoptedIndicator: Sendable, Hashable {
    package let id: String
    package let name: String
    package let theme: String?
    package let unit: Unit
    package let good: Polarity
    package let decimals: Int

    package init(
        id: String, name: String, theme: String?, unit: Unit, good: Polarity, decimals: Int
    ) {
        self.id = id
        self.name = name
        self.theme = theme
        self.unit = unit
        self.good = good
        self.decimals = decimals
    }
}

/// Where series come from. The store is one; child-level records or a database may be others.
///
/// `asKnown` is the day at whose end the source is read: of what became known later nothing is told,
/// as if it were not there. `nil` for all that is known.
package protocol FigureSource: Sendable {
    /// Runs `body`, all of whose reading is of one state of the source, whatever is written to it
    /// meanwhile. Such runs may stand within each other: the outermost counts.
    func snapshot<Result>(_ body: () throws(Diagnostic) -> Result) throws(Diagnostic) -> Result

    /// A number that, within a snapshot, is the same as in an earlier one only where everything that
    /// can be read is the same too. `nil` where that is not known, or reading is to be seen: nothing
    /// that was read is then used again.
    func state() throws(Diagnostic) -> Int?

    /// All that is stored for each request, read in one go. A request for which nothing is stored
    /// has no entry.
    func load(_ requests: [SeriesRequest], asKnown: Day?) throws(Diagnostic)
        -> [SeriesRequest: [StoredSeries]]

    /// The areas for which there are figures of a subject, in the order of their ids.
    func areas(of subject: Subject, asKnown: Day?) throws(Diagnostic) -> [String]

    /// The newest last day that a source has figures for in an area, of any indicator: arrears are
    /// counted from it.
    func lastDay(ofSource source: String, area: String, grain: Grain, asKnown: Day?)
        throws(Diagnostic) -> Day?

    /// Indicators that no plugin declares.
    func adopted() throws(Diagnostic) -> [AdoptedIndicator]

    /// Areas that no plugin declares.
    func adoptedAreas() throws(Diagnostic) -> [Area]

    /// The statistical neighbours of an area, closest first, of the newest model that is known;
    /// empty where none is.
    func neighbours(of area: String, asKnown: Day?) throws(Diagnostic) -> [String]

    /// In which area each area lies, by its id, as the newest statement has it.
    func parents(asKnown: Day?) throws(Diagnostic) -> [String: AreaParent]

    /// The references that anything has ever been given, of whichever day; `nil` where that is not
    /// known.
    func references() throws(Diagnostic) -> Set<String>?

    /// Every milestone of the newest issue of each plan, in the order of their files.
    func milestones(asKnown: Day?) throws(Diagnostic) -> [Milestone]

    /// Where points were read from, one for each key, in order.
    func origins(of keys: [OriginKey]) throws(Diagnostic) -> [Origin]

    /// Every value that the figures and references of a request have had; those of one figure
    /// stand together, as they became known.
    func revisions(of request: SeriesRequest, asKnown: Day?) throws(Diagnostic)
        -> [StoredRevision]

    /// Everything that was imported, in the order of the numbers.
    func imports(asKnown: Day?) throws(Diagnostic) -> [ImportRecord]
}

extension FigureSource {
    /// Of a source of which nothing is kept.
    package func state() throws(Diagnostic) -> Int? { nil }

    package func references() -> Set<String>? { nil }

    /// Of a source that never changes.
    package func snapshot<Result>(_ body: () throws(Diagnostic) -> Result) throws(Diagnostic)
        -> Result
    {
        try body()
    }
}
