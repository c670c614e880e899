import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins
import Testing

/// Figures made up at random for a field made up for the purpose: holes, reasons, two sources that
/// disagree, coarser figures that do not sum, late starts and early ends.
struct InventedSource: FigureSource {
    static let plugin = """
        {
          "plugin": "invented", "home": "north", "sources": ["first", "second"],
          "areas": [{"id": "both", "title": "Both", "level": "region"},
                    {"id": "north", "title": "North", "level": "authority", "in": "both"},
                    {"id": "south", "title": "South", "level": "authority"}],
          "references": [{"id": "target", "title": "target"}],
          "dimensions": [
            {"id": "sex", "title": "Sex", "members": [
              {"id": "male", "title": "Male"}, {"id": "female", "title": "Female"},
              {"id": "other", "title": "Other"}]},
            {"id": "team", "title": "Team", "default": "east", "members": [
              {"id": "east", "title": "East"}, {"id": "west", "title": "West"}]}
          ],
          "populations": [
            {"id": "people", "title": "People"},
            {"id": "adults", "title": "Adults"}],
          "subgroups": [{"id": "new", "title": "New"}, {"id": "old", "title": "Old"}],
          "status": {"green": "meets target", "amber": "within 10% of target", "red": "otherwise"},
          "indicators": [
            {"id": "waiting", "name": "Waiting", "good": "low", "dimensions": ["sex"],
             "population": "people",
             "subgroups": {"new": "waiting_new", "old": {"excl": "waiting_not_old"}}},
            {"id": "waiting_new", "name": "Waiting, new", "good": "low", "population": "people"},
            {"id": "waiting_not_old", "name": "Waiting but not old", "good": "low"},
            {"id": "seen", "name": "Seen", "good": "high", "kind": "flow", "population": "people",
             "dimensions": ["sex"]},
            {"id": "sent", "name": "Sent", "kind": "flow", "population": "adults",
             "dimensions": ["team"]},
            {"id": "late", "name": "Late", "unit": "percent", "decimals": 1, "good": "low",
             "kind": "ratio of flows", "arrears": 1},
            {"id": "waiting_rate", "name": "Waiting rate", "unit": "rate per 1000", "decimals": 1,
             "good": "low", "kind": "ratio of stocks", "formula": "rate waiting per 1000"},
            {"id": "sent_share", "name": "Sent among those seen", "unit": "percent", "decimals": 1,
             "good": "high", "kind": "ratio of flows", "formula": "share sent of seen"},
            {"id": "in_year", "name": "In year", "kind": "year to date", "good": "low"},
            {"id": "a_year", "name": "In a year", "kind": "rolling 12 months", "good": "high"},
            {"id": "yearly", "name": "Yearly", "every": "financial year", "kind": "flow"},
            {"id": "days_taken", "name": "Days taken", "unit": "days", "kind": "average"}
          ]
        }
        """

