import Synchronization
import TallyEngine
import TallyModel

/// A source that counts what is read from it, for `.timing`.
final class CountingSource: FigureSource {
    private let base: any FigureSource
    private let counts = Mutex(Counts())

    /// What was read since it was last asked for.
    struct Counts {
        var series = 0
        var values = 0
    }

    init(_ base: any FigureSource) { self.base = base }

    /// The counts, which begin anew.
    func taken() -> Counts {
        counts.withLock { counts in
            defer { counts = Counts() }
            return counts
        }
    }

    func snapshot<Result>(_ body: () throws(Diagnostic) -> Result) throws(Diagnostic) -> Result {
        try base.snapshot(body)
    }

    func load(_ requests: [SeriesRequest], asKnown: Day?) throws(Diagnostic)
        -> [SeriesRequest: [StoredSeries]]
    {
        let loaded = try base.load(requests, asKnown: asKnown)
        let series = loaded.values.reduce(0) { $0 + $1.count }
        let values = loaded.values.joined().reduce(0) { $0 + $1.points.count }
        counts.withLock { counts in
            counts.series += series
            counts.values += values
        }
        return loaded
    }

    func areas(of subject: Subject, asKnown: Day?) throws(Diagnostic) -> [String] {
        try base.areas(of: subject, asKnown: asKnown)
    }

    func lastDay(ofSource source: String, area: String, grain: Grain, asKnown: Day?)
        throws(Diagnostic) -> Day?
    {
        try base.lastDay(ofSource: source, area: area, grain: grain, asKnown: asKnown)
    }

    func adopted() throws(Diagnostic) -> [AdoptedIndicator] { try base.adopted() }

    func adoptedAreas() throws(Diagnostic) -> [Area] { try base.adoptedAreas() }

    func neighbours(of area: String, asKnown: Day?) throws(Diagnostic) -> [String] {
        try base.neighbours(of: area, asKnown: asKnown)
    }

    func parents(asKnown: Day?) throws(Diagnostic) -> [String: AreaParent] {
        try base.parents(asKnown: asKnown)
    }

    func references() throws(Diagnostic) -> Set<String>? { try base.references() }

    func milestones(asKnown: Day?) throws(Diagnostic) -> [Milestone] {
        try base.milestones(asKnown: asKnown)
    }

    func origins(of keys: [OriginKey]) throws(Diagnostic) -> [Origin] {
        try base.origins(of: keys)
    }

    func revisions(of request: SeriesRequest, asKnown: Day?) throws(Diagnostic)
        -> [StoredRevision]
    {
        let found = try base.revisions(of: request, asKnown: asKnown)
        counts.withLock { $0.values += found.count }
        return found
    }

    func imports(asKnown: Day?) throws(Diagnostic) -> [ImportRecord] {
        try base.imports(asKnown: asKnown)
    }
}
