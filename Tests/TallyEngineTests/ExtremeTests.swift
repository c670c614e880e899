import TallyEngine
import TallyModel
import Testing

/// Figures so large that what is made of them is not finite: that is not applicable, and nothing
/// ends.
struct ExtremeTests {
    private func desk() -> Desk {
        var desk = Desk()
        desk.put("seen", values: [1e308, 1.5e308])
        desk.put("waiting", values: [1.7e308, -1.7e308, 1.7e308])
        desk.put("places", values: [-1.7e308, 1.7e308, 1.7e308])
        desk.beside = """
            {"plugin": "large", "checks": [
              {"id": "same", "says": "they are the same", "that": "waiting = places"},
              {"id": "near", "says": "they are near", "that": "waiting = places", "within": 1},
              {"id": "most", "says": "no fewer", "that": "waiting >= places", "within": 1}]}
            """
        return desk
    }

    @Test(arguments: [
        ("waiting in sep23", ["1.7e+308"]),
        ("- waiting in sep23", ["-1.7e+308"]),
        ("waiting * 2 in sep23", ["z"]),
        ("waiting + places in sep23", ["z"]),
        ("waiting + places in jul23", ["0"]),
        ("waiting - places in jul23", ["z"]),
        ("round(waiting) in sep23", ["1.7e+308"]),
        ("abs(waiting) in aug23", ["1.7e+308"]),
        ("sum(seen) from jul23 to aug23", ["z"]),
        ("avg(seen) in q2 2023/24", ["z"]),
        ("round(avg(seen)) in q2 2023/24", ["z"]),
        ("median(seen) in q2 2023/24", ["z"]),
        ("max(seen) in q2 2023/24", ["1.5e+308"]),
        ("seen in q2 2023/24", ["z"]),
        ("seen year to date from jul23 to aug23", ["1e+308", "z"]),
        ("seen rolling 2 months from aug23 to aug23", ["z"]),
        ("change(waiting) in aug23", ["z"]),
        ("pct_change(waiting) in aug23", ["z"]),
        ("share seen of seen in jul23", ["z"]),
        ("avg(seen) in q2 2023/24 where value > 3", []),
    ])
    func figures(_ sentence: String, _ values: [String]) throws {
        let found = try desk().values(sentence)
        #expect(found == values)
    }

    /// Of the months that both sides have, July and August, too.
    @Test func sumsOfCommonMonths() throws {
        var desk = Desk()
        desk.put("seen", values: [1e308, 1.5e308])
        desk.put("calls", values: [1, 2, 3])
        #expect(try desk.values("seen - calls in q2 2023/24") == ["z"])
        #expect(try desk.values("share calls of seen in q2 2023/24") == ["z"])
    }

    @Test func theMiddleOfAreas() throws {
        var desk = Desk()
        let areas = ["b", "c", "d"].map {
            "{\"id\": \"\($0)\", \"title\": \"\($0)\", \"level\": \"authority\"}"
        }
        desk.beside = "{\"plugin\": \"more\", \"areas\": [\(areas.joined(separator: ", "))]}"
        desk.put("late", "5")
        for area in ["b", "c", "d"] { desk.put("late", values: [1.7e308], area: area) }
        let values = try desk.values("compare north vs authorities for late in jul23")
        #expect(values == ["5", "1.7e+308", "1.7e+308", "1.7e+308", "1.7e+308", "z"])
    }

    @Test(arguments: [
        ("check same", ["z", "z"]), ("check near", ["z", "z"]), ("check most", ["z"]),
    ])
    func checks(_ sentence: String, _ differences: [String]) throws {
        let found = try desk().values(sentence, column: ColumnID.gap)
        #expect(found == differences)
    }
}
