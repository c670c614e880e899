import GRDB
import TallyEngine
import TallyModel

/// The rows that a figure needs beside its own: its file, its series and what those are made of.
extension Recorder {
    mutating func insertFile(
        _ file: ReadFile, _ fingerprint: String, _ options: ImportOptions
    ) throws -> Int64 {
        let importID = try self.importID ?? insertImport(options)
        self.importID = importID
        let statement = try RawStatement(
            database,
            "INSERT INTO file(import_id, name, format, sha256, reading) VALUES (?1, ?2, ?3, ?4, ?5)"
        )
        statement.bind(importID, at: 1)
        statement.bind(file.name, at: 2)
        statement.bind(file.format, at: 3)
        statement.bind(file.sha256, at: 4)
        statement.bind(fingerprint, at: 5)
        try statement.run()
        let identifier = database.lastInsertedRowID
        let column = try RawStatement(
            database, "INSERT INTO file_column(file_id, number, header) VALUES (?1, ?2, ?3)")
        for (index, header) in file.columns.enumerated() {
            column.bind(identifier, at: 1)
            column.bind(index + 1, at: 2)
            column.bind(header, at: 3)
            try column.run()
        }
        return identifier
    }

    func keep(_ digest: FigureDigest, of fileID: Int64) throws {
        let statement = try RawStatement(
            database, "UPDATE file SET figures = ?1, digest = ?2 WHERE id = ?3")
        statement.bind(digest.count, at: 1)
        statement.bind(digest.value, at: 2)
        statement.bind(fileID, at: 3)
        try statement.run()
    }

    private func insertImport(_ options: ImportOptions) throws -> Int64 {
        let statement = try RawStatement(
            database,
            """
            INSERT INTO source_import(known_at, recorded_at, kind, options)
            VALUES (coalesce(?1, unixepoch() / 86400), strftime('%Y-%m-%dT%H:%M:%SZ'), 'import', ?2)
            """)
        if let day = options.knownAt {
            statement.bind(day.number, at: 1)
        } else {
            statement.bindNull(at: 1)
        }
        var text: [String] = []
        if let area = options.area { text.append("area=\(area)") }
        if let source = options.source { text.append("source=\(source)") }
        if options.partial { text.append("partial") }
        statement.bind(text.joined(separator: " "), at: 2)
        try statement.run()
        return database.lastInsertedRowID
    }

    // MARK: - Series

    mutating func series(
        _ key: Reading.SeriesKey, _ reading: Reading, _ report: inout ImportReport
    ) throws -> Int64 {
        let ids = [
            try area(key.area, reading, &report), try subject(key.subject, reading, &report),
            try breakdown(key.breakdown), try reference(key.reference ?? ""), try grain(key.grain),
            try stream(key.source),
        ]
        if !wasEmpty {
            let find = try RawStatement(
                database,
                """
                SELECT id FROM series WHERE area_id = ?1 AND subject_id = ?2 AND breakdown_id = ?3
                    AND reference_id = ?4 AND grain_id = ?5 AND stream_id = ?6
                """)
            for (index, id) in ids.enumerated() { find.bind(id, at: Int32(index + 1)) }
            if let found = try find.oneInteger() { return found }
        }
        let insert = try RawStatement(
            database,
            """
            INSERT INTO series(area_id, subject_id, breakdown_id, reference_id, grain_id, stream_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT DO UPDATE SET stream_id = excluded.stream_id RETURNING id
            """)
        for (index, id) in ids.enumerated() { insert.bind(id, at: Int32(index + 1)) }
        return try insert.oneInteger() ?? 0
    }

