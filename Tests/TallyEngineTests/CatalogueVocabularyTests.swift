import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins
import Testing

/// What words stand for.
struct CatalogueVocabularyTests {
    private static let catalogue = CatalogueTests.both()

    struct Case: Sendable, CustomTestStringConvertible {
        let words: String
        /// `2 indicator members, theme people`; `nil` where no name begins.
        let expected: String?
        var testDescription: String { words }

        init(_ words: String, _ expected: String?) {
            self.words = words
            self.expected = expected
        }
    }

    static let cases: [Case] = [
        Case("members", "1 indicator members"),
        Case("members of", "1 indicator members"),
        Case("members of clubs", "3 indicator members"),
        Case("members of clubs per", "3 indicator members"),
        Case("members of people", "1 indicator members"),
        Case("club members", "2 indicator members"),
        Case("club", nil),
        Case("clubs", "1 plugin clubs"),
        Case("guest", "1 indicator guests, indicator teams, subgroup guests"),
        Case("guests", "1 indicator guests, subgroup guests"),
        Case("visitors", "1 indicator guests, subgroup guests"),
        Case("guest_share", "1 indicator guest_share"),
        Case("guest share", "1 indicator guests, indicator teams, subgroup guests"),
        Case("own rate", nil),
        Case("% guests", "2 indicator guest_share"),
        Case("no. of members", "3 indicator members"),
        Case("rate of guests by", nil),
        Case("clubs.members", "1 indicator members"),
        Case("more.teams per", "1 indicator teams"),
        Case("more.members", nil),
        Case("clubs.", nil),
        Case(".members", nil),
        Case("folk", "1 theme people"),
        Case("people", "1 theme people"),
        Case("land", "1 area land, reference land"),
        Case("the land", "2 area land"),
        Case("land average", "2 reference land"),
        Case("authorities", "1 level authority"),
        Case("authority", "1 level authority"),
        Case("countries", "1 level country"),
        Case("0-4", "1 member age=0-4"),
        Case("5 to 9", "3 member age=5-9"),
        Case("other", "1 member age=other, member sex=other"),
        Case("everybody", "1 population all_people"),
        Case("all people", "2 population all_people"),
        Case("board dataset", "2 source board dataset"),
        Case("west ham", "2 area west_ham"),
        Case("", nil),
        Case("nobody", nil),
    ]

    private func described(_ candidates: [NameCandidate]) -> String {
        candidates.map { "\($0.kind.rawValue) \($0.id)" }.joined(separator: ", ")
    }

    @Test(arguments: cases)
    func matchesTheLongestName(_ test: Case) {
        let words = ["before"] + NameFolding.words(test.words)
        let match = Self.catalogue.longestMatch(words.dropFirst())
        #expect(match.map { "\($0.count) \(described($0.candidates))" } == test.expected)
    }

    @Test(arguments: [
        ("Rate of  guests BY", "indicator guests"), ("West Ham, and more", "area west_ham"),
        ("Members of clubs", "indicator members"), ("clubs.members", "indicator members"),
        ("nobody", ""), ("", ""),
    ])
    func findsQuotedNames(_ name: String, _ expected: String) {
        #expect(described(Self.catalogue.candidates(quoted: name)) == expected)
    }

    @Test func listsIdsBeforeAliases() {
        let entries = Self.catalogue.entries(of: [.indicator, .theme, .member])
        #expect(
            entries.map(\.name) == [
                "members", "guests", "guest_share", "own_rate", "teams", "people", "0-4", "other",
                "other", "5-9", "club members", "members of clubs", "guest", "guest", "folk",
            ])
        #expect(entries.first?.title == "No. of members")
        #expect(entries.dropFirst().first?.title == "Visitors")
    }

    @Test func matchesBeyondASCII() {
        let texts = [
            #"{"plugin": "a", "indicators": [{"id": "x", "name": "Café’s ÉCLAIRS", "aliases": ["Ünder\u00a0way"]}]}"#
        ]
        let catalogue = Catalogue.build(CatalogueTests.plugins(texts)).catalogue
        let words = NameFolding.words("café's éclairs")
        #expect(catalogue.longestMatch(words[...])?.count == 2)
        #expect(catalogue.longestMatch(NameFolding.words("ünder way")[...])?.count == 2)
    }
}
