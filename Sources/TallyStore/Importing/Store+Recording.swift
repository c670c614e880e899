import GRDB
import Synchronization
import TallyEngine
import TallyModel

extension Store {
    /// Writes what was read from files in one transaction, and adds to the report what came of it.
    /// A file that is held already, read into the same series, is passed over.
    func record(
        _ files: [ReadFile], catalogue: Catalogue, options: ImportOptions,
        report: inout ImportReport
    ) throws(Diagnostic) {
        if isReadOnly { throw .readOnlyStore(path) }
        do {
            report = try queue.writeWithoutTransaction { database in
                var report = report
                defer { cache.withLock { $0 = ReadCache() } }
                try database.inTransaction(.immediate) {
                    var recorder = try Recorder(database, catalogue)
                    for file in files {
                        try options.checkCancellation()
                        try recorder.record(file, options, &report)
                    }
                    try options.checkCancellation()
                    return options.dryRun || recorder.isUnused ? .rollback : .commit
                }
                return report
            }
        } catch {
            // Also where it was a lock that was waited for in vain.
            try options.checkCancellation()
            throw .store(error, path: path)
        }
    }
}

/// Writes within one transaction.
struct Recorder {
    let database: Database
    private var importID: Int64?
    /// Whether the store held no series when the import began.
    private let wasEmpty: Bool
    private var areas: AreaRegister
    /// What the areas that the file at hand knows by their codes are called.
    private var resolved: [String: (id: String, area: AdoptedArea)] = [:]
    private var subjects: [Subject: Int64] = [:]
    private var breakdowns: [String: Int64] = ["": 0]
    private var references: [String: Int64] = ["": 0]
    private var grains: [Reading.GrainKey: Int64] = [:]
    private var streams: [String: Int64] = [:]
    private var adopted: AdoptedSubjects

    init(_ database: Database, _ catalogue: Catalogue) throws {
        self.database = database
        wasEmpty = try RawStatement(database, "SELECT 1 FROM series LIMIT 1").oneInteger() == nil
        areas = try AreaRegister(database, catalogue)
        adopted = try AdoptedSubjects(database, catalogue)
    }

    /// Whether every file was passed over.
    var isUnused: Bool { importID == nil }

    mutating func record(
        _ file: ReadFile, _ options: ImportOptions, _ report: inout ImportReport
    ) throws {
        resolved = areas.resolve(file.reading.adoptedAreas)
        let fingerprint = file.fingerprint { resolved[$0]?.id ?? $0 }
        if try isHeld(file, fingerprint) {
            report.repeated.append(file.name)
            return
        }
        let fileID = try insertFile(file, fingerprint, options)
        let used = runs(of: file.reading)
        var series: [(id: Int64, figures: Range<Int>)] = []
        series.reserveCapacity(used.count)
        for run in used {
            let key = file.reading.series[run.series]
            series.append((try self.series(key, file.reading, &report), run.figures))
            switch key.subject {
            case .declared(let subject) where subject.kind == .population:
                report.populations += run.figures.count
            default:
                if key.reference == nil {
                    report.figures += run.figures.count
                } else {
                    report.references += run.figures.count
                }
            }
        }
        series.sort { $0.id < $1.id }
        let origins = try file.reading.origins.identifiers(in: "origin", of: database)
        let digest = try ObservationWriter(database, file.reading, fileID)
            .write(series, origins: origins)
        try keep(digest, of: fileID)
        try recordNeighbours(of: file.reading, fileID, &report)
        try recordMilestones(of: file.reading, fileID, origins, &report)
        report.files.append(
            ImportReport.File(
                name: file.name, format: file.format, observations: file.reading.count,
                holdsFigures: !file.reading.figures.isEmpty))
    }

    /// Whether an import that stands has read the same bytes into the same series.
    private func isHeld(_ file: ReadFile, _ fingerprint: String) throws -> Bool {
        let statement = try RawStatement(
            database,
            """
            SELECT 1 FROM file WHERE sha256 = ?1 AND reading = ?2
                AND NOT \(Schema.isUndone("file.import_id")) LIMIT 1
            """)
        statement.bind(file.sha256, at: 1)
        statement.bind(fingerprint, at: 2)
        return try statement.oneInteger() != nil
    }

    /// Figures stand in the order of their series: where each begins and ends.
    private func runs(of reading: Reading) -> [(series: Int, figures: Range<Int>)] {
        var result: [(series: Int, figures: Range<Int>)] = []
        var start = 0
        let figures = reading.figures
        for index in figures.indices
        where index + 1 == figures.count || figures[index + 1].series != figures[index].series {
            result.append((Int(figures[index].series), start..<index + 1))
            start = index + 1
        }
        return result
    }

    private mutating func insertFile(
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

    private func keep(_ digest: FigureDigest, of fileID: Int64) throws {
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

    private mutating func series(
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
        if let known = references[code] { return known }
        let statement = try RawStatement(
            database,
            """
            INSERT INTO reference(code) VALUES (?1)
                ON CONFLICT DO UPDATE SET code = excluded.code RETURNING id
            """)
        statement.bind(code, at: 1)
        let identifier = try statement.oneInteger() ?? 0
        references[code] = identifier
        return identifier
    }

    mutating func stream(_ name: String) throws -> Int64 {
        if let known = streams[name] { return known }
        let statement = try RawStatement(
            database,
            """
            INSERT INTO stream(name) VALUES (?1)
                ON CONFLICT DO UPDATE SET name = excluded.name RETURNING id
            """)
        statement.bind(name, at: 1)
        let identifier = try statement.oneInteger() ?? 0
        streams[name] = identifier
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
