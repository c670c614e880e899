import GRDB
import Synchronization
import TallyEngine
import TallyModel

extension Store: FigureSource {
    package func state() throws(Diagnostic) -> Int? { try reading { $0.cache.state } }

    package func load(
        _ requests: [SeriesRequest], asKnown: Day?
    ) throws(Diagnostic) -> [SeriesRequest: [StoredSeries]] {
        try reading { reader in
            var result: [SeriesRequest: [StoredSeries]] = [:]
            result.reserveCapacity(requests.count)
            for request in requests where result[request] == nil {
                let series = try reader.series(of: request, asKnown: asKnown?.number)
                if !series.isEmpty { result[request] = series }
            }
            return result
        }
    }

    package func areas(of subject: Subject, asKnown: Day?) throws(Diagnostic) -> [String] {
        try reading { reader in
            let key = ReadCache.AreasKey(subject: subject, asKnown: asKnown)
            if let known = reader.cache.areasOfSubjects[key] { return known }
            guard let identifier = try reader.subject(subject) else { return [] }
            let isAllInForce = asKnown == nil && !reader.cache.hasUndoneImports
            let statement = try RawStatement(
                reader.database,
                """
                SELECT area.code FROM area WHERE id IN (
                    SELECT s.area_id FROM series s WHERE s.subject_id = ?1 AND s.reference_id = 0
                        \(isAllInForce ? "" : "AND EXISTS (\(Self.observationsInForce))"))
                ORDER BY area.code
                """)
            defer { statement.reset() }
            statement.bind(identifier, at: 1)
            if !isAllInForce { statement.bind(asKnown: asKnown, at: 4) }
            var codes: [String] = []
            while try statement.step() { codes.append(statement.text(0)) }
            reader.cache.areasOfSubjects[key] = codes
            return codes
        }
    }

    package func lastDay(
        ofSource source: String, area: String, grain: Grain, asKnown: Day?
    ) throws(Diagnostic) -> Day? {
        try reading { reader in
            let key = ReadCache.coverageKey(source, area, grain, asKnown)
            if let known = reader.cache.lastDays[key] { return known }
            // The newest day of each series is one step down the tree, and one more for each that
            // was not known yet or whose import was undone.
            let isAllInForce = asKnown == nil && !reader.cache.hasUndoneImports
            let observations =
                isAllInForce
                ? "SELECT o.last_day FROM observation o WHERE o.series_id = s.id"
                : Self.observationsInForce
            let statement = try RawStatement(
                reader.database,
                """
                SELECT max((\(observations) ORDER BY o.last_day DESC LIMIT 1))
                FROM series s
                WHERE s.stream_id = (SELECT id FROM stream WHERE name = ?1)
                    AND s.area_id = (SELECT id FROM area WHERE code = ?2)
                    AND s.grain_id IN (SELECT id FROM grain WHERE code = ?3)
                    AND s.reference_id = 0
                """)
            defer { statement.reset() }
            statement.bind(source, at: 1)
            statement.bind(area, at: 2)
            statement.bind(grain.rawValue, at: 3)
            if !isAllInForce { statement.bind(asKnown: asKnown, at: 4) }
            let found = try statement.step() && !statement.isNull(0)
            let day: Day? = found ? try statement.day(0) : nil
            reader.cache.lastDays[key] = .some(day)
            return day
        }
    }

    /// The days of a series `s` for which a figure is in force.
    private static let observationsInForce = """
        SELECT o.last_day FROM observation o
            CROSS JOIN file f ON f.id = o.file_id CROSS JOIN source_import i ON i.id = f.import_id
        WHERE o.series_id = s.id AND \(isInForce)
        """

    /// Of an import `i`: that it was known by the day ?4, which is no day where all is known, and
    /// was not undone.
    static let isInForce = """
        (?4 IS NULL OR i.known_at <= ?4)
            AND NOT \(Schema.isUndone("i.id"))
        """

