import TallyLanguage
import TallyModel
import TallyPlugins
import Testing

@testable import TallyEngine

/// The catalogue that plugins make together, and what is said of those that don't fit.
struct CatalogueTests {
    /// Plugins from texts, named `0.json`, `1.json`, …; each must read without a problem.
    static func plugins(_ texts: [String]) -> [PluginDeclaration] {
        texts.enumerated().compactMap { index, text in
            let (plugin, diagnostics) = PluginReader.read(SourceText(text, name: "\(index).json"))
            #expect(diagnostics.map(\.message) == [])
            return plugin
        }
    }

    /// `file:line:column+length code: message [label]`
    static func described(_ diagnostic: Diagnostic) -> String {
        guard let place = diagnostic.place else { return diagnostic.message }
        let (line, column, _) = place.source.position(of: place.span.lower)
        let length = place.source[place.span].count
        let label = diagnostic.label.map { " [\($0)]" } ?? ""
        let name = place.source.name ?? "-"
        return "\(name):\(line):\(column)+\(length) \(diagnostic.code.rawValue):"
            + " \(diagnostic.message)\(label)"
    }

    static let clubs = #"""
        {"plugin": "clubs", "title": "Clubs", "version": "2", "home": "north",
         "sources": ["board dataset"],
         "areas": [{"id": "north", "title": "North", "level": "authority", "codes": {"la": "101"},
                    "aliases": ["the north"]},
                   {"id": "west_ham", "title": "West Ham, and more", "level": "authority"},
                   {"id": "land", "title": "The land", "level": "country", "parts": ["north"]}],
         "themes": [{"id": "people", "title": "People"}],
         "references": [{"id": "target", "title": "Target"},
                        {"id": "good-sn", "title": "Good neighbours", "aliases": ["good sn average"]},
                        {"id": "land", "title": "Land average"}],
         "dimensions": [{"id": "age", "title": "Age band",
                         "members": [{"id": "0-4", "title": "0 to 4"},
                                     {"id": "other", "title": "Other"}]},
                        {"id": "sex", "title": "Sex", "members": [{"id": "other", "title": "Other"}]}],
         "populations": [{"id": "all_people", "title": "Everybody", "from": ["count", "guess"]}],
         "indicators": [
           {"id": "members", "name": "No. of members", "aliases": ["club members", "members of clubs"],
            "theme": "people", "population": "all_people", "dimensions": ["age"],
            "subgroups": {"guests": "guests"}, "printed": ["Members (in all)"]},
           {"id": "guests", "name": "Rate of guests by", "aliases": ["guest"], "title": "Visitors"},
           {"id": "guest_share", "name": "% guests", "formula": "share guests of members", "unit": "percent"},
           {"id": "own_rate", "name": "Own rate", "formula": "rate members excl guests per 10k", "unit": "rate per 10k"}],
         "feeds": [{"format": "tidy", "source": "survey",
                    "rows": [{"indicator": "members", "by": "age"}]}]}
        """#

    static let more = #"""
        {"plugin": "more", "themes": [{"id": "people", "title": "People", "aliases": ["folk"]}],
         "areas": [{"id": "north", "title": "North", "level": "authority",
                    "codes": {"gss": "E06000001"}}],
         "populations": [{"id": "all_people", "title": "Everybody", "from": ["guess", "poll"]}],
         "dimensions": [{"id": "age", "title": "Age band", "members": [{"id": "5-9", "title": "5 to 9"}]}],
         "indicators": [{"id": "teams", "name": "Teams", "aliases": ["guest"], "theme": "people",
                         "formula": "members / guests"}]}
        """#

    static func both() -> Catalogue {
        let (catalogue, diagnostics) = Catalogue.build(plugins([clubs, more]))
        #expect(diagnostics.map(described) == [])
        return catalogue
    }

    @Test func holdsWhatIsDeclared() throws {
        let catalogue = Self.both()
        #expect(
            catalogue.indicatorOrder == ["members", "guests", "guest_share", "own_rate", "teams"])
        #expect(catalogue.indicators["teams"]?.plugin == "more")
        #expect(catalogue.indicators["members"]?.home == "north")
        #expect(catalogue.indicators["members"]?.sources == ["board dataset"])
        #expect(catalogue.indicators["teams"]?.home == nil)
        #expect(
            catalogue.areas["north"]
                == Area(
                    id: "north", title: "North", level: "authority",
                    codes: ["la": "101", "gss": "E06000001"]))
        #expect(
            catalogue.populations["all_people"]
                == Population(
                    id: "all_people", title: "Everybody", sources: ["count", "guess", "poll"]))
        #expect(catalogue.dimensions["age"]?.members.map(\.id) == ["0-4", "other", "5-9"])
        #expect(catalogue.subgroups["guests"] == Term(id: "guests", title: "Visitors"))
        #expect(catalogue.feeds.map(\.plugin) == ["clubs"])
        #expect(catalogue.plugins.map(\.id) == ["clubs", "more"])
        #expect(catalogue.plugins.first?.file == "0.json")
        #expect(catalogue.formulas.keys.sorted() == ["guest_share", "own_rate", "teams"])
        #expect(
            catalogue.ids(of: .source) == ["board dataset", "count", "guess", "survey", "poll"])
    }

    @Test func findsWhatFilesCallThings() {
        let catalogue = Self.both()
        #expect(catalogue.indicator(printed: "no. of  MEMBERS")?.id == "members")
        #expect(catalogue.indicator(printed: "Members (in all)")?.id == "members")
        #expect(catalogue.indicator(printed: "Rate of guests by")?.id == "guests")
        #expect(catalogue.indicator(printed: "guest")?.id == "guests")
        #expect(catalogue.indicator(printed: "guest share")?.id == "guest_share")
        #expect(catalogue.indicator(printed: "Nobody") == nil)
        #expect(catalogue.area(named: "The North")?.id == "north")
        #expect(catalogue.area(named: "101")?.id == "north")
        #expect(catalogue.area(named: "E06000001")?.id == "north")
        #expect(catalogue.area(named: "West Ham, and more")?.id == "west_ham")
        #expect(catalogue.area(named: "102") == nil)
        #expect(catalogue.reference(named: "good_sn_average")?.id == "good-sn")
        #expect(catalogue.reference(named: "Land average")?.id == "land")
        #expect(catalogue.reference(named: "land_average")?.id == "land")
        #expect(catalogue.reference(named: "TARGET")?.id == "target")
        #expect(catalogue.population(named: "everybody")?.id == "all_people")
    }

    @Test func adoptsWhatImportsMade() {
        let adopted = [
            AdoptedIndicator(
                id: "huts", name: "No. of huts", theme: "Places", unit: .percent, good: .high,
                decimals: 1),
            AdoptedIndicator(
                id: "tents", name: "No. of tents", theme: "PEOPLE", unit: .number, good: .low,
                decimals: 0),
            AdoptedIndicator(
                id: "members", name: "Other", theme: nil, unit: .number, good: .low, decimals: 0),
        ]
        let south = Area(id: "south", title: "South", level: "region", codes: ["la": "102"])
        let (catalogue, diagnostics) = Catalogue.build(
            Self.plugins([Self.clubs]), adopted: adopted, areas: [south])
        #expect(diagnostics.isEmpty)
        #expect(catalogue.indicators["huts"]?.plugin == nil)
        #expect(catalogue.indicators["huts"]?.declaration.unit == .percent)
        #expect(catalogue.indicators["members"]?.plugin == "clubs")
        #expect(catalogue.indicator(printed: "no. of huts")?.id == "huts")
        #expect(catalogue.area(named: "102") == south)
        #expect(
            catalogue.longestMatch(["regions"])?.candidates == [NameCandidate(.level, "region")])
        #expect(catalogue.indicators["tents"]?.declaration.theme?.value == "people")
        #expect(catalogue.themes["Places"] == Term(id: "Places", title: "Places"))
    }

    @Test(arguments: cases)
    func says(_ test: Case) {
        let (catalogue, diagnostics) = Catalogue.build(Self.plugins(test.plugins))
        #expect(diagnostics.map(Self.described) == test.expected)
        #expect(catalogue.plugins.map(\.id) == test.loaded)
    }

    @Test func namesBothPlacesOfARepeatedIndicator() {
        let texts = [
            Self.plugin("a", #""indicators": [{"id": "x", "name": "X"}]"#),
            Self.plugin("b", #""indicators": [{"id": "x", "name": "Y"}]"#),
        ]
        let (_, diagnostics) = Catalogue.build(Self.plugins(texts))
        #expect(
            diagnostics.map(\.notes) == [
                [
                    "first declared at 0.json:2:23",
                    "a plugin that is to replace it says \"overrides\": [\"x\"]",
                ]
            ])
    }

    /// Ten thousand formulas in a row, and in a round, need neither deep recursion nor long.
    @Test func followsLongChains() {
        func chain(_ count: Int, _ last: String) -> String {
            let links = (0..<count).map { index in
                let next = index == count - 1 ? last : "i\(index + 1)"
                return
                    "{\"id\": \"i\(index)\", \"name\": \"N\(index)\", \"formula\": \"\(next) + 1\"}"
            }
            return Self.plugin("a", "\"indicators\": [\(links.joined(separator: ",\n"))]")
        }
        let straight = Catalogue.build(Self.plugins([chain(90, "2")]))
        #expect(straight.diagnostics.isEmpty && straight.catalogue.formulas.count == 90)
        let long = Catalogue.build(Self.plugins([chain(10_000, "2")]))
        #expect(Set(long.diagnostics.map(\.code)) == [.nestedTooDeeply])
        let round = Catalogue.build(Self.plugins([chain(10_000, "i0")]))
        #expect(round.diagnostics.map(\.code) == [.formulaCycle])
    }

    /// Twenty small formulas that each use the one before twice would take a million steps.
    @Test func refusesFormulasThatDouble() {
        let links = (1...20).map { index in
            "{\"id\": \"x\(index)\", \"name\": \"N\(index)\","
                + " \"formula\": \"x\(index - 1) + x\(index - 1)\"}"
        }
        let text = Self.plugin(
            "a",
            "\"indicators\": [{\"id\": \"x0\", \"name\": \"N\"}, \(links.joined(separator: ",\n"))]"
        )
        let (catalogue, diagnostics) = Catalogue.build(Self.plugins([text]))
        #expect(catalogue.plugins.isEmpty)
        #expect(Set(diagnostics.map(\.code)) == [.nestedTooDeeply])
    }

    /// A thousand plugins, each of which uses the one before, of which the first is wrong.
    @Test func failsLongChainsOfPlugins() {
        let texts = (0..<1000).map { index in
            Self.plugin(
                "p\(index)",
                "\"indicators\": [{\"id\": \"i\(index)\", \"name\": \"N\","
                    + " \"formula\": \"\(index == 0 ? "nothing" : "i\(index - 1)")\"}]")
        }
        let (catalogue, diagnostics) = Catalogue.build(Self.plugins(texts))
        #expect(catalogue.plugins.isEmpty)
        #expect(diagnostics.count == 1000)
    }
}
