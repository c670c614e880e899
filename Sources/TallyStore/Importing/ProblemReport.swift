import TallyModel

/// The problems of a reading as diagnostics with their places, and the rows they stand in.
///
/// Rows are found by going through the file again: only files with problems pay for it.
struct ProblemReport {
    private(set) var diagnostics: [Diagnostic] = []
    /// The header and the bad rows; `nil` where there are none.
    private(set) var rejected: [UInt8]?

    /// A row that is longer is shown without its line.
    private static let longestShown = 2_000

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, file: String, columns: [String], reading: Reading,
        isCancelled: @escaping @Sendable () -> Bool
    ) {
        guard !reading.badRows.isEmpty else { return }
        let problems = Dictionary(grouping: reading.problems, by: \.row)
        var kept: [UInt8] = []
        var reader = CSVReader(bytes, isCancelled: isCancelled)
        var fields: [CSVReader.Field] = []
        var line = 1
        var counted = 0
        while reader.next(&fields) {
            let isBad = reading.badRows.contains(reader.row)
            guard isBad || reader.row == 1 else { continue }
            kept += bytes[reader.record]
            kept.append(UInt8(ascii: "\n"))
            guard let own = problems[reader.row] else { continue }
            line += Self.lineBreaks(bytes, from: counted, to: reader.record.lowerBound)
            counted = reader.record.lowerBound
            let source = Self.source(bytes, reader.record, file: file, line: line)
            for problem in own {
                let place = Self.place(problem, source, fields, reader.record)
                let column = problem.column.flatMap {
                    columns.indices.contains($0) ? columns[$0] : nil
                }
                diagnostics.append(.badRow(problem, column: column, at: place))
            }
        }
        if reading.problemCount > reading.problems.count {
            diagnostics.append(
                .moreBadRows(file, count: reading.problemCount - reading.problems.count))
        }
        rejected = kept
    }

    /// The record as a text of its own; `nil` where it is too long to be shown.
    private static func source(
        _ bytes: UnsafeBufferPointer<UInt8>, _ record: Range<Int>, file: String, line: Int
    ) -> SourceText? {
        guard record.count <= longestShown else { return nil }
        return SourceText(
            String(decoding: bytes[record], as: UTF8.self), name: file, firstLine: line)
    }

    private static func place(
        _ problem: Reading.Problem, _ source: SourceText?, _ fields: [CSVReader.Field],
        _ record: Range<Int>
    ) -> Diagnostic.Place? {
        guard let source else { return nil }
        guard let column = problem.column, fields.indices.contains(column) else {
            return Diagnostic.Place(source, Span(0, record.count))
        }
        let field = fields[column]
        return Diagnostic.Place(
            source, Span(field.start - record.lowerBound, field.end - record.lowerBound))
    }

    /// How many line breaks there are; `\r\n` is one.
    private static func lineBreaks(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> Int {
        var count = 0
        for index in start..<end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") {
                count += 1
            } else if byte == UInt8(ascii: "\r"),
                index + 1 >= bytes.count || bytes[index + 1] != UInt8(ascii: "\n")
            {
                count += 1
            }
        }
        return count
    }
}
