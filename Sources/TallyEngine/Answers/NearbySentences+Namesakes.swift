import TallyLanguage
import TallyModel
import TallyPlugins

/// Other indicators of the same kind, by what they are called, for an area that has none of the
/// figures asked for.
extension NearbySentences {
    /// The same of the indicator that is called most alike and has figures for the area.
    func namesakes(_ expression: CheckedExpression, _ evaluator: Evaluator) -> [String] {
        let whereabouts = Whereabouts(engine: engine)
        guard case .value(let value) = asked.phrase, case .name(let name) = value.kind,
            let (figure, area) = whereabouts.lacking(expression, evaluator),
            (try? whereabouts.dimensions(of: figure, in: area))?.isEmpty ?? true
        else { return [] }
        return alike(figure.indicator).prefix(Self.mostNamesakes).filter { id in
            (try? whereabouts.has(engine.catalogue.figure(of: id), in: area)) ?? false
        }.prefix(1).flatMap { id in
            let typed = NameText.typed(id)
            let same = offers.replacing([(name.span, typed)])
            guard let window else { return [same] }
            let before = offers.source[Span(window.span.lower - 1, window.span.lower)]
            let gap = Span(window.span.lower - (before == " " ? 1 : 0), window.span.upper)
            return [same, offers.replacing([(name.span, typed), (gap, "")])]
        }
    }

    /// So many of those that are called alike are looked for.
    private static let mostNamesakes = 8

    /// Indicators of the same unit, polarity and kind over time, those first of which a name is most
    /// like one of its names.
    private func alike(_ id: String) -> [String] {
        guard let own = engine.catalogue.indicators[id]?.declaration else { return [] }
        var names: [String: [Set<Substring>]] = [:]
        for entry in engine.catalogue.entries(of: [.indicator]) {
            names[entry.candidate.id, default: []] += [entry.name, entry.title].map(Self.words)
        }
        let wanted = names[id] ?? []
        var found: [(id: String, likeness: Double)] = []
        for other in engine.catalogue.indicatorOrder where other != id {
            guard let declaration = engine.catalogue.indicators[other]?.declaration,
                declaration.unit == own.unit, declaration.good == own.good,
                declaration.kind == own.kind
            else { continue }
            let likeness = wanted.reduce(0.0) { best, one in
                (names[other] ?? []).reduce(best) { max($0, Self.likeness(one, $1)) }
            }
            if likeness >= 0.5 { found.append((other, likeness)) }
        }
        return found.sorted { ($1.likeness, $0.id) < ($0.likeness, $1.id) }.map(\.id)
    }

    private static func words(_ name: String) -> Set<Substring> {
        let separators: Set<Character> = [" ", "_", "-", ",", "(", ")", "/"]
        return Set(name.lowercased().split { separators.contains($0) })
    }

    /// Which part of the words of two names they share; 0 where it is one word or none.
    private static func likeness(_ first: Set<Substring>, _ second: Set<Substring>) -> Double {
        let shared = first.intersection(second).count
        return shared < 2 ? 0 : Double(shared) / Double(first.union(second).count)
    }
}
