import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins
import Testing

/// A small field of its own with its figures, without a store.
struct Desk: FigureSource {
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
             "kind": "ratio of flows", "arrears": 1}
          ]
        }
        """

    /// A plugin beside it, where a test needs more.
    var beside: String?
    private var series: [SeriesRequest: [StoredSeries]] = [:]
    /// The day on which each source's figures became known; at all times where there is none.
    var knownSince: [String: Day] = [:]

    /// `figures`: for each period of the grain from July 2023, in the compact notation of tests: `3 _ c 7`.
    mutating func put(
        _ id: String, _ figures: String, members: [String: String] = [:], source: String = "first",
        reference: String? = nil, grain: Grain = .month
    ) {
        let request = SeriesRequest(
            Subject(.indicator, id), area: "north", breakdown: Breakdown(members))
        var points: [StoredPoint] = []
        for (index, text) in figures.split(separator: " ").enumerated() where text != "_" {
            let first = Calendar().period(grain, containing: Day(2023, 7, 1))
            let period = Calendar().advanced(first, by: index)
            let cell: Cell =
                Reason(symbol: text).map { .none($0) } ?? .value(Double(text) ?? .nan)
            points.append(
                StoredPoint(
                    day: reference == nil ? period.last : period.first, cell: cell,
                    decimals: ExactDecimal(cell.value ?? 0).decimals, text: nil,
                    origin: OriginKey(file: 1, place: Int64(index))))
        }
        series[request, default: []].append(
            StoredSeries(
                reference: reference, grain: reference == nil ? grain : .from, source: source,
                points: points))
    }

    mutating func putPopulation(_ values: [(year: Int, month: Int, value: Double)]) {
        series[SeriesRequest(Subject(.population, "people"), area: "north")] = [
            StoredSeries(
                reference: nil, grain: .from, source: "first",
                points: values.map {
                    StoredPoint(
                        day: Day($0.year, $0.month, 1), cell: .value($0.value), decimals: 0,
                        text: nil, origin: OriginKey(file: 1, place: 0))
                })
        ]
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
        for statement in statements {
            switch statement.kind {
            case .binding(let name, _, let query):
                bindings[name] = Binding(query: query, source: source)
            case .query(let query):
                last = try Engine(catalogue: built.catalogue, source: self)
                    .answer(query, in: source, bindings: bindings)
            case .command: break
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

    // MARK: - FigureSource

    func load(_ requests: [SeriesRequest], asKnown: Day?) -> [SeriesRequest: [StoredSeries]] {
        series.filter { requests.contains($0.key) }.mapValues { all in
            all.filter { one in
                guard let asKnown, let since = knownSince[one.source] else { return true }
                return since <= asKnown
            }
        }
    }

    func areas(of subject: Subject) -> [String] {
        series.keys.contains { $0.subject == subject } ? ["north"] : []
    }

    func lastDay(ofSource source: String, area: String, grain: Grain) -> Day? {
        series.values.flatMap { $0 }.filter { $0.source == source && $0.grain == grain }
            .compactMap { $0.points.last?.day }.max()
    }

    func adopted() -> [AdoptedIndicator] { [] }
    func adoptedAreas() -> [Area] { [] }
    func neighbours(of area: String) -> [String] { [] }
    func milestones() -> [Milestone] { [] }

    func origins(of keys: [OriginKey]) -> [Origin] {
        keys.map {
            Origin(
                file: "desk.csv", row: Int($0.place) + 2, column: nil, knownAt: "2024-02-01")
        }
    }
}
