import GRDB
import TallyEngine
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
    /// to something that is not there, files without the hash of what was read, and figures that are
    /// not those that were imported.
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
                    .damagedPart(self.path, "\(NumberText.counted(count, "row")) of \(what)"))
            }
            for name in try Self.lines(
                """
                SELECT name FROM file WHERE length(sha256) <> 64 OR sha256 GLOB '*[^0-9a-f]*'
                    OR length(reading) <> 64 LIMIT \(Self.mostProblems)
                """, database)
            {
                problems.append(.damagedPart(self.path, "'\(name)' has no hash"))
            }
            if problems.isEmpty {
                let parents = try Self.parents(&reader, asKnown: nil)
                for id in parents.keys.sorted() where Self.goesRound(from: id, parents) {
                    problems.append(.damagedPart(self.path, "the area '\(id)' lies in itself"))
                }
            }
            // Of a damaged file the rows that can be read tell nothing more.
            if problems.isEmpty { problems += try self.changedFiles(database) }
            func count(_ table: String) throws -> Int {
                Int(try RawStatement(database, "SELECT count(*) FROM \(table)").oneInteger() ?? 0)
            }
            return StoreVerdict(
                imports: try count("source_import"), files: try count("file"),
                figures: try count("observation"), problems: problems)
        }
    }

    /// Whether an area is met again outwards from it.
    private static func goesRound(from id: String, _ parents: [String: AreaParent]) -> Bool {
        var next = parents[id]?.id
        for _ in parents {
            guard let one = next, one != id else { break }
            next = parents[one]?.id
        }
        return next == id
    }

    /// Files whose figures are more, fewer or others than were imported.
    private func changedFiles(_ database: Database) throws -> [Diagnostic] {
        guard try Schema.version(of: database) >= 2 else { return [] }
        var found: [Int64: FigureDigest] = [:]
        let figures = try RawStatement(
            database,
            """
            SELECT file_id, series_id, last_day, value, reason, text_id, decimals, place, origin_id
            FROM observation
            """)
        defer { figures.reset() }
        while try figures.step() {
            found[figures.integer(0), default: FigureDigest()].add(
                FigureDigest.Row(
                    series: figures.integer(1), day: figures.integer(2),
                    value: figures.isNull(3) ? nil : figures.double(3),
                    reason: figures.integer(4), text: figures.integer(5),
                    decimals: figures.integer(6), place: figures.integer(7),
                    origin: figures.integer(8)))
        }
        let files = try RawStatement(
            database, "SELECT id, name, figures, digest FROM file ORDER BY id")
        defer { files.reset() }
        var problems: [Diagnostic] = []
        while try files.step(), problems.count < Self.mostProblems {
            let digest = found[files.integer(0)] ?? FigureDigest()
            let (name, count) = (files.text(1), Int(files.integer(2)))
            if digest.count != count {
                let word = digest.count == 1 ? "figure" : "figures"
                problems.append(
                    .damagedPart(
                        path, "'\(name)' has \(digest.count) \(word), and \(count) were imported"))
            } else if !files.isNull(3), digest.value != files.integer(3) {
                problems.append(
                    .damagedPart(path, "figures of '\(name)' are not those that were imported"))
            }
        }
        return problems
    }

    private static func lines(_ sql: String, _ database: Database) throws -> [String] {
        let statement = try RawStatement(database, sql)
        defer { statement.reset() }
        var result: [String] = []
        while try statement.step() { result.append(statement.text(0)) }
        return result
    }
}
