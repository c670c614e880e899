import TallyEngine
import TallyModel
import Testing

@Suite("What figures mean: status, polarity, and what is compared with what")
struct JudgementTests {
    /// A plugin with an average beside the target, a subgroup that is counted, and a quotation.
    private static let board = """
        {
          "plugin": "board", "home": "north",
          "references": [{"id": "england", "title": "England average"}],
          "subgroups": [{"id": "young", "title": "Young"}],
          "status": {"green": "meets target",
                     "amber": "within 10% of target or no worse than england", "red": "otherwise"},
          "indicators": [
            {"id": "outside", "name": "Outside", "unit": "percent", "good": "low",
             "kind": "ratio of stocks"},
            {"id": "quoted", "name": "Quoted", "unit": "percent", "good": "low",
             "kind": "ratio of stocks", "repeats": "outside"},
            {"id": "held", "name": "Held", "good": "low", "dimensions": ["sex"],
             "subgroups": {"young": "held_young"}},
            {"id": "held_young", "name": "Held, young"},
            {"id": "pace", "name": "Pace", "unit": "ratio", "good": "low", "formula": "held / seen"}
          ]
        }
        """

    private static let desk: Desk = {
        var desk = Desk()
        desk.beside = board
        desk.put("waiting", "10 12 11")
        desk.put("seen", "4 5 _ 6")
        desk.put("outside", "41 44 30")
        desk.put("outside", "30", reference: "target")
        desk.put("outside", "43", reference: "england")
        desk.put("quoted", "20 41 44")
        desk.put("held", "10 12 8")
        desk.put("held", "6 7 5", members: ["sex": "male"])
        desk.put("held", "4 5 3", members: ["sex": "female"])
        desk.put("held_young", "2 3 1")
        desk.putPopulation([(2023, 4, 100), (2023, 9, 80)])
        return desk
    }()

    private static func texts(_ sentence: String, _ column: String) throws -> [String] {
        let table = try desk.ask(sentence)
        let index = try #require(table.columns.firstIndex { $0.id == column })
        return table.rows.map { row in
            if case .text(let text) = row.values[index] { text } else { "" }
        }
    }

    @Test(arguments: [
        (
            "outside from jul23 to sep23",
            [
                "no worse than England average 43%",
                "not within 10% of target, worse than England average 43%", "meets target",
            ]
        ),
        ("compare aug23 vs target", ["not within 10% of target, worse than England average 43%"]),
        (
            "compare aug23 vs jul23 for outside",
            ["not within 10% of target, worse than England average 43%"]
        ),
    ])
    func statusSaysWhy(_ sentence: String, _ reasons: [String]) throws {
        #expect(try Self.texts(sentence, "status_reason") == reasons)
    }

    @Test func withoutStatusThereIsNoReason() throws {
        #expect(try Self.texts("waiting in jul23", "status_reason") == [""])
    }

