import TallyEngine
import TallyLanguage
import TallyModel

extension Command {
    static let area = Command(
        name: "area", usage: ".area [NAME|none]",
        summary: "the area meant where a sentence names none",
        examples: [".area none"], group: .session, trace: .setting,
        arguments: { session in
            session.catalogue.entries(of: [.area], beginning: "").map {
                Candidate($0.name, $0.title)
            } + [Candidate("none", "each indicator's own home")]
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
