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

    /// What help lists can be asked for, and needs no file beside the program.
    @Test(arguments: [
        ("results", ".format [NAME]          shows or sets how results are written"),
        ("shell", ".help [TOPIC]           explains the shell, a word, a function or a command"),
        ("grammar", "The grammar; '.help NAME' tells of each of its names:"),
        ("no-area", "no-area"),
        ("unclosed-quote", "unclosed-quote"),
    ])
    func aTopic(_ topic: String, _ first: String) throws {
        let text = try Answers.text(".help \(topic)")
        #expect(text.split(separator: "\n").first.map(String.init) == first)
        #expect(!text.contains("examples/"))
    }

    @Test func everyListedTopicIsOne() throws {
        let lines = try Answers.text(".help").split(separator: "\n").map(String.init)
        let groups = Command.Group.allCases.map(\.rawValue)
        let also = try #require(lines.last).dropFirst("Also: ".count).split(separator: ", ")
        for topic in groups + also.map(String.init) + ErrorExamples.codes {
            #expect(try !Answers.text(".help \(topic)").isEmpty, "\(topic)")
        }
        #expect(ErrorExamples.codes.count > 50)
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
