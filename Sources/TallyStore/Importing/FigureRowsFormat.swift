import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

extension FileFormat {
    /// One row a figure with the bare necessities: an indicator, a period and a value. What an export
    /// writes beside them is understood.
    static let figureRows = FileFormat(
        name: "figures", title: "a CSV of figures (a row an indicator and a period)",
        columns: ["theme", "indicator", "area", "period", "unit", "good_is", "value"],
        lacks: { header in
            header.lacking(["indicator", "period", "value"]).map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            var rows = try FigureRowsReader(context, &reading)
            reader.forEachRow(of: context.header.names.count, into: &reading) { row, reading in
                rows.read(row, &reading)
            }
            reading.checkParents(in: context.catalogue, file: context.file)
        })
}

/// Reads the rows of a CSV of figures.
private struct FigureRowsReader {
    /// What of a row decides its series, as printed.
    private struct Printed {
        let indicator: String
        let area: String
        let unit: String
        let period: String
        let type: String
        let kind: String
        let breakdown: String
        let reference: String
        let source: String
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
    private let area: RowArea
    private let theme: Int?
    private let unit: Int?
    private let good: Int?
    private let type: Int?
    private let kind: Int?
    private let breakdown: Int?
    private let reference: Int?
    private let source: Int?
    private let cited: Int?
    /// The area that a row's own lies in.
    private let liesIn: Int?
    /// The columns of what is ``Printed``.
    private let decisive: [Int]
    private var keys = FieldInterner()
    /// `nil` where something is wrong, which every row of the kind tells.
    private var known: [Known?] = []

    /// Throws where no column says which area a row is about and nothing else does, and where the
    /// file has every value that figures have had: they became known on many days.
    init(_ context: ReadingContext, _ reading: inout Reading) throws(Diagnostic) {
        self.context = context
        let header = context.header
        indicator = header.column("indicator") ?? 0
        period = header.column("period") ?? 0
        value = header.column("value") ?? 0
        let homes = context.catalogue.homes
        area = RowArea(context, home: homes.count == 1 ? homes.first : nil)
        theme = header.column("theme")
        unit = header.column("unit")
        good = header.column("good_is")
        type = header.column("period_type")
        kind = header.column("kind")
        breakdown = header.column("breakdown")
        reference = header.column("reference")
        source = header.column("source")
        cited = header.column("cited")
        liesIn = header.column("lies_in")
        decisive =
            [indicator, period]
            + [area.column, unit, type, kind, breakdown, reference, source, liesIn]
            .compactMap { $0 }
        if header.lacking(ExportColumns.version).isEmpty { throw .everyVersion(context.file) }
        let read: [Int?] = [
            indicator, period, value, area.column, theme, unit, good, type, kind, breakdown,
            reference,
            source, cited, liesIn,
        ]
        for (column, name) in header.names.enumerated() where !read.contains(column) {
            reading.warn(.unreadColumn(name, file: context.file))
        }
        if area.column == nil, !area.hasUsual { throw .noAreaForFile(context.file) }
    }

    mutating func read(_ row: CSVRow, _ reading: inout Reading) {
        if row.isEmpty(value) { return }
        let (number, isNew) = keys.number(of: decisive, row)
        if isNew { known.append(nil) }
        if known[number] == nil { known[number] = meaning(row, &reading) }
        guard let meaning = known[number] else { return }
        reading.addFigure(
            row, value, series: meaning.series, day: meaning.day, isText: meaning.isText,
            origin: reading.origin(row, cited))
    }

    /// The series and the day of a figure; `nil` where something is wrong, which is then a problem
    /// of the reading.
    private func meaning(_ row: CSVRow, _ reading: inout Reading) -> Known? {
        let printed = Printed(
            indicator: row.text(indicator), area: row.text(area.column), unit: row.text(unit),
            period: row.text(period), type: row.text(type), kind: row.text(kind),
            breakdown: row.text(breakdown), reference: row.text(reference), source: row.text(source)
        )
        do throws(Flaw) {
            let (subject, declared) = try subject(
                printed, theme: row.text(theme), good: row.text(good), &reading)
            let reference = try referenceID(printed)
            let holds = reference != nil || subject.isPopulation
            let when =
                holds
                ? try start(printed) : try period(printed, declared?.calendar ?? Calendar())
            let area = try areaID(printed, &reading)
            let larger = row.text(liesIn)
            if !larger.isEmpty {
                reading.note(
                    area, liesIn: reading.area(named: larger, in: context.catalogue),
                    on: when.last, place: row.place(liesIn ?? 0))
            }
            let series = reading.number(
                of: Reading.SeriesKey(
                    subject: subject, area: area,
                    breakdown: try breakdown(printed), reference: reference,
                    grain: holds ? Reading.GrainKey(.from) : Reading.GrainKey(of: when),
                    source: context.options.source
                        ?? (printed.source.isEmpty ? context.stem : printed.source)))
            return Known(
                series: series, day: when.last, isText: declared?.declaration.unit == .text)
        } catch {
            reading.add(
                Reading.Problem(
                    row: row.number, column: error.column ?? 0,
                    found: error.found.isEmpty ? "nothing" : error.found.quoted,
                    expected: error.expected))
            return nil
        }
    }

