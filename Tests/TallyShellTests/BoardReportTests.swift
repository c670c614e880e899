import Foundation
import TallyEngine
import TallyModel
import TallyPlugins
import Testing

/// The theme tables of the board paper of September 2023, from the sentences of
/// `examples/manual/31-september-report.md`: a trend and a comparison for each theme.
@MainActor
@Suite(.serialized)
struct BoardReportTests {
    /// Theme of the paper and of the sentences.
    private static let themes = [
        ("Profile", "profile"), ("Adoption", "adoption"), ("Care Leavers", "care_leavers"),
        ("Education", "education"), ("Health & Emotional Wellbeing", "health"),
        ("Permanence", "permanence"), ("Placement", "placement"), ("Safety", "safety"),
        ("Sufficiency", "sufficiency"),
    ]
    private static let months = [
        "2023-04", "2023-05", "2023-06", "2023-07", "2023-08", "2023-09",
    ]
    /// The columns of the paper and of the comparison.
    private static let references = [
        ("target", "target"), ("england_average", "england"), ("good_sn_average", "good-sn"),
    ]
    private static let plans = "compare jul23 vs target for pep_20_days, pep_termly"
    private static let mainstream =
        "No. of applicants undergoing assessment (Foster Carers - Mainstream)"

    /// Whether a cell of an answer is the one that is printed; `nil` where both are blank.
    private static func agrees(_ printed: String, _ answered: String) -> Bool? {
        if printed.isEmpty { return answered.isEmpty ? nil : false }
        return Double(printed) == Double(answered)
    }

    private static func byID(_ sentence: String) throws -> [String: [String: String]] {
        try Answers.rows(sentence).reduce(into: [:]) { $0[$1["id"] ?? ""] = $1 }
    }

    @Test func theSentencesGiveThePaper() throws {
        var (rows, figures, blanks, directions) = (0, 0, 0, 0)
        var differing: [String] = []
        let catalogue = try Answers.catalogue()
        for (printedTheme, theme) in Self.themes {
            let trend = try Self.byID("trend for theme \(theme) from apr23 to sep23")
            var beside = try Self.byID(
                "compare sep23 vs target vs england vs good-sn for theme \(theme)")
            if theme == "education" {
                // What has no figure for September has its target beside that of July.
                for (id, row) in try Self.byID(Self.plans) where beside[id] == nil {
                    beside[id] = row
                }
            }
            for printed in try PrintedBoard.rows() where printed["theme"] == printedTheme {
                let name = try #require(printed["indicator"])
                let id = try #require(
                    catalogue.indicatorOrder.first {
                        catalogue.indicators[$0]?.declaration.name.value == name
                    })
                let answered = try #require(trend[id], "\(name) is not in the trend")
                rows += 1
                func check(_ column: String, _ printed: String?, _ answered: String?) {
                    switch Self.agrees(printed ?? "", answered ?? "") {
                    case true?: figures += 1
                    case nil: blanks += 1
                    case false?:
                        differing.append(
                            "\(name), \(column): \(printed ?? "") printed, \(answered ?? "")")
                    }
                }
                for month in Self.months { check(month, printed[month], answered[month]) }
                for (paper, id) in Self.references {
                    check(paper, printed[paper], beside[answered["id"] ?? ""]?[id])
                }
                if printed["direction_of_travel"] == answered["direction"] {
                    directions += 1
                } else {
                    #expect(name == Self.mainstream)
                    #expect(answered["direction"] == "")
                }
            }
        }
        #expect(differing == [])
        #expect(rows == 78)
        #expect(figures == 503)
        #expect(blanks == 78 * 9 - 503)
        #expect(directions == 77)
    }
}
