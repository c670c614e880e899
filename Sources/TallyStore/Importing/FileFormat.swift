import TallyEngine
import TallyModel
import TallyPlugins

/// A kind of file that can be imported. A new one is a file of its own and a line in ``all``.
struct FileFormat: Sendable {
    /// As feeds call it: `board`.
    let name: String
    /// What it is in words: `a board CSV (one row an indicator, columns for months)`.
    let title: String
    /// Columns by which it is known, among which ``lacks`` looks.
    let columns: [String]
    /// What a header lacks to be of this format, in words; empty where it is.
    let lacks: @Sendable (CSVHeader) -> [String]
    /// Reads all records behind the header. Throws where the file as a whole cannot be read;
    /// what is wrong with a row is kept in the reading.
    let read: @Sendable (inout CSVReader, ReadingContext, inout Reading) throws(Diagnostic) -> Void

    static let all: [FileFormat] = [
        board, tidy, figureRows, population, dfe, dfeMetadata, neighbours, milestones,
        milestoneSteps,
    ]

    /// The format of a header. Throws `unknown-format`, naming the one that is nearest.
    static func recognise(_ header: CSVHeader, file: String) throws(Diagnostic) -> FileFormat {
        var nearest: (format: FileFormat, share: Double, lacks: [String])?
        for format in all {
            let lacks = format.lacks(header)
            if lacks.isEmpty { return format }
            let present = format.columns.count - header.lacking(format.columns).count
            let share = Double(present) / Double(format.columns.count)
            if share > nearest?.share ?? 0 { nearest = (format, share, lacks) }
        }
        if header.names.count == 1,
            let separator = header.names[0].first(where: { "\t;|".contains($0) })
        {
            throw .otherSeparator(separator, file: file)
        }
        throw .unknownFormat(file, nearest: nearest.map { ($0.format.title, $0.lacks) })
    }
}

/// What a format reads with.
struct ReadingContext {
    let file: String
    let header: CSVHeader
    let catalogue: Catalogue
    let options: ImportOptions
    /// What is told of the file's columns beside it, of an open-data CSV.
    var metadata: DfeMetadata?

    /// The file's name without its folder and its extension: the source of figures for which
    /// nothing else names one.
    var stem: String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
            return name
        }
        return String(name[..<dot])
    }

    func feeds(_ format: String) -> [Catalogue.Feed] {
        catalogue.feeds.filter { $0.declaration.format.value == format }
    }
}

extension CSVReader {
    /// Reads records to the end; those with a flaw or with other than `count` fields are problems
    /// of the reading and not given to `body`.
    mutating func forEachRow(
        of count: Int, into reading: inout Reading,
        _ body: (CSVRow, inout Reading) -> Void
    ) {
        var fields: [Field] = []
        fields.reserveCapacity(count)
        while next(&fields) {
            if let flaw {
                let found =
                    flaw.kind == .unclosedQuote
                    ? "a quote that is never closed" : "text behind a closing quote"
                reading.add(
                    Reading.Problem(
                        row: row, column: flaw.field, found: found, expected: "a field in quotes"))
                continue
            }
            if fields.count != count {
                if fields.allSatisfy({ $0.trimmed(in: bytes).isEmpty }) { continue }
                let found = NumberText.counted(fields.count, "field")
                reading.add(
                    Reading.Problem(
                        row: row, column: nil, found: found,
                        expected: "\(count), as in the header"))
                continue
            }
            reading.beginRow()
            body(CSVRow(self, fields), &reading)
            reading.endRow(row)
        }
    }
}

extension String {
    /// In quotes for a message, cut where it is long.
    var quoted: String { count > 40 ? "'\(prefix(40))…'" : "'\(self)'" }
}
