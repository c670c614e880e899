import TallyEngine
import TallyModel
import TallyPlugins

/// The raw figures as a source gives them, each read once: what was read is kept, nothing that is
/// worked out is.
package final class Shelf {
    private let source: any FigureSource
    /// Of one leaf only what one source gives, and nothing else at all.
    private var only: (leaf: Leaf, source: String)?
    private let catalogue: Catalogue
    package let asKnown: Day?
    private var kept: [SeriesRequest: [StoredSeries]] = [:]
    /// By area, and within it by source and grain.
    private var lastDays: [String: [String: Day]] = [:]

    package init(_ source: any FigureSource, _ catalogue: Catalogue, asKnown: Day?) {
        self.source = source
        self.catalogue = catalogue
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
        let shelf = Shelf(source, catalogue, asKnown: asKnown)
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

    /// The newest last day of a source's figures at a grain: of every figure of every indicator,
    /// since the source's own word for it is what the planned evaluator goes by.
    package func lastDay(of name: String, in area: String, _ grain: Grain) throws -> Day? {
        if lastDays[area] == nil {
            var days: [String: Day] = [:]
            for id in catalogue.indicatorOrder {
                for members in breakdowns(of: id) {
                    for series in try self.series(Leaf(indicator: id, members: members), in: area)
                    where series.reference == nil {
                        guard let last = series.points.map(\.day).max() else { continue }
                        let key = "\(series.source)|\(series.grain.rawValue)"
                        days[key] = max(days[key] ?? last, last)
                    }
                }
            }
            lastDays[area] = days
        }
        return lastDays[area]?["\(name)|\(grain.rawValue)"]
    }

    /// The whole, what is meant where no member is named, and each member of each dimension.
    private func breakdowns(of id: String) -> [[String: String]] {
        let meant = MeaningReader(catalogue, bindings: [:]).alone(id).members
        var result = meant.isEmpty ? [[:]] : [[:], meant]
        for name in catalogue.indicators[id]?.declaration.dimensions ?? [] {
            for member in catalogue.dimensions[name.value]?.members ?? [] {
                result.append(meant.merging([name.value: member.id]) { _, new in new })
            }
        }
        return result
    }

    package func areas(of leaf: Leaf) throws -> [String] {
        try source.areas(of: Subject(.indicator, leaf.indicator), asKnown: asKnown)
    }
}
