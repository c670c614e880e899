import GRDB
import TallyEngine
import TallyModel

/// Writes within one transaction.
struct Recorder {
    let database: Database
    var importID: Int64?
    /// Whether the store held no series when the import began.
    let wasEmpty: Bool
    var areas: AreaRegister
    /// What the areas that the file at hand knows by their codes are called.
    var resolved: [String: (id: String, area: AdoptedArea)] = [:]
    var subjects: [Subject: Int64] = [:]
    var breakdowns: [String: Int64] = ["": 0]
    var references: [String: Int64] = ["": 0]
    var grains: [Reading.GrainKey: Int64] = [:]
    var streams: [String: Int64] = [:]
    var adopted: AdoptedSubjects

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
        try recordParents(of: file.reading, fileID, &report)
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
}