    /// What is wrong with a row.
    private struct Flaw: Error {
        let column: Int?
        let found: String
        let expected: String

        init(_ column: Int?, _ found: String, _ expected: String) {
            self.column = column
            self.found = found
            self.expected = expected
        }
    }

    private func subject(
        _ printed: Printed, theme: String, good: String, _ reading: inout Reading
    ) throws(Flaw) -> (Reading.SubjectKey, Indicator?) {
        let catalogue = context.catalogue
        if printed.indicator.isEmpty { throw Flaw(indicator, "", "the name of an indicator") }
        switch printed.kind {
        case "", Subject.Kind.indicator.rawValue: break
        case Subject.Kind.population.rawValue:
            guard let population = catalogue.population(named: printed.indicator) else {
                throw Flaw(indicator, printed.indicator, "a population that a plugin declares")
            }
            return (.declared(Subject(.population, population.id)), nil)
        default:
            throw Flaw(kind, printed.kind, "'indicator', 'population' or nothing")
        }
        if let declared = catalogue.indicator(printed: printed.indicator) {
            return (.declared(Subject(.indicator, declared.id)), declared)
        }
        guard let polarity = Polarity(printed: good) else {
            throw Flaw(self.good, good, Polarity.printed)
        }
        let adoption = Reading.Adoption(
            name: printed.indicator, theme: theme.isEmpty ? nil : catalogue.theme(printed: theme),
            unit: reading.unit(printed: printed.unit, file: context.file), good: polarity)
        return (.adopted(reading.adopt(adoption)), nil)
    }

    private func referenceID(_ printed: Printed) throws(Flaw) -> String? {
        if printed.reference.isEmpty { return nil }
        guard let found = context.catalogue.reference(named: printed.reference) else {
            throw Flaw(reference, printed.reference, "a reference that a plugin declares")
        }
        return found.id
    }

    /// The day from which a reference or a population holds.
    private func start(_ printed: Printed) throws(Flaw) -> Period {
        guard let day = PrintedPeriod.start(printed.period) else {
            throw Flaw(
                period, printed.period, "a month such as 2023-09 or a day such as 2023-09-01")
        }
        return .day(day)
    }

    private func period(_ printed: Printed, _ calendar: Calendar) throws(Flaw) -> Period {
        if printed.type.isEmpty {
            if let when = PrintedPeriod.read(printed.period, calendar: calendar) { return when }
            throw Flaw(period, printed.period, PrintedPeriod.examples)
        }
        let read = PrintedPeriod.read(printed.period, type: printed.type, calendar: calendar)
        if let read { return read }
        guard let example = PrintedPeriod.example(of: printed.type) else {
            let types = PrintedPeriod.types.joined(separator: ", ")
            throw Flaw(type, printed.type, "one of \(types)")
        }
        throw Flaw(period, printed.period, example)
    }

    private func areaID(_ printed: Printed, _ reading: inout Reading) throws(Flaw) -> String {
        switch area.key(printed: printed.area, &reading) {
        case .success(let key): return key
        case .failure(let expected): throw Flaw(area.column, printed.area, expected.words)
        }
    }

    /// `age=0-4|sex=f`
    private func breakdown(_ printed: Printed) throws(Flaw) -> Breakdown {
        if printed.breakdown.isEmpty { return .whole }
        var members: [String: String] = [:]
        for part in printed.breakdown.split(separator: "|", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2, members.updateValue(halves[1], forKey: halves[0]) == nil else {
                throw Flaw(
                    breakdown, printed.breakdown, "members by dimension, such as age=0-4|sex=f")
            }
        }
        return Breakdown(members)
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
    /// The id of the first theme, as declared, that is titled so; the text itself where there is none.
    func theme(printed: String) -> String {
        let folded = NameFolding.fold(printed)
        let isTitle = { (id: String) in
            self.themes[id].map { NameFolding.fold($0.title) == folded } ?? false
        }
        return ids(of: .theme).first(where: isTitle) ?? printed
    }
}
