import TallyEngine
import TallyLanguage
import TallyModel

/// Makes indicators of the columns of an open-data CSV that no feed reads, as its metadata tells of
/// them: one for each column and each mix of filters, called by the words of both.
struct DfeAdoption {
    private struct Column {
        let number: Int
        let indicator: DfeMetadata.Indicator
    }

    private let file: String
    private let stem: String
    private let columns: [Column]
    /// The columns that say which part of the whole a row is about.
    let filters: [Int]

    /// Nothing where there is no metadata. Warns of columns that the file does not have.
    init(_ context: ReadingContext, _ reading: inout Reading) {
        file = context.file
        stem = context.stem
        let header = context.header
        columns = (context.metadata?.indicators ?? []).compactMap { indicator in
            header.column(indicator.column).map { Column(number: $0, indicator: indicator) }
        }
        filters = (context.metadata?.filters ?? []).compactMap { header.column($0) }
        guard let metadata = context.metadata else { return }
        for name in metadata.filters + metadata.indicators.map(\.column) where !header.has(name) {
            reading.warn(.metadataColumn(name, of: metadata.file, file: file))
        }
    }

    var isEmpty: Bool { columns.isEmpty }

    /// The columns of figures that are not among those read already, each with the indicator that its
    /// figures in rows with the filters of this one are of.
    func subjects(
        of row: CSVRow, beside read: Set<Int>, _ reading: inout Reading
    ) -> [(column: Int, subject: Reading.SubjectKey)] {
        let parts = filters.map { row.text($0) }
            .filter { !$0.isEmpty && NameFolding.fold($0) != "total" }
        let which = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        return columns.filter { !read.contains($0.number) }.map { column in
            let label = column.indicator.label
            // 'Number' alone stands in many files, and is of something else in each.
            let name = label.contains(" ") ? label : "\(stem): \(label)"
            var adoption = Reading.Adoption(
                name: name + which, theme: nil,
                unit: reading.unit(printed: column.indicator.unit, file: file), good: .neither)
            if let decimals = column.indicator.decimals {
                adoption.decimals = decimals
                adoption.areDecimalsSaid = true
            }
            return (column.number, .adopted(reading.adopt(adoption)))
        }
    }
}
