import TallyEngine
import TallyLanguage
import TallyModel

extension Catalogue {
    /// The area of a name that came with an option. Throws where there is none, naming one that is
    /// spelt nearly so.
    func knownArea(_ name: String) throws(Diagnostic) -> Area {
        if let area = area(named: name) { return area }
        let names = entries(of: [.area]).map(\.name)
        throw .unknownArea(name, closest: Resemblance.closest(to: name, among: names).first)
    }
}
