import TallyEngine
import TallyModel
import Testing

/// What some parts leave of a whole is suppressed where one of the others is, in whatever words it
/// is asked for; and is told where none is.
struct RemainderTests {
    /// What another plugin makes of the figures of the desk, and a flow with members.
    static let beside = """
        {
          "plugin": "beside", "home": "north", "sources": ["first"],
          "indicators": [
            {"id": "came", "name": "Came", "kind": "flow", "population": "people",
             "dimensions": ["sex"]},
            {"id": "planned", "name": "Planned",
             "formula": "(waiting only male) + (waiting only female)"},
            {"id": "unplanned", "name": "Unplanned"},
            {"id": "walked_in", "name": "Walked in"},
            {"id": "sent_in", "name": "Sent in"},
            {"id": "all_doors", "name": "All doors", "formula": "unplanned + walked_in + sent_in"},
            {"id": "both_doors", "name": "Both doors", "formula": "walked_in + sent_in"},
            {"id": "waiting_rate", "name": "Waiting rate", "unit": "rate per 1000", "decimals": 2,
             "kind": "ratio of stocks", "formula": "rate waiting per 1000"}
          ]
        }
        """

    /// The figures of four months; where `hides`, one member is suppressed in the last but one, and
    /// so are a door and a month of a flow.
    static func desk(hides: Bool) -> Desk {
        var desk = Desk()
        desk.beside = beside
        desk.put("waiting", "40 44 43 50")
        desk.put("waiting", "20 22 20 20", members: ["sex": "male"])
        desk.put("waiting", "19 20 20 20", members: ["sex": "female"])
        desk.put("waiting", "1 2 \(hides ? "c" : "3") 10", members: ["sex": "other"])
        desk.put("came", "10 12 14 16")
        desk.put("came", "4 5 6 7", members: ["sex": "male"])
        desk.put("came", "4 5 5 7", members: ["sex": "female"])
        desk.put("came", "2 2 \(hides ? "c" : "3") 2", members: ["sex": "other"])
        desk.put("seen", "5 6 \(hides ? "c" : "7") 8")
        desk.put("seen", "18 _", grain: .quarter)
        desk.put("places", "9 8 _ 9")
        desk.put("planned", "39 42 40 40")
        desk.put("all_doors", "30 30 30 30")
        desk.put("both_doors", "20 20 20 20")
        desk.put("unplanned", "10 10 10 10")
        desk.put("walked_in", "12 12 12 12")
        desk.put("sent_in", "8 8 \(hides ? "c" : "8") 8")
        desk.put("waiting_rate", "40 44 43 50")
        desk.putPopulation([(2023, 1, 1000)])
        return desk
    }

