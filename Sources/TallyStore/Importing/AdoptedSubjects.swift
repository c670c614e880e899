import GRDB
import TallyEngine
import TallyModel

/// The indicators that imports have made, and the ids that new ones may have.
struct AdoptedSubjects {
    /// An indicator is the same where name and unit are.
    private struct Key: Hashable {
        let name: String
        let unit: String
    }

    private var ids: [Key: Int64] = [:]
    private var codes: Set<String> = []
    private let catalogue: Catalogue

    init(_ database: Database, _ catalogue: Catalogue) throws {
        self.catalogue = catalogue
        let statement = try RawStatement(
            database, "SELECT id, code, name, unit FROM subject WHERE name IS NOT NULL")
        while try statement.step() {
            let key = Key(name: statement.text(2), unit: statement.text(3))
            ids[key] = statement.integer(0)
            codes.insert(statement.text(1))
        }
        statement.reset()
    }

    /// The row of an adopted indicator; and the indicator, where it had to be made.
    mutating func id(
        of adoption: Reading.Adoption, _ database: Database
    ) throws -> (Int64, AdoptedIndicator?) {
        let unit = adoption.unit.code
        let key = Key(name: adoption.name, unit: unit)
        if let known = ids[key] { return (known, nil) }
        let code = try freeCode(adoption, database)
        let statement = try RawStatement(
            database,
            """
            INSERT INTO subject(kind, code, name, theme, unit, good, decimals)
            VALUES ('indicator', ?1, ?2, ?3, ?4, ?5, ?6)
            """)
        statement.bind(code, at: 1)
        statement.bind(adoption.name, at: 2)
        statement.bind(adoption.theme, at: 3)
        statement.bind(unit, at: 4)
        statement.bind(adoption.good.rawValue, at: 5)
        statement.bind(adoption.shownDecimals, at: 6)
        try statement.run()
        ids[key] = database.lastInsertedRowID
        codes.insert(code)
        return (
            database.lastInsertedRowID,
            AdoptedIndicator(
                id: code, name: adoption.name, theme: adoption.theme, unit: adoption.unit,
                good: adoption.good, decimals: adoption.shownDecimals)
        )
    }

    /// The name as an id; with the unit, then with a number, where that is taken.
    private func freeCode(_ adoption: Reading.Adoption, _ database: Database) throws -> String {
        let plain = Slug.make(adoption.name)
        if try isFree(plain, database) { return plain }
        let withUnit = "\(plain)_\(Slug.make(adoption.unit.code))"
        if try isFree(withUnit, database) { return withUnit }
        var number = 2
        while try !isFree("\(withUnit)_\(number)", database) { number += 1 }
        return "\(withUnit)_\(number)"
    }

    private func isFree(_ code: String, _ database: Database) throws -> Bool {
        if codes.contains(code) || catalogue.indicators[code] != nil { return false }
        let statement = try RawStatement(
            database, "SELECT 1 FROM subject WHERE kind = 'indicator' AND code = ?1")
        statement.bind(code, at: 1)
        return try statement.oneInteger() == nil
    }
}
