import TallyEngine
import TallyModel
import Testing

/// What may be told beside a suppressed figure, and what travels with every figure.
struct CellRuleTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "40 44 43")
        desk.put("waiting", "20 22 c", members: ["sex": "male"])
        desk.put("waiting", "19 20 22", members: ["sex": "female"])
        desk.put("waiting", "1 2 3", members: ["sex": "other"])
        desk.put("waiting", "30", reference: "target")
        desk.put("seen", "5 _ 7 c", source: "second")
        desk.put("late", "10 20 30")
        desk.putPopulation([(2023, 1, 1000), (2023, 9, 900)])
        return desk
    }

    @Test(arguments: [
        ("waiting only male in sep23", ["c"]),
        ("waiting excl male in sep23", ["c"]),
        ("waiting excl female, other in sep23", ["c"]),
        ("waiting excl female in sep23", ["c"]),
        ("waiting - (waiting only female, other) in sep23", ["c"]),
        ("share (waiting excl female, other) of waiting in sep23", ["c"]),
        ("rate waiting excl female, other per 1000 in sep23", ["c"]),
        ("waiting excl female, other in aug23", ["22"]),
        ("waiting by sex in sep23", ["c", "22", "3", "c", "43"]),
        ("sum(seen) from jul23 to oct23", ["c"]),
        ("max(seen) from jul23 to oct23", ["c"]),
        ("seen in q2 2023/24", ["12"]),
        ("seen ?? 0 in oct23", ["c"]),
        ("seen ?? 0 in aug23", ["0"]),
        ("avg(late) in q2 2023/24", ["20"]),
        ("sum(seen from jul23 to sep23)", ["12"]),
        ("1 + 2 * 3", ["7"]),
    ])
    func cells(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.values(sentence) == expected)
    }

    /// Of a quarter without any figure, the strongest reason of its months.
    @Test func aReasonIsKeptOverSeveralPeriods() throws {
        var desk = Desk()
        desk.put("seen", "x z x 4")
        #expect(try desk.values("seen in q2 2023/24") == ["x"])
    }

    /// What holds from a day is of the source that comes first and has it by then.
    @Test func aLaterSourceHoldsUntilTheFirstBegins() throws {
        var desk = Desk()
        desk.put("waiting", "40 44 43")
        desk.put("waiting", "_ 30", reference: "target")
        desk.put("waiting", "20 25", source: "second", reference: "target")
        #expect(
            try desk.values("waiting last 3 months", column: "target") == ["20", "30", "30"])
    }

    /// Two sources that differ only behind a suppressed figure give the same answer, to the letter.
    @Test(arguments: ["waiting in jul23", "waiting last 3 months", "compare sep23 vs jul23"])
    func nothingIsToldOfWhatIsSuppressed(_ sentence: String) throws {
        var answers: [ResultTable] = []
        for hidden in ["28", "33"] {
            var desk = Desk()
            desk.put("waiting", "c 44 43")
            desk.put("waiting", "\(hidden) 44 43", source: "second")
            answers.append(try desk.ask(sentence))
        }
        #expect(answers[0] == answers[1])
    }

    @Test(arguments: [
        ("seen in q2 2023/24", "n-of-m"),
        ("late in sep23", "provisional"),
        ("avg(late) in q2 2023/24", "provisional"),
        ("compare aug23 vs sep23 for late", "provisional"),
        ("compare sep23 vs jul23 for waiting", ""),
        ("let r = rate waiting per 1000\ncompare aug23 vs sep23 for r", "population-break"),
        ("let r = rate waiting per 1000\ncompare sep23 vs jul23 for r", "population-break"),
        ("rate waiting per 1000 in sep23", "population-break"),
        ("max(waiting) from jul23 to sep23", "reached"),
        ("seen ?? 0 in aug23", "stands-in"),
    ])
    func notes(_ sentence: String, _ code: String) throws {
        let codes = try Self.desk.ask(sentence).notes.map(\.code.rawValue)
        #expect(code.isEmpty ? codes.isEmpty : codes.contains(code))
    }

    /// Each row of a comparison with the latest has its own periods, and says so.
    @Test func eachRowHasItsOwnPeriod() throws {
        let table = try Self.desk.ask("compare latest vs previous for late, waiting")
        #expect(table.columns.contains { $0.id == "previous_period" && !$0.machineOnly })
        #expect(
            try Self.desk.values("compare latest vs previous for late, waiting") == ["20", "43"])
        #expect(
            try Self.desk.values(
                "compare latest vs previous for late, waiting", column: "previous") == ["10", "44"])
    }

    @Test func aBracketKeepsItsPeriod() throws {
        let table = try Self.desk.ask("compare (waiting in sep23) vs (late in jul23)")
        let index = try #require(table.columns.firstIndex { $0.id == ColumnID.period })
        let periods = table.rows.map { row in
            if case .period(_, let title, _) = row.values[index] { title } else { "" }
        }
        #expect(periods == ["Sep 2023", "Jul 2023"])
    }

    @Test(arguments: [
        ("compare (seen in q2 2023/24) vs (seen in sep23)", DiagnosticCode.lengthsDiffer),
        ("sum(waiting) in q2 2023/24", .summingAStock),
        ("late in q2 2023/24", .ratioWithoutParts),
        ("waiting + late", .unitClash),
        ("compare jun23 vs target for waiting", .nothingToCompare),
    ])
    func refusals(_ sentence: String, _ code: DiagnosticCode) throws {
        do {
            let table = try Self.desk.ask(sentence)
            #expect(code == .nothingToCompare && table.rows.isEmpty)
        } catch let error as Diagnostic {
            #expect(error.code == code)
        }
    }
}
