import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

extension FileFormat {
    /// The open-data shape of the Department for Education: a row a period, an area and a mix of
    /// filters, a column an indicator.
    ///
    /// Source: Department for Education, Explore education statistics, data standards.
    static let dfe = FileFormat(
        name: "dfe", title: "a DfE open-data CSV (time_period, time_identifier, geographic_level)",
        columns: [
            "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
        ],
        lacks: { header in
            header.lacking(["time_period", "time_identifier", "geographic_level"])
                .map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            var dfe = try DfeReader(context, &reading)
            reader.forEachRow(of: context.header.names.count, into: &reading) { row, reading in
                dfe.read(row, &reading)
            }
            dfe.finish(&reading)
        })
}

/// Reads the rows of an open-data CSV. What rows of one area, and rows of one mix of filters, say is
/// worked out once.
private struct DfeReader {
    /// One figure that rows of a mix of filters hold.
    private struct Target {
        let value: Int
        let subject: Reading.SubjectKey
        let breakdown: Breakdown
        let source: String
        /// Into ``DfeReader/clocks``.
        let clock: Int
        let isText: Bool
    }

    private enum PeriodReading {
        case known(period: Period, start: Day)
        case refused(TimeIdentifier.Refusal)
    }

    private enum AreaReading {
        /// `around` are the keys of the areas that it lies in, the nearest first.
        case known(key: String, around: [String], latest: Day, place: Int64)
        case refused(column: Int, expected: String)
    }

    private let context: ReadingContext
    private let mappings: [DfeMapping]
    private let adoption: DfeAdoption
    /// Of what no feed reads, into ``clocks``.
    private var adoptedClock = 0
    private let period: Int
    private let identifier: Int
    private let printedPeriod: [Int]
    private let geography: DfeGeography
    private let filters: [Int]

    private var filterKeys = FieldInterner()
    /// The numbers of the figures of each mix of filters.
    private var targetsByFilter: [[Int]] = []
    private var targets: [Target] = []
    private var periodKeys = FieldInterner()
    /// By printed period, then by clock.
    private var periods: [[PeriodReading]] = []
    private var clocks: [TimeIdentifier] = []
    private var areaKeys = FieldInterner()
    private var areas: [AreaReading] = []
    private var grains: [Reading.GrainKey] = []
    /// By area, figure and grain.
    private var series: [Int: Int32] = [:]
    private var unread: (first: Int, count: Int)?

    /// Throws where neither a feed nor metadata tells what its columns are: they do not say which of
    /// them are filters.
    init(_ context: ReadingContext, _ reading: inout Reading) throws(Diagnostic) {
        self.context = context
        mappings = DfeMapping.all(of: context)
        adoption = DfeAdoption(context, &reading)
        if mappings.isEmpty, adoption.isEmpty { throw .noFeed(context.file, format: "dfe") }
        period = context.header.column("time_period") ?? 0
        identifier = context.header.column("time_identifier") ?? 0
        printedPeriod = [period, identifier]
        geography = DfeGeography(context.header)
        filters = Set(
            mappings.flatMap { $0.feed.conditions.map(\.column) + ($0.member.map { [$0] } ?? []) }
                + adoption.filters
        )
        .sorted()
        for mapping in mappings where !clocks.contains(mapping.clock) {
            clocks.append(mapping.clock)
        }
        if adoption.isEmpty { return }
        // What a feed says that a reporting year is, it is throughout the file.
        let clock = TimeIdentifier(
            calendar: Calendar(),
            reportingYear: mappings.lazy.compactMap(\.clock.reportingYear).first)
        adoptedClock = clocks.firstIndex(of: clock) ?? clocks.count
        if adoptedClock == clocks.count { clocks.append(clock) }
    }

    mutating func read(_ row: CSVRow, _ reading: inout Reading) {
        let own = targetNumbers(row, &reading)
        if own.isEmpty {
            unread = (unread?.first ?? row.number, (unread?.count ?? 0) + 1)
            return
        }
        let printed = periodNumber(row)
        guard let latest = check(printed, own, row, &reading),
            let area = areaNumber(latest, row, &reading),
            case .known(let key, let around, let known, let place) = areas[area]
        else { return }
        if known < latest {
            areas[area] = .known(key: key, around: around, latest: latest, place: place)
        }
        for number in own {
            let target = targets[number]
            guard case .known(let period, let start) = periods[printed][target.clock] else {
                continue
            }
            let isPopulation = target.subject.isPopulation
            let grain = grainNumber(
                isPopulation ? Reading.GrainKey(.from) : Reading.GrainKey(of: period))
            let series = seriesNumber(area, key, number, grain, &reading)
            if isOldSymbol(row, target.value) {
                reading.warn(
                    .oldSymbol(
                        row.text(target.value),
                        column: context.header.names[target.value], file: context.file))
                reading.add(
                    Reading.Figure(
                        series: series,
                        day: Int32(truncatingIfNeeded: (isPopulation ? start : period.last).number),
                        value: 0, reason: Reason.notAvailable.rawValue, decimals: 0, text: -1,
                        origin: -1,
                        place: row.place(target.value)))
                continue
            }
            reading.addFigure(
                row, target.value, series: series,
                day: isPopulation ? start : period.last, isText: target.isText)
        }
    }

