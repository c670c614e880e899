import TallyLanguage
import TallyModel
import TallyPlugins
import Testing

@testable import TallyEngine

/// Plugins that replace indicators of plugins before them.
struct OverrideTests {
    private static let clubs = """
        {"plugin": "clubs", "home": "north", "sources": ["board", "survey"],
        "areas": [{"id": "north", "title": "North", "level": "authority"}],
        "references": [{"id": "target", "title": "Target"}],
        "dimensions": [{"id": "sex", "title": "Sex", "members": [{"id": "male", "title": "Male"}]}],
        "status": {"green": "meets target", "red": "otherwise"},
        "indicators": [{"id": "members", "name": "No. of members", "aliases": ["people of clubs"],
        "dimensions": ["sex"]},
        {"id": "double", "name": "Double", "formula": "members * 2"}],
        "feeds": [{"format": "tidy", "source": "survey",
        "rows": [{"indicator": "members", "by": "sex"}]}]}
        """

    private static func mine(_ overrides: String, _ indicators: String) -> String {
        "{\"plugin\": \"mine\",\n\"overrides\": [\(overrides)],\n\"indicators\": [\(indicators)]}"
    }

    private static let good =
        #"{"id": "members", "name": "Members", "title": "New", "good": "high", "dimensions": ["sex"]}"#

    @Test func theLaterIsMeantByEveryName() throws {
        let texts = [Self.clubs, Self.mine("\"members\"", Self.good)]
        let (catalogue, diagnostics) = Catalogue.build(CatalogueTests.plugins(texts))
        #expect(diagnostics.map(CatalogueTests.described) == [])
        let indicator = try #require(catalogue.indicators["members"])
        #expect(indicator.plugin == "mine")
        #expect(indicator.title == "New")
        #expect(indicator.home == "north")
        #expect(indicator.sources == ["board", "survey"])
        #expect(indicator.status != nil)
        #expect(catalogue.indicatorOrder == ["members", "double"])
        for name in ["members", "Members", "no. of members", "people of clubs"] {
            #expect(catalogue.indicator(printed: name)?.title == "New")
        }
        let plugins = CatalogueTests.plugins(texts)
        let index = try #require(
            NameIndex(of: plugins, in: catalogue, cuts: plugins.map { _ in nil }))
        #expect(index.named(in: "double")?.plugins == 0b11)
        #expect(index.named(in: "members")?.plugins == 0b11)
        #expect(index.named(in: "people of clubs")?.plugins == 0b11)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let title: String
        let plugins: [String]
        let expected: [String]
        let notes: [[String]]
        let loaded: [String]
        var testDescription: String { title }
    }

    static let cases = [
        Case(
            title: "what no plugin declares",
            plugins: [clubs, mine("\"member\"", good)],
            expected: [
                "1.json:2:15+8 unknown-indicator: no plugin before this one declares the indicator"
                    + " 'member' [did you mean 'members'?]",
                "1.json:3:23+9 duplicate-name: the indicator 'members' is declared twice",
            ],
            notes: [
                [],
                [
                    "first declared at 0.json:6:23",
                    "a plugin that is to replace it says \"overrides\": [\"members\"]",
                ],
            ], loaded: ["clubs"]),
        Case(
            title: "what only a later plugin declares",
            plugins: [mine("\"members\"", good), clubs],
            expected: [
                "0.json:2:15+9 unknown-indicator: no plugin before this one declares the indicator"
                    + " 'members'",
                "1.json:6:23+9 duplicate-name: the indicator 'members' is declared twice",
            ],
            notes: [
                [],
                [
                    "first declared at 0.json:3:23",
                    "a plugin that is to replace it says \"overrides\": [\"members\"]",
                ],
            ], loaded: []),
        Case(
            title: "an override without an indicator",
            plugins: [clubs, mine("\"members\"", "")],
            expected: [
                "1.json:2:15+9 missing-field: the plugin overrides 'members' and declares no"
                    + " indicator of that id"
            ], notes: [[]], loaded: ["clubs"]),
        Case(
            title: "twice in the plugin that overrides",
            plugins: [clubs, mine("\"members\"", "\(good), \(good)")],
            expected: [
                "1.json:3:116+9 duplicate-name: the indicator 'members' is declared twice"
            ], notes: [["first declared at 1.json:3:23"]], loaded: ["clubs"]),
        Case(
            title: "one that the feeds of the earlier plugin can't fill",
            plugins: [clubs, mine("\"members\"", #"{"id": "members", "name": "M"}"#)],
            expected: [
                "0.json:10:41+5 bad-value: the indicator 'members' does not name the dimension 'sex'"
            ],
            notes: [["'members' is overridden at 1.json:2:15, in a plugin that is left out"]],
            loaded: ["clubs"]),
        Case(
            title: "a second override",
            plugins: [
                clubs, mine("\"members\"", good),
                #"{"plugin": "third", "overrides": ["members"], "indicators": ["# + good + "]}",
            ], expected: [], notes: [], loaded: ["clubs", "mine", "third"]),
        Case(
            title: "a plugin that is wrong and overrides leaves the earlier one",
            plugins: [
                clubs, mine("\"members\"", good + #", {"id": "y", "name": "Y", "theme": "no"}"#),
                #"{"plugin": "third", "indicators": [{"id": "z", "name": "Z", "formula": "members + 1"}]}"#,
            ],
            expected: ["1.json:3:143+4 unknown-name: no plugin declares the theme 'no'"],
            notes: [[]], loaded: ["clubs", "third"]),
    ]

    @Test(arguments: cases)
    func says(_ test: Case) {
        let (catalogue, diagnostics) = Catalogue.build(CatalogueTests.plugins(test.plugins))
        #expect(diagnostics.map(CatalogueTests.described) == test.expected)
        #expect(diagnostics.map(\.notes) == test.notes)
        #expect(catalogue.plugins.map(\.id) == test.loaded)
    }
}
