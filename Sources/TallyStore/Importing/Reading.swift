import TallyEngine
import TallyModel

/// What one file says, before the store is asked what it knows already.
struct Reading {
    /// A grain; for a span how long it is, in whole months where it can be said so, else in days.
    struct GrainKey: Hashable {
        let grain: Grain
        var months: Int?
        var days: Int?

        init(_ grain: Grain) { self.grain = grain }

        init(of period: Period) {
            grain = period.grain
            guard grain == .span else { return }
            switch SpanLength(of: period) {
            case .months(let count): months = count
            case .days(let count): days = count
            }
        }
    }

    enum SubjectKey: Hashable {
        case declared(Subject)
        /// An index into ``Reading/adoptions``.
        case adopted(Int)

        var isPopulation: Bool {
            if case .declared(let subject) = self { subject.kind == .population } else { false }
        }
    }

    struct SeriesKey: Hashable {
        let subject: SubjectKey
        let area: String
        let breakdown: Breakdown
        /// `nil` for the figures themselves.
        let reference: String?
        let grain: GrainKey
        let source: String
    }

    /// An indicator that no plugin declares, as the file tells of it.
    struct Adoption {
        let name: String
        let theme: String?
        let unit: Unit
        let good: Polarity
        /// The most digits behind the point that a figure needs, trailing zeros dropped; or as many
        /// as the file says.
        var decimals = 0
        var areDecimalsSaid = false

        /// The digits behind the point for people: money has two or none.
        var shownDecimals: Int {
            if case .money = unit, decimals == 1 { 2 } else { decimals }
        }
    }

    struct Figure {
        let series: Int32
        let day: Int32
        /// Zero where there is a reason or a text.
        let value: Double
        /// A ``Reason``'s number; 0 where there is a value or a text.
        let reason: UInt8
        let decimals: UInt8
        /// Numbers from ``Reading/texts`` and ``Reading/origins``; -1 for none.
        let text: Int32
        let origin: Int32
        /// A packed ``FilePlace``.
        let place: Int64
    }

    /// What is wrong with a row. The place is found again when it is reported.
    struct Problem: Hashable {
        let row: Int
        /// From 0; `nil` for the whole row.
        let column: Int?
        let found: String
        let expected: String
    }

    /// More problems than these are counted and not kept.
    static let mostProblems = 1_000

    private(set) var series: [SeriesKey] = []
    private var seriesNumbers: [SeriesKey: Int32] = [:]
    private(set) var adoptions: [Adoption] = []
    private var adoptionNumbers: [String: Int] = [:]
    /// Areas that the catalogue does not know by their code, by the key that stands for them in
    /// this reading: the id made from the name of one that comes without codes, else
    /// ``AdoptedArea/key``.
    private(set) var adoptedAreas: [String: AdoptedArea] = [:]
    /// In which area each area lies that the file says so of, by their keys.
    private(set) var parents: [ParentKey: ParentRow] = [:]
    private(set) var neighbours: [NeighbourRow] = []
    /// What the neighbours of the file are called together, and the year in its name.
    var neighbourModel: (name: String, year: Int?) = ("", nil)
    private(set) var milestones: [MilestoneRow] = []
    private(set) var steps: [MilestoneStepRow] = []
    var figures: [Figure] = []
    var texts = ByteInterner()
    var origins = ByteInterner()
    private(set) var problems: [Problem] = []
    private(set) var problemCount = 0
    /// Rows with a problem; none of their figures are in ``figures``.
    private(set) var badRows: Set<Int> = []
    private(set) var warnings: [Diagnostic] = []
    private var warned: Set<String> = []
    private var rowStart = 0

    mutating func number(of key: SeriesKey) -> Int32 {
        if let known = seriesNumbers[key] { return known }
        let number = Int32(series.count)
        series.append(key)
        seriesNumbers[key] = number
        return number
    }

    /// The number of an indicator to adopt: one for each name and unit.
    mutating func adopt(_ adoption: Adoption) -> Int {
        let key = "\(adoption.name)|\(adoption.unit.code)"
        if let known = adoptionNumbers[key] { return known }
        adoptions.append(adoption)
        adoptionNumbers[key] = adoptions.count - 1
        return adoptions.count - 1
    }

    /// The id of an area that is called so, which is adopted where no plugin declares it.
    mutating func area(named name: String, in catalogue: Catalogue) -> String {
        if let area = catalogue.area(named: name) { return area.id }
        let code = Slug.make(name)
        if catalogue.areas[code] == nil { adoptedAreas[code] = AdoptedArea(title: name) }
        return code
    }

