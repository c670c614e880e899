import TallyLanguage
import TallyModel
import TallyPlugins

/// What is said of things that are no indicators: what has them, and since when.
extension DescribeAnswer {
    /// A function or a word of the language.
    func word(_ text: String) -> (String, [(String, String)]) {
        let folded = text.lowercased()
        if let function = Function.all.first(where: { $0.name == folded }) {
            return (
                function.signature,
                rows([
                    ("kind", "function"), ("gives", function.summary),
                    ("try", catalogue.example(of: function) ?? ""),
                ])
            )
        }
        guard let keyword = Keyword(folded) else { return (text, []) }
        return (
            keyword.word,
            rows([
                ("kind", "word of the language"), ("meaning", keyword.meaning),
                ("try", "list keywords"),
            ])
        )
    }

    /// The indicators of which something holds, in their order.
    func indicators<Failure: Error>(
        _ holds: (Indicator) throws(Failure) -> Bool
    ) throws(Failure) -> [Indicator] {
        var found: [Indicator] = []
        for indicator in catalogue.indicatorOrder.compactMap({ catalogue.indicators[$0] })
        where try holds(indicator) {
            found.append(indicator)
        }
        return found
    }

    /// `18 indicators: cic, uasc, …`
    func counted(_ indicators: [Indicator]) -> String {
        Self.shown(indicators.map(\.id), of: "indicator")
    }

    /// How many of something there are, and the first of them.
    static func shown(_ names: [String], of kind: String) -> String {
        guard !names.isEmpty else { return "" }
        return "\(names.count) \(kind)\(names.count == 1 ? "" : "s"): \(first(names))"
    }

    /// The first of some names.
    private static func first(_ names: [String], _ separator: String = ", ") -> String {
        (names.prefix(5) + (names.count > 5 ? ["…"] : [])).joined(separator: separator)
    }

    /// What is split by any of some dimensions.
    func split(by dimensions: [String]) -> [(String, String)] {
        let split = indicators { indicator in
            indicator.declaration.dimensions.contains { dimensions.contains($0.value) }
        }
        let example = split.first.flatMap { indicator in
            indicator.declaration.dimensions.first { dimensions.contains($0.value) }
                .map { "\(indicator.id) by \(NameText.typed($0.value))" }
        }
        return [("splits", counted(split)), ("try", example ?? "")]
    }

    /// In what an area lies, and what lies in it.
    func surroundings(of area: Area) throws(Diagnostic) -> [(String, String)] {
        let parents = try engine.source.parents(asKnown: engine.asKnown)
        let tree = AreaTree(catalogue, parents)
        var around = tree.around(area.id).map(catalogue.title(ofArea:)).joined(separator: ", ")
        if let said = parents[area.id]?.id, area.within != nil,
            !tree.allAround(area.id).contains(said)
        {
            around += ", as a plugin says; files say \(catalogue.title(ofArea: said))"
        }
        let held = engine.held(in: area.id, tree)
        let inside =
            held.count == 1
            ? "\(Engine.words(held)): "
                + Self.first(held[0].areas.map(catalogue.title(ofArea:)).sorted(), "; ")
            : Engine.words(held)
        return [("in", around), ("in it", held.isEmpty ? "" : inside)]
    }

    /// What there are figures of for an area.
    func figures(for area: String) throws(Diagnostic) -> [(String, String)] {
        let known = try indicators { indicator throws(Diagnostic) in
            try engine.areas(of: indicator.id).contains(area)
        }
        let example = known.first.map { "\($0.id) for \(NameText.typed(area))" }
        return [("figures of", counted(known)), ("try", example ?? "")]
    }

    /// What has a reference, and from when to when its values were set.
    func reference(_ id: String) throws(Diagnostic) -> [(String, String)] {
        guard let home = engine.area ?? catalogue.homes.first else { return [] }
        let all = indicators { _ in true }
        let requests = all.map {
            SeriesRequest(Subject(.indicator, $0.id), area: $0.home ?? home)
        }
        let stored = try engine.source.load(requests, asKnown: engine.asKnown)
        var first: Day?
        var last: Day?
        let having = zip(all, requests).filter { _, request in
            let points = (stored[request] ?? []).filter { $0.reference == id }.flatMap(\.points)
            for point in points {
                first = min(first ?? point.day, point.day)
                last = max(last ?? point.day, point.day)
            }
            return !points.isEmpty
        }.map(\.0)
        var said = [("had by", counted(having))]
        if let first, let last {
            let calendar = Calendar()
            let from = Period.day(first).title(in: calendar)
            said.append(
                (
                    "set",
                    first == last ? from : "\(from) to \(Period.day(last).title(in: calendar))"
                ))
        }
        return said
    }

    /// `66,025 for Dorset, in force since 1 Sep 2023`
    func population(_ id: String) throws(Diagnostic) -> String {
        guard let area = engine.area ?? catalogue.homes.first else { return "" }
        let request = SeriesRequest(Subject(.population, id), area: area)
        let data = try SentenceData(
            [request], from: engine.source, catalogue: catalogue, asKnown: engine.asKnown)
        guard let point = data.population(id, in: area)?.holding?.points.last,
            let value = point.cell.value
        else { return "" }
        let number = NumberText.fixed(value, decimals: point.decimals, grouped: true)
        let since = Period.day(point.day).title(in: Calendar())
        return "\(number) for \(catalogue.title(ofArea: area)), in force since \(since)"
    }
}
