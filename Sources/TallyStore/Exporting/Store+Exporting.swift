import GRDB
import TallyEngine
import TallyModel

extension Store {
    /// Writes figures, references and populations as a CSV that can be imported, in an order that
    /// depends on nothing but what they are. However many there are, a few at a time are held.
    ///
    /// `write` takes the bytes piece by piece. All of it is of one state of the store.
    package func export(
        _ options: ExportOptions, catalogue: Catalogue,
        write: ([UInt8]) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> ExportReport {
        try reading { reader in
            let parents = try Self.parents(&reader, asKnown: options.asKnown)
            var export = try Exporter(reader.database, reader, options, catalogue, parents)
            try export.run(write)
            reader = export.reader
            return export.report
        }
    }
}

/// One export, within a read transaction.
private struct Exporter {
    private(set) var report = ExportReport()
    private(set) var reader: StoreReader
    private let database: Database
    private let options: ExportOptions
    private let catalogue: Catalogue
    private var lines = CSVLines()
    private var days: Set<Int> = []
    private var unknown: Set<String> = []
    private var areas: Set<String> = []
    private var fileNames: [Int64: String] = [:]
    /// How each area's own is written in which it lies.
    private let parents: [String: String]

    /// What the lines of a series have in common.
    private struct Series {
        let id: Int64
        let isPopulation: Bool
        /// The name of an adopted indicator, the id of any other.
        let name: String
        let area: String
        let breakdown: String
        let reference: String
        let grain: ReadCache.StoredGrain
        let source: String
        let theme: String
        let unit: String
        let good: String
        let liesIn: String
        let calendar: Calendar
    }

    init(
        _ database: Database, _ reader: StoreReader, _ options: ExportOptions,
        _ catalogue: Catalogue, _ parents: [String: AreaParent]
    ) throws {
        self.database = database
        self.reader = reader
        self.options = options
        self.catalogue = catalogue
        var written: [String: String] = [:]
        let areas = try RawStatement(database, "SELECT code, title FROM area")
        defer { areas.reset() }
        while try areas.step() {
            written[areas.text(0)] = Self.written(areas.text(0), title: areas.optionalText(1))
        }
        self.parents = parents.mapValues { written[$0.id] ?? $0.id }
    }

    /// A title that another store would make the same id of is worth more than the id.
    private static func written(_ area: String, title: String?) -> String {
        title.flatMap { Slug.make($0) == area ? $0 : nil } ?? area
    }

    mutating func run(_ write: ([UInt8]) throws(Diagnostic) -> Void) throws {
        let columns = ExportColumns.figure + (options.everyVersion ? ExportColumns.version : [])
        for column in columns { lines.add(column) }
        lines.endLine()
        let statement = try RawStatement(database, Self.series)
        statement.bind(options.area, at: 1)
        defer { statement.reset() }
        while try statement.step() {
            let series = try series(statement)
            try figures(of: series, write)
        }
        try write(lines.bytes)
        report.days = days.count
        report.unknown = unknown.sorted()
        report.areasWithoutCodes = areas.count
        report.milestones = try count("milestone") + count("milestone_step")
        report.neighbours = try count("neighbour")
    }

    /// Every series by what it is, and not by its number, which another store would give otherwise.
    private static let series = """
        SELECT s.id, subject.kind, subject.code, subject.name, subject.theme, subject.unit,
            subject.good, area.code, area.title, breakdown.key, reference.code, s.grain_id,
            stream.name, area.gss IS NOT NULL OR area.old_code IS NOT NULL
        FROM series s JOIN subject ON subject.id = s.subject_id JOIN area ON area.id = s.area_id
            JOIN breakdown ON breakdown.id = s.breakdown_id
            JOIN reference ON reference.id = s.reference_id
            JOIN grain ON grain.id = s.grain_id JOIN stream ON stream.id = s.stream_id
        WHERE ?1 IS NULL OR area.code = ?1
        ORDER BY subject.kind, coalesce(subject.name, subject.code), subject.unit, area.code,
            breakdown.key, reference.code, grain.code, grain.months, grain.days, stream.name
        """

