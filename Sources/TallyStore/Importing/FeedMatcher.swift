import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// Finds the mapping that reads a row of a tidy file.
struct FeedMatcher {
    struct Match {
        let row: FeedRow
        let breakdown: Breakdown
        /// A member that the declared dimension does not list; its id is made from its name.
        let unknownMember: (dimension: Dimension, member: String)?
    }

    private let rows: [FeedRow]
    /// Numbers of rows by the measure that they ask for; under the empty text those that ask none.
    private var byMeasure: [String: [Int]] = [:]
    private let measure: Int?
    private let dimension: Int?
    private let member: Int?
    private let catalogue: Catalogue

    /// Every column that a condition looks at.
    let columns: [Int]
    /// Every column that a mapping names for what it reads.
    let values: [Int]

    init(_ context: ReadingContext) {
        rows = FeedRow.all(of: context, format: "tidy")
        measure = context.header.column("measure")
        dimension = context.header.column("dimension")
        member = context.header.column("member")
        catalogue = context.catalogue
        values = Set(rows.compactMap(\.value)).sorted()
        columns = Set(rows.flatMap { $0.conditions.map(\.column) }).sorted()
        for (number, row) in rows.enumerated() {
            let asked = row.conditions.first { $0.column == measure }?.text ?? ""
            byMeasure[asked, default: []].append(number)
        }
    }

    /// The first mapping in declared order whose conditions a row meets, and beside it every one that
    /// makes a reference of the row; none where no mapping reads it.
    func matches(_ text: (Int) -> String) -> [Match] {
        let own = measure.map { byMeasure[text($0)] ?? [] } ?? []
        let others = byMeasure[""] ?? []
        var found: [Match] = []
        var hasFigure = false
        for number in (own + others).sorted() {
            let row = rows[number]
            let isReference = row.row.reference != nil
            guard isReference || !hasFigure, row.holds(text), let match = breakdown(row, text)
            else { continue }
            found.append(match)
            hasFigure = hasFigure || !isReference
        }
        return found
    }

    /// The breakdown that a mapping gives a row; `nil` where the row is about a part that the
    /// mapping says nothing of.
    private func breakdown(_ row: FeedRow, _ text: (Int) -> String) -> Match? {
        var members = row.row.members
        let printedDimension = dimension.map(text) ?? ""
        let printedMember = member.map(text) ?? ""
        if Self.isWhole(printedDimension, printedMember) {
            return Match(row: row, breakdown: Breakdown(members), unknownMember: nil)
        }
        guard let id = row.row.dimension?.value else {
            let isFixed = row.conditions.contains { $0.column == member }
            return isFixed
                ? Match(row: row, breakdown: Breakdown(members), unknownMember: nil) : nil
        }
        guard let declared = catalogue.dimensions[id] else { return nil }
        let known = declared.member(printed: printedMember, in: catalogue)
        let isAsked = row.conditions.contains { $0.column == dimension }
        guard isAsked || known != nil || isCalled(declared, printedDimension) else { return nil }
        members[id] = known ?? Slug.make(printedMember)
        return Match(
            row: row, breakdown: Breakdown(members),
            unknownMember: known == nil ? (declared, printedMember) : nil)
    }

    private func isCalled(_ dimension: Dimension, _ printed: String) -> Bool {
        let spaced = String(printed.map { $0 == "_" ? " " : $0 })
        return Slug.make(printed) == dimension.id
            || catalogue.candidates(quoted: spaced).contains(
                NameCandidate(.dimension, dimension.id))
    }

    /// Whether a row's dimension and member say that it is about everything.
    static func isWhole(_ dimension: String, _ member: String) -> Bool {
        (dimension == "total" || dimension.isEmpty) && (member == "all" || member.isEmpty)
    }

    /// The breakdown of a row that no mapping reads, by ids made from what it prints.
    static func adoptedBreakdown(_ dimension: String, _ member: String) -> Breakdown {
        isWhole(dimension, member)
            ? .whole
            : Breakdown([Slug.make(dimension.isEmpty ? "member" : dimension): Slug.make(member)])
    }
}
