import Foundation
import TallyModel
import TallyShell

/// A session on the sample in a folder that is gone with it.
final class Bench {
    let folder: URL
    let session: Session
    private(set) var output = ""
    private(set) var errors = ""

    init(_ change: (inout SessionOptions) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "tally-script-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var options = SessionOptions()
        options.environment = Answers.environment
        change(&options)
        session = try Session(options)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    func text(of name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// Whether all went well; what came of it is in `output` and `errors`.
    @discardableResult
    func run(_ text: String, name: String? = nil) -> Bool {
        output = ""
        errors = ""
        return session.run(
            SourceText(text, name: name), write: { self.output += $0 },
            report: { self.errors += $0 })
    }

    /// The values of a query in order.
    func values(_ text: String) -> [String] {
        run(".format csv")
        defer { run(".format table") }
        guard run(text) else { return [errors] }
        let lines = output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        guard let column = lines.first?.firstIndex(of: "value") else { return [output] }
        return lines.dropFirst().map { String($0[column]) }
    }
}
