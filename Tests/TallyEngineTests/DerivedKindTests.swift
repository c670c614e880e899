import TallyModel
import TallyPlugins
import Testing

@testable import TallyEngine

/// What the figures of a formula are over time, where the author does not say.
struct DerivedKindTests {
    private static func plugin(_ indicators: String) -> String {
        """
        {
          "plugin": "ward", "home": "north",
          "areas": [{"id": "north", "title": "North", "level": "authority"}],
          "populations": [{"id": "people", "title": "People"}],
          "indicators": [
            \(indicators),
            {"id": "beds", "name": "Beds", "population": "people"},
            {"id": "nurses", "name": "Nurses", "subgroups": {"agency": "agency"}},
            {"id": "agency", "name": "Agency nurses"},
            {"id": "deaths", "name": "Deaths", "kind": "flow", "population": "people"},
            {"id": "admissions", "name": "Admissions", "kind": "flow"},
            {"id": "stay", "name": "Stay", "unit": "days", "kind": "average"},
            {"id": "yearly", "name": "Yearly", "kind": "rolling 12 months"},
            {"id": "late", "name": "Late", "unit": "percent", "kind": "ratio of flows"}
          ]
        }
        """
    }

    private static func built(_ indicators: String) -> (Catalogue, [Diagnostic]) {
        let read = PluginReader.read(SourceText(plugin(indicators), name: "ward.json"))
        #expect(read.diagnostics.map(\.message) == [])
        let built = Catalogue.build(read.plugin.map { [$0] } ?? [])
        return (built.catalogue, built.diagnostics)
    }

    @Test(arguments: [
        ("share deaths of admissions", "percent", "ratio of flows"),
        ("share agency of nurses", "percent", "ratio of stocks"),
        ("rate deaths per 10k", "rate per 10k", "ratio of flows"),
        ("rate beds per 10k", "rate per 10k", "ratio of stocks"),
        ("deaths / admissions", "ratio", "ratio of flows"),
        ("beds / nurses", "ratio", "ratio of stocks"),
        ("admissions - deaths", "number", "flow"),
        ("nurses + beds", "number", "stock"),
        ("nurses excl agency", "number", "stock"),
        ("deaths * 2", "number", "flow"),
        ("100 - late", "percent", "ratio of flows"),
        ("sum(deaths)", "number", "flow"),
        ("avg(nurses)", "number", "average"),
        ("yearly", "number", "figure rolling over 12 months"),
        ("(deaths rolling 3 months)", "number", "figure rolling over 3 months"),
        ("nurses * (beds / agency)", "number", "stock"),
        // Of things of several kinds.
        ("share deaths of nurses", "percent", "ratio of flows"),
        ("late - (share agency of nurses)", "percentage points", "ratio of flows"),
        ("nurses + deaths", "number", "unknown kind over time"),
        ("3", "number", "stock"),
    ])
    func isThatOfTheFormula(_ formula: String, _ unit: String, _ kind: String) throws {
        let (catalogue, problems) = Self.built(
            #"{"id": "x", "name": "X", "unit": "\#(unit)", "formula": "\#(formula)"}"#)
        #expect(problems.map(\.message) == [])
        #expect(catalogue.indicators["x"]?.declaration.kind.words == kind)
    }

    /// Of formulas of formulas too, in whatever order they are declared.
    @Test func goesThroughFormulas() {
        let (catalogue, problems) = Self.built(
            """
            {"id": "a", "name": "A", "unit": "percent", "formula": "share b of c"},
            {"id": "b", "name": "B", "formula": "c - deaths"},
            {"id": "c", "name": "C", "formula": "admissions + 1"}
            """)
        #expect(problems.map(\.message) == [])
        #expect(
            ["a", "b", "c"].map { catalogue.indicators[$0]?.declaration.kind.words } == [
                "ratio of flows", "flow", "flow",
            ])
    }

    @Test(arguments: [
        ("flow", "nurses + 1", "number", "a flow, and its formula is of a stock"),
        ("stock", "admissions - deaths", "number", "a stock, and its formula is of a flow"),
        ("stock", "deaths + nurses", "number", "a stock, and its formula is of a flow"),
        (
            "ratio of stocks", "share deaths of admissions", "percent",
            "a ratio of stocks, and its formula is of a ratio of flows"
        ),
        (
            "stock", "share deaths of admissions", "percent",
            "a stock, and its formula is of a ratio of flows"
        ),
    ])
    func aKindThatIsAnotherIsRefused(
        _ kind: String, _ formula: String, _ unit: String, _ said: String
    ) {
        let (_, problems) = Self.built(
            """
            {"id": "x", "name": "X", "unit": "\(unit)", "kind": "\(kind)", "formula": "\(formula)"}
            """)
        #expect(problems.map(\.message) == ["'x' is declared as \(said)"])
        #expect(problems.map(\.code) == [.kindClash])
    }

    @Test func whatIsSaidIsKeptWhereTheFormulaDoesNotTell() {
        let (catalogue, problems) = Self.built(
            """
            {"id": "x", "name": "X", "unit": "percent", "kind": "average", "formula": "late"},
            {"id": "y", "name": "Y", "kind": "flow", "formula": "deaths * (beds / agency)"}
            """)
        #expect(problems.map(\.message) == [])
        #expect(catalogue.indicators["x"]?.declaration.kind == .average)
        #expect(catalogue.indicators["y"]?.declaration.kind == .flow)
    }

    /// A count of a subgroup is held against the kind that its formula gives.
    @Test func countsOfSubgroupsMayBeFormulas() {
        let (_, problems) = Self.built(
            """
            {"id": "all", "name": "All", "kind": "flow", "subgroups": {"own": "own"}},
            {"id": "own", "name": "Own", "formula": "admissions - deaths"},
            {"id": "staff", "name": "Staff", "subgroups": {"own": "own"}}
            """)
        #expect(
            problems.map(\.message) == [
                "'own' is a flow and can't count a subgroup of 'staff', a stock"
            ])
    }

    @Test func aYearToDateIsMadeOfTheParts() throws {
        var desk = Desk()
        desk.beside = """
            {"plugin": "ward", "home": "north", "indicators": [
              {"id": "deaths", "name": "Deaths", "kind": "flow"},
              {"id": "admissions", "name": "Admissions", "kind": "flow"},
              {"id": "death_share", "name": "Death share", "unit": "percent", "decimals": 1,
               "formula": "share deaths of admissions"}]}
            """
        desk.put("deaths", "1 2 3")
        desk.put("admissions", "10 10 40")
        #expect(try desk.values("death_share in q2 2023/24") == ["10"])
        #expect(try desk.values("death_share rolling 3 months") == ["10"])
    }
}
