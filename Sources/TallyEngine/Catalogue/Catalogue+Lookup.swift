import TallyLanguage
import TallyModel
import TallyPlugins

/// What files call things: by any of their names, upper and lower case, runs of white space, and
/// underscores and spaces taken as one.
extension Catalogue {
    /// The indicator that a file calls so: by its printed name, its id or an alias, else by one of
    /// its other printed names. Where several are called so, the first in declared order.
    package func indicator(printed name: String) -> Indicator? {
        let folded = CatalogueNames.foldedText(name)
        let id = first(.indicator, folded) ?? printed[folded]
        return id.flatMap { indicators[$0] }
    }

    /// The area of this id, title, alias or code of any kind.
    package func area(named name: String) -> Area? {
        if let id = first(.area, CatalogueNames.foldedText(name)) { return areas[id] }
        return areaCodes[name].flatMap { areas[$0] }
    }

    /// The reference that a column is headed with: `target`, `England average`,
    /// `good_sn_average`.
    package func reference(named name: String) -> Term? {
        first(.reference, CatalogueNames.foldedText(name)).flatMap { references[$0] }
    }

    /// The population of this id, title or alias.
    package func population(named name: String) -> Population? {
        first(.population, CatalogueNames.foldedText(name)).flatMap { populations[$0] }
    }

    /// The id of the first thing of a kind that has this folded name, or has it with spaces for
    /// underscores.
    private func first(_ kind: NameKind, _ folded: String) -> String? {
        if let found = names.candidates(folded).first(where: { $0.kind == kind }) {
            return found.id
        }
        guard folded.utf8.contains(UInt8(ascii: "_")) else { return nil }
        let spaced = CatalogueNames.foldedText(Self.spaced(folded))
        return names.candidates(spaced).first { $0.kind == kind }?.id
    }
}

extension Catalogue {
    /// A figure as it is spoken of: `cic only 16+`.
    func words(of figure: Figure) -> String {
        let members = figure.breakdown.key.split(separator: "|").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1)
            let members = halves.first.flatMap { dimensions[String($0)]?.members } ?? []
            let id = halves.last.map(String.init) ?? ""
            return members.first { $0.id == id }?.title.lowercasedFirst ?? id
        }
        return members.isEmpty
            ? figure.indicator : "\(figure.indicator) only \(members.joined(separator: ", "))"
    }

    /// What an area is called; its id where it is not known.
    func title(ofArea id: String) -> String { areas[id]?.title ?? id }

    /// What is said beside figures of an indicator, each with where:
    /// `printed as 'just over 500' (Stockton-on-Tees, meeting papers)`.
    package func caveats(of indicator: IndicatorDeclaration) -> [String] {
        indicator.caveats.map { caveat in
            let area = caveat.area.map { title(ofArea: $0.value) }
            let about = [area, caveat.source].compactMap { $0 }.joined(separator: ", ")
            return about.isEmpty ? caveat.text : "\(caveat.text) (\(about))"
        }
    }
}
