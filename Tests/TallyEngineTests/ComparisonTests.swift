import TallyEngine
import TallyModel
import Testing

@Suite("Comparisons of many indicators")
struct ComparisonTests {
    /// One plugin whose academic year begins in August beside one whose year begins in September.
    private static let august = """
        {
          "plugin": "schools", "home": "north", "sources": ["first"],
          "calendar": {"academic_year_starts": "august"},
          "indicators": [
            {"id": "taught", "name": "Taught", "good": "high", "every": "academic year", "kind": "flow"}
          ]
        }
        """

    private static func ids(_ table: ResultTable) -> [String] {
        table.rows.compactMap { if case .text(let id) = $0.values[0] { id } else { nil } }
    }

    /// An indicator is read by its own plugin's calendar, whatever stands in front of it.
    @Test(arguments: [
        "compare latest vs previous", "compare latest vs previous for waiting, taught",
        "compare north vs north for waiting, taught",
        "compare latest vs latest for waiting, taught",
    ])
    func eachKeepsItsCalendar(_ sentence: String) throws {
        var desk = Desk()
        desk.beside = Self.august
        desk.put("waiting", "10 12 11")
        desk.put("taught", "30 40", grain: .academicYear, by: Calendar(academicYearStart: 8))
        #expect(Self.ids(try desk.ask(sentence)) == ["waiting", "taught"])
    }

    /// The direction is from the first period behind `vs`; without a figure there it has none.
    @Test func directionIsFromTheFirstPeriod() throws {
        var desk = Desk()
        desk.put("waiting", "10 12 11")
        desk.put("seen", "_ 4 5")
        let table = try desk.ask("compare sep23 vs jul23 vs aug23 for waiting, seen")
        let direction = table.columns.firstIndex { $0.id == "direction" } ?? 0
        #expect(table.rows.map { $0.values[direction] } == [.direction(.worsening), .empty])
    }

    @Test func whatIsNamedTwiceStandsOnce() throws {
        var desk = Desk()
        desk.put("waiting", "10 12 11")
        desk.put("seen", "3 4 5")
        let table = try desk.ask("compare sep23 vs jul23 for waiting, seen, waiting, north, north")
        #expect(Self.ids(table) == ["waiting", "seen"])
    }
}
