import GRDB
import TallyEngine
import TallyModel

/// Inserts the figures of one file, many rows a statement.
struct ObservationWriter {
    private let database: Database
    private let reading: Reading
    private let fileID: Int64
    private static let columns = 9
    private static let rowsAtOnce = 100

    init(_ database: Database, _ reading: Reading, _ fileID: Int64) {
        self.database = database
        self.reading = reading
        self.fileID = fileID
    }

    /// The rows of each series in the order of their days; series in the order of their ids, so
    /// that the tree grows at few places.
    /// `origins` are the ids of what the file cites.
    ///
    /// Gives the digest of what was written.
    func write(
        _ series: [(id: Int64, figures: Range<Int>)], origins: [Int64]
    ) throws -> FigureDigest {
        var digest = FigureDigest()
        let texts = try reading.texts.identifiers(in: "text", of: database)
        let many = try RawStatement(database, Self.insert(rows: Self.rowsAtOnce))
        var pending: [(series: Int64, figure: Int)] = []
        pending.reserveCapacity(Self.rowsAtOnce)
        for (identifier, figures) in series {
            for index in figures {
                pending.append((identifier, index))
                if pending.count == Self.rowsAtOnce {
                    bind(pending, to: many, texts, origins, &digest)
                    try many.run()
                    pending.removeAll(keepingCapacity: true)
                }
            }
        }
        if pending.isEmpty { return digest }
        let one = try RawStatement(database, Self.insert(rows: 1))
        for row in pending {
            bind([row], to: one, texts, origins, &digest)
            try one.run()
        }
        return digest
    }

    private static func insert(rows: Int) -> String {
        let row = "(?, ?, ?, ?, ?, ?, ?, ?, ?)"
        return "INSERT INTO observation(series_id, last_day, file_id, value, reason, text_id, "
            + "decimals, place, origin_id) VALUES "
            + repeatElement(row, count: rows).joined(separator: ", ")
    }

    private func bind(
        _ rows: [(series: Int64, figure: Int)], to statement: RawStatement, _ texts: [Int64],
        _ origins: [Int64], _ digest: inout FigureDigest
    ) {
        var index: Int32 = 1
        for row in rows {
            let figure = reading.figures[row.figure]
            let stored = FigureDigest.Row(
                series: row.series, day: Int64(figure.day),
                value: figure.reason == 0 && figure.text < 0 ? figure.value : nil,
                reason: Int64(figure.reason),
                text: figure.text < 0 ? 0 : texts[Int(figure.text)],
                decimals: Int64(figure.decimals), place: figure.place,
                origin: figure.origin < 0 ? 0 : origins[Int(figure.origin)])
            digest.add(stored)
            statement.bind(stored.series, at: index)
            statement.bind(stored.day, at: index + 1)
            statement.bind(fileID, at: index + 2)
            if let value = stored.value {
                statement.bind(value, at: index + 3)
            } else {
                statement.bindNull(at: index + 3)
            }
            statement.bind(optional: stored.reason == 0 ? nil : stored.reason, at: index + 4)
            statement.bind(optional: stored.text == 0 ? nil : stored.text, at: index + 5)
            statement.bind(stored.decimals, at: index + 6)
            statement.bind(stored.place, at: index + 7)
            statement.bind(optional: stored.origin == 0 ? nil : stored.origin, at: index + 8)
            index += Int32(Self.columns)
        }
    }
}

extension ByteInterner {
    /// The ids of the texts in one of the tables that hold each once, entered where they are new.
    func identifiers(in table: String, of database: Database) throws -> [Int64] {
        var result: [Int64] = []
        result.reserveCapacity(count)
        let statement = try RawStatement(
            database,
            """
            INSERT INTO \(table)(value) VALUES (?1)
                ON CONFLICT DO UPDATE SET value = excluded.value RETURNING id
            """)
        for number in 0..<count {
            statement.bind(text(number), at: 1)
            result.append(try statement.oneInteger() ?? 0)
        }
        return result
    }
}
