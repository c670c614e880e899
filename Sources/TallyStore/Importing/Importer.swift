import TallyEngine
import TallyModel

/// Takes files into a store.
package enum Importer {
    /// Reads all the files and records what they say in one transaction.
    ///
    /// Throws everything that is wrong with any of the files at once, and then nothing was taken:
    /// `empty-file`, `not-text`, `unknown-format`, `no-area`, `bad-row`; or what the store throws.
    ///
    /// - Parameter keep: takes the rows that are left out, before anything is recorded; where it
    ///   throws, nothing is.
    package static func `import`(
        files: [(name: String, bytes: [UInt8])], into store: Store, catalogue: Catalogue,
        options: ImportOptions = ImportOptions(),
        keep: ([ImportReport.Rejected]) throws(Diagnostic) -> Void = { _ in }
    ) throws(Diagnostics) -> ImportReport {
        var report = ImportReport()
        var readings: [ReadFile] = []
        let metadata = DfeMetadata.pairs(files)
        var errors = metadata.problems
        for (index, file) in files.enumerated()
        where !metadata.own.contains(index) && metadata.ofData[index]?.problems.isEmpty != false {
            do throws(Diagnostic) {
                let read = try ReadFile(
                    name: file.name, bytes: file.bytes, catalogue: catalogue, options: options,
                    metadata: metadata.ofData[index])
                if let described = metadata.ofData[index] {
                    report.described.append((described.file, file.name))
                }
                report.warnings += read.reading.warnings
                if options.partial {
                    report.warnings += read.problems
                    if let rejected = read.rejected {
                        report.rejected.append(
                            ImportReport.Rejected(
                                file: index, rows: read.reading.badRows.count, bytes: rejected))
                    }
                } else {
                    errors += read.problems
                }
                readings.append(read)
            } catch {
                if error.code == .cancelled { throw Diagnostics([error]) }
                errors.append(error)
            }
        }
        if !errors.isEmpty { throw Diagnostics(errors) }
        do throws(Diagnostic) {
            try keep(report.rejected)
            try store.record(readings, catalogue: catalogue, options: options, report: &report)
        } catch {
            throw Diagnostics([error])
        }
        return report
    }
}

/// A file with what was read from it.
struct ReadFile {
    let name: String
    let format: String
    /// Of the bytes as they stood in the file.
    let sha256: String
    let columns: [String]
    let reading: Reading
    /// One for each bad row or cell, in the order of the rows.
    let problems: [Diagnostic]
    /// The header and the bad rows, as they stood in the file (in UTF-8); `nil` where there are none.
    let rejected: [UInt8]?

    /// Throws where the file as a whole cannot be read.
    init(
        name: String, bytes: [UInt8], catalogue: Catalogue, options: ImportOptions,
        metadata: DfeMetadata? = nil
    ) throws(Diagnostic) {
        var text = bytes
        var start = 0
        var warnings: [Diagnostic] = []
        switch TextEncoding.decode(bytes) {
        case .utf8(let from): start = from
        case .windows1252(let converted):
            text = converted
            warnings.append(.windows1252(name))
        case .notText(let reason): throw .notText(name, because: reason)
        }
        let digest = BackgroundDigest(of: bytes, isCancelled: options.isCancelled)
        let result = text.withUnsafeBufferPointer { buffer in
            Result { () throws(Diagnostic) in
                try Self.read(
                    UnsafeBufferPointer(rebasing: buffer[start...]), name: name,
                    warnings: warnings, catalogue: catalogue, options: options,
                    metadata: metadata)
            }
        }
        let hash = digest.value()
        let read = try result.get()
        guard let hash else { throw .importCancelled }
        self.name = name
        format = read.format
        sha256 = hash
        columns = read.columns
        reading = read.reading
        problems = read.problems
        rejected = read.rejected
    }

    private typealias Contents = (
        format: String, columns: [String], reading: Reading, problems: [Diagnostic],
        rejected: [UInt8]?
    )

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, name: String, warnings: [Diagnostic],
        catalogue: Catalogue, options: ImportOptions, metadata: DfeMetadata?
    ) throws(Diagnostic) -> Contents {
        var reader = CSVReader(bytes, isCancelled: options.isCancelled)
        var fields: [CSVReader.Field] = []
        guard reader.next(&fields) else {
            try options.checkCancellation()
            throw .emptyFile(name)
        }
        guard fields.count <= FilePlace.mostColumns else {
            throw .tooManyColumns(name, most: FilePlace.mostColumns)
        }
        let header = CSVHeader(fields.map { reader.text($0) })
        let format = try FileFormat.recognise(header, file: name)
        var reading = Reading()
        for warning in warnings { reading.warn(warning) }
        for column in header.repeated { reading.warn(.repeatedColumn(column, file: name)) }
        let context = ReadingContext(
            file: name, header: header, catalogue: catalogue, options: options,
            metadata: metadata)
        try format.read(&reader, context, &reading)
        try options.checkCancellation()
        try reading.sort(isCancelled: options.isCancelled)
        reading.dropBadRows()
        for warning in reading.unlikely(header.names, context) { reading.warn(warning) }
        if reading.count == 0 && reading.problems.isEmpty { reading.warn(.noFigures(name)) }
        let report = ProblemReport(
            bytes, file: name, columns: header.names, reading: reading,
            isCancelled: options.isCancelled)
        try options.checkCancellation()
        return (format.name, header.names, reading, report.diagnostics, report.rejected)
    }

    /// Of the series and areas that what the file says belongs to: differs where other feeds read it
    /// otherwise. `id` gives the area that a key of the reading stands for.
    func fingerprint(areas id: (String) -> String) -> String {
        var text = "\(reading.count)\n"
        for row in reading.milestones { text += "\(id(row.area))\t\(row.source)\n" }
        for row in reading.steps { text += "\(id(row.area))\t\(row.source)\n" }
        // A file of neighbours says in its name alone which year's model it is.
        if let year = reading.neighbourModel.year { text += "\(year)\n" }
        // By what areas are called: a key is another once an import has made the area.
        let parents = reading.parents.keys.map { "\(id($0.area)) in \(id($0.parent))\n" }
        text += parents.sorted().joined()
        for row in reading.neighbours { text += "\(id(row.area))\t\(id(row.neighbour))\n" }
        for key in reading.series {
            let subject =
                switch key.subject {
                case .declared(let subject): "\(subject.kind.rawValue)\t\(subject.id)"
                case .adopted(let number):
                    "adopted\t\(reading.adoptions[number].name)\t"
                        + reading.adoptions[number].unit.code
                }
            let length = key.grain.months.map { "\($0)m" } ?? key.grain.days.map { "\($0)d" } ?? ""
            text += "\(subject)\t\(id(key.area))\t\(key.breakdown.key)\t\(key.reference ?? "")\t"
            text += "\(key.grain.grain.rawValue)\(length)\t\(key.source)\n"
        }
        return SHA256.hexDigest(text)
    }
}
