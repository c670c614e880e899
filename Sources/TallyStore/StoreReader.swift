import GRDB
import TallyEngine
import TallyModel

/// Looks things up within one read transaction.
struct StoreReader {
    let database: Database
    var cache: ReadCache

    /// Forgets what was looked up where the file has changed since.
    mutating func refresh() throws {
        let version = try RawStatement(database, "PRAGMA data_version").oneInteger() ?? 0
        guard version != cache.dataVersion else { return }
        cache.renew(version)
        let undone = try RawStatement(
            database, "SELECT 1 FROM source_import WHERE undoes IS NOT NULL LIMIT 1"
        ).oneInteger()
        cache.hasUndoneImports = undone != nil
    }

    mutating func subject(_ subject: Subject) throws -> Int64? {
        let key = ReadCache.subjectKey(subject)
        if let known = cache.subjects[key] { return known }
        let statement = try RawStatement(
            database, "SELECT id FROM subject WHERE kind = ?1 AND code = ?2")
        statement.bind(subject.kind.rawValue, at: 1)
        statement.bind(subject.id, at: 2)
        let found = try statement.oneInteger()
        cache.subjects[key] = found
        return found
    }

    mutating func area(_ code: String) throws -> Int64? {
        if let known = cache.areas[code] { return known }
        let statement = try RawStatement(database, "SELECT id FROM area WHERE code = ?1")
        statement.bind(code, at: 1)
        let found = try statement.oneInteger()
        cache.areas[code] = found
        return found
    }

    mutating func breakdown(_ key: String) throws -> Int64? {
        if key.isEmpty { return 0 }
        if let known = cache.breakdowns[key] { return known }
        let statement = try RawStatement(database, "SELECT id FROM breakdown WHERE key = ?1")
        statement.bind(key, at: 1)
        let found = try statement.oneInteger()
        cache.breakdowns[key] = found
        return found
    }

    /// Every series of a request with its figures in force; none where nothing is stored.
    mutating func series(of request: SeriesRequest, asKnown: Int?) throws -> [StoredSeries] {
        var result: [StoredSeries] = []
        for row in try seriesRows(of: request) {
            var points = try figures(ofSeries: row.id, asKnown: asKnown)
            if points.isEmpty { continue }
            if let length = row.grain.length { points = points.map { $0.spanning(length) } }
            result.append(
                StoredSeries(
                    reference: row.reference, grain: row.grain.grain, source: row.stream,
                    points: points))
        }
        return result
    }

    /// One series without its figures.
    struct SeriesRow {
        let id: Int64
        let reference: String?
        let grain: ReadCache.StoredGrain
        let stream: String
    }

    /// The series of a request, by reference, grain and source.
    mutating func seriesRows(of request: SeriesRequest) throws -> [SeriesRow] {
        guard let subject = try subject(request.subject), let area = try area(request.area),
            let breakdown = try breakdown(request.breakdown.key)
        else { return [] }
        let statement = try RawStatement(database, Self.seriesOfRequest)
        statement.bind(area, at: 1)
        statement.bind(subject, at: 2)
        statement.bind(breakdown, at: 3)
        defer { statement.reset() }
        var rows: [SeriesRow] = []
        while try statement.step() {
            rows.append(
                SeriesRow(
                    id: statement.integer(0), reference: try reference(statement.integer(1)),
                    grain: try grain(statement.integer(2)),
                    stream: try stream(statement.integer(3))))
        }
        return rows
    }

    static let seriesOfRequest = """
        SELECT id, reference_id, grain_id, stream_id FROM series
        WHERE area_id = ?1 AND subject_id = ?2 AND breakdown_id = ?3
        ORDER BY reference_id, grain_id, stream_id
        """