    static func catalogue() throws -> Catalogue {
        let (plugin, problems) = PluginReader.read(SourceText(plugin, name: "invented.json"))
        try #require(problems.isEmpty, "\(problems)")
        let built = Catalogue.build([try #require(plugin)])
        try #require(built.diagnostics.isEmpty, "\(built.diagnostics)")
        return built.catalogue
    }

    static func maker(_ catalogue: Catalogue, seed: UInt64) -> SentenceMaker {
        SentenceMaker(
            catalogue: catalogue,
            subjects: catalogue.indicatorOrder.compactMap { id in
                catalogue.indicators[id].map {
                    .init(indicator: $0, areas: ["north", "south"])
                }
            },
            periods: [
                "apr22", "sep22", "jan23", "mar23", "jun23", "sep23", "2023-03-31", "2022-12-31",
                "q1 2022/23", "q4 2022/23", "q1 2023/24", "2022/23", "2023/24", "cy2022",
                "ay2022/23", "2023",
            ], known: ["2023-05-01"], dice: Dice(seed: seed &* 31 + 7))
    }

    var series: [SeriesRequest: [StoredSeries]] = [:]

    init(seed: UInt64) {
        var dice = Dice(seed: seed &+ 1000)
        let wholes = [
            "waiting", "waiting_new", "waiting_not_old", "seen", "late", "waiting_rate",
            "sent_share",
            "in_year", "a_year", "days_taken",
        ]
        for area in ["north", "south"] {
            for id in wholes where !dice.oneIn(id.contains("_rate") ? 2 : 12) {
                invent(id, [:], area, &dice)
            }
            for member in ["male", "female", "other"] where !dice.oneIn(8) {
                invent("waiting", ["sex": member], area, &dice)
                invent("seen", ["sex": member], area, &dice)
            }
            for team in ["east", "west"] { invent("sent", ["team": team], area, &dice) }
            invent("sent", [:], area, &dice)
            put("yearly", [:], area, .financialYear, "first", &dice)
            for id in ["people", "adults"] { inventPopulation(id, area, &dice) }
        }
    }

    /// One or two sources, mostly by month, sometimes by quarter or year too or only.
    private mutating func invent(
        _ id: String, _ members: [String: String], _ area: String, _ dice: inout Dice
    ) {
        if !dice.oneIn(10) { put(id, members, area, .month, "first", &dice) }
        if dice.oneIn(4) { put(id, members, area, .month, "second", &dice) }
        if dice.oneIn(4) {
            put(id, members, area, .quarter, dice.pick(["first", "second"]), &dice)
        }
        if dice.oneIn(5) { put(id, members, area, .financialYear, "second", &dice) }
        if members.isEmpty, dice.oneIn(2) { putTarget(id, area, &dice) }
    }

    private mutating func put(
        _ id: String, _ members: [String: String], _ area: String, _ grain: Grain,
        _ source: String, _ dice: inout Dice
    ) {
        let calendar = Calendar()
        var period = calendar.period(grain, containing: Day(2022, 1 + dice.roll(5), 1))
        var points: [StoredPoint] = []
        let last = Day(2023, 6 + dice.roll(5), 1)
        while period.first <= last {
            if !dice.oneIn(9) {
                points.append(point(period.last, cell(&dice), points.count))
            }
            period = calendar.advanced(period, by: 1)
        }
        if points.isEmpty { return }
        add(id, members, area, nil, grain, source, points)
    }

    private func cell(_ dice: inout Dice) -> Cell {
        switch dice.roll(24) {
        case 0: .none(.suppressed)
        case 1: .none(dice.pick([.low, .unreliable, .notAvailable, .notApplicable, .due]))
        case 2: .value(0)
        default: .value(Double(dice.roll(500)) / (dice.oneIn(4) ? 10 : 1))
        }
    }

    private func point(_ day: Day, _ cell: Cell, _ index: Int) -> StoredPoint {
        StoredPoint(
            day: day, cell: cell, decimals: cell.value.map { ExactDecimal($0).decimals } ?? 0,
            text: nil, origin: OriginKey(file: 1, place: Int64(index)))
    }

    private mutating func add(
        _ id: String, _ members: [String: String], _ area: String, _ reference: String?,
        _ grain: Grain, _ source: String, _ points: [StoredPoint]
    ) {
        series[
            SeriesRequest(
                Subject(.indicator, id), area: area, breakdown: Breakdown(members)), default: []
        ].append(
            StoredSeries(reference: reference, grain: grain, source: source, points: points))
    }

    private mutating func putTarget(_ id: String, _ area: String, _ dice: inout Dice) {
        var points = [point(Day(2022, 1 + dice.roll(12), 1), .value(Double(dice.roll(300))), 0)]
        if dice.oneIn(2) {
            points.append(point(Day(2023, 1 + dice.roll(5), 1), cell(&dice), 1))
        }
        add(id, [:], area, "target", .from, "first", points)
    }

    private mutating func inventPopulation(_ id: String, _ area: String, _ dice: inout Dice) {
        for source in ["first", "second"] where !dice.oneIn(3) {
            var points: [StoredPoint] = []
            for year in 2021...2023 where !dice.oneIn(5) {
                points.append(
                    point(Day(year, 4, 1), .value(Double(1000 + dice.roll(300))), points.count))
            }
            if points.isEmpty { continue }
            series[SeriesRequest(Subject(.population, id), area: area), default: []].append(
                StoredSeries(reference: nil, grain: .from, source: source, points: points))
        }
    }

    // MARK: - FigureSource

    /// The series that were known at a day, none empty: the second source came out later.
    private func known(at day: Day?) -> [SeriesRequest: [StoredSeries]] {
        guard let day, day < Day(2023, 6, 1) else { return series }
        return series.mapValues { $0.filter { $0.source == "first" } }
            .filter { !$0.value.isEmpty }
    }

    func load(_ requests: [SeriesRequest], asKnown: Day?) -> [SeriesRequest: [StoredSeries]] {
        known(at: asKnown).filter { requests.contains($0.key) }
    }

    func areas(of subject: Subject, asKnown: Day?) -> [String] {
        Set(known(at: asKnown).keys.filter { $0.subject == subject }.map(\.area)).sorted()
    }

    func lastDay(ofSource source: String, area: String, grain: Grain, asKnown: Day?) -> Day? {
        known(at: asKnown)
            .filter { $0.key.area == area && $0.key.subject.kind == .indicator }.values
            .joined().filter {
                $0.source == source && $0.grain == grain && $0.reference == nil
            }.compactMap { $0.points.last?.day }.max()
    }

    func adopted() -> [AdoptedIndicator] { [] }
    func adoptedAreas() -> [Area] { [] }
    func neighbours(of area: String, asKnown: Day?) -> [String] {
        area == "north" ? ["south"] : []
    }
    func parents(asKnown: Day?) -> [String: AreaParent] { ["south": AreaParent("both")] }
    func milestones(asKnown: Day?) -> [Milestone] { [] }

    func origins(of keys: [OriginKey]) -> [Origin] {
        keys.map {
            Origin(file: "made-up.csv", row: Int($0.place) + 2, column: nil, knownAt: "2024-02-01")
        }
    }
}
