import TallyModel

/// A text from a plugin file with the place it stands at, so that a mistake in it can be shown
/// there. For a decoded JSON string, ``place(of:)`` maps offsets of the decoded text back to the
/// file, also behind escapes.
package struct Placed<Value: Sendable & Hashable>: Sendable, Hashable {
    package let value: Value
    /// For a string: the byte offset in the file of each byte of the decoded text, and of its end;
    /// empty where they follow on from `place.span.lower + 1` one for one.
    package let offsets: [Int]
    private let file: PlacedFile
    private let lower: Int32
    private let upper: Int32

    package init(_ value: Value, at place: Diagnostic.Place, offsets: [Int] = []) {
        self.init(
            value, in: PlacedFile(place.source), place.span.lower, place.span.upper,
            offsets: offsets)
    }

    /// As a value of a file that many share: a span of its bytes, of which it has fewer than 2^31.
    init(_ value: Value, in file: PlacedFile, _ lower: Int, _ upper: Int, offsets: [Int] = []) {
        self.value = value
        self.offsets = offsets
        self.file = file
        self.lower = Int32(clamping: lower)
        self.upper = Int32(clamping: upper)
    }

    package var place: Diagnostic.Place {
        Diagnostic.Place(file.source, Span(Int(lower), Int(upper)))
    }

    /// The place in the file of a span of the decoded text.
    package func place(of span: Span) -> Diagnostic.Place {
        func offset(_ decoded: Int) -> Int {
            guard !offsets.isEmpty else { return min(Int(lower) + 1 + decoded, Int(upper)) }
            return offsets[min(decoded, offsets.count - 1)]
        }
        let start = offset(span.lower)
        return Diagnostic.Place(file.source, Span(start, max(start, offset(span.upper))))
    }

    package static func == (a: Placed, b: Placed) -> Bool {
        a.value == b.value && a.lower == b.lower && a.upper == b.upper && a.offsets == b.offsets
            && a.file.source == b.file.source
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(value)
        hasher.combine(lower)
        hasher.combine(upper)
    }
}

/// The text of a file, held once for all that was read from it: a plugin has thousands of placed
/// values.
final class PlacedFile: Sendable {
    let source: SourceText

    init(_ source: SourceText) { self.source = source }
}

/// Everything that one plugin file declares. Names are not yet looked up.
package struct PluginDeclaration: Sendable {
    package internal(set) var id: Placed<String>
    package let source: SourceText
    package var version: String?
    package var title: String?
    package var description: String?
    /// The area whose figures a board file of this plugin holds, and that a sentence means when
    /// it names none.
    package var home: Placed<String>?
    /// Sources (streams of publications) in the order in which they are believed.
    package var sources: [Placed<String>] = []
    package var calendar: Calendar?
    package var areas: [AreaDeclaration] = []
    package var themes: [TermDeclaration] = []
    package var references: [TermDeclaration] = []
    package var dimensions: [DimensionDeclaration] = []
    package var populations: [PopulationDeclaration] = []
    package var subgroups: [TermDeclaration] = []
    package var status: StatusDeclaration?
    /// Ids of indicators of plugins before it that its own replace.
    package var overrides: [Placed<String>] = []
    package var indicators: [IndicatorDeclaration] = []
    package var feeds: [FeedDeclaration] = []
    /// Empty where they were not asked for.
    package var checks: [CheckDeclaration] = []
    /// Only where the reader was asked for them.
    package var tests: [TestDeclaration] = []

    package init(id: Placed<String>, source: SourceText) {
        self.id = id
        self.source = source
    }

    /// Without what has no id, or says nothing, since that could not be read.
    var withoutBlanks: PluginDeclaration {
        var result = self
        result.areas.removeAll { $0.term.id.value.isEmpty }
        result.themes.removeAll { $0.id.value.isEmpty }
        result.references.removeAll { $0.id.value.isEmpty }
        result.subgroups.removeAll { $0.id.value.isEmpty }
        result.populations.removeAll { $0.term.id.value.isEmpty }
        result.dimensions.removeAll { $0.term.id.value.isEmpty }
        for index in result.dimensions.indices {
            result.dimensions[index].members.removeAll { $0.id.value.isEmpty }
        }
        if status?.green.value.isEmpty == true { result.status = nil }
        result.indicators.removeAll { $0.id.value.isEmpty }
        for index in result.indicators.indices
        where result.indicators[index].status?.green.value.isEmpty == true {
            result.indicators[index].status = nil
        }
        return result
    }
}

/// A theme, a reference, a subgroup or a member: an id, a title and aliases.
package struct TermDeclaration: Sendable {
    package internal(set) var id: Placed<String>
    package var title: String
    package var aliases: [Placed<String>]

    package init(id: Placed<String>, title: String, aliases: [Placed<String>]) {
        self.id = id
        self.title = title
        self.aliases = aliases
    }
}

package struct AreaDeclaration: Sendable {
    package var term: TermDeclaration
    /// `country`, `region`, `authority`, or any word the plugin uses.
    package var level: String
    /// Codes by their kind: `la` is the department's three figures, `gss` the nine characters.
    package var codes: [String: String]
    /// The id of the area that it lies in.
    package var within: Placed<String>?
    /// Ids of the areas it is made of.
    package var parts: [Placed<String>]

    package init(
        term: TermDeclaration, level: String, codes: [String: String] = [:],
        parts: [Placed<String>] = []
    ) {
        self.term = term
        self.level = level
        self.codes = codes
        self.parts = parts
    }
}

package struct DimensionDeclaration: Sendable {
    package var term: TermDeclaration
    package var members: [TermDeclaration]
    /// The member that is meant where a sentence names none: figures of the whole are then not.
    package var defaultMember: Placed<String>?

    package init(term: TermDeclaration, members: [TermDeclaration]) {
        self.term = term
        self.members = members
    }
}

