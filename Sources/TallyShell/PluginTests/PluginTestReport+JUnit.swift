import TallyModel
import TallyRender

extension PluginTestReport {
    /// As JUnit XML, which build servers read: a suite a plugin, a case an expectation. A plugin
    /// that would not load is a suite with an error.
    ///
    /// Source: the schema of the Jenkins xUnit plugin, junit-10.xsd.
    package var junit: String {
        var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
        for suite in suites {
            output += Self.open(
                "testsuite",
                [
                    ("name", suite.plugin), ("tests", "\(suite.outcomes.count)"),
                    ("failures", "\(suite.failureCount)"), ("errors", "0"), ("file", suite.file),
                ])
            for outcome in suite.outcomes { output += Self.testCase(outcome, in: suite) }
            output += "</testsuite>\n"
        }
        var told: Set<String> = []
        for file in problems.map(Self.file) where told.insert(file).inserted {
            output += Self.open(
                "testsuite",
                [("name", file), ("tests", "1"), ("failures", "0"), ("errors", "1")])
            output += "  " + Self.open("testcase", [("classname", file), ("name", "loads")])
            output += Self.said("error", problems.filter { Self.file(of: $0) == file })
            output += "  </testcase>\n</testsuite>\n"
        }
        return output + "</testsuites>\n"
    }

    private static func file(of problem: Diagnostic) -> String {
        problem.place?.source.name ?? "plugins"
    }

    private static func testCase(_ outcome: Outcome, in suite: Suite) -> String {
        let (line, _, _) = outcome.place.source.position(of: outcome.place.span.lower)
        let name = outcome.query.map { "\(outcome.test): \($0)" } ?? outcome.test
        let start = open(
            "testcase",
            [
                ("classname", suite.plugin), ("name", name), ("file", suite.file),
                ("line", "\(line)"),
            ])
        return "  \(start)" + (outcome.failures.isEmpty ? "" : said("failure", outcome.failures))
            + "  </testcase>\n"
    }

    private static func open(_ tag: String, _ attributes: [(String, String)]) -> String {
        let texts = attributes.map { " \($0)=\"\(escaped($1))\"" }
        return "<\(tag)\(texts.joined())>\n"
    }

    private static func said(_ tag: String, _ diagnostics: [Diagnostic]) -> String {
        let message = diagnostics.map(\.message).joined(separator: "; ")
        let text = Session.rendered(diagnostics, colour: false)
        return "    <\(tag) message=\"\(escaped(message))\">\(escaped(text))</\(tag)>\n"
    }

    /// Text as XML may hold it: what XML has no way to write becomes a replacement character.
    ///
    /// Source: Extensible Markup Language 1.0, 2.2 Characters.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return MarkupText.escaped(result)
    }
}
