import TallyModel
import TallyShell
import Testing

/// Sentences put together at random from words of the language: most are refused, many mean
/// something, none may bring the session down.
@MainActor
struct RandomSentenceTests {
    private static let words = [
        "cic", "uasc", "iha", "became_cic", "cla_rate", "formal complaints", "reviews", "dental",
        "population_0_17", "rate", "share", "compare", "trend", "rank", "authorities", "list",
        "describe", "per", "10k", "of", "vs", "target", "england", "good-sn", "excl", "only", "c2",
        "female", "for", "dorset", "worcestershire", "kent", "theme", "placement", "in", "at",
        "from", "to", "since", "last", "3", "0", "months", "quarters", "years", "sep23", "apr22",
        "q2 2023/24", "2022/23", "cy2022", "2025", "2022-03-31", "latest", "previous", "a", "year",
        "ago", "by", "age", "legal status", "service", "area", "quarter", "where", "status", "is",
        "red", "value", ">", "400", "and", "not", "|", "sort", "worst", "2", "top", "columns",
        "chart", "to", "csv", "+", "-", "*", "/", "??", "(", ")", "avg(", "sum(", "max(", "round(",
        ",", "let", "x", "=", "1000000000", "-5", "0.5",
    ]

    private struct Generator {
        var state: UInt64

        mutating func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
    }

    @Test func noneBringsItDown() throws {
        var options = SessionOptions()
        options.environment = Answers.environment
        let session = try Session(options)
        var generator = Generator(state: 20_231_123)
        var answered = 0
        for _ in 0..<4000 {
            let count = 1 + generator.next(9)
            let sentence = (0..<count).map { _ in Self.words[generator.next(Self.words.count)] }
                .joined(separator: " ")
            var output = ""
            let succeeded = session.run(
                SourceText(sentence), write: { output += $0 }, report: { output += $0 })
            #expect(!output.isEmpty || sentence.contains("let"), "\(sentence)")
            if succeeded { answered += 1 }
        }
        // Some of them mean something, else the test would prove little.
        #expect(answered > 50)
    }
}
