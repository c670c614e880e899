import TallyEngine
import TallyLanguage
import TallyModel

extension FileFormat {
    /// What the columns of a DfE open-data CSV mean. By itself it says nothing that could be kept.
    static let dfeMetadata = FileFormat(
        name: "dfe metadata", title: "the metadata CSV of a DfE open-data CSV (a row a column)",
        columns: ["col_name", "col_type", "label", "indicator_unit", "indicator_dp"],
        lacks: { header in
            header.lacking(["col_name", "col_type", "label"]).map { "the column '\($0)'" }
        },
        read: { (_, context, _) throws(Diagnostic) in
            throw .metadataAlone(context.file, isBeside: false)
        })
}

/// The metadata CSV of a DfE open-data CSV: which of its columns are filters, and which hold figures
/// and of what.
///
/// Source: Department for Education, Explore education statistics, data standards.
struct DfeMetadata {
    /// A column that holds figures.
    struct Indicator {
        let column: String
        /// What the figures are of, in words; the column's name where the file says nothing.
        let label: String
        /// As printed.
        let unit: String
        /// Digits behind the point for people; `nil` where the file does not say.
        let decimals: Int?
    }

    let file: String
    /// The columns that say which part of the whole a row is about.
    private(set) var filters: [String] = []
    private(set) var indicators: [Indicator] = []
    /// What is wrong with rows of it.
    private(set) var problems: [Diagnostic] = []

    /// Every row of a file. Throws where it is no text.
    init(file: String, bytes: [UInt8]) throws(Diagnostic) {
        self.file = file
        let text = try Self.text(bytes, file)
        var reading = Reading()
        let found = text.withUnsafeBufferPointer { buffer in
            var reader = CSVReader(buffer, isCancelled: { false })
            return Self.rows(of: &reader, &reading)
        }
        filters = found.filters
        indicators = found.indicators
        problems = text.withUnsafeBufferPointer { buffer in
            ProblemReport(
                buffer, file: file, columns: found.columns, reading: reading,
                isCancelled: { false }
            ).diagnostics
        }
    }

    /// The header of a file; `nil` where it has none that can be read.
    static func header(of bytes: [UInt8]) -> CSVHeader? {
        guard let text = try? text(Array(bytes.prefix(mostHeader)), "") else { return nil }
        return text.withUnsafeBufferPointer { buffer in
            var reader = CSVReader(buffer, isCancelled: { false })
            var fields: [CSVReader.Field] = []
            return reader.next(&fields) ? CSVHeader(fields.map { reader.text($0) }) : nil
        }
    }

    /// A header is not looked for behind so many bytes.
    private static let mostHeader = 1 << 16

    /// The text of a file without the mark at its head.
    private static func text(_ bytes: [UInt8], _ file: String) throws(Diagnostic) -> [UInt8] {
        switch TextEncoding.decode(bytes) {
        case .utf8(let start): return Array(bytes[start...])
        case .windows1252(let converted): return converted
        case .notText(let reason): throw .notText(file, because: reason)
        }
    }

    private static func rows(of reader: inout CSVReader, _ reading: inout Reading) -> (
        columns: [String], filters: [String], indicators: [Indicator]
    ) {
        var fields: [CSVReader.Field] = []
        guard reader.next(&fields) else { return ([], [], []) }
        let header = CSVHeader(fields.map { reader.text($0) })
        var filters: [String] = []
        var indicators: [Indicator] = []
        let name = header.column("col_name") ?? 0
        let type = header.column("col_type") ?? 0
        let digits = header.column("indicator_dp")
        reader.forEachRow(of: header.names.count, into: &reading) { row, reading in
            let column = row.text(name)
            if column.isEmpty {
                reading.add(row.problem(name, expected: "the name of a column"))
                return
            }
            switch NameFolding.fold(row.text(type)) {
            case "filter": filters.append(column)
            case "indicator":
                let decimals = row.text(digits)
                if let digits, !decimals.isEmpty, !(Int(decimals).map { 0...9 ~= $0 } ?? false) {
                    reading.add(row.problem(digits, expected: "a whole number up to 9"))
                }
                let label = row.text(header.column("label"))
                indicators.append(
                    Indicator(
                        column: column, label: label.isEmpty ? column : label,
                        unit: row.text(header.column("indicator_unit")), decimals: Int(decimals)))
            default: reading.add(row.problem(type, expected: "'Filter' or 'Indicator'"))
            }
        }
        return (header.names, filters, indicators)
    }
}

extension DfeMetadata {
    /// The metadata among some files, by the number of the data file that each is about, and the
    /// numbers of the files that are metadata; beside them what is wrong with these: one is about none
    /// of the files, or its rows are bad.
    static func pairs(
        _ files: [(name: String, bytes: [UInt8])]
    ) -> (ofData: [Int: DfeMetadata], own: Set<Int>, problems: [Diagnostic]) {
        let headers = files.map { header(of: $0.bytes) }
        func isOf(_ format: FileFormat, _ number: Int) -> Bool {
            headers[number].map { format.lacks($0).isEmpty } ?? false
        }
        let own = files.indices.filter { isOf(.dfeMetadata, $0) }
        if own.isEmpty { return ([:], [], []) }
        let data = files.indices.filter { !own.contains($0) && isOf(.dfe, $0) }
        var result: [Int: DfeMetadata] = [:]
        var problems: [Diagnostic] = []
        for number in own {
            let name = files[number].name
            let about =
                data.first { stem(files[$0].name) == stem(name) }
                ?? (own.count == 1 && data.count == 1 ? data.first : nil)
            guard let about, result[about] == nil else {
                problems.append(.metadataAlone(name, isBeside: files.count > 1))
                continue
            }
            do throws(Diagnostic) {
                let metadata = try DfeMetadata(file: name, bytes: files[number].bytes)
                problems += metadata.problems
                result[about] = metadata
            } catch {
                problems.append(error)
            }
        }
        return (result, Set(own), problems)
    }

    /// `d2` of `d2.csv` and of `d2.meta.csv`
    private static func stem(_ name: String) -> String {
        var stem = NameFolding.fold(name)
        for ending in [".csv", ".meta", "_meta", "-meta", ".metadata", "_metadata"]
        where stem.hasSuffix(ending) {
            stem.removeLast(ending.count)
        }
        return stem
    }
}

extension Diagnostic {
    /// A metadata CSV without the file that it is about.
    static func metadataAlone(_ file: String, isBeside: Bool) -> Diagnostic {
        Diagnostic(
            .unknownFormat,
            "'\(file)' says what the columns of an open-data CSV mean, and "
                + (isBeside ? "none of the other files is that" : "that is not beside it"),
            notes: ["the two go together: tally import data.csv data.meta.csv"])
    }

    /// A metadata CSV tells of a column that the file does not have.
    static func metadataColumn(_ column: String, of metadata: String, file: String) -> Diagnostic {
        Diagnostic(
            .unreadColumn,
            "'\(metadata)' tells of the column '\(column)', which '\(file)' does not have",
            severity: .warning)
    }
}
