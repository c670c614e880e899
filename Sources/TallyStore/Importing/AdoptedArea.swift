import TallyEngine
import TallyModel

/// An area as a file tells of it, for a plugin may not declare it.
struct AdoptedArea {
    var title: String
    var level = "authority"
    /// The department's three figures, by which an authority is the same whatever else changes.
    var la: String?
    /// The nine characters that it had in the newest period.
    var gss: String?
    /// The end of the last period for which the file names it. Of two areas of one name the later
    /// is the one in being.
    var latest = Day(number: .min)

    /// What stands for it in a reading; never the id of an area, since it holds a space.
    var key: String { la.map { "la \($0)" } ?? "gss \(gss ?? title)" }

    /// The id of the area that has its code: an authority by its three figures, every other by
    /// its nine characters. `nil` where the catalogue knows none.
    func declared(in catalogue: Catalogue) -> String? {
        if let la {
            if let area = catalogue.area(named: la), area.codes["la"] == la { return area.id }
            guard let gss, let area = catalogue.area(named: gss), area.codes["la"] == nil,
                area.codes["gss"] == gss
            else { return nil }
            return area.id
        }
        guard let gss, let area = catalogue.area(named: gss), area.codes["gss"] == gss else {
            return nil
        }
        return area.id
    }
}
