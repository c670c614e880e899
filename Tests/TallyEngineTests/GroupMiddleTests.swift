import TallyEngine
import TallyModel
import Testing

/// The middle of the areas beside which one stands.
struct GroupMiddleTests {
    private static func desk(_ late: [String]) -> Desk {
        var desk = Desk()
        let areas = ["b", "c", "d", "e"]
        desk.beside =
            "{\"plugin\": \"more\", \"areas\": ["
            + areas.map {
                "{\"id\": \"\($0)\", \"title\": \"\($0.uppercased())\", \"level\": \"authority\"}"
            }
            .joined(separator: ", ") + "]}"
        desk.put("late", "50")
        desk.put("waiting", "50")
        for (area, items) in zip(areas, late) {
            desk.put("late", items, area: area)
            desk.put("waiting", items, area: area)
        }
        return desk
    }

    private static let sentence = "compare north vs authorities for late in jul23"

    @Test(arguments: [
        // An odd and an even count.
        (["10", "20", "60"], ["50", "10", "20", "60", "20", "30"]),
        (["10", "20", "60", "70"], ["50", "10", "20", "60", "70", "40", "40"]),
        // Two are too few.
        (["10", "20"], ["50", "10", "20"]),
        // What is suppressed suppresses, what is missing for another reason is left out.
        (["10", "20", "60", "c"], ["50", "10", "20", "60", "c", "c", "c"]),
        (["10", "20", "60", "x"], ["50", "10", "20", "60", "x", "20", "30"]),
    ])
    func valuesAndTheirMiddle(_ late: [String], _ expected: [String]) throws {
        #expect(try Self.desk(late).values(Self.sentence) == expected)
    }

    @Test func saysWhatItIs() throws {
        let table = try Self.desk(["10", "20", "60", "x"]).ask(Self.sentence)
        let names = table.rows.filter(\.isTotal).map { $0.values[3] }
        #expect(names == [.text("median of the 4 others"), .text("mean of the 4 others")])
        #expect(
            table.notes.map(\.text).suffix(2) == [
                "each area counts alike, whatever its size", "3 of 4 areas have a figure",
            ])
        let differences = try Self.desk(["10", "20", "60"]).values(
            Self.sentence, column: "difference")
        #expect(differences == ["", "40", "30", "-10", "30", "20"])
    }

    /// Counts say how large areas are.
    @Test func countsHaveNoMiddle() throws {
        let values = try Self.desk(["10", "20", "60"]).values(
            "compare north vs authorities for waiting in jul23")
        #expect(values == ["50", "10", "20", "60"])
    }
}