    @Test func explainingSaysWhy() throws {
        let table = try Self.desk.ask("explain compare jul23 vs target for outside")
        let texts = table.rows[0].values.compactMap { value in
            if case .text(let text) = value { text } else { nil }
        }
        #expect(
            texts.contains("target less outside; amber: no worse than England average 43%"))
    }

    @Test func describingTellsThePolicy() throws {
        let table = try Self.desk.ask("describe outside")
        let row = table.rows.first { $0.values[0] == .text("status") }
        #expect(
            row?.values[1]
                == .text(
                    "green meets target; amber within 10% of target or no worse than "
                        + "England average; red otherwise"))
        let other = try Self.desk.ask("describe waiting")
        #expect(!other.rows.contains { $0.values[0] == .text("status") })
    }

    /// What is quoted is left out beside that which it quotes, and only there.
    @Test(arguments: [
        ("compare aug23 vs jul23", ["waiting", "seen", "outside", "held", "held_young", "pace"]),
        ("compare aug23 vs jul23 for quoted", ["quoted"]),
        ("compare aug23 vs jul23 for quoted, outside", ["quoted", "outside"]),
    ])
    func quotations(_ sentence: String, _ ids: [String]) throws {
        #expect(try Self.texts(sentence, ColumnID.id) == ids)
    }

    @Test func whatIsQuotedAloneStays() throws {
        var desk = Desk()
        desk.beside = Self.board
        desk.put("quoted", "20 41")
        let table = try desk.ask("compare aug23 vs jul23")
        #expect(table.rows.map { $0.values[0] } == [.text("quoted")])
    }

    /// A subgroup that is counted is good or bad as its own indicator says; what a whole consists of
    /// is neither.
    @Test(arguments: [
        ("held only young in aug23", "none"), ("held excl young in aug23", "low"),
        ("held only male in aug23", "low"), ("rate waiting per 100 in aug23", "low"),
        ("share held only male of held in aug23", "none"),
        ("share held excl male of held in aug23", "none"),
        ("share held only male, female of held in aug23", "none"),
        ("share held excl young of held in aug23", "none"),
        ("share held only young of held in aug23", "none"),
        ("share held of waiting in aug23", "low"),
    ])
    func polarity(_ sentence: String, _ good: String) throws {
        #expect(try Self.texts(sentence, ColumnID.good) == [good])
    }

    @Test(arguments: [
        ("compare aug23 vs jul23 for held, outside | top 1", "held"),
        ("compare aug23 vs jul23 for outside, held | top 1", "held"),
        ("compare aug23 vs jul23 for outside, held | where unit is percent | top 1", "outside"),
    ])
    func topOfUnlikeUnitsGoesByTheChange(_ sentence: String, _ id: String) throws {
        #expect(try Self.texts(sentence, ColumnID.id) == [id])
    }

    @Test(arguments: [
        (
            "compare aug23 vs jul23 for held, outside | sort by value",
            "compare aug23 vs jul23 for held, outside | sort by change_percent"
        ),
        (
            "compare aug23 vs jul23 for held, outside | sort by jul23",
            "compare aug23 vs jul23 for held, outside | sort by change_percent"
        ),
        (
            "compare held vs outside in jul23 | top 1",
            "compare held vs outside in jul23 | where unit is number | top 1"
        ),
    ])
    func unlikeUnitsHaveNoOrder(_ sentence: String, _ offer: String) throws {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        #expect(refusal?.code == .unitClash)
        #expect(refusal?.offers == [offer])
    }

    @Test(arguments: [
        "held meets target", "when held meets target", "run(held misses target)",
        "held meets target and outside meets target",
    ])
    func nothingMeetsWhatThereIsNot(_ sentence: String) throws {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        #expect(refusal?.code == .noReference)
        #expect(refusal?.message == "'Held' has no figure of 'target'")
    }

    @Test(arguments: [
        ("compare aug23 vs target", "1 row, none meeting the target"),
        ("compare jul23 vs england", "1 row, no worse than the England average"),
        ("compare aug23 vs england", "1 row, worse than the England average"),
    ])
    func whatIsMet(_ sentence: String, _ summary: String) throws {
        #expect(try Self.desk.ask(sentence).summary == summary)
    }

    /// Where rows have unlike periods the heading has the words that were typed.
    @Test(arguments: [
        ("compare latest vs previous", "Latest against previous, North"),
        ("compare previous vs latest", "Previous against latest, North"),
        ("compare aug23 vs previous", "Aug 2023 against Jul 2023, North"),
    ])
    func headings(_ sentence: String, _ title: String) throws {
        var desk = Self.desk
        desk.put("calls", "7 5", grain: .quarter)
        #expect(try desk.ask(sentence).title == title)
    }

    /// 2.5 and 2.4 would be 3 and 2 beside a change of 0.1.
    @Test func figuresHaveTheDigitsOfTheirChange() throws {
        let table = try Self.desk.ask("pace in aug23")
        let digits = ["value", "before", "change"].map { id -> Int? in
            guard let index = table.columns.firstIndex(where: { $0.id == id }),
                case .number(let number) = table.rows[0].values[index]
            else { return nil }
            return number.decimals
        }
        #expect(digits == [1, 1, 1])
    }

    @Test(arguments: [
        (
            "rate avg(waiting) per 100 in q2 2023/24",
            "break in Sep 2023: people is 80, before 100"
        ),
        (
            "seen in sep23",
            "no values of seen for North in Sep 2023; the nearest are Aug 2023 and Oct 2023"
        ),
        (
            "change(waiting) in q2 2023/24",
            "the change within the quarter; from the quarter before: compare q2 2023/24 vs "
                + "q1 2023/24 for waiting"
        ),
    ])
    func notes(_ sentence: String, _ note: String) throws {
        #expect(try Self.desk.ask(sentence).notes.map(\.text).contains(note))
    }
}
