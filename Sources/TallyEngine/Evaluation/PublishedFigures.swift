import TallyModel

/// What is stored of one subject in one area and breakdown, merged over sources: for each period
/// the figure of the first source, in the plugin's order, that has one.
package struct PublishedFigures: Sendable {
    /// One figure in force.
    package struct Point: Sendable {
        package let day: Day
        package let cell: Cell
        package let decimals: Int
        package let source: String
        package let origin: OriginKey
        /// A figure of another source for the same period that does not agree.
        package var other: Other?

        package typealias Other = (cell: Cell, decimals: Int, source: String)
    }

    /// A run of points of one grain, ascending by last day.
    package struct Run: Sendable {
        package let grain: Grain
        package fileprivate(set) var points: FigurePoints

        /// The point whose period ends on a day.
        package func point(endingOn day: Day) -> Point? {
            let index = points.firstIndex(after: day.advanced(by: -1))
            return index < points.count && points.day(at: index) == day ? points[index] : nil
        }

        /// The last point on or before a day.
        package func point(holdingOn day: Day) -> Point? {
            let index = points.firstIndex(after: day)
            return index > 0 ? points[index - 1] : nil
        }
    }

    /// The figures themselves, one run for each grain, finest first.
    package private(set) var runs: [Run] = []
    /// Values that hold until superseded, by reference.
    package private(set) var references: [String: Run] = [:]

    /// For a population, whose values hold until superseded: a run of grain `from`.
    package private(set) var holding: Run?

    /// Merges series; sources listed come first, in their order, the others after them by name.
    /// Figures for periods that end on a day on which nothing holds are left out.
    package init(
        _ series: [StoredSeries], sources: [String], holds: ((Day) -> Bool)? = nil
    ) {
        for one in Self.ordered(series, believed: sources) {
            if let reference = one.reference {
                references[reference] = Self.run(one).held(behind: references[reference])
            } else if one.grain == .from {
                holding = Self.run(one).held(behind: holding)
            } else if let index = runs.firstIndex(where: { $0.grain == one.grain }) {
                runs[index].merge(Self.run(one))
            } else {
                runs.append(Self.run(one))
            }
        }
        if let holds {
            for index in runs.indices {
                runs[index].points = FigurePoints(runs[index].points.filter { holds($0.day) })
            }
            runs.removeAll { $0.points.isEmpty }
        }
        runs.sort { $0.grain.fineness < $1.grain.fineness }
    }

    /// Series by the belief in their sources; those of one source as they stand. Every sentence asks
    /// for this, so that the sources are looked up once each.
    private static func ordered(
        _ series: [StoredSeries], believed: [String]
    ) -> [StoredSeries] {
        if series.count < 2 { return series }
        let ranks = series.map { believed.firstIndex(of: $0.source) ?? believed.count }
        let order = series.indices.sorted { a, b in
            if ranks[a] != ranks[b] { return ranks[a] < ranks[b] }
            let (x, y) = (series[a].source, series[b].source)
            return x == y ? a < b : x < y
        }
        return order.map { series[$0] }
    }

    /// Sources by belief: those listed, in their order, before the others, by name.
    static func order(_ sources: Set<String>, believed: [String]) -> [String] {
        func rank(_ source: String) -> Int { believed.firstIndex(of: source) ?? believed.count }
        return sources.sorted { a, b in
            let (x, y) = (rank(a), rank(b))
            return x == y ? a < b : x < y
        }
    }

    private static func run(_ series: StoredSeries) -> Run {
        Run(grain: series.grain, points: FigurePoints(series))
    }

    package func run(of grain: Grain) -> Run? { runs.first { $0.grain == grain } }
}

extension PublishedFigures.Run {
    /// What holds from its day on, of a source that is believed before this one, and this one's
    /// until then.
    fileprivate func held(behind first: Self?) -> Self {
        guard var result = first, let start = result.points.first?.day else { return self }
        result.points = FigurePoints(points.prefix { $0.day < start } + Array(result.points))
        return result
    }

    /// Adds the points of a source that comes after: only for periods that have none yet; where
    /// both have one and they do not agree, the other is kept beside it.
    fileprivate mutating func merge(_ later: Self) {
        var merged: [PublishedFigures.Point] = []
        merged.reserveCapacity(points.count + later.points.count)
        var mine = 0
        var theirs = 0
        while mine < points.count, theirs < later.points.count {
            let day = points[mine].day
            let other = later.points[theirs].day
            if day < other {
                merged.append(points[mine])
                mine += 1
            } else if other < day {
                merged.append(later.points[theirs])
                theirs += 1
            } else {
                var kept = points[mine]
                let b = later.points[theirs]
                // Beside a suppressed figure nothing is told of the other.
                if kept.other == nil, kept.cell != .none(.suppressed),
                    b.cell != .none(.suppressed),
                    !Agreement.holds(kept.cell, kept.decimals, b.cell, b.decimals)
                {
                    kept.other = (b.cell, b.decimals, b.source)
                }
                merged.append(kept)
                mine += 1
                theirs += 1
            }
        }
        merged.append(contentsOf: points[mine...])
        merged.append(contentsOf: later.points[theirs...])
        points = FigurePoints(merged)
    }
}

/// When two figures for the same thing agree.
package enum Agreement {
    /// A computed value agrees with a published one when it rounds to it at the published one's
    /// printed decimals, trailing zeros dropped: 59.09 agrees with 59.10, 66.32 with 66.
    package static func holds(computed: Double, published: Double) -> Bool {
        let target = ExactDecimal(published)
        return ExactDecimal(computed).rounded(to: target.decimals) == target
    }

    /// Two published figures agree where either rounds to the other.
    package static func holds(_ a: Cell, _ aDecimals: Int, _ b: Cell, _ bDecimals: Int) -> Bool {
        guard let x = a.value, let y = b.value else { return a == b }
        return holds(computed: x, published: y) || holds(computed: y, published: x)
    }
}

extension Grain {
    /// Finer grains are smaller.
    package var fineness: Int {
        switch self {
        case .day: 0
        case .month: 1
        case .quarter: 2
        case .financialYear: 3
        case .academicYear: 4
        case .calendarYear: 5
        case .span: 6
        case .from: 7
        }
    }
}
