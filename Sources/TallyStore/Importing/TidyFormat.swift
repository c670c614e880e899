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
            let other = header.lacking(["measure", "period", "period_type", "value"])
            return ((header.areaColumn == nil ? ["authority"] : []) + other)
                .map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            var tidy = TidyReader(context)
            reader.forEachRow(of: context.header.names.count, into: &reading) { row, reading in
                tidy.read(row, &reading)
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
    private let area: RowArea
    private let origin: Int?
    private let period: Int
    private let periodType: Int
    private let value: Int
    /// Columns of references, beside that of the figures.
    private let others: [Int]
    private let printedPeriod: [Int]
    /// Columns on which the meaning of a row depends.
    private let decisive: [Int]

    private var keys = FieldInterner()
    private var known: [Known] = []
    private var periodKeys = FieldInterner()
    private var periods: [Period?] = []
    private var calendars: [Calendar] = []

    init(_ context: ReadingContext) {
        self.context = context
        let header = context.header
        area = RowArea(context)
        origin = header.column("source")
        period = header.column("period") ?? 0
        periodType = header.column("period_type") ?? 0
        value = header.column("value") ?? 0
        printedPeriod = [periodType, period]
        matcher = FeedMatcher(context)
        others = matcher.values
        let named = ["table", "measure", "dimension", "member", "unit"]
            .compactMap { header.column($0) }
        decisive = Set(named + [area.column].compactMap { $0 } + matcher.columns).sorted()
    }

    mutating func read(_ row: CSVRow, _ reading: inout Reading) {
        if row.isEmpty(value), others.allSatisfy({ row.isEmpty($0) }) {
            return
        }
        let number = meaning(row, &reading)
        switch known[number] {
        case .problem(let column, let found, let expected):
            reading.add(
                Reading.Problem(row: row.number, column: column, found: found, expected: expected))
        case .meanings(let meanings):
            for (index, meaning) in meanings.enumerated()
            where !row.isEmpty(meaning.value) {
                guard let period = period(row, meaning.calendar) else {
                    reportPeriod(row, &reading)
                    return
                }
                add(row, meaning, period, at: (number, index), &reading)
            }
        }
    }

    private mutating func add(
        _ row: CSVRow, _ meaning: Meaning, _ period: Period,
        at place: (number: Int, index: Int), _ reading: inout Reading
    ) {
        let series = series(place, meaning, period, &reading)
        reading.addFigure(
            row, meaning.value, series: series,
            day: meaning.reference == nil ? period.last : period.first, isText: meaning.isText,
            origin: reading.origin(row, origin))
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
        _ row: CSVRow, _ calendar: Calendar
    ) -> Period? {
        let clock = calendars.firstIndex(of: calendar) ?? calendars.count
        if clock == calendars.count { calendars.append(calendar) }
        let (number, isNew) = periodKeys.number(
            of: printedPeriod, row, mark: UInt8(truncatingIfNeeded: clock))
        if isNew {
            periods.append(
                PrintedPeriod.read(
                    row.text(period), type: row.text(periodType),
                    calendar: calendar))
        }
        return periods[number]
    }

    private func reportPeriod(
        _ row: CSVRow, _ reading: inout Reading
    ) {
        let example = PrintedPeriod.example(of: row.text(periodType))
        let column = example == nil ? periodType : period
        let types = PrintedPeriod.types.joined(separator: ", ")
        reading.add(
            row.problem(column, expected: example ?? "one of \(types)"))
    }

    // MARK: - Meanings

    /// The number in ``known`` of what a row is about.
    private mutating func meaning(
        _ row: CSVRow, _ reading: inout Reading
    ) -> Int {
        let (number, isNew) = keys.number(of: decisive, row)
        if isNew { known.append(resolve(row, &reading)) }
        return number
    }

    private func resolve(
        _ row: CSVRow, _ reading: inout Reading
    ) -> Known {
        let header = context.header
        func text(_ name: String) -> String {
            row.text(header.column(name))
        }
        let place = row.text(area.column)
        let key: String
        switch area.key(printed: place, &reading) {
        case .success(let known): key = known
        case .failure(let expected):
            return .problem(
                column: area.column ?? 0, found: place.isEmpty ? "nothing" : place.quoted,
                expected: expected.words)
        }
        let matches = matcher.matches { row.text($0) }
        if !matches.isEmpty {
            return .meanings(matches.map { meaning(of: $0, in: key, row.number, &reading) })
        }
        let measure = text("measure")
        if measure.isEmpty {
            return .problem(
                column: header.column("measure") ?? 0, found: "nothing",
                expected: "the name of a measure")
        }
        let table = text("table")
        if let known = context.catalogue.indicator(printed: measure), known.plugin != nil {
            reading.warn(.measureWithoutFeed(measure, table: table, known, context))
        }
        let adoption = Reading.Adoption(
            name: table.isEmpty ? measure : "\(table): \(measure)", theme: nil,
            unit: reading.unit(printed: text("unit"), file: context.file), good: .neither)
        return .meanings([
            Meaning(
                subject: .adopted(reading.adopt(adoption)),
                area: key,
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
