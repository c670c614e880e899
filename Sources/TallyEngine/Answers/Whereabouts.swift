import TallyLanguage
import TallyModel
import TallyPlugins

/// Where there are figures of what has none as it was asked for: by the members of a dimension, of
/// the whole, or for other areas. Looked up only where a sentence finds nothing.
struct Whereabouts {
    let engine: Engine

    /// Goes on from `no values of cic for Dorset`: which other figures there are; empty for none.
    func detail(of expression: CheckedExpression, _ evaluator: Evaluator) throws(Diagnostic)
        -> String
    {
        guard let (figure, area) = lacking(expression, evaluator) else { return "" }
        let isAlone = expression.traits.identity == figure.indicator || expression.isOneFigure
        let split = figure.breakdown.members.map(\.dimension)
        let dimensions = try dimensions(of: figure, in: area).map {
            "by \($0.title.lowercasedFirst)"
        }
        if !isAlone {
            guard !dimensions.isEmpty, split.isEmpty else { return "" }
            return "; '\(figure.indicator)' has some \(Self.list(dimensions)) only"
        }
        if split.isEmpty {
            if !dimensions.isEmpty { return " as a whole, only \(Self.list(dimensions))" }
            return try elsewhere(figure, than: area)
        }
        let asked = split.compactMap { engine.catalogue.dimensions[$0]?.title.lowercasedFirst }
        let what = " by \(asked.joined(separator: " and "))"
        if split.count > 1, !dimensions.isEmpty {
            return "\(what) together, only \(Self.list(dimensions))"
        }
        if try has(figure.with(.whole), in: area) { return "\(what), only as a whole" }
        return try elsewhere(figure, than: area)
    }

    /// The first figure of an expression that has none in the area in which it is read.
    func lacking(_ expression: CheckedExpression, _ evaluator: Evaluator) -> (Figure, String)? {
        for (figure, evaluator) in evaluator.figures(of: expression, pinned: true)
        where evaluator.coverage(of: figure, settled: false) == nil {
            return (figure, evaluator.area)
        }
        return nil
    }

    /// The dimensions by which a figure's indicator has figures in an area: those of the figure's own
    /// breakdown where it has one, each alone.
    func dimensions(of figure: Figure, in area: String) throws(Diagnostic) -> [Dimension] {
        let split = figure.breakdown.members.map(\.dimension)
        let declared =
            engine.catalogue.indicators[figure.indicator]?.declaration.dimensions.map(\.value) ?? []
        let dimensions = declared.filter { split.isEmpty || split.contains($0) }
            .compactMap { engine.catalogue.dimensions[$0] }
        var found: [Dimension] = []
        for dimension in dimensions {
            for member in dimension.members
            where try has(figure.with(Breakdown([dimension.id: member.id])), in: area) {
                found.append(dimension)
                break
            }
        }
        return found
    }

    /// The areas other than one that have a figure; the homes of plugins first.
    func areas(of figure: Figure, than area: String) throws(Diagnostic) -> [String] {
        let known = try engine.areas(with: figure)
        let homes = engine.catalogue.homes.filter(known.contains)
        return (homes + known.filter { !homes.contains($0) }).filter { $0 != area }
    }

    func has(_ figure: Figure, in area: String) throws(Diagnostic) -> Bool {
        let request = SeriesRequest(
            Subject(.indicator, figure.indicator), area: area, breakdown: figure.breakdown)
        let stored = try engine.source.load([request], asKnown: engine.asKnown)
        return stored[request]?.contains { $0.reference == nil && !$0.points.isEmpty } ?? false
    }

    private func elsewhere(_ figure: Figure, than area: String) throws(Diagnostic) -> String {
        let others = try areas(of: figure, than: area)
        guard let first = others.first else { return "" }
        let title = engine.catalogue.title(ofArea: first)
        return others.count == 1
            ? "; the only figures are for \(title)"
            : "; there are figures for \(others.count) other areas, \(title) among them"
    }

    /// `by age, by gender and by legal status`
    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension CheckedExpression {
    /// Whether it is a figure and nothing else.
    fileprivate var isOneFigure: Bool { if case .figure = kind { true } else { false } }
}