    /// Says what was left unread, and until when each area was named and lay where.
    func finish(_ reading: inout Reading) {
        if let unread {
            reading.warn(.unreadRows(unread.count, first: unread.first, file: context.file))
        }
        for case .known(let key, let around, let latest, let place) in areas {
            reading.note(latest, ofArea: key)
            for (inner, outer) in zip([key] + around, around) {
                reading.note(latest, ofArea: outer)
                reading.note(inner, liesIn: outer, on: latest, place: place)
            }
        }
        reading.checkParents(in: context.catalogue, file: context.file)
    }

    // MARK: - Figures

    private mutating func targetNumbers(
        _ row: CSVRow, _ reading: inout Reading
    ) -> [Int] {
        let (number, isNew) = filterKeys.number(of: filters, row)
        if isNew { targetsByFilter.append(resolve(row, &reading)) }
        return targetsByFilter[number]
    }

    /// The figures of rows with the filters of this one: each mapping that it meets reads its
    /// column; of several for one subject and one column the first. What none reads is of indicators
    /// of its own, where there is metadata.
    private mutating func resolve(
        _ row: CSVRow, _ reading: inout Reading
    ) -> [Int] {
        var result: [Int] = []
        for mapping in mappings where mapping.feed.holds({ row.text($0) }) {
            let isRead = result.contains {
                targets[$0].value == mapping.value
                    && targets[$0].subject == .declared(mapping.subject)
            }
            if isRead { continue }
            var members = mapping.feed.row.members
            if let column = mapping.member, let dimension = mapping.dimension {
                let printed = row.text(column)
                let known = dimension.member(printed: printed, in: context.catalogue)
                if known == nil, NameFolding.fold(printed) != "total" {
                    reading.warn(
                        .unknownMember(
                            printed, of: dimension, row: row.number, file: context.file))
                    members[dimension.id] = Slug.make(printed)
                } else if let known {
                    members[dimension.id] = known
                }
            }
            result.append(targets.count)
            targets.append(
                Target(
                    value: mapping.value, subject: .declared(mapping.subject),
                    breakdown: Breakdown(members),
                    source: context.options.source ?? mapping.feed.source,
                    clock: clocks.firstIndex(of: mapping.clock) ?? 0,
                    isText: mapping.isText))
        }
        if adoption.isEmpty { return result }
        let read = Set(result.map { targets[$0].value })
        for (column, subject) in adoption.subjects(of: row, beside: read, &reading) {
            result.append(targets.count)
            targets.append(
                Target(
                    value: column, subject: subject, breakdown: .whole,
                    source: context.options.source ?? context.stem, clock: adoptedClock,
                    isText: false))
        }
        return result
    }

    private mutating func seriesNumber(
        _ area: Int, _ key: String, _ target: Int, _ grain: Int, _ reading: inout Reading
    ) -> Int32 {
        let packed = area << 32 | target << 8 | grain
        if let known = series[packed] { return known }
        let of = targets[target]
        let number = reading.number(
            of: Reading.SeriesKey(
                subject: of.subject, area: key, breakdown: of.breakdown, reference: nil,
                grain: grains[grain], source: of.source))
        series[packed] = number
        return number
    }

    /// Whether a cell holds `:` or `~`, which older files have for what is not available and
    /// published files may not.
    private func isOldSymbol(_ row: CSVRow, _ column: Int) -> Bool {
        let range = row.trimmed(column)
        guard range.count == 1 else { return false }
        let byte = row.bytes[range.lowerBound]
        return byte == UInt8(ascii: ":") || byte == UInt8(ascii: "~")
    }

    // MARK: - Periods

    private mutating func periodNumber(
        _ row: CSVRow
    ) -> Int {
        let (number, isNew) = periodKeys.number(of: printedPeriod, row)
        if isNew {
            let printed = row.text(period)
            let name = row.text(identifier)
            periods.append(
                clocks.map { clock in
                    do throws(TimeIdentifier.Refusal) {
                        let period = try clock.read(printed, name)
                        return .known(period: period, start: clock.start(of: period, name))
                    } catch {
                        return .refused(error)
                    }
                })
        }
        return number
    }

    /// The last day that a row is about; `nil`, and the problem told, where its period cannot be
    /// read for one of its figures.
    private func check(
        _ printed: Int, _ own: [Int], _ row: CSVRow,
        _ reading: inout Reading
    ) -> Day? {
        var latest: Day?
        for number in own {
            switch periods[printed][targets[number].clock] {
            case .known(let period, _): latest = max(latest ?? period.last, period.last)
            case .refused(let refusal):
                let column = refusal.column == .period ? period : identifier
                reading.add(
                    row.problem(column, expected: refusal.expected))
                return nil
            }
        }
        return latest
    }

    private mutating func grainNumber(_ grain: Reading.GrainKey) -> Int {
        if let known = grains.firstIndex(of: grain) { return known }
        grains.append(grain)
        return grains.count - 1
    }

    // MARK: - Areas

    private mutating func areaNumber(
        _ latest: Day, _ row: CSVRow, _ reading: inout Reading
    ) -> Int? {
        let columns = geography.columns(of: row)
        let (number, isNew) = areaKeys.number(of: columns, row)
        if isNew {
            switch geography.area(row, latest) {
            case .success(let area):
                areas.append(
                    .known(
                        key: reading.area(area, in: context.catalogue),
                        around: geography.around(row, latest).map {
                            reading.area($0, in: context.catalogue)
                        }, latest: latest, place: row.place(period)))
            case .failure(let refusal):
                areas.append(.refused(column: refusal.column, expected: refusal.expected))
            }
        }
        if case .refused(let column, let expected) = areas[number] {
            reading.add(
                row.problem(column, expected: expected))
            return nil
        }
        return number
    }
}
