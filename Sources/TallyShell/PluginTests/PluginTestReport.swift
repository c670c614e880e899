import TallyModel

/// What came of the tests of some plugins.
package struct PluginTestReport: Sendable {
    /// What came of one expectation, or of what a test gives where that is wrong.
    package struct Outcome: Sendable {
        package let test: String
        /// `nil` where nothing could be asked.
        package let query: String?
        package let place: Diagnostic.Place
        /// Empty where everything is as expected.
        package let failures: [Diagnostic]
    }

    /// The tests of one plugin.
    package struct Suite: Sendable {
        /// The id.
        package let plugin: String
        package let file: String
        package let testCount: Int
        package let outcomes: [Outcome]
        package let indicatorCount: Int
        /// The ids of the indicators that no sentence of a test reaches, in declared order.
        package let untouched: [String]

        package var failureCount: Int { outcomes.count { !$0.failures.isEmpty } }
    }

    package enum Verdict: Sendable, Hashable {
        case passed, failed
        /// A plugin would not load.
        case unloadable
    }

    package let suites: [Suite]
    /// What keeps a plugin from loading.
    package let problems: [Diagnostic]

    package var verdict: Verdict {
        if !problems.isEmpty { return .unloadable }
        return suites.contains { $0.failureCount > 0 } ? .failed : .passed
    }
}

extension PluginTestReport {
    /// For people: what failed and where, then a line for each plugin.
    package func text(colour: Bool = false) -> String {
        var output = ""
        for suite in suites {
            let failures = suite.outcomes.flatMap(\.failures)
            output += Session.rendered(failures, colour: colour)
            output += "\(suite.file): \(suite.summary)\n"
            if !suite.untouched.isEmpty, suite.testCount > 0 {
                output += Self.wrapped(
                    "no test touches \(suite.untouched.count) of "
                        + "\(NumberText.counted(suite.indicatorCount, "indicator")):",
                    suite.untouched)
            }
        }
        if suites.count > 1 {
            let all = suites.reduce(0) { $0 + $1.outcomes.count }
            let failed = suites.reduce(0) { $0 + $1.failureCount }
            output +=
                "\(NumberText.counted(all, "expectation")) of \(suites.count) plugins, "
                + (failed == 0 ? "all met\n" : "\(failed) not met\n")
        }
        return output
    }

    /// Names behind what is said of them, in lines of at most a hundred columns.
    private static func wrapped(_ title: String, _ names: [String]) -> String {
        var lines = ["  \(title)"]
        for (index, name) in names.enumerated() {
            let word = index == names.count - 1 ? name : name + ","
            if lines[lines.count - 1].count + 1 + word.count > 100 {
                lines.append("    \(word)")
            } else {
                lines[lines.count - 1] += " \(word)"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension PluginTestReport.Suite {
    /// `12 expectations in 3 tests, all met`
    fileprivate var summary: String {
        if testCount == 0 { return "no tests" }
        let expectations = NumberText.counted(outcomes.count, "expectation")
        let tests = NumberText.counted(testCount, "test")
        return "\(expectations) in \(tests), "
            + (failureCount == 0 ? "all met" : "\(failureCount) not met")
    }
}
