import Foundation
import TallyEngine
import TallyShell
import Testing

/// The manual lists the codes of notes, which scripts may rely on.
struct NoteCodePageTests {
    @Test func everyCodeIsListedOnce() throws {
        let page = try String(
            contentsOf: ManualTests.root.appending(path: "examples/manual/09-formats.md"),
            encoding: .utf8)
        let listed = page.split(separator: "\n").compactMap { line -> Substring? in
            guard line.hasPrefix("| `"), let end = line.dropFirst(3).firstIndex(of: "`") else {
                return nil
            }
            return line[line.index(line.startIndex, offsetBy: 3)..<end]
        }.map(String.init)
        #expect(listed.sorted() == NoteCode.allCases.map(\.rawValue).sorted())
    }
}
