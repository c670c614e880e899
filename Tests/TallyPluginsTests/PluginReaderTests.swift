import TallyModel
import TallyPlugins
import Testing

/// A whole plugin, field by field.
struct PluginReaderTests {
    private func read(_ text: String) throws -> PluginDeclaration {
        let (plugin, diagnostics) = PluginReader.read(SourceText(text, name: "p.json"))
        #expect(diagnostics.map(PluginDiagnosticsTests.described) == [])
        return try #require(plugin)
    }

    @Test func readsWhatAPluginDeclares() throws {
        let plugin = try read(
            #"""
            {"$schema": "schema/plugin.schema.json", "plugin": "sport", "version": "1.2.0",
             "title": "Sport", "description": "Clubs.", "home": "north",
             "sources": ["board dataset", "survey"],
             "calendar": {"financial_year_starts": "october"},
             "areas": [{"id": "north", "title": "North", "level": "authority",
               "codes": {"la": "838", "gss": "E06000059"}, "aliases": ["the north"],
               "parts": ["east"]}],
             "themes": [{"id": "clubs", "title": "Clubs", "aliases": ["the clubs"]}],
             "references": [{"id": "target", "title": "Target"}],
             "subgroups": [{"id": "guests", "title": "Guests"}],
             "dimensions": [{"id": "age", "title": "Age", "aliases": ["age band"],
               "members": [{"id": "0-4", "title": "0 to 4", "aliases": ["under 5"]}]}],
             "populations": [{"id": "people", "title": "People", "from": ["survey", "count"]}],
             "status": {"green": "meets target", "amber": "within 10% of target", "red": "otherwise"}}
            """#)
        #expect(plugin.id.value == "sport")
        #expect(plugin.version == "1.2.0" && plugin.title == "Sport")
        #expect(plugin.description == "Clubs." && plugin.home?.value == "north")
        #expect(plugin.sources.map(\.value) == ["board dataset", "survey"])
        #expect(plugin.calendar == Calendar(financialYearStart: 10, academicYearStart: 9))
        let area = try #require(plugin.areas.first)
        #expect(area.term.id.value == "north" && area.term.title == "North")
        #expect(area.level == "authority" && area.codes == ["la": "838", "gss": "E06000059"])
        #expect(area.term.aliases.map(\.value) == ["the north"])
        #expect(area.parts.map(\.value) == ["east"])
        #expect(plugin.themes.map(\.id.value) == ["clubs"])
        #expect(plugin.references.map(\.title) == ["Target"])
        #expect(plugin.subgroups.map(\.id.value) == ["guests"])
        let dimension = try #require(plugin.dimensions.first)
        #expect(dimension.term.aliases.map(\.value) == ["age band"])
        #expect(dimension.members.map(\.id.value) == ["0-4"])
        #expect(dimension.members.first?.aliases.map(\.value) == ["under 5"])
        #expect(plugin.populations.first?.from.map(\.value) == ["survey", "count"])
        #expect(plugin.status?.green.value == "meets target")
        #expect(plugin.status?.amber?.value == "within 10% of target")
    }

    @Test func readsAnIndicator() throws {
        let plugin = try read(
            #"""
            {"plugin": "sport", "indicators": [
              {"id": "members", "name": "No. of members", "title": "Members",
               "aliases": ["membership"], "printed": ["Members in all"], "theme": "clubs",
               "unit": "rate per 10,000", "decimals": 2, "good": "high",
               "kind": "rolling 12 months", "every": "financial year", "population": "people",
               "arrears": 1, "formula": "share a of b",
               "subgroups": {"guests": "guest_count", "staff": {"count": "s", "only": "t"}},
               "variants": {"excl guests": "own", "only guests": "visiting", "excl club": "u"},
               "dimensions": ["age", "sex"], "status": {"green": "meets england"},
               "description": "All of them.", "source": "the book"},
              {"id": "plain", "name": "Plain"}]}
            """#)
        let indicator = try #require(plugin.indicators.first)
        #expect(indicator.id.value == "members" && indicator.name.value == "No. of members")
        #expect(indicator.title == "Members")
        #expect(indicator.aliases.map(\.value) == ["membership"])
        #expect(indicator.printed.map(\.value) == ["Members in all"])
        #expect(indicator.theme?.value == "clubs" && indicator.population?.value == "people")
        #expect(indicator.unit == .rate(per: 10_000) && indicator.decimals == 2)
        #expect(indicator.good == .high && indicator.kind == .rolling(months: 12))
        #expect(indicator.every == .financialYear && indicator.arrears == 1)
        #expect(indicator.formula?.value == "share a of b")
        #expect(indicator.dimensions.map(\.value) == ["age", "sex"])
        #expect(indicator.status?.green.value == "meets england")
        #expect(indicator.description == "All of them." && indicator.source == "the book")
        let subgroups = indicator.subgroups.map { entry in
            [entry.subgroup, entry.count, entry.excl, entry.only].map { $0?.value ?? "-" }
        }
        #expect(
            subgroups == [
                ["guests", "guest_count", "own", "visiting"], ["staff", "s", "-", "t"],
                ["club", "-", "u", "-"],
            ])
        let plain = try #require(plugin.indicators.last)
        #expect(plain.unit == .number && plain.decimals == 0 && plain.good == .neither)
        #expect(plain.kind == .stock && plain.every == .month && plain.arrears == 0)
    }

    @Test(arguments: [
        ("number", Unit.number), ("percent", .percent), ("percentage points", .percentagePoints),
        ("days", .days), ("weeks", .weeks), ("hours", .hours), ("score", .score),
        ("ratio", .ratio), ("text", .text), ("money £", .money("£")),
        ("rate per 10k", .rate(per: 10_000)), ("rate per 100,000", .rate(per: 100_000)),
        ("rate per 1m", .rate(per: 1_000_000)), ("rate per 1000", .rate(per: 1000)),
    ])
    func readsAUnit(_ text: String, _ unit: Unit) throws {
        let plugin = try read(
            "{\"plugin\": \"a\", \"indicators\": [{\"id\": \"a\", \"name\": \"A\", \"unit\": \"\(text)\"}]}"
        )
        #expect(plugin.indicators.map(\.unit) == [unit])
    }

    @Test func readsFeeds() throws {
        let plugin = try read(
            #"""
            {"plugin": "sport", "feeds": [
              {"format": "board", "source": "board dataset"},
              {"format": "tidy", "source": "survey", "having": {"authority": "North"}, "rows": [
                {"table": "T", "measure": "M", "unit": "count", "having": {"sex": "f"},
                 "indicator": "members", "by": "age", "members": {"service": "adults"}},
                {"dimension": "total", "member": "all", "indicator": "plain"}]},
              {"format": "population", "source": "count", "rows": [{"population": "people"}]}]}
            """#)
        #expect(plugin.feeds.map(\.format.value) == ["board", "tidy", "population"])
        #expect(plugin.feeds.map(\.source.value) == ["board dataset", "survey", "count"])
        #expect(plugin.feeds[1].having == ["authority": "North"])
        let row = plugin.feeds[1].rows[0]
        #expect(row.having == ["table": "T", "measure": "M", "unit": "count", "sex": "f"])
        #expect(row.subject.value == "members" && row.dimension?.value == "age")
        #expect(row.members == ["service": "adults"])
        #expect(plugin.feeds[1].rows[1].having == ["dimension": "total", "member": "all"])
        #expect(plugin.feeds[2].rows.map(\.subject.value) == ["people"])
    }

    /// Every field says what it is for, so that a schema made of the tables does.
    @Test func describesEveryField() {
        var shapes = [PluginReader.shape]
        var count = 0
        while let shape = shapes.popLast() {
            for field in shape.fields {
                count += 1
                #expect(field.description.hasSuffix("."), "\(shape.title): \(field.name)")
                switch field.type {
                case .object(let inner), .list(of: .object(let inner)): shapes.append(inner)
                default: continue
                }
            }
        }
        #expect(count > 60)
    }
}
