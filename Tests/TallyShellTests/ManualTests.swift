import Foundation
import TallyModel
import TallyShell
import Testing

/// Every page of the manual, the README and the plugins' pages, run as they stand.
///
/// `UPDATE_MANUAL=1` rewrites the pages with what comes out and then fails, so that nothing is
/// blessed without being read.
@MainActor
@Suite(.serialized)
struct ManualTests {
    nonisolated static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    nonisolated static let pages: [String] = {
        let folder = root.appending(path: "examples/manual")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().map { "examples/manual/\($0)" }
            + ["README.md"]
    }()

    @Test func thereAreSome() { #expect(Self.pages.count > 5) }

    @Test(arguments: pages)
    func page(_ name: String) throws {
        let file = Self.root.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        let page = ManualPage(text)
        try #require(!page.cases.isEmpty, "a page without a case proves nothing")
        let desk = try ManualDesk()
        defer { desk.clear() }
        var options = SessionOptions()
        options.environment = Answers.environment
        let answers = try ManualRunner.answers(
            of: page, options, command: desk.run, save: desk.save)
        if ProcessInfo.processInfo.environment["UPDATE_MANUAL"] != nil {
            try page.rewritten(with: answers).write(to: file, atomically: true, encoding: .utf8)
            Issue.record("\(name) was rewritten: read it, then run again")
            return
        }
        for failure in ManualRunner.failures(of: page, answers) {
            Issue.record("\(name), \(failure)")
        }
    }
}

extension ManualDesk {
    /// With the program that was just built, which stands beside the test bundle.
    init() throws {
        try self.init(
            programs: URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path,
            cache: "\(Answers.environment["HOME"] ?? "")/.cache",
            further: [("EXAMPLES", ManualTests.root.appending(path: "examples").path)])
    }
}

/// What a refusal offers must work as it stands.
@MainActor
struct OfferTests {
    @Test(arguments: ManualTests.pages)
    func work(_ name: String) throws {
        let text = try String(
            contentsOf: ManualTests.root.appending(path: name), encoding: .utf8)
        for one in ManualPage(text).cases where one.kind == .tally {
            for line in one.expected.split(separator: "\n") {
                guard line.hasPrefix("  try: ") else { continue }
                let offer = String(line.dropFirst("  try: ".count))
                #expect(throws: Never.self, "\(name): \(offer)") { try Answers.text(offer) }
            }
        }
    }
}
