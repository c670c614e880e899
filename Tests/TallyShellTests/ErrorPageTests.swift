import Foundation
import TallyModel
import TallyShell
import Testing

/// The manual shows every code there is.
struct ErrorPageTests {
    /// What a page cannot bring about the same way every time; each has a test of its own.
    static let shownElsewhere: Set<DiagnosticCode> = [.cancelled, .storeUnwritable]

    @Test func everyCodeIsShown() throws {
        var answers = ""
        for name in ManualTests.pages {
            let text = try String(
                contentsOf: ManualTests.root.appending(path: name), encoding: .utf8)
            for one in ManualPage(text).cases { answers += one.expected + "\n" }
        }
        let missing = DiagnosticCode.allCases.filter { !answers.contains("[\($0.rawValue)]:") }
        #expect(Set(missing) == Self.shownElsewhere)
    }
}
