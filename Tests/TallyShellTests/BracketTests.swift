import Testing

/// Brackets with an area or a period of their own, wherever they stand.
@MainActor
struct BracketTests {
    @Test(arguments: [
        // Moved from their own period, and the figure is of the period that is said.
        ("(cic in sep23) a year ago", "454", "Dorset", "2022-09"),
        ("previous (cic in sep23)", "464", "Dorset", "2023-08"),
        // What stands still has no say in the grain and the newest period of the rest.
        ("cic - (cla in 2025)", "36", "Dorset", "2023-09"),
        // Their own area says for when there are figures.
        (
            "(cic_rate for wiltshire) - (cic_rate for cornwall)", "-7", "Wiltshire, Cornwall",
            "2022-03"
        ),
        // Wholly in brackets is as without them, in a trend and split too.
        ("trend (cic_rate for wiltshire)", "41", "Wiltshire", "2022-03"),
        ("(cic_rate for wiltshire) by quarter", "41", "Wiltshire", "q4 2021/22"),
        // What is split by time is of the area that is named.
        ("cla_rate for england in 2024/25 by year", "67", "England", "2024/25"),
    ])
    func gives(_ sentence: String, _ value: String, _ area: String, _ period: String) throws {
        let rows = try Answers.rows(sentence)
        #expect(rows.map { $0["value"] } == [value])
        #expect(rows.map { $0["area"] } == [area])
        #expect(rows.map { $0["period"] } == [period])
    }

    /// One figure over a window of its own is no series to run along.
    @Test func aSingleFigureDoesNotRun() {
        #expect(throws: Answers.Refusal.self) {
            try Answers.text("last(became_cic in 2022/23) year to date")
        }
    }

    /// No figure of one area is judged by another's target.
    @Test func judgedInItsOwnArea() throws {
        let refusal = #expect(throws: Answers.Refusal.self) {
            try Answers.rows("(cic_rate for wiltshire) meets target in sep23")
        }
        #expect(
            refusal?.description.hasPrefix(
                "error[no-reference]: 'Children in care per 10,000' has no figure of 'target'")
                ?? false)
    }
}