    private mutating func series(_ row: RawStatement) throws -> Series {
        let code = row.text(2)
        let isPopulation = row.text(1) == Subject.Kind.population.rawValue
        let adopted = row.optionalText(3)
        let reference = row.text(10)
        let area = row.text(7)
        if isPopulation {
            if catalogue.populations[code] == nil { unknown.insert(code) }
        } else if adopted == nil, catalogue.indicators[code] == nil {
            unknown.insert(code)
        }
        if !reference.isEmpty, catalogue.references[reference] == nil { unknown.insert(reference) }
        if !row.isNull(8), row.integer(13) != 0 { areas.insert(area) }
        let good = Polarity(rawValue: row.text(6)) ?? .neither
        return Series(
            id: row.integer(0), isPopulation: isPopulation, name: adopted ?? code,
            area: Self.written(area, title: row.optionalText(8)), breakdown: row.text(9),
            reference: reference,
            grain: try reader.grain(row.integer(11)), source: row.text(12),
            theme: adopted == nil ? "" : row.text(4), unit: adopted == nil ? "" : row.text(5),
            good: adopted == nil || good == .neither ? "" : good.rawValue,
            liesIn: parents[area] ?? "",
            calendar: catalogue.indicators[code]?.calendar ?? Calendar())
    }

    private mutating func figures(
        of series: Series, _ write: ([UInt8]) throws(Diagnostic) -> Void
    ) throws {
        let known = try reader.versions(ofSeries: series.id, asKnown: options.asKnown?.number)
        for versions in known {
            for version in versions where options.everyVersion || version.standing == .inForce {
                try add(version, of: series)
            }
            if lines.isFull {
                try write(lines.bytes)
                lines.clear()
            }
        }
    }

    /// The line of one value that a figure has had.
    private mutating func add(_ version: StoreReader.Version, of series: Series) throws {
        guard try add(version.point, of: series) else { return }
        days.insert(version.rank.knownAt)
        if options.everyVersion {
            let place = FilePlace(packed: version.point.origin.place)
            lines.add(Day(number: version.rank.knownAt).iso)
            lines.add(version.standing.rawValue)
            lines.add(String(version.rank.importID))
            lines.add(try fileName(version.rank.fileID))
            lines.add(String(place.row))
            lines.add(String(place.column))
        }
        lines.endLine()
    }

    /// The fields of a figure; false, and nothing, where its period cannot be written.
    private mutating func add(_ point: StoredPoint, of series: Series) throws -> Bool {
        guard let period = ExportedPeriod(point.day, series.grain, series.calendar) else {
            report.undated += 1
            return false
        }
        if series.isPopulation {
            report.populations += 1
        } else if series.reference.isEmpty {
            report.figures += 1
        } else {
            report.references += 1
        }
        lines.add(series.name)
        lines.add(series.isPopulation ? Subject.Kind.population.rawValue : "")
        lines.add(series.area)
        lines.add(series.breakdown)
        lines.add(series.reference)
        lines.add(period.text)
        lines.add(period.type)
        lines.add(Self.value(of: point))
        lines.add(series.source)
        lines.add(
            point.origin.citation == 0
                ? "" : try text("SELECT value FROM origin WHERE id = ?1", point.origin.citation))
        lines.add(series.theme)
        lines.add(series.unit)
        lines.add(series.good)
        lines.add(series.liesIn)
        return true
    }

    /// As it was printed, with its digits behind the point; the symbol of a reason; or the text.
    private static func value(of point: StoredPoint) -> String {
        if let text = point.text { return text }
        switch point.cell {
        case .none(let reason): return reason.symbol
        case .value(let value):
            let printed = NumberText.fixed(value, decimals: point.decimals)
            return Double(printed) == value ? printed : NumberText.full(value)
        }
    }

    private mutating func fileName(_ identifier: Int64) throws -> String {
        if let known = fileNames[identifier] { return known }
        let name = try text("SELECT name FROM file WHERE id = ?1", identifier)
        fileNames[identifier] = name
        return name
    }

    private func text(_ sql: String, _ identifier: Int64) throws -> String {
        let statement = try RawStatement(database, sql)
        statement.bind(identifier, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.text(0) : ""
    }

    private func count(_ table: String) throws -> Int {
        Int(try RawStatement(database, "SELECT count(*) FROM \(table)").oneInteger() ?? 0)
    }
}
