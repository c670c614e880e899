import TallyLanguage
import TallyModel

extension Engine {
    /// An area and its statistical neighbours, closest first. Throws where none are known of it.
    ///
    /// - Parameter figure: what the areas are asked for, to offer those of a level instead.
    func withNeighbours(
        of name: Name, for figure: Figure?, _ checker: Checker
    ) throws(Diagnostic) -> [String] {
        let id = try checker.area(name)
        let neighbours = try source.neighbours(of: id, asKnown: asKnown)
        if !neighbours.isEmpty { return [id] + neighbours }
        throw .noNeighbours(
            catalogue.title(ofArea: id), at: checker.place(name.span),
            offers: try figure.map { figure throws(Diagnostic) in try ranking(by: figure) } ?? [])
    }

    /// The sentence that ranks all areas of the level of which most have figures.
    private func ranking(by figure: Figure) throws(Diagnostic) -> [String] {
        var counts: [String: Int] = [:]
        for id in try areas(with: figure) {
            if let level = catalogue.areas[id]?.level { counts[level, default: 0] += 1 }
        }
        let most = counts.filter { $0.value > 1 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return most.map {
            ["rank \(CatalogueBuilder.plural($0.key)) by \(figure.indicator)"]
        } ?? []
    }
}

extension Diagnostic {
    static func noNeighbours(_ area: String, at place: Place, offers: [String]) -> Diagnostic {
        Diagnostic(
            .noArea, "no statistical neighbours of '\(area)' are known", at: place,
            notes: ["a CSV of neighbours tells them, one row an authority"], offers: offers)
    }
}
