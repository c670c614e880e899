import TallyEngine
import TallyModel
import TallyPlugins

extension FileFormat {
    /// Populations with the dates from which they are used.
    static let population = FileFormat(
        name: "population", title: "a population CSV (a row a population and a date)",
        columns: [
            "authority", "measure", "age_from", "age_to", "effective_from", "value", "basis",
        ],
        lacks: { header in
            let other = header.lacking(["measure", "effective_from", "value"])
            return ((header.areaColumn == nil ? ["authority"] : []) + other)
                .map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            let populations = PopulationReader(context)
            reader.forEachRow(of: context.header.names.count, into: &reading) { row, reading in
                populations.read(row, &reading)
            }
        })
}

private struct PopulationReader {
    private let context: ReadingContext
    private let feeds: [FeedRow]
    private let area: RowArea
    private let measure: Int
    private let start: Int
    private let value: Int

    init(_ context: ReadingContext) {
        self.context = context
        feeds = FeedRow.all(of: context, format: "population")
        area = RowArea(context)
        measure = context.header.column("measure") ?? 0
        start = context.header.column("effective_from") ?? 0
        value = context.header.column("value") ?? 0
    }

    func read(_ row: CSVRow, _ reading: inout Reading) {
        let name = row.text(measure)
        var subject: String?
        var source: String?
        if let feed = feeds.first(where: { $0.holds { row.text($0) } }) {
            subject = feed.row.subject.value
            source = feed.source
        } else if let population = context.catalogue.population(named: name) {
            subject = population.id
            source = population.sources.first
        }
        guard let subject else {
            let known = context.catalogue.populations.keys.sorted().map { "'\($0)'" }
            reading.add(
                Reading.Problem(
                    row: row.number, column: measure, found: name.quoted,
                    expected: known.isEmpty
                        ? "a population that a plugin declares"
                        : "one of \(known.joined(separator: ", "))"))
            return
        }
        guard let day = PrintedPeriod.start(row.text(start)) else {
            reading.add(
                row.problem(start, expected: "a month such as 2023-09 or a day such as 2023-09-01"))
            return
        }
        let place: String
        switch area.key(printed: row.text(area.column), &reading) {
        case .success(let key): place = key
        case .failure(let expected):
            reading.add(row.problem(area.column ?? 0, expected: expected.words))
            return
        }
        let key = Reading.SeriesKey(
            subject: .declared(Subject(.population, subject)), area: place,
            breakdown: .whole, reference: nil, grain: Reading.GrainKey(.from),
            source: context.options.source ?? source ?? context.stem)
        reading.addFigure(row, value, series: reading.number(of: key), day: day, isText: false)
    }
}
