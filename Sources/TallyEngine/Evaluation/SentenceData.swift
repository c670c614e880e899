import TallyModel

/// Everything that a sentence reads, fetched at once: evaluation does no reading.
package struct SentenceData: Sendable {
    private var figures: [SeriesRequest: PublishedFigures] = [:]
    /// The newest day that a source has figures for, by source and area.
    private var lastDays: [String: Day] = [:]

    package init(
        _ requests: [SeriesRequest], from source: any FigureSource, catalogue: Catalogue,
        asKnown: Day?
    ) throws(Diagnostic) {
        let loaded = try source.load(requests, asKnown: asKnown)
        for (request, series) in loaded {
            let sources: [String] =
                switch request.subject.kind {
                case .indicator: catalogue.indicators[request.subject.id]?.sources ?? []
                case .population: catalogue.populations[request.subject.id]?.sources ?? []
                }
            let merged = PublishedFigures(series, sources: sources)
            figures[request] = merged
            if request.subject.kind == .indicator {
                for run in merged.runs {
                    guard let last = run.points.last else { continue }
                    let key = Self.key(last.source, request.area, run.grain)
                    if lastDays[key] == nil {
                        lastDays[key] = try source.lastDay(
                            ofSource: last.source, area: request.area, grain: run.grain)
                    }
                }
            }
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
