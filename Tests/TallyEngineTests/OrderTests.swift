import TallyEngine
import TallyModel
import Testing

@Suite("Sums that are refused, and the order of rows")
struct OrderTests {
    private static let desk: Desk = {
        var desk = Desk()
        desk.put("waiting", "10 12 11 9")
        desk.put("seen", "4 5 3 6")
        return desk
    }()

    @Test(arguments: [
        "(seen rolling 3 months) + previous (seen rolling 3 months)",
        "(seen rolling 3 months in oct23) + (seen rolling 3 months in sep23)",
        "(seen rolling 2 months) - waiting + ((seen rolling 2 months) a month ago)",
        "(seen year to date in oct23) + (seen year to date in sep23)",
        "(seen rolling 2 months) - (waiting - ((seen rolling 2 months) a month ago))",
    ])
    func overlapsAreNotAdded(_ sentence: String) throws {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        #expect(refusal?.code == .summingOverlaps)
    }

    /// Without a column, rows of members are taken by their total, and trends by the newest period.
    @Test func theUsualColumnIsTheWholeAndTheNewest() throws {
        var desk = Desk()
        desk.put("waiting", "10 20 15")
        desk.put("waiting", "9 1 2", members: ["sex": "male"])
        desk.put("waiting", "1 19 13", members: ["sex": "female"])
        let split = try desk.ask("waiting by sex from jul23 to sep23 | top 1")
        let periods = split.rows.compactMap { row -> String? in
            if case .period(_, let title, _)? = row.values.first(where: {
                if case .period = $0 { true } else { false }
            }) {
                title
            } else {
                nil
            }
        }
        #expect(periods == ["Aug 2023"])
        desk.put("seen", "30 5 16")
        let trend = try desk.ask("trend for waiting, seen from jul23 to sep23 | top 1")
        #expect(trend.rows.map { $0.values[1] } == [.text("Seen")])
        let before = try desk.ask("trend for waiting, seen from jul23 to aug23 | top 1")
        #expect(before.rows.map { $0.values[1] } == [.text("Waiting")])
    }

    @Test(arguments: [
        ("(seen rolling 2 months in oct23) + (seen rolling 2 months in aug23)", "18"),
        ("(seen rolling 2 months in oct23) - (seen rolling 2 months in sep23)", "1"),
        ("median(seen) from jul23 to oct23", "4.5"),
        ("median(waiting) from jul23 to sep23", "11"),
        ("(share seen of waiting in oct23) + (share seen of waiting in oct23)", nil),
    ])
    func areTold(_ sentence: String, _ value: String?) throws {
        let values = try Self.desk.values(sentence)
        if let value { #expect(values == [value]) } else { #expect(values.count == 1) }
    }

    /// A window's offer covers both windows.
    @Test func offersOneWindow() throws {
        let refusal = #expect(throws: Diagnostic.self) {
            try Self.desk.ask("(seen rolling 2 months) + previous (seen rolling 2 months)")
        }
        #expect(refusal?.offers.first == "seen rolling 3 months")
    }

    @Test(arguments: [
        ("waiting from jul23 to oct23 | sort by value asc | top 2", ["9", "10"]),
        ("waiting from jul23 to oct23 | top 2", ["12", "11"]),
        ("waiting from jul23 to oct23 | sort by value desc | top 1", ["12"]),
        ("waiting from jul23 to oct23 | worst 3 | top 1", ["12"]),
        ("waiting from jul23 to oct23 | best 2", ["9", "10"]),
    ])
    func topTakesWhatStandsFirst(_ sentence: String, _ values: [String]) throws {
        #expect(try Self.desk.values(sentence) == values)
    }

    @Test(arguments: [
        (-0.97, 5.0, -19.4), (1.0, 3.0, 33.333333333333336), (-4.0, 10.0, -40.0), (0.3, 0.1, 300.0),
    ])
    func percentagesAreExact(_ part: Double, _ whole: Double, _ percent: Double) {
        #expect(ExactDecimal.percentage(part, of: whole) == percent)
    }
}
