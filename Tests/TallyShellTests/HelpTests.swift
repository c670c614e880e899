import TallyModel
import TallyRender
import Testing

@testable import TallyShell

/// What help shows works as it is shown.
@MainActor
struct HelpTests {
    @Test(arguments: HelpTopic.periods.flatMap(\.examples))
    func aPeriodOfTheHelpIsOne(_ example: String) throws {
        let isClause = ["from ", "since ", "last "].contains { example.hasPrefix($0) }
        let rows = try Answers.rows("cic \(isClause ? "" : "in ")\(example)")
        #expect(!rows.isEmpty)
        #expect(isClause == (rows.count > 1), "\(rows)")
    }

    @Test func theTopicOfPeriodsShowsThem() throws {
        let lines = try Answers.text(".help periods").split(separator: "\n").map(String.init)
        #expect(lines.first == "Periods")
        #expect(lines.contains("  3 months ago, 1 year ago    as long ago"))
        #expect(lines.count == HelpTopic.periods.count + 1)
        #expect(lines.allSatisfy { $0.count < 80 })
    }

    /// Whoever puts two lines of the help together gets an answer.
    @Test func theWorkOnRowsGoesBehindTheComparisonAboveIt() throws {
        let lines = try Answers.text(".help").split(separator: "\n").map(String.init)
        let index = try #require(lines.firstIndex { $0.hasPrefix("  … | ") })
        let sentence = lines[index - 1].dropFirst(2).prefix(24).trimming
        let stage = lines[index].dropFirst(4).prefix(22).trimming
        #expect((sentence, stage) == ("compare sep23 vs target", "| worst 5"))
        #expect(try Answers.rows("\(sentence) \(stage)").count == 5)
        #expect(lines.count < 24 && lines.allSatisfy { $0.count <= 80 })
    }
}

extension Substring {
    fileprivate var trimming: String {
        split(separator: " ").joined(separator: " ")
    }
}