    /// The figures in force of one series: of each day the one that became known last.
    private mutating func figures(ofSeries series: Int64, asKnown: Int?) throws -> [StoredPoint] {
        let statement = try RawStatement(database, Self.figuresOfSeries)
        statement.bind(series, at: 1)
        defer { statement.reset() }
        var points: [StoredPoint] = []
        var rank: ReadCache.FileRank?
        let ranked = asKnown != nil || cache.hasUndoneImports
        while try statement.step() {
            let day = try statement.day(0)
            let file = statement.integer(1)
            let again = points.last?.day == day
            if ranked || again {
                let own = try fileRank(file)
                if own.isUndone || own.knownAt > asKnown ?? .max { continue }
                if again, let last = points.last {
                    if rank == nil { rank = try fileRank(last.origin.file) }
                    if let rank, own < rank { continue }
                    points.removeLast()
                }
                rank = own
            } else {
                rank = nil
            }
            points.append(try point(statement, day: day, file: file))
        }
        return points
    }

    static let figuresOfSeries = """
        SELECT last_day, file_id, value, reason, text_id, decimals, place, origin_id
        FROM observation WHERE series_id = ?1 ORDER BY last_day, file_id
        """

    func point(_ statement: RawStatement, day: Day, file: Int64) throws -> StoredPoint {
        var cell = Cell.none(.notApplicable)
        var text: String?
        if !statement.isNull(2) {
            cell = .value(try statement.figure(2))
        } else if !statement.isNull(3) {
            cell = .none(Reason(rawValue: UInt8(clamping: statement.integer(3))) ?? .missing)
        }
        if !statement.isNull(4) { text = try self.text(statement.integer(4)) }
        return StoredPoint(
            day: day, cell: cell, decimals: try statement.decimals(5), text: text,
            origin: OriginKey(
                file: file, place: statement.integer(6), citation: statement.integer(7)))
    }

    private func text(_ identifier: Int64) throws -> String {
        let statement = try RawStatement(database, "SELECT value FROM text WHERE id = ?1")
        statement.bind(identifier, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.text(0) : ""
    }

    mutating func fileRank(_ file: Int64) throws -> ReadCache.FileRank {
        if let known = cache.files[Int(file)] { return known }
        let statement = try RawStatement(
            database,
            """
            SELECT i.known_at, i.id, \(Schema.isUndone("i.id"))
            FROM file f JOIN source_import i ON i.id = f.import_id WHERE f.id = ?1
            """)
        statement.bind(file, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { throw StoreDamage.unlisted(file: file) }
        let rank = ReadCache.FileRank(
            knownAt: try statement.day(0).number, importID: statement.integer(1), fileID: file,
            isUndone: statement.integer(2) != 0)
        cache.files[Int(file)] = rank
        return rank
    }

    mutating func reference(_ identifier: Int64) throws -> String? {
        if identifier == 0 { return nil }
        if let known = cache.references[Int(identifier)] { return known }
        let code = try code("SELECT code FROM reference WHERE id = ?1", identifier)
        cache.references[Int(identifier)] = .some(code)
        return code
    }

    mutating func grain(_ identifier: Int64) throws -> ReadCache.StoredGrain {
        if let known = cache.grains[Int(identifier)] { return known }
        let statement = try RawStatement(
            database, "SELECT code, months, days FROM grain WHERE id = ?1")
        statement.bind(identifier, at: 1)
        defer { statement.reset() }
        let found = try statement.step()
        let grain = Grain(rawValue: found ? statement.text(0) : "") ?? .span
        var length: SpanLength?
        if found, grain == .span {
            length =
                statement.isNull(1)
                ? .days(try statement.number(2, in: 1...SpanLength.mostDays, for: "a length"))
                : .months(try statement.number(1, in: 1...SpanLength.mostMonths, for: "a length"))
        }
        let stored = ReadCache.StoredGrain(grain: grain, length: length)
        cache.grains[Int(identifier)] = stored
        return stored
    }

    mutating func stream(_ identifier: Int64) throws -> String {
        if let known = cache.streams[Int(identifier)] { return known }
        let name = try code("SELECT name FROM stream WHERE id = ?1", identifier)
        cache.streams[Int(identifier)] = name
        return name
    }

    private func code(_ sql: String, _ identifier: Int64) throws -> String {
        let statement = try RawStatement(database, sql)
        statement.bind(identifier, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.text(0) : ""
    }
}
