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

    /// The same, where what is remembered is not read again.
    init(
        _ requests: [SeriesRequest], from source: any FigureSource, catalogue: Catalogue,
        asKnown: Day?, remembering memory: FigureMemory
    ) throws(Diagnostic) {
        self = try source.snapshot { () throws(Diagnostic) in
            guard let state = try source.state() else {
                return try SentenceData(
                    requests, from: source, catalogue: catalogue, asKnown: asKnown)
            }
            var data = SentenceData()
            var unknown: [SeriesRequest] = []
            for request in requests {
                if let entry = memory.entry(request, asKnown: asKnown, in: state) {
                    data.add(entry, of: request)
                } else {
                    unknown.append(request)
                }
            }
            if unknown.isEmpty { return data }
            let loaded = try source.load(unknown, asKnown: asKnown)
            for request in unknown {
                let entry = try Self.entry(
                    loaded[request], of: request, from: source, catalogue: catalogue,
                    asKnown: asKnown)
                memory.keep(entry, of: request, asKnown: asKnown)
                data.add(entry, of: request)
            }
            return data
        }
    }

    /// Of series that have been read already.
    init(
        _ loaded: [SeriesRequest: [StoredSeries]], from source: any FigureSource,
        catalogue: Catalogue, asKnown: Day?
    ) throws(Diagnostic) {
        for (request, series) in loaded {
            add(
                try Self.entry(
                    series, of: request, from: source, catalogue: catalogue, asKnown: asKnown),
                of: request)
        }
    }

    private init() {}

    private mutating func add(_ entry: FigureMemory.Entry, of request: SeriesRequest) {
        figures[request] = entry.figures
        for (key, day) in entry.lastDays { lastDays[key] = day }
    }

    /// The series of a request merged, with the newest days of the sources that have its last
    /// figures.
    private static func entry(
        _ series: [StoredSeries]?, of request: SeriesRequest, from source: any FigureSource,
        catalogue: Catalogue, asKnown: Day?
    ) throws(Diagnostic) -> FigureMemory.Entry {
        guard let series else { return FigureMemory.Entry(figures: nil, lastDays: [:]) }
        let figures = merged(series, of: request.subject, catalogue)
        var lastDays: [String: Day] = [:]
        for run in request.subject.kind == .indicator ? figures.runs : [] {
            guard let last = run.points.last else { continue }
            lastDays[key(last.source, request.area, run.grain)] = try source.lastDay(
                ofSource: last.source, area: request.area, grain: run.grain, asKnown: asKnown)
        }
        return FigureMemory.Entry(figures: figures, lastDays: lastDays)
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
