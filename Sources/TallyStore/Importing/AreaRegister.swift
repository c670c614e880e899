import GRDB
import TallyEngine
import TallyModel

/// The areas of a store, and the ids that new ones get.
struct AreaRegister {
    private struct Entry {
        let row: Int64
        var level: String?
        var la: String?
        var gss: String?
        /// Whether an import made it: no plugin declared it then.
        let isAdopted: Bool
    }

    private let database: Database
    private let catalogue: Catalogue
    private var entries: [String: Entry] = [:]
    private var byLA: [String: String] = [:]
    private var byGSS: [String: String] = [:]

    init(_ database: Database, _ catalogue: Catalogue) throws {
        self.database = database
        self.catalogue = catalogue
        let statement = try RawStatement(
            database, "SELECT id, code, level, old_code, gss, title IS NOT NULL FROM area")
        while try statement.step() {
            let entry = Entry(
                row: statement.integer(0), level: statement.optionalText(2),
                la: statement.optionalText(3), gss: statement.optionalText(4),
                isAdopted: statement.integer(5) != 0)
            enter(entry, statement.text(1))
        }
        statement.reset()
    }

    private mutating func enter(_ entry: Entry, _ id: String) {
        entries[id] = entry
        if let la = entry.la { byLA[la] = id } else if let gss = entry.gss { byGSS[gss] = id }
    }

    // MARK: - Which area it is

    /// The id of each area that a reading knows by its code alone, by its key, with its title.
    ///
    /// An area that the store knows by that code is that one. Else it is called by its name; where
    /// that is another's already, with its code behind. Of two areas of one name in a file, the one
    /// with the later figures has the name to itself.
    func resolve(_ adopted: [String: AdoptedArea]) -> [String: (id: String, area: AdoptedArea)] {
        var result: [String: (id: String, area: AdoptedArea)] = [:]
        var taken: Set<String> = []
        let coded = adopted.filter { $0.value.la != nil || $0.value.gss != nil }
        let ordered = coded.sorted {
            ($0.value.latest.number, $1.key) > ($1.value.latest.number, $0.key)
        }
        for (key, area) in ordered {
            if let known = area.la.map({ byLA[$0] }) ?? area.gss.map({ byGSS[$0] }), let known {
                result[key] = (known, area)
                continue
            }
            let (id, isPlain) = freeID(for: area, taken)
            taken.insert(id)
            var named = area
            if !isPlain, let code = area.la ?? area.gss { named.title += " (\(code))" }
            result[key] = (id, named)
        }
        return result
    }

    /// The id of an area that is called so in the catalogue or the store and has no code yet, or
    /// one that is free; whether it is made of the name alone.
    private func freeID(
        for area: AdoptedArea, _ taken: Set<String>
    ) -> (id: String, isPlain: Bool) {
        let plain = catalogue.area(named: area.title)?.id ?? Slug.make(area.title)
        if isFree(plain, for: area, taken) { return (plain, true) }
        let slug = Slug.make(area.title)
        if slug != plain, isFree(slug, for: area, taken) { return (slug, true) }
        let coded = "\(slug)_\(Slug.make(area.la ?? area.gss ?? ""))"
        var id = coded
        var number = 2
        while !isFree(id, for: area, taken) {
            id = "\(coded)_\(number)"
            number += 1
        }
        return (id, false)
    }

    /// Whether nothing is called so, or only an area of which no code and nothing else is known
    /// that speaks against its being this one.
    private func isFree(_ id: String, for area: AdoptedArea, _ taken: Set<String>) -> Bool {
        if taken.contains(id) { return false }
        if let entry = entries[id] {
            if entry.la != nil || (entry.gss != nil && entry.gss != area.gss) { return false }
            if entry.isAdopted { return true }
        }
        guard let declared = catalogue.areas[id] else { return true }
        let gss = declared.codes["gss"]
        return declared.level == area.level && declared.codes["la"] == nil
            && (gss == nil || gss == area.gss)
    }

    // MARK: - Rows

    /// The row of an area, made where there is none; what a file tells of it is entered where the
    /// store knows nothing. Gives the area where it had to be made and no plugin declares it.
    mutating func row(_ id: String, _ area: AdoptedArea?) throws -> (row: Int64, new: Area?) {
        if let entry = entries[id] {
            if let area { try complete(entry, id, area) }
            return (entry.row, nil)
        }
        let isAdopted = area != nil && catalogue.areas[id] == nil
        let insert = try RawStatement(
            database,
            "INSERT INTO area(code, title, level, gss, old_code) VALUES (?1, ?2, ?3, ?4, ?5)")
        insert.bind(id, at: 1)
        insert.bind(isAdopted ? area?.title : nil, at: 2)
        insert.bind(isAdopted ? area?.level : nil, at: 3)
        insert.bind(area?.gss, at: 4)
        insert.bind(area?.la, at: 5)
        try insert.run()
        let row = database.lastInsertedRowID
        enter(
            Entry(
                row: row, level: isAdopted ? area?.level : nil, la: area?.la, gss: area?.gss,
                isAdopted: isAdopted), id)
        guard isAdopted, let area else { return (row, nil) }
        var codes: [String: String] = [:]
        codes["la"] = area.la
        codes["gss"] = area.gss
        return (row, Area(id: id, title: area.title, level: area.level, codes: codes))
    }

    /// Gives an area that the store knows by name alone the codes, the level and the title that a file
    /// gives: how somebody typed it when it was adopted is no title.
    private mutating func complete(_ entry: Entry, _ id: String, _ area: AdoptedArea) throws {
        guard entry.la == nil, entry.gss == nil, area.la != nil || area.gss != nil else { return }
        let update = try RawStatement(
            database,
            """
            UPDATE area SET level = ?2, gss = ?3, old_code = ?4, title = coalesce(?5, title)
            WHERE id = ?1
            """)
        // One that a plugin declared, and none does any more, is adopted now.
        let isAdopted = entry.isAdopted || catalogue.areas[id] == nil
        let level = isAdopted ? area.level : entry.level
        update.bind(entry.row, at: 1)
        update.bind(level, at: 2)
        update.bind(area.gss, at: 3)
        update.bind(area.la, at: 4)
        update.bind(isAdopted ? area.title : nil, at: 5)
        try update.run()
        enter(
            Entry(
                row: entry.row, level: level, la: area.la, gss: area.gss, isAdopted: isAdopted), id)
    }
}
