import TallyEngine
import TallyModel
import Testing

@Suite("Trends of many indicators")
struct TrendTableTests {
    private static func desk() -> Desk {
        var desk = Desk()
        desk.put("waiting", "10 12 11 9 c")
        desk.put("seen", "4 4 5")
        desk.put("late", "20.5 _ 30")
        desk.put("places", "7 8", grain: .quarter)
        return desk
    }

    /// Each row as its id, its figures and its direction.
    private static func rows(_ table: ResultTable) -> [String] {
        table.rows.map { row in
            zip(table.columns, row.values).compactMap { column, value -> String? in
                switch value {
                case .text(let text): column.id == "id" ? text : nil
                case .number(let number):
                    number.cell.value.map { "\($0)" } ?? number.cell.reason.map { "\($0)" }
                case .direction(let direction): direction.rawValue
                case .empty: column.isSeries ? "-" : nil
                default: nil
                }
            }.joined(separator: " ")
        }
    }

    @Test(arguments: [
        (
            "trend for waiting, seen from jul23 to sep23",
            ["waiting 10.0 12.0 11.0 Improving", "seen 4.0 4.0 5.0 Improving"]
        ),
        (
            "trend for waiting, seen",
            ["waiting 10.0 12.0 11.0 9.0 suppressed", "seen 4.0 4.0 5.0 - -"]
        ),
        ("trend for waiting, seen last 2 months", ["waiting 9.0 suppressed"]),
        ("trend for seen, waiting in aug23", ["seen 4.0 Same", "waiting 12.0 Worsening"]),
        ("trend for places", ["places 7.0 8.0 Improving"]),
        (
            "trend for waiting, seen, places since sep23",
            ["waiting 11.0 9.0 suppressed", "seen 5.0 - -"]
        ),
    ])
    func rows(_ sentence: String, _ rows: [String]) throws {
        #expect(Self.rows(try Self.desk().ask(sentence)) == rows)
    }

    @Test func columnsArePeriods() throws {
        let table = try Self.desk().ask("trend for waiting, late from jul23 to sep23")
        #expect(
            table.columns.map(\.id) == [
                "id", "indicator", "area", "unit", "2023-07", "2023-08", "2023-09", "direction",
                "good",
            ])
        #expect(table.columns[4].title == "Jul 2023")
        #expect(table.title == "Jul 2023 to Sep 2023, North")
        #expect(table.summary == "2 rows")
    }

    @Test(arguments: [
        (
            "trend for waiting, seen, places from jul23 to dec23",
            "left out: 1 indicator for periods of another length"
        ),
        ("trend for waiting from may23 to aug23", "no figures of these for May 2023, Jun 2023"),
        (
            "trend for waiting from jan23 to aug23",
            "no figures of these for Jan 2023, Feb 2023, Mar 2023 and 3 more"
        ),
        (
            "trend for waiting from jan22 to aug22",
            "no values of waiting for North in Aug 2022; the first is Jul 2023"
        ),
        ("trend for seen, calls", "no values of calls for North"),
    ])
    func isSaid(_ sentence: String, _ note: String) throws {
        #expect(try Self.desk().ask(sentence).notes.map(\.text).contains(note))
    }

    @Test func whatIsSaidOfSeveralPeriodsIsSaidOnce() throws {
        var desk = Self.desk()
        desk.put("twice", "14 _ _", grain: .month)
        desk.put("places", "7 8 9")
        let table = try desk.ask("trend for twice from jul23 to sep23")
        #expect(
            table.notes.map(\.text).first
                == "Aug 2023, Sep 2023: not published for this period: computed as places * 2")
        let beside = try desk.ask("compare jul23 vs aug23 vs sep23 for twice")
        #expect(beside.notes.map(\.text).first == table.notes.map(\.text).first)
    }

    /// Over one period that is named all figures are of one length, however often they are recorded.
    @Test func aNamedPeriodIsOfOneLength() throws {
        let table = try Self.desk().ask(
            "trend for places, waiting, seen in q1 2023/24 to q2 2023/24")
        #expect(Self.rows(table) == ["places 7.0", "waiting 11.0", "seen 13.0"])
        #expect(!table.notes.contains { $0.code == .leftOut })
    }

    /// What is named itself and by its theme stands once; what is newer than what is settled is
    /// shown where it is asked for.
    @Test func eachStandsOnce() throws {
        #expect(
            Self.rows(try Self.desk().ask("trend for waiting, seen, waiting in aug23")) == [
                "waiting 12.0 Worsening", "seen 4.0 Same",
            ])
        #expect(
            Self.rows(try Self.desk().ask("trend for waiting, late since sep23")) == [
                "waiting 11.0 9.0 suppressed", "late 30.0 - -",
            ])
    }

    @Test(arguments: [
        "trend", "trend for north", "trend since jul23", "trend for waiting rolling 2 months",
        "trend for waiting by month",
    ])
    func refused(_ sentence: String) {
        #expect(throws: (any Error).self) { try Self.desk().ask(sentence) }
    }
}
