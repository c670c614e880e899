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

    func areas(of subject: Subject, asKnown: Day?) -> [String] {
        figures.areas(of: subject, asKnown: asKnown)
    }
    func lastDay(ofSource source: String, area: String, grain: Grain, asKnown: Day?) -> Day? {
        figures.lastDay(ofSource: source, area: area, grain: grain, asKnown: asKnown)
    }
    func adopted() -> [AdoptedIndicator] { figures.adopted() }
    func adoptedAreas() -> [Area] { figures.adoptedAreas() }
    func neighbours(of area: String, asKnown: Day?) -> [String] {
        figures.neighbours(of: area, asKnown: asKnown)
    }
    func parents(asKnown: Day?) -> [String: AreaParent] { figures.parents(asKnown: asKnown) }
    func milestones(asKnown: Day?) -> [Milestone] { figures.milestones(asKnown: asKnown) }
    func origins(of keys: [OriginKey]) -> [Origin] { figures.origins(of: keys) }
}
