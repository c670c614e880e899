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
        let desk = try Desk()
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

/// A folder of its own in which command lines run, with the program that was just built.
struct Desk {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "tally-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func clear() { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file of the page.
    func save(_ path: String, _ text: String) {
        let file = folder.appending(path: path)
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? text.write(to: file, atomically: true, encoding: .utf8)
    }

    /// The folder of the test bundle, where the program stands beside it.
    private static var products: String {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    }

    /// What a command line prints, standard error among standard output as they come.
    func run(_ line: String) -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": "\(Self.products):/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8",
            "XDG_CACHE_HOME": "\(Answers.environment["HOME"] ?? "")/.cache",
            "EXAMPLES": ManualTests.root.appending(path: "examples").path,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { return "\(error)" }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
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