    package func adopted() throws(Diagnostic) -> [AdoptedIndicator] {
        try reading { reader in
            // The plus keeps SQLite from going through all that plugins declare: there is an index of
            // those that are adopted.
            let statement = try RawStatement(
                reader.database,
                """
                SELECT code, name, theme, unit, good, decimals FROM subject
                WHERE name IS NOT NULL AND +kind = 'indicator' ORDER BY id
                """)
            defer { statement.reset() }
            var result: [AdoptedIndicator] = []
            while try statement.step() {
                result.append(
                    AdoptedIndicator(
                        id: statement.text(0), name: statement.text(1),
                        theme: statement.optionalText(2),
                        unit: Unit(code: statement.text(3)) ?? .number,
                        good: Polarity(rawValue: statement.text(4)) ?? .neither,
                        decimals: try statement.decimals(5)))
            }
            return result
        }
    }

    package func adoptedAreas() throws(Diagnostic) -> [Area] {
        try reading { reader in
            let statement = try RawStatement(
                reader.database,
                "SELECT code, title, level, gss, old_code FROM area WHERE title IS NOT NULL ORDER BY id"
            )
            defer { statement.reset() }
            var result: [Area] = []
            while try statement.step() {
                var codes: [String: String] = [:]
                codes["gss"] = statement.optionalText(3)
                codes["la"] = statement.optionalText(4)
                result.append(
                    Area(
                        id: statement.text(0), title: statement.text(1), level: statement.text(2),
                        codes: codes))
            }
            return result
        }
    }

    package func origins(of keys: [OriginKey]) throws(Diagnostic) -> [Origin] {
        try reading { reader in
            let statement = try RawStatement(
                reader.database,
                """
                SELECT f.name, i.known_at, c.header, origin.value
                FROM file f JOIN source_import i ON i.id = f.import_id
                    LEFT JOIN file_column c ON c.file_id = f.id AND c.number = ?2
                    LEFT JOIN origin ON origin.id = ?3
                WHERE f.id = ?1
                """)
            defer { statement.reset() }
            var result: [Origin] = []
            result.reserveCapacity(keys.count)
            for key in keys {
                let place = FilePlace(packed: key.place)
                statement.bind(key.file, at: 1)
                statement.bind(place.column, at: 2)
                statement.bind(key.citation, at: 3)
                guard try statement.step() else {
                    throw StoreDamage.unlisted(file: key.file)
                }
                result.append(
                    Origin(
                        file: statement.text(0), row: place.row, column: statement.optionalText(2),
                        knownAt: try statement.day(1).iso,
                        cited: statement.optionalText(3)))
                statement.reset()
            }
            return result
        }
    }

    package func snapshot<Result>(_ body: () throws(Diagnostic) -> Result) throws(Diagnostic)
        -> Result
    {
        do {
            return try queue.unsafeReentrantRead { database in
                try inTransaction(database) { try body() }
            }
        } catch {
            throw .store(error, path: path)
        }
    }

    /// Runs `body` in the read transaction that is open, or in one of its own.
    func reading<T>(_ body: (inout StoreReader) throws -> T) throws(Diagnostic) -> T {
        do {
            return try queue.unsafeReentrantRead { database in
                try inTransaction(database) { try withReader(database, body) }
            }
        } catch {
            throw .store(error, path: path)
        }
    }

    /// Where none is open yet, one is begun, and the cache made fit for what the file holds now:
    /// with that the transaction has settled which state it reads.
    private func inTransaction<T>(_ database: Database, _ body: () throws -> T) throws -> T {
        if database.isInsideTransaction { return try body() }
        try RawStatement(database, "BEGIN").run()
        defer { Self.endReading(database) }
        try withReader(database) { try $0.refresh() }
        return try body()
    }

    private func withReader<T>(_ database: Database, _ body: (inout StoreReader) throws -> T)
        throws -> T
    {
        // The queue lets in one at a time; the lock only says so to the compiler. The cache is
        // moved out and back, so that nothing of it is copied.
        let kept: ReadCache = cache.withLock { cache in
            defer { cache = ReadCache() }
            return cache
        }
        var reader = StoreReader(database: database, cache: kept)
        defer { cache.withLock { $0 = reader.cache } }
        return try body(&reader)
    }

    /// Ends the read transaction. An interrupt that comes just now makes the first try fail; it is
    /// then used up.
    private static func endReading(_ database: Database) {
        for _ in 0..<3 where database.isInsideTransaction {
            try? RawStatement(database, "COMMIT").run()
        }
    }
}

extension RawStatement {
    /// Binds the day by which everything must have been known.
    func bind(asKnown: Day?, at index: Int32) { bind(optional: asKnown?.number, at: index) }
}