    /// The key of an area that comes with codes: the id of the one that has them, else one that
    /// stands for it until the store is asked. What the newest period says of it is kept.
    mutating func area(_ area: AdoptedArea, in catalogue: Catalogue) -> String {
        if let id = area.declared(in: catalogue) { return id }
        if let known = adoptedAreas[area.key], known.latest > area.latest { return area.key }
        adoptedAreas[area.key] = area
        return area.key
    }

    /// Says that there is a figure of an area for a period that ends on a day.
    mutating func note(_ day: Day, ofArea key: String) {
        guard let known = adoptedAreas[key]?.latest, known < day else { return }
        adoptedAreas[key]?.latest = day
    }

    /// Says that an area lies in another in a period that ends on a day.
    mutating func note(_ key: String, liesIn parent: String, on day: Day, place: Int64) {
        if key == parent { return }
        let pair = ParentKey(area: key, parent: parent)
        if let known = parents[pair] {
            parents[pair] = ParentRow(
                latest: max(known.latest, day), place: min(known.place, place))
        } else {
            parents[pair] = ParentRow(latest: day, place: place)
        }
    }

    mutating func add(_ neighbour: NeighbourRow) { neighbours.append(neighbour) }

    mutating func add(_ milestone: MilestoneRow) { milestones.append(milestone) }

    mutating func add(_ step: MilestoneStepRow) { steps.append(step) }

    /// How many figures and other rows were read.
    var count: Int { figures.count + neighbours.count + milestones.count + steps.count }

    /// Takes back what bad rows said beside figures.
    mutating func dropBadRows() {
        if badRows.isEmpty { return }
        neighbours.removeAll { badRows.contains(FilePlace(packed: $0.place).row) }
        milestones.removeAll { badRows.contains(FilePlace(packed: $0.place).row) }
        steps.removeAll { badRows.contains(FilePlace(packed: $0.place).row) }
    }

    mutating func warn(_ diagnostic: Diagnostic) {
        if warned.insert(diagnostic.message).inserted, warned.count <= Self.mostProblems {
            warnings.append(diagnostic)
        }
    }

    mutating func add(_ problem: Problem) {
        problemCount += 1
        badRows.insert(problem.row)
        if problems.count < Self.mostProblems { problems.append(problem) }
    }

    mutating func beginRow() { rowStart = figures.count }

    /// Takes back what was read of a row that has a problem.
    mutating func endRow(_ row: Int) {
        if !badRows.isEmpty, badRows.contains(row) {
            figures.removeLast(figures.count - rowStart)
        }
    }

    /// Keeps a figure; for an adopted indicator also what digits it needs.
    mutating func add(_ figure: Figure) {
        figures.append(figure)
        if case .adopted(let number) = series[Int(figure.series)].subject, figure.reason == 0,
            figure.text < 0, adoptions[number].decimals < Int(figure.decimals),
            !adoptions[number].areDecimalsSaid
        {
            let needed = min(ExactDecimal(figure.value).decimals, Int(figure.decimals))
            adoptions[number].decimals = max(adoptions[number].decimals, needed)
        }
    }

    /// Puts the figures in the order of their series and days. Where a file gives one figure
    /// twice, the first stays; one that differs is a problem of its row.
    mutating func sort(isCancelled: () -> Bool) throws(Diagnostic) {
        let isSorted = zip(figures, figures.dropFirst()).allSatisfy {
            ($0.series, $0.day) < ($1.series, $1.day)
        }
        if isSorted { return }
        var comparisons = 0
        do {
            try figures.sort {
                comparisons &+= 1
                if comparisons & 0xFFFF == 0, isCancelled() { throw Diagnostic.importCancelled }
                return ($0.series, $0.day, $0.place) < ($1.series, $1.day, $1.place)
            }
        } catch {
            throw .importCancelled
        }
        var kept: [Figure] = []
        kept.reserveCapacity(figures.count)
        for figure in figures {
            guard let last = kept.last, last.series == figure.series, last.day == figure.day else {
                kept.append(figure)
                continue
            }
            let isSame =
                last.value == figure.value && last.reason == figure.reason
                && last.text == figure.text
            if !isSame {
                let place = FilePlace(packed: figure.place)
                add(
                    Problem(
                        row: place.row, column: place.column - 1,
                        found: "another figure than in row \(FilePlace(packed: last.place).row)",
                        expected: "one figure for each period"))
            }
        }
        figures = kept
        if !badRows.isEmpty {
            figures.removeAll { badRows.contains(FilePlace(packed: $0.place).row) }
        }
    }
}
