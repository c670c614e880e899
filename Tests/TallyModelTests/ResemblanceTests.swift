import TallyModel
import Testing

struct ResemblanceTests {
    @Test(
        arguments: [
            ("cic", "cic", 0, 0), ("cic", "cci", 1, 1), ("cci", "cic", 0, nil),
            ("cic", "cicc", 1, 1),
            ("cic", "ic", 1, 1), ("cic", "cac", 1, 1), ("kitten", "sitting", 3, 3),
            ("kitten", "sitting", 2, nil), ("", "abc", 3, 3), ("", "abc", 2, nil), ("", "", 0, 0),
            ("ca", "abc", 3, 3), ("é", "e", 1, 1), ("日本", "本日", 1, 1), ("abcd", "badc", 2, 2),
        ] as [(String, String, Int, Int?)])
    func distance(_ a: String, _ b: String, _ limit: Int, _ expected: Int?) {
        #expect(Resemblance.distance(a, b, limit: limit) == expected)
        #expect(Resemblance.distance(b, a, limit: limit) == expected)
    }

    static let names = ["cic", "uasc", "children in care", "participation", "attendance", "cin"]

    @Test(arguments: [
        ("cci", ["cic"]), ("CCI", ["cic"]), ("cic", ["cic", "cin"]), ("cix", ["cic", "cin"]),
        ("childern in caer", ["children in care"]), ("partcipation", ["participation"]),
        ("attendence", ["attendance"]), ("x", []), ("", []), ("zzzz", []),
        ("entirely different", []),
    ])
    func closest(_ word: String, _ expected: [String]) {
        #expect(Resemblance.closest(to: word, among: Self.names) == expected)
    }

    @Test func atMostAsManyAsAsked() {
        let many = ["ab", "ac", "ad", "ae"]
        #expect(Resemblance.closest(to: "aa", among: many) == ["ab", "ac", "ad"])
        #expect(Resemblance.closest(to: "aa", among: many, most: 1) == ["ab"])
    }

    @Test func hugeWordsAreNoBurden() {
        let a = String(repeating: "ab", count: 100_000)
        let b = String(repeating: "ab", count: 99_999) + "bb"
        #expect(Resemblance.closest(to: a, among: [b]) == [b])
    }
}