    /// Each with what it is where nothing is hidden.
    static let cases: [(String, String)] = [
        ("waiting - (waiting only male) in sep23", "23"),
        ("(waiting only male) - waiting in sep23", "-23"),
        ("-(waiting only male) + waiting in sep23", "23"),
        ("-(waiting - (waiting only male)) in sep23", "-23"),
        ("(waiting + 1) - (waiting only male) - 1 in sep23", "23"),
        ("2 * waiting - 2 * (waiting only male) in sep23", "46"),
        ("waiting / 2 - (waiting only male) / 2 in sep23", "11.5"),
        ("waiting * 0.1 - 0.1 * (waiting only male) in sep23", "2.3"),
        ("waiting - 1 * (waiting only male) in sep23", "23"),
        ("(waiting only male) + (waiting - (waiting only female)) in sep23", "43"),
        ("waiting - ((waiting only male) + (waiting only female)) in sep23", "3"),
        ("0 - ((waiting only male) - waiting) in sep23", "23"),
        ("waiting + waiting - (waiting only male) - waiting in sep23", "23"),
        ("previous waiting - previous (waiting only male) in oct23", "23"),
        ("(waiting - (waiting only male)) a month ago in oct23", "23"),
        ("(waiting a month ago) - (waiting only male a month ago) in oct23", "23"),
        ("previous waiting - (waiting only male a month ago) in oct23", "23"),
        ("(waiting in sep23) - (waiting only male in sep23)", "23"),
        ("(waiting in sep23) - (waiting only male) in sep23", "23"),
        ("waiting - (waiting only male in sep23) in sep23", "23"),
        ("(waiting in sep23) - previous (waiting only male) in oct23", "23"),
        ("(waiting in 2023-09-30) - (waiting only male in sep23)", "23"),
        ("(waiting in q2 2023/24) - (waiting only male in sep23)", "23"),
        ("(waiting for north) - (waiting only male) in sep23", "23"),
        ("100 - share (waiting only male) of waiting in sep23", "53.48837209302326"),
        ("1 - (waiting only male) / waiting in sep23", "0.5348837209302326"),
        ("(waiting only male) / waiting - 1 in sep23", "-0.5348837209302326"),
        ("share (waiting - (waiting only male)) of waiting in sep23", "53.48837209302326"),
        ("rate waiting per 1000 - rate (waiting only male) per 1000 in sep23", "23"),
        ("waiting_rate - rate (waiting only male) per 1000 in sep23", "23"),
        ("rate waiting - (waiting only male) per 1000 in sep23", "23"),
        ("abs(waiting - (waiting only male)) in sep23", "23"),
        ("round(waiting) - round(waiting only male) in sep23", "23"),
        ("abs(waiting) - abs(waiting only male) in sep23", "23"),
        ("waiting - abs((waiting only male) - 2 * (waiting only male)) in sep23", "23"),
        ("abs(5 - (waiting only male)) - waiting in sep23", "-28"),
        ("round(100 - share (waiting only male) of waiting) in sep23", "53"),
        ("min(waiting - (waiting only male)) from aug23 to sep23", "22"),
        ("max(waiting in sep23) - max(waiting only male in sep23)", "23"),
        ("(waiting - (waiting only male)) ?? 0 in sep23", "23"),
        ("(waiting ?? 0) - ((waiting only male) ?? 0) in sep23", "23"),
        ("(places ?? waiting) - (waiting only male) in sep23", "23"),
        ("waiting excl male in sep23", "23"),
        ("waiting excl male, female in sep23", "3"),
        ("(waiting + waiting) excl male in sep23", "46"),
        ("let w = waiting\nlet m = waiting only male\nw - m in sep23", "23"),
        ("let left = (waiting in sep23)\nleft - (waiting only male in sep23)", "23"),
        ("came - (came only male) in q2 2023/24", "21"),
        ("(came in q2 2023/24) - (came only male in q2 2023/24)", "21"),
        ("sum(came) - sum(came only male) from jul23 to sep23", "21"),
        ("sum(came - (came only male)) from jul23 to sep23", "21"),
        ("sum(came from jul23 to sep23) - (came only male in q2 2023/24)", "21"),
        ("avg(came) - avg(came only male) from jul23 to sep23", "7"),
        ("(came rolling 2 months) - (came only male rolling 2 months) in sep23", "15"),
        ("(came in aug23) + (came in sep23) - (came only male in aug23 to sep23)", "15"),
        ("(seen in q2 2023/24) - (seen in jul23) - (seen in aug23)", "7"),
        ("(seen in q2 2023/24) - (seen in jul23 to aug23)", "7"),
        ("(seen in jul23) - (seen in q2 2023/24) + (seen in aug23)", "-7"),
        ("(seen in q2 2023/24) - sum(seen from jul23 to aug23)", "7"),
        ("waiting - planned in sep23", "3"),
        ("planned - waiting in sep23", "-3"),
        ("all_doors - unplanned - walked_in in sep23", "8"),
        ("all_doors - both_doors - unplanned + walked_in in sep23", "12"),
        ("both_doors - walked_in in sep23", "8"),
        ("published(both_doors) - walked_in in sep23", "8"),
        ("all_doors - 2 * (walked_in + unplanned) in sep23", "-14"),
    ]

    @Test(arguments: cases)
    func aRemainderIsSuppressed(_ sentence: String, _ told: String) throws {
        #expect(try Self.desk(hides: true).values(sentence) == ["c"])
    }

    @Test(arguments: cases)
    func andToldWhereNothingIsHidden(_ sentence: String, _ told: String) throws {
        #expect(try Self.desk(hides: false).values(sentence) == [told])
    }

    /// What leaves nothing that is suppressed is told beside it.
    @Test(arguments: [
        ("waiting in sep23", "43"),
        ("waiting - 5 in sep23", "38"),
        ("(waiting only male) + (waiting only female) in sep23", "40"),
        ("(waiting only male) - (waiting only female) in sep23", "0"),
        ("share (waiting only male) of waiting in oct23", "40"),
        ("waiting + (waiting only male) in sep23", "63"),
        ("waiting - previous waiting in sep23", "-1"),
        ("waiting - previous (waiting only male) in sep23", "21"),
        ("waiting - (waiting only male) in oct23", "30"),
        ("(waiting in oct23) - (waiting only male in oct23)", "30"),
        ("(waiting a month ago) - (waiting only male a month ago) in sep23", "22"),
        ("(waiting only male) / waiting in oct23", "0.4"),
        ("(waiting only male) - waiting + (waiting - (waiting only male)) in oct23", "0"),
        ("came - (came in aug23) in sep23", "2"),
        ("(came in q2 2023/24) - (came in jul23) - (came in aug23)", "14"),
        ("(seen in q2 2023/24) - 3", "15"),
        ("all_doors - both_doors in sep23", "10"),
        ("all_doors - 5 in sep23", "25"),
        ("all_doors - waiting in sep23", "-13"),
        ("all_doors - previous all_doors in sep23", "0"),
    ])
    func whatLeavesNothingHiddenIsTold(_ sentence: String, _ told: String) throws {
        #expect(try Self.desk(hides: true).values(sentence) == [told])
    }

