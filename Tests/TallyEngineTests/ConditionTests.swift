import TallyEngine
import TallyModel
import Testing

/// Conditions, and what counts how long they have held.
struct ConditionTests {
    private static var desk: Desk {
        var desk = Desk()
        desk.put("waiting", "30 44 c 41 29 31 32")
        desk.put("waiting", "30", reference: "target")
        desk.put("seen", "5 6 7 8 9 9 10")
        desk.put("late", "10 20 _ 20.5 19.5 21 22")
        return desk
    }

    /// In words, month by month from July 2023.
    private static func holds(_ sentence: String) throws -> [String] {
        try desk.ask("\(sentence) from jul23 to jan24").rows.map { row in
            if case .text(let text) = row.values[2] { text } else { "" }
        }
    }

    @Test(arguments: [
        ("waiting > 31", "no yes suppressed yes no no yes"),
        ("waiting >= 31", "no yes suppressed yes no yes yes"),
        ("waiting <> 30", "no yes suppressed yes yes yes yes"),
        ("waiting meets target", "yes no suppressed no yes no no"),
        ("waiting misses target", "no yes suppressed yes no yes yes"),
        ("waiting worsens", "no value yes suppressed suppressed no yes yes"),
        ("waiting improves", "no value no suppressed suppressed yes no no"),
        ("seen improves", "no value yes yes yes yes no yes"),
        ("not seen improves", "no value no no no no yes no"),
        ("waiting worsens and seen improves", "no value yes suppressed suppressed no no yes"),
        ("waiting > 31 or seen > 5", "no yes yes yes yes yes yes"),
        ("waiting > 31 and seen > 99", "no no no no no no no"),
        ("late > 20", "no no no value yes no yes yes"),
        ("waiting > seen * 4", "yes yes suppressed yes no no no"),
    ])
    func months(_ sentence: String, _ expected: String) throws {
        #expect(try Self.holds(sentence).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("run(waiting worsens)", ["2"]),
        ("run(waiting > 30)", ["2"]),
        ("run(waiting > 28)", ["4"]),
        ("run(waiting meets target)", ["0"]),
        ("run(waiting > 30) in aug23", ["1"]),
        ("run(waiting > 30) in sep23", ["c"]),
        ("run(seen improves)", ["1"]),
        ("run(seen > 0)", ["7"]),
        ("run(seen improves) from sep23 to jan24", ["2", "3", "4", "0", "1"]),
        ("run(seen > 6) + 1", ["6"]),
    ])
    func runs(_ sentence: String, _ expected: [String]) throws {
        #expect(try Self.desk.values(sentence) == expected)
    }

    @Test func aRunThatMayBeLongerSaysSo() throws {
        let notes = try Self.desk.ask("run(waiting > 28)").notes
        #expect(notes.map(\.text) == ["at least 4: whether it held in Sep 2023 is not known"])
        #expect(try Self.desk.ask("run(waiting > 30)").notes.isEmpty)
        let all = try Self.desk.ask("run(seen > 0)").notes
        #expect(all.map(\.text) == ["at least 7: whether it held in Jun 2023 is not known"])
    }

    @Test(arguments: [
        ("when waiting meets target", "2023-11", "29"),
        ("when waiting meets target from jul23 to sep23", "2023-07", "30"),
        ("when waiting > 40", "2023-10", "41"),
        ("when waiting worsens and seen improves", "2024-01", ""),
        ("when late > 20 in q2 2023/24", "", ""),
    ])
    func lastHeld(_ sentence: String, _ period: String, _ value: String) throws {
        let table = try Self.desk.ask(sentence)
        guard let row = table.rows.first else {
            #expect(period.isEmpty)
            #expect(
                table.notes.map(\.text)
                    == [
                        "'late > 20' has not held for North from Jul 2023 to Sep 2023; "
                            + "2 of 3 periods can be told"
                    ])
            return
        }
        guard case .period(_, _, let code) = row.values[1] else {
            Issue.record("no period")
            return
        }
        #expect(code == period)
        if value.isEmpty {
            #expect(row.values.count == 2)
        } else if case .number(let number) = row.values[2] {
            #expect(number.cell.value.map(NumberText.full) == value)
        }
    }

    @Test(arguments: [
        ("waiting > late", DiagnosticCode.unitClash),
        ("(waiting > 30) + 1", .kindClash),
        ("avg(waiting > 30) last 3 months", .kindClash),
        ("run(waiting)", .kindClash),
        ("when waiting", .kindClash),
        ("waiting and seen", .kindClash),
        ("not waiting", .kindClash),
        ("waiting + 1 meets target", .noReference),
        ("run(when waiting > 3)", .kindClash),
        ("waiting > 30 by sex", .wrongKindOfName),
        ("(waiting + seen) worsens", .kindClash),
    ])
    func refused(_ sentence: String, _ code: DiagnosticCode) {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        #expect(refusal?.code == code)
    }
}
