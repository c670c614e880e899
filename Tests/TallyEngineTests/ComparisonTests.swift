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
        let direction = table.columns.firstIndex { $0.id == "direction_2023-07" } ?? 0
        #expect(table.columns[direction].title == "Direction since Jul 2023")
        #expect(table.rows.map { $0.values[direction] } == [.direction(.worsening), .empty])
    }

    /// A reference in front of the period changes nothing, and the change and the direction beside it
    /// are of the same way.
    @Test(arguments: [
        ("compare sep23 vs target vs jul23", "Direction since Jul 2023", Direction.worsening),
        ("compare jul23 vs target vs sep23", "Direction to Sep 2023", .worsening),
        ("compare sep23 vs target vs aug23", "Direction since Aug 2023", .improving),
    ])
    func directionIsThatOfTheChangeBesideIt(
        _ sentence: String, _ title: String, _ expected: Direction
    ) throws {
        var desk = Desk()
        desk.put("waiting", "10 12 11")
        desk.put("waiting", "9", reference: "target", grain: .from)
        let table = try desk.ask(sentence + " for waiting")
        let direction = table.columns.firstIndex { $0.kind == .direction } ?? 0
        #expect(table.columns[direction].title == title)
        #expect(table.rows.map { $0.values[direction] } == [.direction(expected)])
    }

    /// One thing in brackets at two times is a comparison of the times.
    @Test func bracketsOfOneThingAreItsPeriods() throws {
        var desk = Desk()
        desk.put("waiting", "10 12 11")
        #expect(
            try desk.ask("compare (waiting in sep23) vs (waiting in jul23)").rows
                == desk.ask("compare sep23 vs jul23 for waiting").rows)
        let table = try desk.ask("compare (waiting in sep23) vs (seen in jul23)")
        #expect(table.columns.contains { $0.id == "difference" })
    }

    @Test func whatIsNamedTwiceStandsOnce() throws {
        var desk = Desk()
        desk.put("waiting", "10 12 11")
        desk.put("seen", "3 4 5")
        let table = try desk.ask("compare sep23 vs jul23 for waiting, seen, waiting, north, north")
        #expect(Self.ids(table) == ["waiting", "seen"])
    }

    /// What has no figure beside another says what is nearest.
    @Test func whatHasNoFigureIsSaid() throws {
        var desk = Desk()
        desk.put("waiting", "10 12 11")
        desk.put("seen", "_ 4 5")
        let table = try desk.ask("compare waiting vs seen in jul23")
        #expect(table.rows.count == 2)
        #expect(
            table.notes.map(\.text) == [
                "no values of seen for North in Jul 2023; the first is Aug 2023"
            ])
        let empty = try desk.ask("compare waiting vs seen in jan30")
        #expect(empty.rows.isEmpty)
        #expect(empty.notes.count == 2)
    }
}

@Suite("What is said of figures at the edges of what is known")
struct EdgeTests {
    private static let desk: Desk = {
        var desk = Desk()
        desk.put("waiting", "10 12 11 9")
        desk.put("seen", "4 4")
        desk.put("waiting", "6 7 6 5", members: ["sex": "male"])
        return desk
    }()

    /// What stands in before the first figure is no figure to have changed from.
    @Test func standingInIsNoFigureBefore() throws {
        let values = try Self.desk.values("(waiting ?? 0) by month", column: ColumnID.change)
        #expect(values == ["", "2", "-1", "-2"])
    }

    @Test(arguments: [
        ("seen > 3 since oct23", "no values of seen > 3 for North; the last is Aug 2023"),
        ("waiting a year ago by sex", "no values of waiting a year ago for North in Oct 2023"),
        (
            "share seen of waiting",
            "seen ends in Aug 2023, though the first runs to Oct 2023"
        ),
        (
            "share waiting of seen",
            "seen ends in Aug 2023, though the first runs to Oct 2023"
        ),
    ])
    func isSaid(_ sentence: String, _ note: String) throws {
        #expect(try Self.desk.ask(sentence).notes.map(\.text).contains(note))
    }

    /// An area that is named is no other split.
    @Test func byTheSourcesOfAnArea() throws {
        #expect(try Self.desk.values("seen for north by source in aug23") == ["4"])
        #expect(try Self.desk.values("(seen for north) in aug23 by source") == ["4"])
    }

    @Test func whatAConditionLeavesOutIsCounted() throws {
        let table = try Self.desk.ask("explain waiting where value > 400")
        #expect(table.rows.isEmpty)
        #expect(table.summary == "0 of 1 rows")
    }
}
