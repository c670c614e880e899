import Foundation
import TallyModel
import TallyShell
import Testing

/// `tally plugin test` over plugins of the tests' own, and over those that are shipped.
struct PluginTestRunTests {
    /// A plugin about ferries with these tests.
    private static func plugin(_ tests: String) -> String {
        """
        {
          "plugin": "ferries", "sources": ["fleet", "harbour"],
          "areas": [{"id": "strait", "title": "The Strait", "level": "sea"}],
          "references": [{"id": "target", "title": "target"}],
          "populations": [{"id": "islanders", "title": "Islanders"}],
          "dimensions": [{"id": "side", "title": "Side", "members": [
            {"id": "port", "title": "Port"}, {"id": "lee", "title": "Lee"}]}],
          "status": {"green": "meets target", "amber": "within 10% of target", "red": "otherwise"},
          "indicators": [
            {"id": "boats", "name": "Boats", "good": "low", "dimensions": ["side"],
             "population": "islanders"},
            {"id": "boat_rate", "name": "Boat rate", "unit": "rate per 1000", "decimals": 1,
             "kind": "ratio of stocks", "formula": "rate boats per 1000"},
            {"id": "anchors", "name": "Anchors"}
          ],
          "tests": [\(tests)]
        }
        """
    }

    private static func run(_ files: [String: String]) throws -> PluginTestReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        return try PluginTestRun.run([folder.path], SessionOptions())
    }

    /// What comes of one expectation over `boats` 41 43 _ c 11 from September 2023.
    private static func failures(_ expectation: String) throws -> [String] {
        let report = try run([
            "ferries.json": plugin(
                """
                {"name": "one", "from": "sep23", "given": {
                   "boats": ["41 43 _ c 11", {"figures": "10", "reference": "target"},
                     {"figures": "12", "from": "nov23", "source": "harbour", "known": "2024-03-01"},
                     {"figures": "4", "from": "jan24", "members": {"side": "port"}}],
                   "islanders": "1000"},
                 "expect": [{\(expectation)}]}
                """)
        ])
        return report.suites.flatMap(\.outcomes).flatMap(\.failures).map { failure in
            let place = failure.place.map { String($0.source[$0.span]) } ?? ""
            return "\(failure.code.rawValue) at \(place): \(failure.message)"
        }
    }

    @Test(arguments: [
        "\"query\": \"boats\", \"is\": \"11\", \"period\": \"jan24\", \"status\": \"amber\"",
        "\"query\": \"boats from sep23 to jan24\", \"is\": \"41 43 12 c 11\"",
        "\"query\": \"boats in nov23 as known at 2024-02-01\", \"is\": \"_\"",
        "\"query\": \"boats in nov23 as known at 2024-02-01\", \"reason\": \"missing\"",
        "\"query\": \"boats in dec23\", \"reason\": \"suppressed\"",
        "\"query\": \"boats from sep23 to oct23\", \"direction\": \"_ worsening\"",
        "\"query\": \"boat_rate in oct23\", \"is\": \"43.0\", \"notes\": [\"computed\"]",
        "\"query\": \"rate boats per 100 in oct23\", \"is\": \"4.3\", \"notes\": []",
        "\"query\": \"boats / 3 in jan24\", \"is\": \"3.7\"",
        "\"query\": \"boats / 3 in jan24\", \"is\": \"3.6\", \"within\": \"0.07\"",
        "\"query\": \"compare jan24 vs target for boats\", \"column\": \"gap\", \"is\": \"-1\"",
        "\"query\": \"boats only port in jan24\", \"is\": \"4\"",
        "\"query\": \"boats by side in jan24\", \"rows\": [\"Port\", \"not accounted for\", \"total\"]",
        "\"query\": \"let b = boats * 2; b in sep23\", \"is\": \"82\"",
        "\"query\": \"boasts\", \"error\": \"unknown-indicator\"",
        "\"query\": \"sum(boats) last 2 months\", \"error\": \"summing-a-stock\"",
        "\"query\": \"boats for the strait in jan24\", \"reason\": \"missing\"",
    ])
    func isMet(_ expectation: String) throws {
        #expect(try Self.failures(expectation) == [])
    }

    @Test(arguments: [
        (
            "\"query\": \"boats from sep23 to jan24\", \"is\": \"41 43 12 c 12\"",
            "test-failed at 12: 'boats from sep23 to jan24' gives 41 43 12 c 11, not 41 43 12 c 12"
        ),
        (
            "\"query\": \"boats from sep23 to oct23\", \"is\": \"41\"",
            "test-failed at \"41\": 'boats from sep23 to oct23' gives 41 43, not 41"
        ),
        (
            "\"query\": \"boats / 3 in jan24\", \"is\": \"3.7\", \"within\": \"0\"",
            "test-failed at 3.7: 'boats / 3 in jan24' gives 3.6666666666666665, not 3.7"
        ),
        (
            "\"query\": \"boats in sep23\", \"is\": \"c\"",
            "test-failed at c: 'boats in sep23' gives 41, not c"
        ),
        (
            "\"query\": \"boats\", \"status\": \"green\"",
            "test-failed at \"green\": the status of 'boats' is amber, not green"
        ),
        (
            "\"query\": \"boats\", \"period\": \"sep23\"",
            "test-failed at \"sep23\": 'boats' gives a figure of Jan 2024, not of sep23"
        ),
        (
            "\"query\": \"boats\", \"period\": \"2024\"",
            "bad-period at \"2024\": '2024' is no period of the calendar: write it as apr22 or "
                + "2022/23"
        ),
        (
            "\"query\": \"boats\", \"reason\": \"suppressed\"",
            "test-failed at \"suppressed\": 'boats' gives 11, not a figure that is suppressed"
        ),
        (
            "\"query\": \"boats\", \"notes\": [\"computed\"]",
            "test-failed at \"computed\": no note beside 'boats' is or says 'computed'"
        ),
        (
            "\"query\": \"boat_rate in oct23\", \"notes\": []",
            "test-failed at \"boat_rate in oct23\": no note is expected beside 'boat_rate in oct23'"
        ),
        (
            "\"query\": \"boats\", \"column\": \"gpa\", \"is\": \"1\"",
            "test-failed at \"gpa\": the answer to 'boats' has no column 'gpa' of figures"
        ),
        (
            "\"query\": \"boats\", \"rows\": [\"Anchors\"]",
            "test-failed at \"Anchors\": row 1 of 'boats' has no 'Anchors'"
        ),
        (
            "\"query\": \"boats\", \"error\": \"usage\"",
            "test-failed at \"usage\": 'boats' is not refused but gives 11"
        ),
        (
            "\"query\": \"boasts\", \"error\": \"usage\"",
            "test-failed at \"usage\": 'boasts' is refused with 'unknown-indicator', not 'usage'"
        ),
        (
            "\"query\": \"boats + boasts\", \"is\": \"1\"",
            "unknown-indicator at boasts: no indicator is called 'boasts'"
        ),
        (
            "\"query\": \".quit\", \"is\": \"1\"",
            "unexpected-word at .quit: a test asks sentences, and '.quit' is a command of the shell"
        ),
        (
            "\"query\": \"# nothing\", \"is\": \"1\"",
            "unexpected-word at \"# nothing\": nothing is asked here"
        ),
    ])
    func isNotMet(_ expectation: String, _ failure: String) throws {
        #expect(try Self.failures(expectation) == [failure])
    }

    @Test(arguments: [
        ("\"boast\": \"1\"", "no indicator and no population has the id 'boast'"),
        ("\"boats\": {\"figures\": \"1\", \"area\": \"dorest\"}", "no area is called 'dorest'"),
        (
            "\"boats\": {\"figures\": \"1\", \"from\": \"2022\"}",
            "'2022' is no period of the calendar: write it as apr22 or 2022/23"
        ),
        (
            "\"boats\": {\"figures\": \"1\", \"known\": \"soon\"}",
            "'soon' is no day: write it as 2023-10-05"
        ),
        (
            "\"boats\": {\"figures\": \"1\", \"reference\": \"tagret\"}",
            "no reference is called 'tagret'"
        ),
        (
            "\"boats\": {\"figures\": \"1\", \"members\": {\"sied\": \"lee\"}}",
            "'boats' is not broken down by 'sied'"
        ),
        (
            "\"boats\": {\"figures\": \"1\", \"members\": {\"side\": \"leee\"}}",
            "no member of 'side' is called 'leee'"
        ),
        (
            "\"islanders\": {\"figures\": \"1\", \"reference\": \"target\"}",
            "the population 'islanders' has neither members nor references"
        ),
    ])
    func whatIsGivenHasNames(_ given: String, _ message: String) throws {
        let report = try Self.run([
            "ferries.json": Self.plugin(
                "{\"name\": \"one\", \"given\": {\(given)}, \"expect\": "
                    + "[{\"query\": \"boats\", \"is\": \"1\"}]}")
        ])
        #expect(report.suites[0].outcomes.flatMap(\.failures).map(\.message) == [message])
        #expect(report.verdict == .failed)
    }

    @Test func saysWhatNoTestTouches() throws {
        let report = try Self.run([
            "ferries.json": Self.plugin(
                "{\"name\": \"a\", \"given\": {\"boats\": \"4\", \"islanders\": \"1000\"}, "
                    + "\"expect\": [{\"query\": \"rate boats per 1000\", \"is\": \"4\"}]}")
        ])
        #expect(report.verdict == .passed)
        #expect(report.suites.map(\.untouched) == [["anchors"]])
        let line = try #require(report.text().split(separator: "\n").last)
        #expect(line == "  no test touches 1 of 3 indicators: anchors")
    }

    @Test func aPluginThatWillNotLoadIsToldBesideTheOthers() throws {
        let report = try Self.run([
            "broken.json": "{\"plugin\": 1}",
            "ferries.json": Self.plugin(
                "{\"name\": \"<a> & \\u0001\", \"expect\": [{\"query\": \"anchors\", \"is\": \"2\"}]}"
            ),
        ])
        #expect(report.verdict == .unloadable)
        #expect(report.problems.map(\.code) == [.wrongType])
        #expect(report.suites.map(\.failureCount) == [1])
        let text = report.junit
        #expect(text.contains("name=\"&lt;a&gt; &amp; \u{FFFD}: anchors\""))
        #expect(text.contains("tests=\"1\" failures=\"0\" errors=\"1\""))
        #expect(text.contains("message=\"there are no figures of 'anchors' for any area\""))
        #expect(!text.unicodeScalars.contains("\u{1}"))
    }

    @Test func thoseShippedPass() throws {
        let report = try PluginTestRun.run(
            [
                ManualTests.root.appending(path: "Plugins").path,
                ManualTests.root.appending(path: "examples/hospital").path,
            ], SessionOptions())
        #expect(report.problems.map(\.message) == [])
        #expect(report.suites.flatMap(\.outcomes).flatMap(\.failures).map(\.message) == [])
        #expect(report.suites.filter { $0.testCount == 0 }.map(\.plugin) == [])
        #expect(report.suites.count >= 13)
    }
}
