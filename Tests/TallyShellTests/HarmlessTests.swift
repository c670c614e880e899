import Foundation
import Glibc
import TallyModel
import TallyShell
import Testing

/// What a sentence names as a file can neither destroy a store nor hold the session up for ever.
@MainActor
struct HarmlessTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "tally-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func refusal(_ sentence: String) throws -> String {
        var options = SessionOptions()
        options.environment = Answers.environment
        let session = try Session(options)
        var errors = ""
        let succeeded = session.run(
            SourceText(sentence), write: { _ in }, report: { errors += $0 })
        #expect(!succeeded)
        return errors
    }

    @Test func noResultIsWrittenOverAStore() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = folder.appending(path: "board.db")
        let bytes = Data("SQLite format 3\0 and what belongs to it".utf8)
        try bytes.write(to: store)
        let said = try refusal("cic in sep23 | to csv \"\(store.path)\"")
        #expect(said.contains("is a store, and nothing is written over one"))
        #expect(try Data(contentsOf: store) == bytes)
        // What is no store is written anew.
        let sheet = folder.appending(path: "board.csv")
        try Data("before".utf8).write(to: sheet)
        _ = try Answers.text("uasc in sep23 | to csv \"\(sheet.path)\"")
        #expect(try String(contentsOf: sheet, encoding: .utf8).contains(",67,"))
    }

    @Test func aScriptIsAnOrdinaryFile() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let pipe = folder.appending(path: "pipe")
        #expect(mkfifo(pipe.path, 0o600) == 0)
        for path in ["/dev/zero", pipe.path] {
            #expect(try refusal("read \"\(path)\"").contains("it is no ordinary file"))
        }
    }
}
