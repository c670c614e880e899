import TallyModel
import TallyPlugins

/// A source of figures that holds them in memory: what a test gives and nothing else.
package struct FiguresInMemory: FigureSource {
    /// One series with the day on which it became known.
    private struct Issue {
        let series: StoredSeries
        /// `nil` for what was always known.
        let known: Day?

        func isKnown(at day: Day?) -> Bool {
            guard let day, let known else { return true }
            return known <= day
        }
    }

    /// Which issues are of one series: of two figures for a period the one known later is in force.
    private struct Identity: Hashable {
        let reference: String?
        let grain: Grain
        let source: String
    }

    /// In the order in which they were added.
    private var issues: [SeriesRequest: [Issue]] = [:]
    /// What the figures are said to have been read from, and when they became known.
    private let file: String
    private let knownAt: String

    package init(file: String, knownAt: String) {
        self.file = file
        self.knownAt = knownAt
    }

    /// Adds figures, which must ascend by day, beside those that are there.
    package mutating func add(
        _ series: StoredSeries, to request: SeriesRequest, known: Day? = nil
    ) {
        issues[request, default: []].append(Issue(series: series, known: known))
    }

    /// Adds figures for one period after another; of a reference or a population they hold from the
    /// first day of their period until the next.
    package mutating func add(
        _ items: [CompactSeries.Item], to request: SeriesRequest, reference: String? = nil,
        from first: Period, in calendar: Calendar, source: String, known: Day? = nil
    ) {
        let holds = reference != nil || request.subject.kind == .population
        var points: [StoredPoint] = []
        for (index, item) in items.enumerated() where item.cell != .none(.missing) {
            let period = calendar.advanced(first, by: index)
            points.append(
                StoredPoint(
                    day: holds ? period.first : period.last, cell: item.cell,
                    decimals: item.decimals, text: nil,
                    origin: OriginKey(file: 0, place: Int64(index))))
        }
        add(
            StoredSeries(
                reference: reference, grain: holds ? .from : first.grain, source: source,
                points: points),
            to: request, known: known)
    }

    // MARK: - FigureSource

    package func load(
        _ requests: [SeriesRequest], asKnown: Day?
    ) -> [SeriesRequest: [StoredSeries]] {
        var result: [SeriesRequest: [StoredSeries]] = [:]
        for request in requests {
            let known = (issues[request] ?? []).filter { $0.isKnown(at: asKnown) }
            let inForce = Self.merged(known)
            if !inForce.isEmpty { result[request] = inForce }
        }
        return result
    }

    private static func merged(_ issues: [Issue]) -> [StoredSeries] {
        var order: [Identity] = []
        var points: [Identity: [Day: StoredPoint]] = [:]
        let earliest = Day(number: .min)
        let byKnown = issues.enumerated().sorted { a, b in
            (a.element.known ?? earliest, a.offset) < (b.element.known ?? earliest, b.offset)
        }
        for issue in byKnown.map(\.element) {
            let identity = Identity(
                reference: issue.series.reference, grain: issue.series.grain,
                source: issue.series.source)
            if points[identity] == nil { order.append(identity) }
            for point in issue.series.points {
                points[identity, default: [:]][point.day] = point
            }
        }
        return order.map { identity in
            StoredSeries(
                reference: identity.reference, grain: identity.grain, source: identity.source,
                points: (points[identity] ?? [:]).values.sorted { $0.day < $1.day })
        }
    }

    package func areas(of subject: Subject, asKnown: Day?) -> [String] {
        let known = issues.lazy.filter { request, issues in
            request.subject == subject && issues.contains { $0.isKnown(at: asKnown) }
        }
        return Set(known.map(\.key.area)).sorted()
    }

    package func lastDay(
        ofSource source: String, area: String, grain: Grain, asKnown: Day?
    ) -> Day? {
        issues.lazy.filter { $0.key.area == area }.flatMap(\.value)
            .filter { $0.isKnown(at: asKnown) }.map(\.series)
            .filter { $0.source == source && $0.grain == grain }
            .compactMap { $0.points.last?.day }.max()
    }

    package func adopted() -> [AdoptedIndicator] { [] }
    package func adoptedAreas() -> [Area] { [] }
    package func neighbours(of area: String, asKnown: Day?) -> [String] { [] }
    package func parents(asKnown: Day?) -> [String: AreaParent] { [:] }
    package func milestones(asKnown: Day?) -> [Milestone] { [] }

    package func origins(of keys: [OriginKey]) -> [Origin] {
        // As if they stood below a header, one a row.
        keys.map { Origin(file: file, row: Int($0.place) + 2, column: nil, knownAt: knownAt) }
    }
}
