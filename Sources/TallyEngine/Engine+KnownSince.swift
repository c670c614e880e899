import TallyLanguage
import TallyModel

extension Engine {
    /// Since when anything of a value is known, where nothing had been published by the day that is
    /// asked for; `nil` where something had, or nothing ever was.
    func knownSince(_ query: Query, _ checker: Checker) throws(Diagnostic) -> ResultTable.Note? {
        guard let asked = asKnown, let expression = query.phrase.onlyValue,
            let checked = try? checker.check(expression)
        else { return nil }
        let (inner, named, _) = checked.withoutBrackets(
            areas: try checker.areas(query.clauses.names), query.clauses.window)
        var plan = Plan(catalogue: catalogue)
        for area in try areas(named, for: inner, checker.text(inner.span)) {
            plan.add(inner, area: area)
        }
        let requests = plan.requests.filter { $0.subject.kind == .indicator }
        if try firstKnown(requests, by: asked) != nil { return nil }
        // Of a figure that was revised the newest issue is read first, then those before it.
        var found = try firstKnown(requests, by: nil)
        var tries = 0
        while let day = found, tries < Self.mostIssues,
            let earlier = try firstKnown(requests, by: day.advanced(by: -1))
        {
            found = earlier
            tries += 1
        }
        let name = ValueAnswer(engine: self, checker: checker).name(of: inner)
        return found.map { .knownSince(name, $0.iso) }
    }

    /// Of more issues than this the first is not looked for.
    private static let mostIssues = 100

    /// The first day on which any of the figures in force on a day became known.
    private func firstKnown(_ requests: [SeriesRequest], by day: Day?) throws(Diagnostic) -> Day? {
        let points = try source.load(requests, asKnown: day).values.joined().flatMap(\.points)
        var origins: [Int64: OriginKey] = [:]
        for point in points { origins[point.origin.file] = point.origin }
        return try source.origins(of: Array(origins.values))
            .compactMap { Day(iso: $0.knownAt) }.min()
    }
}

extension Phrase {
    /// The one value that a sentence asks about.
    fileprivate var onlyValue: Expression? {
        switch self {
        case .value(let expression): expression
        case .revisions(let phrase): phrase.value
        default: nil
        }
    }
}
