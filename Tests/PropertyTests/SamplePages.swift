import Foundation
import TallyEngine
import TallyLanguage
import TallyModel
import TallyShell

/// The built-in sample and the sentences that the project ships.
@MainActor
enum SamplePages {
    nonisolated static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A home of its own, in which the sample is kept once it is made.
    nonisolated static let environment: [String: String] = {
        let home = FileManager.default.temporaryDirectory
            .appending(path: "tally-properties-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        return ["HOME": home.path]
    }()

    static func session() throws -> Session {
        var options = SessionOptions()
        options.environment = environment
        return try Session(options)
    }

    nonisolated private static func names(in folder: String, _ ending: String) -> [String] {
        let all = try? FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: folder).path)
        return (all ?? []).filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
    }

    nonisolated private static func text(_ name: String) -> String {
        (try? String(contentsOf: root.appending(path: name), encoding: .utf8)) ?? ""
    }

    /// What is typed on each page of the manual, statement by statement.
    nonisolated static let manual: [[String]] = names(in: "examples/manual", ".md").map { name in
        ManualPage(text(name)).cases.filter { $0.kind == .tally }.map(\.input)
    }

    /// Every sentence with a figure looked up by hand.
    nonisolated static let cases: [String] = names(in: "Tests/TallyShellTests/Cases", ".tsv")
        .flatMap { name in
            text(name).split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
                $0.split(separator: "\t").first.map(String.init)
            }
        }
}

/// How many sentences came out how.
struct Tally: CustomStringConvertible {
    var agreed = 0
    var figures = 0
    var refused = 0
    var unhandled: [String: Int] = [:]
    var differing: [String] = []
    /// Statements that ask for no figures, by their first word.
    var skipped: [String: Int] = [:]

    var answered: Int { agreed + unhandled.values.reduce(0, +) + differing.count }
    /// Of those answered, how many in a hundred the plain evaluator can answer too.
    var share: Double {
        answered == 0 ? 0 : Double(agreed + differing.count) / Double(answered) * 100
    }

    var description: String {
        "\(agreed) agree (\(figures) figures), \(refused) refused, \(differing.count) differ, "
            + "skipped \(skipped.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }), "
            + "unhandled \(unhandled.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" })"
    }
}
