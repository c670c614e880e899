import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

extension FileFormat {
    /// One row an indicator, a column for each month, targets and benchmarks beside them.
    static let board = FileFormat(
        name: "board", title: "a board CSV (a row an indicator, a column a month)",
        columns: ["theme", "indicator", "unit", "good_is", "target"],
        lacks: { header in
            var lacks = header.lacking(["indicator"]).map { "the column '\($0)'" }
            if !header.names.contains(where: { PrintedPeriod.month(header: $0) != nil }) {
                lacks.append("a column for a month, such as '2023-04'")
            }
            return lacks
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            var board = try BoardReader(reader, context, &reading)
            reader.forEachRow(of: context.header.names.count, into: &reading) { row, reading in
                board.read(row, &reading)
            }
        })
}

/// Reads the rows of a board CSV.
private struct BoardReader {
    private let catalogue: Catalogue
    private let file: String
    private let indicator: Int
    private let theme: Int?
    private let unit: Int?
    private let good: Int?
    private var months: [(column: Int, day: Day)] = []
    private var references: [(column: Int, id: String)] = []
    private let start: Day
    private let area: String
    private let source: String

    /// Columns that say nothing to be stored: the direction of travel is computed.
    private static let passedOver: Set = ["direction_of_travel", "direction of travel"]

    /// Throws where the header names no indicator, or nothing says which area it is about.
    init(
        _ reader: CSVReader, _ context: ReadingContext, _ reading: inout Reading
    ) throws(Diagnostic) {
        let header = context.header
        catalogue = context.catalogue
        file = context.file
        indicator = header.column("indicator") ?? 0
        theme = header.column("theme")
        unit = header.column("unit")
        good = header.column("good_is")
        let known = [indicator, theme, unit, good]
        for (column, name) in header.names.enumerated() where !known.contains(column) {
            if let month = PrintedPeriod.month(header: name) {
                months.append((column, month.last))
            } else if let reference = Self.reference(name, catalogue) {
                references.append((column, reference))
            } else if !Self.passedOver.contains(NameFolding.fold(name)) {
                reading.warn(.unreadColumn(name, file: context.file))
            }
        }
        let first = months.map(\.day).min() ?? Day(number: 0)
        start = Calendar().period(.month, containing: first).first
        let plugin = Self.plugin(reader, indicator, catalogue)
        let feed = Self.feed(context.feeds("board"), plugin: plugin)
        source =
            context.options.source ?? feed?.declaration.source.value
            ?? plugin?.sources.first ?? context.stem
        if let name = context.options.area {
            area = reading.area(named: name, in: catalogue)
        } else if let home = feed?.home ?? plugin?.home {
            area = home
        } else {
            throw .noAreaForFile(context.file)
        }
    }

    /// `target`, and every reference that a plugin declares; underscores may stand for spaces.
    private static func reference(_ name: String, _ catalogue: Catalogue) -> String? {
        let words = String(name.map { $0 == "_" ? " " : $0 })
        if let term = catalogue.reference(named: name) ?? catalogue.reference(named: words) {
            return term.id
        }
        return NameFolding.fold(name) == ReferenceID.target ? ReferenceID.target : nil
    }

    /// An indicator of the plugin that knows the most rows: whose board this is.
    private static func plugin(
        _ reader: CSVReader, _ column: Int, _ catalogue: Catalogue
    ) -> Indicator? {
        var reader = reader
        var fields: [CSVReader.Field] = []
        var counts: [String: (count: Int, first: Indicator)] = [:]
        var best: (count: Int, first: Indicator)?
        while reader.next(&fields) {
            guard column < fields.count,
                let found = catalogue.indicator(printed: reader.text(fields[column])),
                let plugin = found.plugin
            else { continue }
            let entry = (counts[plugin]?.count ?? 0, counts[plugin]?.first ?? found)
            counts[plugin] = (entry.0 + 1, entry.1)
            if entry.0 + 1 > best?.count ?? 0 { best = (entry.0 + 1, entry.1) }
        }
        return best?.first
    }

    /// The feed of the plugin whose board this is; `nil` where no plugin knows a row, since it is
    /// then anybody's.
    private static func feed(_ feeds: [Catalogue.Feed], plugin: Indicator?) -> Catalogue.Feed? {
        guard let plugin else { return nil }
        return feeds.first { $0.plugin == plugin.plugin }
    }

