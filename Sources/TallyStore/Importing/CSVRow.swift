import TallyModel

/// One record of a file, with as many fields as the header has; columns count from 0.
struct CSVRow {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Its number in the file; the header is 1.
    let number: Int
    private let fields: [CSVReader.Field]

    init(_ reader: CSVReader, _ fields: [CSVReader.Field]) {
        bytes = reader.bytes
        number = reader.row
        self.fields = fields
    }

    /// What a column holds, see ``CSVReader/Field/text(in:)``.
    func text(_ column: Int) -> String { fields[column].text(in: bytes) }

    /// The same, empty where the file has no such column.
    func text(_ column: Int?) -> String { column.map { text($0) } ?? "" }

    /// The bytes of a column without white space around them.
    func trimmed(_ column: Int) -> Range<Int> { fields[column].trimmed(in: bytes) }

    func isEmpty(_ column: Int) -> Bool { trimmed(column).isEmpty }

    /// A packed ``FilePlace``.
    func place(_ column: Int) -> Int64 { FilePlace(row: number, column: column + 1).packed }

    /// That a column should hold something else.
    func problem(_ column: Int, expected: String) -> Reading.Problem {
        Reading.Problem(
            row: number, column: column, found: isEmpty(column) ? "nothing" : text(column).quoted,
            expected: expected)
    }
}

extension Reading {
    /// The number of what a row cites in a column; -1 for nothing.
    mutating func origin(_ row: CSVRow, _ column: Int?) -> Int32 {
        guard let range = column.map({ row.trimmed($0) }), !range.isEmpty else { return -1 }
        return Int32(origins.number(UnsafeBufferPointer(rebasing: row.bytes[range])).number)
    }
}
