import TallyEngine
import TallyModel

/// What was known before, and by which import.
extension Store {
    package func revisions(
        of request: SeriesRequest, asKnown: Day?
    ) throws(Diagnostic) -> [StoredRevision] {
        try reading { try $0.revisions(of: request, asKnown: asKnown?.number) }
    }

    package func imports(asKnown: Day?) throws(Diagnostic) -> [ImportRecord] {
        try reading { reader in
            let undone = try Self.undone(reader)
            var files = try Self.files(reader)
            let statement = try RawStatement(
                reader.database,
                """
                SELECT id, recorded_at, known_at, undoes FROM source_import
                WHERE ?1 IS NULL OR known_at <= ?1 ORDER BY id
                """)
            statement.bind(asKnown: asKnown, at: 1)
            defer { statement.reset() }
            var result: [ImportRecord] = []
            while try statement.step() {
                let number = statement.integer(0)
                result.append(
                    ImportRecord(
                        number: Int(number), recordedAt: statement.text(1),
                        knownAt: try statement.day(2),
                        undoes: statement.isNull(3) ? nil : Int(statement.integer(3)),
                        undoneBy: undone[number].map { Int($0) },
                        files: files.removeValue(forKey: number) ?? []))
            }
            return result
        }
    }

    /// The imports that count no more, each with the one that undid it last.
    private static func undone(_ reader: StoreReader) throws -> [Int64: Int64] {
        let statement = try RawStatement(
            reader.database,
            """
            SELECT undoes, max(id) FROM source_import u
            WHERE undoes IS NOT NULL AND NOT \(Schema.isUndone("u.id")) GROUP BY undoes
            """)
        defer { statement.reset() }
        var result: [Int64: Int64] = [:]
        while try statement.step() { result[statement.integer(0)] = statement.integer(1) }
        return result
    }

    private static func files(_ reader: StoreReader) throws -> [Int64: [ImportRecord.File]] {
        // A store of the first version, which is only read, did not keep how many there are.
        let version = try Schema.version(of: reader.database)
        let count =
            version < 2
            ? "(SELECT count(*) FROM observation o WHERE o.file_id = file.id)" : "figures"
        let statement = try RawStatement(
            reader.database, "SELECT import_id, name, format, \(count) FROM file ORDER BY id")
        defer { statement.reset() }
        var result: [Int64: [ImportRecord.File]] = [:]
        while try statement.step() {
            result[statement.integer(0), default: []].append(
                ImportRecord.File(
                    name: statement.text(1), format: statement.text(2),
                    figures: Int(statement.integer(3))))
        }
        return result
    }
}

extension StoreReader {
    /// Every value that was known by a day of what a request is about.
    mutating func revisions(of request: SeriesRequest, asKnown: Int?) throws -> [StoredRevision] {
        var result: [StoredRevision] = []
        for series in try seriesRows(of: request) {
            for version in try versions(ofSeries: series.id, asKnown: asKnown).joined() {
                result.append(
                    StoredRevision(
                        reference: series.reference, grain: series.grain.grain,
                        source: series.stream,
                        point: series.grain.length.map { version.point.spanning($0) }
                            ?? version.point,
                        knownAt: Day(number: version.rank.knownAt),
                        importNumber: Int(version.rank.importID), standing: version.standing))
            }
        }
        return result
    }

    /// What one file says of a figure, and how that stands.
    struct Version {
        let point: StoredPoint
        let rank: ReadCache.FileRank
        var standing = StoredRevision.Standing.superseded
    }

    /// The values that were known by a day of each figure of a series, as they became known.
    mutating func versions(ofSeries series: Int64, asKnown: Int?) throws -> [[Version]] {
        let statement = try RawStatement(database, Self.figuresOfSeries)
        statement.bind(series, at: 1)
        defer { statement.reset() }
        var result: [[Version]] = []
        while try statement.step() {
            let file = statement.integer(1)
            let rank = try fileRank(file)
            if rank.knownAt > asKnown ?? .max { continue }
            let day = try statement.day(0)
            let version = Version(point: try point(statement, day: day, file: file), rank: rank)
            if result.last?.first?.point.day == day {
                result[result.count - 1].append(version)
            } else {
                result.append([version])
            }
        }
        return result.map(Self.standing)
    }

    /// The values of one figure in order, each with how it stands.
    private static func standing(_ versions: [Version]) -> [Version] {
        var sorted = versions.sorted { $0.rank < $1.rank }
        let inForce = sorted.lastIndex { !$0.rank.isUndone }
        for index in sorted.indices {
            if sorted[index].rank.isUndone { sorted[index].standing = .undone }
            if index == inForce { sorted[index].standing = .inForce }
        }
        return sorted
    }
}
