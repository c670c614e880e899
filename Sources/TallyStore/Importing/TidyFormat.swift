import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

extension FileFormat {
    /// One row a figure, with columns that say what of, when and for whom.
    static let tidy = FileFormat(
        name: "tidy", title: "a tidy CSV (a row a figure)",
        columns: [
            "authority", "source", "table", "measure", "dimension", "member", "period",
            "period_type", "unit", "value",
        ],
        lacks: { header in
            header.lacking(["authority", "measure", "period", "period_type", "value"])
                .map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            var tidy = TidyReader(context)
            reader.forEachRow(of: context.header.names.count, into: &reading) {
                row, fields, reading in
                tidy.read(row, fields, &reading)
            }
        })
}

/// Reads the rows of a tidy CSV. What rows of one series say of it is worked out once.
private struct TidyReader {
    /// What a row is a figure of, less its period.
    private struct Meaning {
        let subject: Reading.SubjectKey
        let area: String
        let breakdown: Breakdown
        let source: String
        let calendar: Calendar
        let isText: Bool
        /// The reference that the row holds; `nil` for a figure.
        var reference: String?
        /// The column of the figure or the reference.
        let value: Int
        /// The series at each grain met so far.
        var series: [(grain: Reading.GrainKey, number: Int32)] = []
    }

    private enum Known {
        /// What a row is a figure and a reference of.
        case meanings([Meaning])
        case problem(column: Int, found: String, expected: String)
    }

    private let context: ReadingContext
    private let matcher: FeedMatcher
    private let authority: Int
    private let origin: Int?
    private let period: Int
    private let periodType: Int
    private let value: Int
    /// Columns of references, beside that of the figures.
    private let others: [Int]
    /// Columns on which the meaning of a row depends.
    private let decisive: [Int]

    private var keys = ByteInterner()
    private var known: [Known] = []
    private var periodKeys = ByteInterner()
    private var periods: [Period?] = []
    private var calendars: [Calendar] = []
    private var scratch: [UInt8] = []

    init(_ context: ReadingContext) {
        self.context = context
        let header = context.header
        authority = header.column("authority") ?? 0
        origin = header.column("source")
        period = header.column("period") ?? 0
        periodType = header.column("period_type") ?? 0
        value = header.column("value") ?? 0
        matcher = FeedMatcher(context)
        others = matcher.values
        let named = ["authority", "table", "measure", "dimension", "member", "unit"]
        decisive = Set(named.compactMap { header.column($0) } + matcher.columns).sorted()
    }

    mutating func read(_ reader: CSVReader, _ fields: [CSVReader.Field], _ reading: inout Reading) {
        if isEmpty(reader, fields, value), others.allSatisfy({ isEmpty(reader, fields, $0) }) {
            return
        }
        let number = meaning(reader, fields, &reading)
        switch known[number] {
        case .problem(let column, let found, let expected):
            reading.add(
                Reading.Problem(row: reader.row, column: column, found: found, expected: expected))
        case .meanings(let meanings):
            for (index, meaning) in meanings.enumerated()
            where !isEmpty(reader, fields, meaning.value) {
                guard let period = period(reader, fields, meaning.calendar) else {
                    reportPeriod(reader, fields, &reading)
                    return
                }
                add(reader, fields, meaning, period, at: (number, index), &reading)
            }
        }
    }

    private func isEmpty(_ reader: CSVReader, _ fields: [CSVReader.Field], _ column: Int) -> Bool {
        reader.trimmed(fields[column]).isEmpty
    }

    private mutating func add(
        _ reader: CSVReader, _ fields: [CSVReader.Field], _ meaning: Meaning, _ period: Period,
        at place: (number: Int, index: Int), _ reading: inout Reading
    ) {
        var origin: Int32 = -1
        if let column = self.origin {
            let range = reader.trimmed(fields[column])
            if !range.isEmpty {
                let bytes = UnsafeBufferPointer(rebasing: reader.bytes[range])
                origin = Int32(reading.origins.number(bytes).number)
            }
        }
        let series = series(place, meaning, period, &reading)
        reading.addFigure(
            reader, fields[meaning.value], meaning.value, series: series,
            day: meaning.reference == nil ? period.last : period.first, isText: meaning.isText,
            origin: origin)
    }