package struct PopulationDeclaration: Sendable {
    package var term: TermDeclaration
    /// Sources in the order in which they are believed; empty where any will do.
    package var from: [Placed<String>]

    package init(term: TermDeclaration, from: [Placed<String>]) {
        self.term = term
        self.from = from
    }
}

/// The three conditions of a status policy as written: `within 10% of target or no worse than
/// england`. Read by the engine.
package struct StatusDeclaration: Sendable {
    package var green: Placed<String>
    package var amber: Placed<String>?

    package init(green: Placed<String>, amber: Placed<String>?) {
        self.green = green
        self.amber = amber
    }
}

/// How an indicator can be asked for without, or with only, a subgroup.
package struct SubgroupDeclaration: Sendable {
    /// The subgroup's id.
    package var subgroup: Placed<String>
    /// The indicator that counts the subgroup, of the same kind over time.
    package var count: Placed<String>?
    /// The published indicator that leaves the subgroup out.
    package var excl: Placed<String>?
    /// The published indicator of the subgroup alone.
    package var only: Placed<String>?

    package init(
        subgroup: Placed<String>, count: Placed<String>? = nil, excl: Placed<String>? = nil,
        only: Placed<String>? = nil
    ) {
        self.subgroup = subgroup
        self.count = count
        self.excl = excl
        self.only = only
    }
}

package struct IndicatorDeclaration: Sendable {
    package internal(set) var id: Placed<String>
    /// The printed name, exactly as board files have it.
    package var name: Placed<String>
    package var aliases: [Placed<String>] = []
    /// Other printed names by which files call it; matched on import, never typed.
    package var printed: [Placed<String>] = []
    /// A short title for tables; the name where there is none.
    package var title: String?
    package var theme: Placed<String>?
    package var unit: Unit = .number
    /// Digits behind the point in tables.
    package var decimals: Int = 0
    package var good: Polarity = .neither
    package var kind: TimeKind = .stock
    /// Whether the author says the kind: of a formula's figures it else is what the formula gives.
    package var declaresKind = false
    /// The native grain.
    package var every: Grain = .month
    package var population: Placed<String>?
    /// Months by which its figures lag their source.
    package var arrears: Int = 0
    /// The indicator whose figures it quotes from elsewhere.
    package var repeats: Placed<String>?
    package var formula: Placed<String>?
    package var subgroups: [SubgroupDeclaration] = []
    /// Ids of the dimensions by which it is broken down.
    package var dimensions: [Placed<String>] = []
    package var status: StatusDeclaration?
    /// What it means over time, in order and without overlap; empty where it always means the same.
    package var definitions: [DefinitionDeclaration] = []
    /// What is said beside its figures.
    package var caveats: [CaveatDeclaration] = []
    package var description: String?
    package var source: String?

    package init(id: Placed<String>, name: Placed<String>) {
        self.id = id
        self.name = name
    }
}

/// How the rows of a file become figures.
package struct FeedDeclaration: Sendable {
    /// The format it reads: `board`, `tidy`, `population`, `dfe`, `milestones`.
    package var format: Placed<String>
    /// The source that its figures come from.
    package var source: Placed<String>
    /// What a row must hold for the feed to read it, by column: `{"authority": "Dorset"}`.
    package var having: [String: String] = [:]
    /// What a file of the format `dfe` means by a reporting year; `nil` where it has none.
    package var reportingYear: ReportingYear?
    package var rows: [FeedRowDeclaration] = []

    package init(format: Placed<String>, source: Placed<String>) {
        self.format = format
        self.source = source
    }
}

/// What a publisher calls a reporting year: the figures themselves do not say.
package enum ReportingYear: String, CaseIterable, Hashable, Sendable {
    /// The twelve months to 31 March of the year printed.
    case toMarch = "year to 31 march"
    /// The twelve months to 31 August of the year printed.
    case toAugust = "year to 31 august"
    case calendarYear = "calendar year"
    /// An estimate for 30 June: a population of it serves from 1 April of that year until it is
    /// superseded.
    case midYear = "mid-year"
}

/// Which rows are figures of one indicator or population. Every condition that is given must hold.
package struct FeedRowDeclaration: Sendable {
    /// What the figures are of.
    package enum SubjectKind: Hashable, Sendable { case indicator, population }

    /// Conditions by column: `{"table": "…", "measure": "Number", "unit": "count"}`.
    package var having: [String: String]
    package var subjectKind = SubjectKind.indicator
    /// The indicator or population that they are figures of.
    package var subject: Placed<String>
    /// Where given, the rows hold this reference of the indicator (its target, an average), in force
    /// from the first day of their period, and are not figures of it.
    package var reference: Placed<String>?
    /// The column that holds the figures, for a format with several, or the reference.
    package var value: Placed<String>?
    /// The column that holds the members of ``dimension``, for a format that has no one column for
    /// it.
    package var memberColumn: Placed<String>?
    /// Where given, the row's `dimension` and `member` columns are a breakdown by this declared
    /// dimension; otherwise the row must be about everything or its member is fixed by `having`.
    package var dimension: Placed<String>?
    /// A constant breakdown: member ids by dimension id.
    package var members: [String: String]
    /// Where each constant member stands in the file, by dimension id.
    package var memberPlaces: [String: Diagnostic.Place] = [:]

    package init(
        having: [String: String], subject: Placed<String>, dimension: Placed<String>? = nil,
        members: [String: String] = [:]
    ) {
        self.having = having
        self.subject = subject
        self.dimension = dimension
        self.members = members
    }
}
