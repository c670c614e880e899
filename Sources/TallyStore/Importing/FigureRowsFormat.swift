import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

extension FileFormat {
    /// One row a figure with the bare necessities: an indicator, a period and a value.
    static let figureRows = FileFormat(
        name: "figures", title: "a CSV of figures (a row an indicator and a period)",
        columns: ["theme", "indicator", "area", "period", "unit", "good_is", "value"],
        lacks: { header in
            header.lacking(["indicator", "period", "value"]).map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            var rows = try FigureRowsReader(context, &reading)
            reader.forEachRow(of: context.header.names.count, into: &reading) {
                row, fields, reading in
                rows.read(row, fields, &reading)
            }
        })
}

/// Reads the rows of a CSV of figures.
private struct FigureRowsReader {
    /// What of a row decides its series, as printed.
    private struct Printed: Hashable {
        let indicator: String
        let area: String
        let unit: String
        let period: String
    }

    private struct Known {
        let series: Int32
        let day: Day
        let isText: Bool
    }

    private let context: ReadingContext
    private let indicator: Int
    private let period: Int
    private let value: Int
    private let area: Int?
    private let theme: Int?
    private let unit: Int?
    private let good: Int?
    /// The area of rows that name none; `nil` where every row must.
    private let usualArea: String?
    private var known: [Printed: Known] = [:]

    /// Throws where no column says which area a row is about and nothing else does.
    init(_ context: ReadingContext, _ reading: inout Reading) throws(Diagnostic) {
        self.context = context
        let header = context.header
        indicator = header.column("indicator") ?? 0
        period = header.column("period") ?? 0
        value = header.column("value") ?? 0
        area = header.column("area")
        theme = header.column("theme")
        unit = header.column("unit")
        good = header.column("good_is")
        let read = [indicator, period, value, area, theme, unit, good]
        for (column, name) in header.names.enumerated() where !read.contains(column) {
            reading.warn(.unreadColumn(name, file: context.file))
        }
        let homes = context.catalogue.homes
        if let name = context.options.area {
            usualArea = reading.area(named: name, in: context.catalogue)
        } else {
            usualArea = homes.count == 1 ? homes.first : nil
        }
        if area == nil, usualArea == nil { throw .noAreaForFile(context.file) }
    }

    mutating func read(_ reader: CSVReader, _ fields: [CSVReader.Field], _ reading: inout Reading) {
        if reader.trimmed(fields[value]).isEmpty { return }
        func text(_ column: Int?) -> String { column.map { reader.text(fields[$0]) } ?? "" }
        let printed = Printed(
            indicator: text(indicator), area: text(area), unit: text(unit), period: text(period))
        if known[printed] == nil {
            known[printed] = meaning(
                printed, theme: text(theme), good: text(good), reader.row, &reading)
        }
        guard let meaning = known[printed] else { return }
        reading.addFigure(
            reader, fields[value], value, series: meaning.series, day: meaning.day,
            isText: meaning.isText)
    }

    /// The series and the day of a figure; `nil` where something is wrong, which is then a problem
    /// of the reading.
    private func meaning(
        _ printed: Printed, theme: String, good: String, _ row: Int, _ reading: inout Reading
    ) -> Known? {
        func problem(_ column: Int, _ found: String, _ expected: String) {
            reading.add(
                Reading.Problem(
                    row: row, column: column, found: found.isEmpty ? "nothing" : found.quoted,
                    expected: expected))
        }
        let catalogue = context.catalogue
        if printed.indicator.isEmpty {
            problem(indicator, "", "the name of an indicator")
            return nil
        }
        let declared = catalogue.indicator(printed: printed.indicator)
        guard
            let when = PrintedPeriod.read(
                printed.period, calendar: declared?.calendar ?? Calendar())
        else {
            problem(period, printed.period, PrintedPeriod.examples)
            return nil
        }
        let place: String
        if !printed.area.isEmpty {
            place = reading.area(named: printed.area, in: catalogue)
        } else if let usualArea {
            place = usualArea
        } else {
            problem(area ?? 0, "", "an area")
            return nil
        }
        var subject: Reading.SubjectKey
        if let declared {
            subject = .declared(Subject(.indicator, declared.id))
        } else {
            guard let polarity = Polarity(printed: good) else {
                problem(self.good ?? 0, good, Polarity.printed)
                return nil
            }
            subject = .adopted(
                reading.adopt(
                    Reading.Adoption(
                        name: printed.indicator,
                        theme: theme.isEmpty ? nil : catalogue.theme(printed: theme),
                        unit: Unit(printed: printed.unit), good: polarity)))
        }
        let series = reading.number(
            of: Reading.SeriesKey(
                subject: subject, area: place, breakdown: .whole, reference: nil,
                grain: Reading.GrainKey(of: when),
                source: context.options.source ?? context.stem))
        return Known(
            series: series, day: when.last, isText: declared?.declaration.unit == .text)
    }
}

extension Polarity {
    /// What files may print for ``init(printed:)``, for an error.
    static let printed = "Low, High, - or nothing"

    /// The polarity that a file prints: `Low`, `High`; neither where it prints `-` or nothing.
    init?(printed: String) {
        switch NameFolding.fold(printed) {
        case "low": self = .low
        case "high": self = .high
        case "-", "": self = .neither
        default: return nil
        }
    }
}

extension Catalogue {
    /// The id of the theme that is titled so; the text itself where there is none.
    func theme(printed: String) -> String {
        let folded = NameFolding.fold(printed)
        return themes.values.first { NameFolding.fold($0.title) == folded }?.id ?? printed
    }
}
