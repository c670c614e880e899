import Synchronization
import TallyEngine
import TallyModel

/// A source of figures that remembers which indicators it was asked for.
final class AskedFigures: FigureSource {
    private let figures: FiguresInMemory
    private let ids = Mutex<Set<String>>([])

    init(_ figures: FiguresInMemory) { self.figures = figures }

    /// The ids of the indicators, in whatever area and breakdown.
    var asked: Set<String> { ids.withLock { $0 } }

    func load(_ requests: [SeriesRequest], asKnown: Day?) -> [SeriesRequest: [StoredSeries]] {
        ids.withLock { ids in
            for request in requests where request.subject.kind == .indicator {
                ids.insert(request.subject.id)
            }
        }
        return figures.load(requests, asKnown: asKnown)
    }

    func areas(of subject: Subject) -> [String] { figures.areas(of: subject) }
    func lastDay(ofSource source: String, area: String, grain: Grain) -> Day? {
        figures.lastDay(ofSource: source, area: area, grain: grain)
    }
    func adopted() -> [AdoptedIndicator] { figures.adopted() }
    func adoptedAreas() -> [Area] { figures.adoptedAreas() }
    func neighbours(of area: String) -> [String] { figures.neighbours(of: area) }
    func milestones() -> [Milestone] { figures.milestones() }
    func origins(of keys: [OriginKey]) -> [Origin] { figures.origins(of: keys) }
}
