import GRDB
import TallyEngine
import TallyModel

/// What is stored beside figures.
extension Store {
    package func neighbours(of area: String, asKnown: Day?) throws(Diagnostic) -> [String] {
        try reading { reader in
            let statement = try RawStatement(
                reader.database,
                """
                SELECT other.code
                FROM neighbour n JOIN area other ON other.id = n.neighbour_id
                WHERE n.area_id = (SELECT id FROM area WHERE code = ?1) AND n.file_id = (
                    SELECT m.file_id FROM neighbour m
                        JOIN neighbour_model model ON model.id = m.model_id
                        JOIN file f ON f.id = m.file_id JOIN source_import i ON i.id = f.import_id
                    WHERE m.area_id = n.area_id AND \(Self.isInForce)
                    ORDER BY model.year DESC, i.known_at DESC, i.id DESC, f.id DESC LIMIT 1)
                ORDER BY n.rank
                """)
            defer { statement.reset() }
            statement.bind(area, at: 1)
            statement.bind(asKnown: asKnown, at: 4)
            var ids: [String] = []
            while try statement.step() { ids.append(statement.text(0)) }
            return ids
        }
    }

    /// What a file says of an area counts where it is of a later period than what others say; of the
    /// same period, what became known last.
    package func parents(asKnown: Day?) throws(Diagnostic) -> [String: AreaParent] {
        try reading { reader in try Self.parents(&reader, asKnown: asKnown) }
    }

    static func parents(_ reader: inout StoreReader, asKnown: Day?) throws -> [String: AreaParent] {
        if try Schema.version(of: reader.database) < 3 { return [:] }
        let statement = try RawStatement(
            reader.database,
            """
            SELECT area.code, parent.code, l.last_day, l.file_id, l.parent_id
            FROM lies_in l JOIN area ON area.id = l.area_id
                JOIN area parent ON parent.id = l.parent_id
            ORDER BY area.code, parent.code
            """)
        defer { statement.reset() }
        var newest: [String: Statement] = [:]
        // Until when a file names any area in another.
        var ends: [FilePair: Day] = [:]
        while try statement.step() {
            let rank = try reader.fileRank(statement.integer(3))
            if rank.isUndone || rank.knownAt > asKnown?.number ?? .max { continue }
            let said = Statement(
                parent: statement.text(1), day: try statement.day(2), rank: rank,
                pair: FilePair(file: rank.fileID, parent: statement.integer(4)))
            ends[said.pair] = max(ends[said.pair] ?? said.day, said.day)
            let area = statement.text(0)
            if let known = newest[area], known.isAtLeast(said) { continue }
            newest[area] = said
        }
        return newest.mapValues { said in
            AreaParent(said.parent, isFormer: ends[said.pair].map { $0 > said.day } ?? false)
        }
    }

    private struct FilePair: Hashable {
        let file: Int64
        let parent: Int64
    }

    /// What one file says of an area.
    private struct Statement {
        let parent: String
        let day: Day
        let rank: ReadCache.FileRank
        let pair: FilePair

        func isAtLeast(_ other: Statement) -> Bool {
            day == other.day ? !(rank < other.rank) : day > other.day
        }
    }

    package func references() throws(Diagnostic) -> Set<String>? {
        try reading { reader in
            let statement = try RawStatement(
                reader.database, "SELECT code FROM reference WHERE id != 0")
            defer { statement.reset() }
            var codes: Set<String> = []
            while try statement.step() { codes.insert(statement.text(0)) }
            return codes
        }
    }

    package func milestones(asKnown: Day?) throws(Diagnostic) -> [Milestone] {
        try reading { reader in
            var steps = try Self.steps(reader.database, asKnown: asKnown)
            let statement = try RawStatement(
                reader.database,
                """
                SELECT m.stage, m.title, m.period, m.starts, m.ends, m.status, m.printed_status,
                    area.code, stream.name, m.file_id, m.place, m.origin_id
                FROM milestone m JOIN area ON area.id = m.area_id
                    JOIN stream ON stream.id = m.stream_id
                WHERE m.file_id = (\(Self.newestIssue(in: "milestone"))) ORDER BY m.id
                """)
            defer { statement.reset() }
            statement.bind(asKnown: asKnown, at: 4)
            var result: [Milestone] = []
            while try statement.step() {
                let area = statement.text(7)
                let source = statement.text(8)
                let stage = statement.text(0)
                // Where several milestones are of one stage, its steps go with the first.
                let key = StageKey(area: area, source: source, stage: stage)
                result.append(
                    Milestone(
                        stage: stage, title: statement.text(1), area: area, source: source,
                        printedPeriod: statement.text(2), starts: try statement.optionalDay(3),
                        ends: try statement.optionalDay(4), status: statement.optionalText(5),
                        printedStatus: statement.optionalText(6),
                        steps: steps.removeValue(forKey: key) ?? [],
                        origin: OriginKey(
                            file: statement.integer(9), place: statement.integer(10),
                            citation: statement.integer(11))))
            }
            return result
        }
    }

    private struct StageKey: Hashable {
        let area: String
        let source: String
        let stage: String
    }

    private static func steps(_ database: Database, asKnown: Day?) throws
        -> [StageKey: [Milestone.Step]]
    {
        let statement = try RawStatement(
            database,
            """
            SELECT m.stage, m.title, m.printed_date, m.day, area.code, stream.name, m.file_id,
                m.place, m.origin_id
            FROM milestone_step m JOIN area ON area.id = m.area_id
                JOIN stream ON stream.id = m.stream_id
            WHERE m.file_id = (\(newestIssue(in: "milestone_step"))) ORDER BY m.id
            """)
        defer { statement.reset() }
        statement.bind(asKnown: asKnown, at: 4)
        var result: [StageKey: [Milestone.Step]] = [:]
        while try statement.step() {
            let key = StageKey(
                area: statement.text(4), source: statement.text(5), stage: statement.text(0))
            result[key, default: []].append(
                Milestone.Step(
                    title: statement.text(1), day: try statement.optionalDay(3),
                    printedDate: statement.text(2),
                    origin: OriginKey(
                        file: statement.integer(6), place: statement.integer(7),
                        citation: statement.integer(8))))
        }
        return result
    }

    /// The file that says the newest about the plan that a row `m` belongs to.
    private static func newestIssue(in table: String) -> String {
        """
        SELECT x.file_id FROM \(table) x
            JOIN file f ON f.id = x.file_id JOIN source_import i ON i.id = f.import_id
        WHERE x.stream_id = m.stream_id AND x.area_id = m.area_id AND \(isInForce)
        ORDER BY i.known_at DESC, i.id DESC, f.id DESC LIMIT 1
        """
    }
}
