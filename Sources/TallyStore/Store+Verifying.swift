import GRDB
import TallyModel

/// What a store holds, and what is wrong with it.
package struct StoreVerdict: Sendable {
    package let imports: Int
    package let files: Int
    package let figures: Int
    /// One for each thing that is wrong; empty where nothing is.
    package let problems: [Diagnostic]
}

extension Store {
    private static let mostProblems = 100

    /// Looks through the whole file: SQLite's own check of its pages and indexes, rows that belong
    /// to something that is not there, and files without the hash of what was read.
    package func verify() throws(Diagnostic) -> StoreVerdict {
        try reading { reader in
            let database = reader.database
            var problems: [Diagnostic] = []
            for line in try Self.lines("PRAGMA integrity_check(\(Self.mostProblems))", database)
            where line != "ok" {
                problems.append(.damagedPart(self.path, line))
            }
            let orphans = try RawStatement(database, "PRAGMA foreign_key_check")
            var counts: [String: Int] = [:]
            while try orphans.step() {
                counts["\(orphans.text(0)) without its \(orphans.text(2))", default: 0] += 1
            }
            orphans.reset()
            for (what, count) in counts.sorted(by: { $0.key < $1.key }) {
                problems.append(
                    .damagedPart(self.path, "\(count) row\(count == 1 ? "" : "s") of \(what)"))
            }
            for name in try Self.lines(
                """
                SELECT name FROM file WHERE length(sha256) <> 64 OR sha256 GLOB '*[^0-9a-f]*'
                    OR length(reading) <> 64 LIMIT \(Self.mostProblems)
                """, database)
            {
                problems.append(.damagedPart(self.path, "'\(name)' has no hash"))
            }
            func count(_ table: String) throws -> Int {
                Int(try RawStatement(database, "SELECT count(*) FROM \(table)").oneInteger() ?? 0)
            }
            return StoreVerdict(
                imports: try count("source_import"), files: try count("file"),
                figures: try count("observation"), problems: problems)
        }
    }

    private static func lines(_ sql: String, _ database: Database) throws -> [String] {
        let statement = try RawStatement(database, sql)
        defer { statement.reset() }
        var result: [String] = []
        while try statement.step() { result.append(statement.text(0)) }
        return result
    }
}
