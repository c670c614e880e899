import Testing

/// Plugins that don't fit together, with what is said of them and which load all the same.
extension CatalogueTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let title: String
        let plugins: [String]
        let expected: [String]
        /// The ids of the plugins that load all the same.
        let loaded: [String]
        var testDescription: String { title }
    }

    static func plugin(_ id: String, _ rest: String = "") -> String {
        "{\"plugin\": \"\(id)\",\n\(rest.isEmpty ? "\"title\": \"T\"" : rest)}"
    }

    static let cases: [Case] = [
        Case(
            title: "one indicator of two plugins",
            plugins: [
                plugin("a", #""indicators": [{"id": "x", "name": "X"}]"#),
                plugin("b", #""indicators": [{"id": "x", "name": "Y"}]"#),
                plugin("c", #""title": "C""#),
            ],
            expected: ["1.json:2:23+3 duplicate-name: the indicator 'x' is declared twice"],
            loaded: ["a", "c"]),
        Case(
            title: "two plugins of one id", plugins: [plugin("a"), plugin("a")],
            expected: ["1.json:1:12+3 duplicate-name: the plugin 'a' is declared twice"],
            loaded: ["a"]),
        Case(
            title: "a theme twice in one file",
            plugins: [
                plugin("a", #""themes": [{"id": "t", "title": "T"}, {"id": "t", "title": "T"}]"#)
            ],
            expected: ["0.json:2:46+3 duplicate-name: the theme 't' is declared twice"],
            loaded: []),
        Case(
            title: "a theme of two titles",
            plugins: [
                plugin("a", #""themes": [{"id": "t", "title": "T"}]"#),
                plugin("b", #""themes": [{"id": "t", "title": "U"}]"#),
            ],
            expected: [
                "1.json:2:19+3 duplicate-name: the theme 't' has the title 'U' here and 'T' elsewhere"
            ],
            loaded: ["a"]),
        Case(
            title: "an area of two levels",
            plugins: [
                plugin("a", #""areas": [{"id": "t", "title": "T", "level": "region"}]"#),
                plugin("b", #""areas": [{"id": "t", "title": "T", "level": "country"}]"#),
            ],
            expected: [
                "1.json:2:18+3 duplicate-name: the area 't' has another level, code, part or place here"
                    + " than elsewhere"
            ],
            loaded: ["a"]),
        Case(
            title: "keywords at the ends of aliases",
            plugins: [
                plugin(
                    "a",
                    #""indicators": [{"id": "x", "name": "Rate of x", "aliases": ["Rate of x", "x per", "x in y"]}]"#
                )
            ],
            expected: [
                "0.json:2:61+11 reserved-name: the alias 'Rate of x' begins with 'rate', a word of"
                    + " the query language",
                "0.json:2:74+7 reserved-name: the alias 'x per' ends with 'per', a word of the query"
                    + " language",
            ],
            loaded: []),
        Case(
            title: "a keyword as an id",
            plugins: [plugin("a", #""themes": [{"id": "best", "title": "T"}]"#)],
            expected: [
                "0.json:2:19+6 reserved-name: 'best' is a word of the query language and can't be an id"
            ],
            loaded: []),
        Case(
            title: "a dimension with a name of its own meaning",
            plugins: [
                plugin(
                    "a",
                    #""dimensions": [{"id": "month", "title": "M"}, {"id": "d", "title": "D", "aliases": ["Year"]}]"#
                )
            ],
            expected: [
                "0.json:2:23+7 reserved-name: 'by month' has a meaning of its own, so no dimension is"
                    + " called so",
                "0.json:2:85+6 reserved-name: 'by Year' has a meaning of its own, so no dimension is"
                    + " called so",
            ],
            loaded: []),
        Case(
            title: "unknown names",
            plugins: [
                plugin(
                    "a",
                    #""home": "nowhere", "themes": [{"id": "people", "title": "P"}], "indicators": [{"id": "x","#
                        + "\n"
                        + #""name": "X", "theme": "poeple", "population": "p", "dimensions": ["d"],"#
                        + "\n" + #""subgroups": {"s": "guests"}}]"#)
            ],
            expected: [
                "0.json:2:9+9 unknown-name: no plugin declares the area 'nowhere'",
                "0.json:3:23+8 unknown-name: no plugin declares the theme 'poeple'"
                    + " [did you mean 'people'?]",
                "0.json:3:47+3 unknown-name: no plugin declares the population 'p'",
                "0.json:3:67+3 unknown-name: no plugin declares the dimension 'd'",
                "0.json:4:15+3 unknown-name: no plugin declares the subgroup 's'",
                "0.json:4:20+8 unknown-indicator: no plugin declares the indicator 'guests'",
            ],
            loaded: []),
        Case(
            title: "unknown names in feeds",
            plugins: [
                plugin(
                    "a",
                    #""dimensions": [{"id": "age", "title": "A", "members": [{"id": "young", "title": "Y"}]}],"#
                        + "\n" + #""indicators": [{"id": "members", "name": "X"}],"#
                        + "\n"
                        + #""feeds": [{"format": "tidy", "source": "s", "rows": [{"indicator": "member"},"#
                        + "\n"
                        + #"{"indicator": "members", "by": "age", "members": {"age": "yuong"}}]},"#
                        + "\n"
                        + #"{"format": "population", "source": "s", "rows": [{"population": "members"}]}]"#
                )
            ],
            expected: [
                "0.json:4:68+8 unknown-indicator: no plugin declares the indicator 'member'"
                    + " [did you mean 'members'?]",
                "0.json:5:32+5 bad-value: the indicator 'members' does not name the dimension 'age'",
                "0.json:5:58+7 unknown-name: no plugin declares the member 'yuong' of the dimension"
                    + " 'age' [did you mean 'young'?]",
                "0.json:5:58+7 bad-value: the indicator 'members' does not name the dimension 'age'",
                "0.json:6:65+9 unknown-name: no plugin declares the population 'members'",
            ],
            loaded: []),
        Case(
            title: "a count of another kind",
            plugins: [
                plugin(
                    "a",
                    #""indicators": [{"id": "x", "name": "X", "kind": "flow", "subgroups": {"y": "y"}}, {"id": "y", "name": "Y"}]"#
                )
            ],
            expected: [
                "0.json:2:76+3 kind-clash: 'y' is a stock and can't count a subgroup of 'x', a flow"
            ],
            loaded: []),
        Case(
            title: "an area within itself",
            plugins: [
                plugin(
                    "a",
                    #""areas": [{"id": "x", "title": "X", "level": "l", "parts": ["y"]}, {"id": "y", "title": "Y", "level": "l", "parts": ["x"]}]"#
                )
            ],
            expected: ["0.json:2:18+3 bad-value: an area lies in itself: x → y → x"],
            loaded: []),
        Case(
            title: "an unknown name in a formula behind escapes",
            plugins: [
                plugin(
                    "a",
                    #""indicators": [{"id": "x", "name": "Caf\u00e9"}, {"id": "y", "name": "Y", "formula": "\"caf\u00e9\" + \u0078 - zzz"}]"#
                )
            ],
            expected: [
                "0.json:2:112+3 unknown-indicator: no indicator is called 'zzz'"
            ],
            loaded: []),
        Case(
            title: "a name of another kind in a formula",
            plugins: [
                plugin(
                    "a",
                    #""themes": [{"id": "t", "title": "T"}], "indicators": [{"id": "x", "name": "X", "formula": "share t of x"}]"#
                )
            ],
            expected: [
                "0.json:2:98+1 wrong-kind-of-name: 't' is a theme, where an indicator must stand"
            ],
            loaded: []),
        Case(
            title: "an ambiguous alias in a formula",
            plugins: [
                plugin(
                    "a",
                    #""indicators": [{"id": "x", "name": "X", "aliases": ["z"]}]"#
                ),
                plugin("b", #""indicators": [{"id": "y", "name": "Y", "aliases": ["z"]}]"#),
                plugin(
                    "c", #""indicators": [{"id": "w", "name": "W", "formula": "a.x - z"}]"#),
            ],
            expected: ["2.json:2:59+1 ambiguous-name: 'z' may be 'a.x' or 'b.y'"],
            loaded: ["a", "b"]),
        Case(
            title: "a formula means its own plugin's alias",
            plugins: [
                plugin(
                    "a",
                    #""indicators": [{"id": "x", "name": "X", "aliases": ["z"]}, {"id": "w", "name": "W", "formula": "z + 1"}]"#
                ),
                plugin("b", #""indicators": [{"id": "y", "name": "Y", "aliases": ["z"]}]"#),
            ],
            expected: [], loaded: ["a", "b"]),
        Case(
            title: "a formula in another unit than its indicator",
            plugins: [
                plugin(
                    "a",
                    #""indicators": [{"id": "x", "name": "X"}, {"id": "w", "name": "W", "unit": "percent", "formula": "x + 1"}]"#
                )
            ],
            expected: [
                "0.json:2:97+7 unit-clash: 'w' is declared in the unit 'percent', and its formula gives 'number'"
            ],
            loaded: []),
        Case(
            title: "a flow that is made of stocks",
            plugins: [
                plugin(
                    "a",
                    #""indicators": [{"id": "x", "name": "X"}, {"id": "w", "name": "W", "kind": "flow", "formula": "x + 1"}]"#
                )
            ],
            expected: [
                "0.json:2:94+7 kind-clash: 'w' is declared as a flow, and its formula is of a stock"
                    + " [\"kind\": \"stock\", or none, is the formula's]"
            ],
            loaded: []),
        Case(
            title: "formulas that go round, over two plugins and by itself",
            plugins: [
                plugin(
                    "a",
                    #""indicators": [{"id": "x", "name": "X", "formula": "y + z"}, {"id": "z", "name": "Z"}]"#
                ),
                plugin(
                    "b", #""indicators": [{"id": "y", "name": "Y", "formula": "share x of z"}]"#),
                plugin("c", #""indicators": [{"id": "w", "name": "W", "formula": "w / 2"}]"#),
                plugin("d", #""indicators": [{"id": "v", "name": "V", "formula": "z / 2"}]"#),
                plugin("e"),
            ],
            expected: [
                "0.json:2:52+7 formula-cycle: these formulas go round: x → y → x",
                "1.json:2:52+14 formula-cycle: these formulas go round: x → y → x",
                "1.json:2:52+14 unit-clash: 'y' is declared in the unit 'number', and its formula"
                    + " gives 'percent'",
                "2.json:2:52+7 formula-cycle: these formulas go round: w → w",
                "3.json:2:53+1 unknown-indicator: the indicator 'z' is declared by the plugin 'a',"
                    + " which did not load",
            ],
            loaded: ["e"]),
        Case(
            title: "a plugin goes with the one it needs, not with one of two",
            plugins: [
                plugin(
                    "a",
                    #""home": "x", "themes": [{"id": "t", "title": "T"}, {"id": "u", "title": "U"}]"#
                ),
                plugin("b", #""themes": [{"id": "u", "title": "U"}]"#),
                plugin("c", #""indicators": [{"id": "i", "name": "I", "theme": "t"}]"#),
                plugin("d", #""indicators": [{"id": "j", "name": "J", "theme": "u"}]"#),
                plugin("e", #""indicators": [{"id": "k", "name": "K", "formula": "1 + i"}]"#),
            ],
            expected: [
                "0.json:2:9+3 unknown-name: no plugin declares the area 'x'",
                "2.json:2:50+3 unknown-name: the theme 't' is declared by the plugin 'a', which did"
                    + " not load",
                "4.json:2:57+1 unknown-indicator: the indicator 'i' is declared by the plugin 'c',"
                    + " which did not load",
            ],
            loaded: ["b", "d"]),
    ]
}
