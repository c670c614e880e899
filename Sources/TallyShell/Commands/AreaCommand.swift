import TallyEngine
import TallyLanguage
import TallyModel

extension Command {
    static let area = Command(
        name: "area", usage: ".area [NAME|none]",
        summary: "the area meant where a sentence names none",
        examples: [".area none"], group: .session, setting: .area,
        arguments: { session in
            let all = session.catalogue.entries(of: [.area], beginning: "")
            let held = session.areasWithFigures
            return
                (all.filter { held.contains($0.candidate.id) }
                + all.filter { !held.contains($0.candidate.id) })
                .map { Candidate($0.name, $0.title) }
                + [Candidate("none", "each indicator's own home")]
        },
        run: { session, argument, place throws(Diagnostic) in
            func said() -> String {
                let title = session.engine.area.map { session.catalogue.areas[$0]?.title ?? $0 }
                return title.map { "area \($0)" } ?? "no area: each indicator's own home"
            }
            if argument.isEmpty { return .lines([said()]) }
            session.setArea(argument.lowercased() == "none" ? nil : try session.areaID(argument))
            session.tell(said(), at: place)
            return nil
        })
}

extension Session {
    /// The areas that have figures of any indicator.
    fileprivate var areasWithFigures: Set<String> {
        var found: Set<String> = []
        for id in catalogue.indicatorOrder {
            found.formUnion(
                (try? engine.source.areas(of: Subject(.indicator, id), asKnown: engine.asKnown))
                    ?? [])
        }
        return found
    }
}