    private mutating func subject(
        _ key: Reading.SubjectKey, _ reading: Reading, _ report: inout ImportReport
    ) throws -> Int64 {
        switch key {
        case .declared(let subject):
            if let known = subjects[subject] { return known }
            let statement = try RawStatement(
                database,
                """
                INSERT INTO subject(kind, code) VALUES (?1, ?2)
                    ON CONFLICT DO UPDATE SET code = excluded.code RETURNING id
                """)
            statement.bind(subject.kind.rawValue, at: 1)
            statement.bind(subject.id, at: 2)
            let identifier = try statement.oneInteger() ?? 0
            subjects[subject] = identifier
            return identifier
        case .adopted(let number):
            let (identifier, new) = try adopted.id(of: reading.adoptions[number], database)
            if let new { report.adopted.append(new) }
            return identifier
        }
    }

    /// The row of the area that a key of a reading stands for.
    mutating func area(
        _ key: String, _ reading: Reading, _ report: inout ImportReport
    ) throws -> Int64 {
        let (id, area) = resolved[key].map { ($0.id, $0.area) } ?? (key, reading.adoptedAreas[key])
        let (row, new) = try areas.row(id, area)
        if let new { report.areasAdopted.append(new) }
        return row
    }

    private mutating func breakdown(_ breakdown: Breakdown) throws -> Int64 {
        if let known = breakdowns[breakdown.key] { return known }
        let find = try RawStatement(database, "SELECT id FROM breakdown WHERE key = ?1")
        find.bind(breakdown.key, at: 1)
        if let found = try find.oneInteger() {
            breakdowns[breakdown.key] = found
            return found
        }
        let members = breakdown.key.split(separator: "|").map {
            $0.split(separator: "=", maxSplits: 1).map(String.init)
        }
        let insert = try RawStatement(
            database, "INSERT INTO breakdown(dimensions, key) VALUES (?1, ?2)")
        insert.bind(members.count, at: 1)
        insert.bind(breakdown.key, at: 2)
        try insert.run()
        let identifier = database.lastInsertedRowID
        let member = try RawStatement(
            database,
            "INSERT INTO breakdown_member(dimension, member, breakdown_id) VALUES (?1, ?2, ?3)")
        for parts in members {
            member.bind(parts[0], at: 1)
            member.bind(parts.count > 1 ? parts[1] : "", at: 2)
            member.bind(identifier, at: 3)
            try member.run()
        }
        breakdowns[breakdown.key] = identifier
        return identifier
    }

    private mutating func reference(_ code: String) throws -> Int64 {
        try Self.row(of: code, in: "reference", by: "code", &references, database)
    }

    mutating func stream(_ name: String) throws -> Int64 {
        try Self.row(of: name, in: "stream", by: "name", &streams, database)
    }

    /// The row of a table of texts, made where there is none.
    private static func row(
        of text: String, in table: String, by column: String, _ known: inout [String: Int64],
        _ database: Database
    ) throws -> Int64 {
        if let known = known[text] { return known }
        let statement = try RawStatement(
            database,
            """
            INSERT INTO \(table)(\(column)) VALUES (?1)
                ON CONFLICT DO UPDATE SET \(column) = excluded.\(column) RETURNING id
            """)
        statement.bind(text, at: 1)
        let identifier = try statement.oneInteger() ?? 0
        known[text] = identifier
        return identifier
    }

    private mutating func grain(_ key: Reading.GrainKey) throws -> Int64 {
        if let known = grains[key] { return known }
        if let fixed = Schema.grainIDs[key.grain.rawValue] { return Int64(fixed) }
        let find = try RawStatement(
            database, "SELECT id FROM grain WHERE code = ?1 AND months IS ?2 AND days IS ?3")
        let insert = try RawStatement(
            database,
            """
            INSERT INTO grain(id, code, months, days)
            SELECT max(99, max(id)) + 1, ?1, ?2, ?3 FROM grain RETURNING id
            """)
        for statement in [find, insert] {
            statement.bind(key.grain.rawValue, at: 1)
            statement.bind(optional: key.months, at: 2)
            statement.bind(optional: key.days, at: 3)
        }
        let identifier = try find.oneInteger() ?? insert.oneInteger() ?? 0
        grains[key] = identifier
        return identifier
    }
}