    mutating func read(_ row: CSVRow, _ reading: inout Reading) {
        let name = row.text(indicator)
        if name.isEmpty {
            reading.add(
                row.problem(indicator, expected: "the name of an indicator"))
            return
        }
        let unit = row.text(self.unit)
        let good = row.text(self.good)
        let declared = catalogue.indicator(printed: name)
        guard let polarity = Polarity(printed: good) else {
            reading.add(
                Reading.Problem(
                    row: row.number, column: self.good, found: good.quoted,
                    expected: Polarity.printed))
            return
        }
        let subject: Reading.SubjectKey
        if let declared {
            subject = .declared(Subject(.indicator, declared.id))
            compare(
                declared, unit: unit, good: good.isEmpty ? nil : polarity, row.number, &reading)
        } else {
            let theme = row.text(self.theme)
            subject = .adopted(
                reading.adopt(
                    Reading.Adoption(
                        name: name, theme: theme.isEmpty ? nil : catalogue.theme(printed: theme),
                        // A board does not say per how many a rate is.
                        unit: NameFolding.fold(unit) == "rate"
                            ? .ratio : reading.unit(printed: unit, file: file),
                        good: polarity)))
        }
        let isText = declared?.declaration.unit == .text
        func key(_ grain: Grain, reference: String?) -> Reading.SeriesKey {
            Reading.SeriesKey(
                subject: subject, area: area, breakdown: .whole, reference: reference,
                grain: Reading.GrainKey(grain), source: source)
        }
        let own = reading.number(of: key(.month, reference: nil))
        for (column, day) in months {
            reading.addFigure(row, column, series: own, day: day, isText: isText)
        }
        for (column, reference) in references where !row.isEmpty(column) {
            let series = reading.number(of: key(.from, reference: reference))
            reading.addFigure(row, column, series: series, day: start, isText: isText)
        }
    }

    /// Warns where the file says another unit or polarity than the plugin.
    private func compare(
        _ indicator: Indicator, unit: String, good: Polarity?, _ row: Int, _ reading: inout Reading
    ) {
        let isPercent =
            indicator.declaration.unit == .percent
            || indicator.declaration.unit == .percentagePoints
        let contradicts =
            switch unit {
            case "%": !isPercent
            case "No.", "Rate": isPercent
            default: false
            }
        if contradicts {
            reading.warn(
                .declaredOtherwise(
                    indicator.declaration.name.value, "the unit \(unit.quoted)", row: row,
                    declared: "the unit '\(indicator.declaration.unit.code)'"))
        }
        if let good, good != indicator.declaration.good {
            reading.warn(
                .declaredOtherwise(
                    indicator.declaration.name.value, "that good is '\(good.rawValue)'", row: row,
                    declared: "'\(indicator.declaration.good.rawValue)'"))
        }
    }
}

extension Reading {
    /// Reads a cell into a figure of a series; blank is none, and what cannot be read is a problem.
    ///
    /// So is a population of nobody or fewer: a rate over one says nothing.
    mutating func addFigure(
        _ row: CSVRow, _ column: Int, series: Int32, day: Day,
        isText: Bool, origin: Int32 = -1
    ) {
        let range = row.trimmed(column)
        if range.isEmpty { return }
        let place = row.place(column)
        let number = Int32(truncatingIfNeeded: day.number)
        if isText {
            var text = row.text(column)
            let index = text.withUTF8 { texts.number($0).number }
            add(
                Figure(
                    series: series, day: number, value: 0, reason: 0, decimals: 0,
                    text: Int32(index), origin: origin, place: place))
            return
        }
        switch PrintedValue(row.bytes, in: range) {
        case .blank: break
        case .number(let value, _) where value <= 0 && isOfPopulation(series):
            add(
                row.problem(column, expected: "a number above nought"))
        case .number(let value, let decimals):
            add(
                Figure(
                    series: series, day: number, value: value, reason: 0,
                    decimals: UInt8(decimals), text: -1, origin: origin, place: place))
        case .reason(let reason):
            add(
                Figure(
                    series: series, day: number, value: 0, reason: reason.rawValue, decimals: 0,
                    text: -1, origin: origin, place: place))
        case .unreadable:
            add(
                row.problem(column, expected: "a number, nothing, or one of c x z low k u"))
        }
    }

    private func isOfPopulation(_ number: Int32) -> Bool {
        series[Int(number)].subject.isPopulation
    }
}