    @Test(arguments: [
        "waiting > (waiting only male) + 5 in sep23",
        "waiting - (waiting only male) > 5 in sep23",
        "(waiting only male) < waiting in sep23",
        "not (waiting > (waiting only male) + 5) in sep23",
        "(waiting in sep23) > (waiting only male in sep23)",
        "waiting > (waiting only male) + 5 and waiting > 1 in sep23",
    ])
    func aConditionIsNotToldEither(_ sentence: String) throws {
        func holds(_ hides: Bool) throws -> ResultTable.Value? {
            let table = try Self.desk(hides: hides).ask(sentence)
            let place = try #require(table.columns.firstIndex { $0.id == "holds" })
            return table.rows.first?.values[place]
        }
        #expect(try holds(true) == .text("suppressed"))
        #expect(try holds(false) != .text("suppressed"))
    }

    @Test func noRunIsCountedOverIt() throws {
        let runs = "run(waiting > (waiting only male) + 5) in sep23"
        #expect(try Self.desk(hides: true).values(runs) == ["c"])
        #expect(try Self.desk(hides: false).values(runs) == ["3"])
        let rows = "waiting - (waiting only male) from jul23 to oct23 where value > 20"
        #expect(try Self.desk(hides: true).values(rows) == ["22", "30"])
        #expect(try Self.desk(hides: false).values(rows) == ["22", "23", "30"])
        let last = "when waiting - (waiting only male) = 23"
        #expect(try Self.desk(hides: true).values(last) == [])
        #expect(try Self.desk(hides: false).values(last) == ["23"])
    }

    /// Both sides are shown, and nothing of what is between them.
    @Test(arguments: [
        ("compare (waiting only male, female) vs waiting in sep23", ["40", "43"], "3"),
        ("compare waiting vs (waiting only male) in sep23", ["43", "20"], "-23"),
        ("compare (waiting in sep23) vs (waiting only male in sep23)", ["43", "20"], "-23"),
        ("compare planned vs waiting for north in sep23", ["40", "43"], "3"),
    ])
    func aComparisonTellsNoDifference(_ sentence: String, _ sides: [String], _ between: String)
        throws
    {
        let (hiding, open) = (Self.desk(hides: true), Self.desk(hides: false))
        #expect(try hiding.values(sentence) == sides)
        #expect(try hiding.values(sentence, column: "difference") == ["", "c"])
        #expect(try open.values(sentence) == sides)
        #expect(try open.values(sentence, column: "difference") == ["", between])
    }

    @Test func otherComparisonsAreToldAsBefore() throws {
        let desk = Self.desk(hides: true)
        for (sentence, between) in [
            ("compare waiting vs (waiting only male) in oct23", "-30"),
            ("compare (waiting only male) vs (waiting only female) in sep23", "0"),
            ("compare (waiting in sep23) vs (waiting only male in aug23)", "-21"),
        ] {
            #expect(try desk.values(sentence, column: "difference") == ["", between])
        }
    }

    /// The parts are shown, what they leave is not, and why is said.
    @Test func anExplanationSaysWhy() throws {
        for sentence in [
            "explain waiting - (waiting only male) in sep23",
            "explain 100 - share (waiting only male) of waiting in sep23",
            "explain compare waiting vs (waiting only male) in sep23",
            "explain waiting - (waiting only male) > 5 in sep23",
        ] {
            let table = try Self.desk(hides: true).ask(sentence)
            let said = table.rows.flatMap(\.values).map { "\($0)" }.joined(separator: " ")
            #expect(said.contains("waiting (sex=other) is suppressed in Sep 2023"), "\(sentence)")
            for number in table.rows.flatMap(\.values).compactMap({ value -> Double? in
                if case .number(let number) = value { number.cell.value } else { nil }
            }) {
                #expect([0, 1, 2, 20, 43].contains(number) || Int(number) == 46, "\(sentence)")
            }
        }
    }
}

/// A formula is held against what it leaves, in whatever order formulas were declared.
struct RemainderFormulaTests {
    @Test(arguments: [true, false])
    func aFormulaTellsNothingEither(_ hides: Bool) throws {
        var desk = Desk()
        desk.beside = """
            {
              "plugin": "beside", "home": "north", "sources": ["first"],
              "indicators": [
                {"id": "other_doors", "name": "Other doors", "formula": "all_doors - walked_in"},
                {"id": "all_doors", "name": "All doors", "formula": "walked_in + sent_in"},
                {"id": "walked_in", "name": "Walked in"},
                {"id": "sent_in", "name": "Sent in"},
                {"id": "not_male", "name": "Not male", "formula": "waiting - (waiting only male)"}
              ]
            }
            """
        desk.put("all_doors", "20")
        desk.put("walked_in", "12")
        desk.put("sent_in", hides ? "c" : "8")
        desk.put("waiting", "40")
        desk.put("waiting", "20", members: ["sex": "male"])
        desk.put("waiting", hides ? "c" : "20", members: ["sex": "other"])
        #expect(try desk.values("other_doors in jul23") == [hides ? "c" : "8"])
        #expect(try desk.values("not_male in jul23") == [hides ? "c" : "20"])
        #expect(try desk.values("not_male + (waiting only male) in jul23") == [hides ? "c" : "40"])
    }
}
