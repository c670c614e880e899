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

    /// What a name that came with an option may stand for where an area need not be known.
    enum KnownOrNew {
        case known(Area)
        case new(String)
    }

    /// The area of a name; a new one where nothing is called nearly so. Throws where it is probably a
    /// slip of the pen.
    func knownOrNewArea(_ name: String) throws(Diagnostic) -> KnownOrNew {
        do throws(Diagnostic) {
            return .known(try knownArea(name))
        } catch {
            if !error.notes.isEmpty || name.allSatisfy(\.isWhitespace) { throw error }
            return .new(name)
        }
    }
}
