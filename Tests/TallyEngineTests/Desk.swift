import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins
import Testing

/// A small field of its own with its figures, without a store.
struct Desk {
    static let plugin = """
        {
          "plugin": "desk", "home": "north", "sources": ["first", "second"],
          "areas": [{"id": "north", "title": "North", "level": "authority"}],
          "references": [{"id": "target", "title": "target"}],
          "dimensions": [
            {"id": "sex", "title": "Sex", "members": [
              {"id": "male", "title": "Male"}, {"id": "female", "title": "Female"},
              {"id": "other", "title": "Other"}]}
          ],
          "populations": [{"id": "people", "title": "People"}],
          "status": {"green": "meets target", "amber": "within 10% of target", "red": "otherwise"},
          "indicators": [
            {"id": "waiting", "name": "Waiting", "good": "low", "dimensions": ["sex"],
             "population": "people"},
            {"id": "seen", "name": "Seen", "good": "high", "kind": "flow", "population": "people"},
            {"id": "late", "name": "Late", "unit": "percent", "decimals": 1, "good": "low",
             "kind": "ratio of flows", "arrears": 1},
            {"id": "places", "name": "Places", "good": "high", "population": "people",
             "dimensions": ["sex"],
             "definitions": [{"from": "2023-10", "note": "beds counted"},
                             {"until": "2023-09", "note": "rooms counted"}]},
            {"id": "grants", "name": "Grants", "kind": "flow",
             "definitions": [{"from": "2023-09-01", "until": "2023-11", "note": "the scheme of 2023"}]},
            {"id": "calls", "name": "Calls", "kind": "flow",
             "definitions": [{"note": "by post"}, {"from": "2023-08-15", "note": "by telephone"}]},
            {"id": "twice", "name": "Twice", "formula": "places * 2"},
            {"id": "late_since", "name": "Late since", "formula": "waiting * 2",
             "definitions": [{"from": "2023-09", "note": "new"}]}
          ]
        }
        """

    private var figures = FiguresInMemory(file: "desk.csv", knownAt: "2024-02-01")
    /// A plugin beside it, where a test needs more.
    var beside: String?
    /// The session's area, where one is set.
    var area: String?
    /// The session's day, where one is set.
    var asKnown: Day?

    /// `items`: for each period of the grain from July 2023, in the compact notation of tests:
    /// `3 _ c 7`.
    mutating func put(
        _ id: String, _ items: String, members: [String: String] = [:], source: String = "first",
        reference: String? = nil, grain: Grain = .month, by calendar: Calendar = Calendar(),
        known: Day? = nil, area: String = "north"
    ) {
        figures.add(
            (try? CompactSeries.read(items)) ?? [],
            to: SeriesRequest(
                Subject(.indicator, id), area: area, breakdown: Breakdown(members)),
            reference: reference, from: calendar.period(grain, containing: Day(2023, 7, 1)),
            in: calendar, source: source, known: known)
    }

    /// The values of months from July 2023 on, however large.
    mutating func put(_ id: String, values: [Double], area: String = "north") {
        figures.add(
            StoredSeries(
                reference: nil, grain: .month, source: "first",
                points: zip([31, 31, 30], 7...).map { length, month in
                    Day(2023, month, length)
                }.enumerated().prefix(values.count).map { index, day in
                    StoredPoint(
                        day: day, cell: .value(values[index]), decimals: 0, text: nil,
                        origin: OriginKey(file: 1, place: 0))
                }),
            to: SeriesRequest(Subject(.indicator, id), area: area))
    }

    mutating func putPopulation(_ values: [(year: Int, month: Int, value: Double)]) {
        figures.add(
            StoredSeries(
                reference: nil, grain: .from, source: "first",
                points: values.map {
                    StoredPoint(
                        day: Day($0.year, $0.month, 1), cell: .value($0.value), decimals: 0,
                        text: nil, origin: OriginKey(file: 1, place: 0))
                }),
            to: SeriesRequest(Subject(.population, "people"), area: "north"))
    }

    /// The answer to a sentence, or its refusal.
    func ask(_ sentence: String) throws -> ResultTable {
        var plugins: [PluginDeclaration] = []
        for text in [Self.plugin, beside].compactMap({ $0 }) {
            let (plugin, problems) = PluginReader.read(SourceText(text, name: "desk.json"))
            try #require(problems.isEmpty)
            plugins.append(try #require(plugin))
        }
        let built = Catalogue.build(plugins)
        try #require(built.diagnostics.isEmpty)
        let source = SourceText(sentence)
        let (statements, errors) = Parser.statements(in: source, vocabulary: built.catalogue)
        if let error = errors.first { throw error }
        var bindings: [String: Binding] = [:]
        var last: ResultTable?
        let engine = Engine(
            catalogue: built.catalogue, source: figures, area: area, asKnown: asKnown)
        for statement in statements {
            switch statement.kind {
            case .binding(let name, _, let query):
                bindings[name] = Binding(query: query, source: source, bindings: bindings)
            case .query(let query):
                last = try engine.answer(query, in: source, bindings: bindings)
            case .assertion(let query):
                try engine.assert(query, in: source, bindings: bindings)
            case .command, .alias: break
            }
        }
        return try #require(last)
    }

    /// The cells of the column `value`, in words: `12`, `c`, `_`.
    func values(_ sentence: String, column: String = ColumnID.value) throws -> [String] {
        let table = try ask(sentence)
        let index = try #require(table.columns.firstIndex { $0.id == column })
        return table.rows.map { row in
            guard case .number(let number) = row.values[index] else { return "" }
            return number.cell.value.map(NumberText.full) ?? number.cell.reason?.symbol ?? ""
        }
    }
}
