import TallyModel
import TallyPlugins

/// Everything that a sentence reads, fetched at once: evaluation does no reading.
package struct SentenceData: Sendable {
    private var figures: [SeriesRequest: PublishedFigures] = [:]
    /// The newest day that a source has figures for, by source and area.
    private var lastDays: [String: Day] = [:]

    package init(
        _ requests: [SeriesRequest], from source: any FigureSource, catalogue: Catalogue,
        asKnown: Day?
    ) throws(Diagnostic) {
        try self.init(
            try source.load(requests, asKnown: asKnown), from: source, catalogue: catalogue,
            asKnown: asKnown)
    }

    /// Of series that have been read already.
    init(
        _ loaded: [SeriesRequest: [StoredSeries]], from source: any FigureSource,
        catalogue: Catalogue, asKnown: Day?
    ) throws(Diagnostic) {
        for (request, series) in loaded {
            let merged = Self.merged(series, of: request.subject, catalogue)
            figures[request] = merged
            if request.subject.kind == .indicator {
                for run in merged.runs {
                    guard let last = run.points.last else { continue }
                    let key = Self.key(last.source, request.area, run.grain)
                    if lastDays[key] == nil {
                        lastDays[key] = try source.lastDay(
                            ofSource: last.source, area: request.area, grain: run.grain,
                            asKnown: asKnown)
                    }
                }
            }
        }
    }

    private static func merged(
        _ series: [StoredSeries], of subject: Subject, _ catalogue: Catalogue
    ) -> PublishedFigures {
        switch subject.kind {
        case .population:
            return PublishedFigures(
                series, sources: catalogue.populations[subject.id]?.sources ?? [])
        case .indicator:
            guard let indicator = catalogue.indicators[subject.id] else {
                return PublishedFigures(series, sources: [])
            }
            if indicator.declaration.definitions.isEmpty {
                return PublishedFigures(series, sources: indicator.sources)
            }
            return PublishedFigures(
                series, sources: indicator.sources, holds: indicator.isDefined(on:))
        }
    }

    private static func key(_ source: String, _ area: String, _ grain: Grain) -> String {
        "\(source)|\(area)|\(grain.rawValue)"
    }

    package func figures(_ figure: Figure, in area: String) -> PublishedFigures? {
        figures[
            SeriesRequest(
                Subject(.indicator, figure.indicator), area: area, breakdown: figure.breakdown)]
    }

    package func population(_ id: String, in area: String) -> PublishedFigures? {
        figures[SeriesRequest(Subject(.population, id), area: area)]
    }

    package func lastDay(ofSource source: String, in area: String, _ grain: Grain) -> Day? {
        lastDays[Self.key(source, area, grain)]
    }
}