    private mutating func series(
        _ place: (number: Int, index: Int), _ meaning: Meaning, _ period: Period,
        _ reading: inout Reading
    ) -> Int32 {
        let grain =
            meaning.reference == nil ? Reading.GrainKey(of: period) : Reading.GrainKey(.from)
        if let found = meaning.series.first(where: { $0.grain == grain }) { return found.number }
        let series = reading.number(
            of: Reading.SeriesKey(
                subject: meaning.subject, area: meaning.area, breakdown: meaning.breakdown,
                reference: meaning.reference, grain: grain, source: meaning.source))
        if case .meanings(var meanings) = known[place.number] {
            meanings[place.index].series.append((grain, series))
            known[place.number] = .meanings(meanings)
        }
        return series
    }

    // MARK: - Periods

    private mutating func period(
        _ reader: CSVReader, _ fields: [CSVReader.Field], _ calendar: Calendar
    ) -> Period? {
        scratch.removeAll(keepingCapacity: true)
        if let index = calendars.firstIndex(of: calendar) {
            scratch.append(UInt8(truncatingIfNeeded: index))
        } else {
            scratch.append(UInt8(truncatingIfNeeded: calendars.count))
            calendars.append(calendar)
        }
        for column in [periodType, period] {
            scratch.append(contentsOf: reader.bytes[reader.trimmed(fields[column])])
            scratch.append(0)
        }
        let (number, isNew) = scratch.withUnsafeBufferPointer { periodKeys.number($0) }
        if isNew {
            periods.append(
                PrintedPeriod.read(
                    reader.text(fields[period]), type: reader.text(fields[periodType]),
                    calendar: calendar))
        }
        return periods[number]
    }

    private func reportPeriod(
        _ reader: CSVReader, _ fields: [CSVReader.Field], _ reading: inout Reading
    ) {
        let example = PrintedPeriod.example(of: reader.text(fields[periodType]))
        let column = example == nil ? periodType : period
        let types = PrintedPeriod.types.joined(separator: ", ")
        reading.add(
            Reading.Problem(
                row: reader.row, column: column, found: reader.quoted(fields[column]),
                expected: example ?? "one of \(types)"))
    }

    // MARK: - Meanings

    /// The number in ``known`` of what a row is about.
    private mutating func meaning(
        _ reader: CSVReader, _ fields: [CSVReader.Field], _ reading: inout Reading
    ) -> Int {
        scratch.removeAll(keepingCapacity: true)
        for column in decisive {
            scratch.append(contentsOf: reader.bytes[reader.trimmed(fields[column])])
            scratch.append(0)
        }
        let (number, isNew) = scratch.withUnsafeBufferPointer { keys.number($0) }
        if isNew { known.append(resolve(reader, fields, &reading)) }
        return number
    }

    private func resolve(
        _ reader: CSVReader, _ fields: [CSVReader.Field], _ reading: inout Reading
    ) -> Known {
        let header = context.header
        func text(_ name: String) -> String {
            header.column(name).map { reader.text(fields[$0]) } ?? ""
        }
        let place = text("authority")
        guard let areaName = place.isEmpty ? context.options.area : place else {
            return .problem(column: authority, found: "nothing", expected: "an area")
        }
        let matches = matcher.matches { reader.text(fields[$0]) }
        if !matches.isEmpty {
            let area = reading.area(named: areaName, in: context.catalogue)
            return .meanings(matches.map { meaning(of: $0, in: area, reader.row, &reading) })
        }
        let measure = text("measure")
        if measure.isEmpty {
            return .problem(
                column: header.column("measure") ?? 0, found: "nothing",
                expected: "the name of a measure")
        }
        let table = text("table")
        let adoption = Reading.Adoption(
            name: table.isEmpty ? measure : "\(table): \(measure)", theme: nil,
            unit: reading.unit(printed: text("unit"), file: context.file), good: .neither)
        return .meanings([
            Meaning(
                subject: .adopted(reading.adopt(adoption)),
                area: reading.area(named: areaName, in: context.catalogue),
                breakdown: FeedMatcher.adoptedBreakdown(text("dimension"), text("member")),
                source: context.options.source ?? context.stem, calendar: Calendar(),
                isText: false, value: value)
        ])
    }

    private func meaning(
        of match: FeedMatcher.Match, in area: String, _ row: Int, _ reading: inout Reading
    ) -> Meaning {
        if let unknown = match.unknownMember {
            reading.warn(
                .unknownMember(unknown.member, of: unknown.dimension, row: row, file: context.file))
        }
        let subject = Subject(.indicator, match.row.row.subject.value)
        let indicator = context.catalogue.indicators[subject.id]
        return Meaning(
            subject: .declared(subject), area: area, breakdown: match.breakdown,
            source: context.options.source ?? match.row.source,
            calendar: indicator?.calendar ?? Calendar(),
            isText: indicator?.declaration.unit == .text,
            reference: match.row.row.reference?.value, value: match.row.value ?? value)
    }
}
