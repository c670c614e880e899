import TallyEngine
import TallyModel

/// The raw figures as a source gives them, each read once: what was read is kept, nothing that is
/// worked out is.
package final class Shelf {
    private let source: any FigureSource
    /// Of one leaf only what one source gives, and nothing else at all.
    private var only: (leaf: Leaf, source: String)?
    package let asKnown: Day?
    private var kept: [SeriesRequest: [StoredSeries]] = [:]
    private var lastDays: [String: Day?] = [:]

    package init(_ source: any FigureSource, asKnown: Day?) {
        self.source = source
        self.asKnown = asKnown
    }

    /// All series of a leaf in an area, references among them.
    package func series(_ leaf: Leaf, in area: String) throws -> [StoredSeries] {
        let all = try read(
            SeriesRequest(
                Subject(.indicator, leaf.indicator), area: area, breakdown: Breakdown(leaf.members))
        )
        guard let only else { return all }
        return leaf == only.leaf ? all.filter { $0.source == only.source } : []
    }

    /// What one source says of a leaf, as if there were nothing else.
    func alone(_ leaf: Leaf, _ name: String) -> Shelf {
        let shelf = Shelf(source, asKnown: asKnown)
        shelf.only = (leaf, name)
        return shelf
    }

    package func population(_ id: String, in area: String) throws -> [StoredSeries] {
        try read(SeriesRequest(Subject(.population, id), area: area))
    }

    private func read(_ request: SeriesRequest) throws -> [StoredSeries] {
        if let known = kept[request] { return known }
        let read = try source.load([request], asKnown: asKnown)[request] ?? []
        kept[request] = read
        return read
    }

    /// The newest last day of a source's figures at a grain.
    package func lastDay(of name: String, in area: String, _ grain: Grain) throws -> Day? {
        let key = "\(name)|\(area)|\(grain.rawValue)"
        if let known = lastDays[key] { return known }
        let day = try source.lastDay(ofSource: name, area: area, grain: grain)
        lastDays[key] = .some(day)
        return day
    }

    package func areas(of leaf: Leaf) throws -> [String] {
        try source.areas(of: Subject(.indicator, leaf.indicator))
    }
}
