import Foundation
import TallyEngine
import TallyModel
import TallyRender
import TallyShell
import Testing

/// What the sample answers, read back from CSV as any program would.
@MainActor
enum Answers {
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// A home of its own for the tests, in which the sample is kept once it is made.
    nonisolated static let environment: [String: String] = {
        let home = FileManager.default.temporaryDirectory
            .appending(path: "tally-tests-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        return ["HOME": home.path]
    }()

    /// One session for all, since every test would load the same plugins.
    private static let session: Result<Session, any Error> = Result {
        var options = SessionOptions()
        options.environment = environment
        return try Session(options)
    }

    static func catalogue() throws -> Catalogue { try session.get().catalogue }

    /// What a script prints, on the built-in sample, without any of the user's files.
    static func text(_ script: String, format: SessionOptions.Format = .table) throws -> String {
        let session = try session.get()
        var output = ""
        var errors = ""
        let lines = ".format \(format.rawValue)\n\(script)"
        let succeeded = session.run(
            SourceText(lines), write: { output += $0 }, report: { errors += $0 })
        if !succeeded { throw Refusal(description: errors) }
        return output
    }

    /// The rows of the last result, by column.
    static func rows(_ script: String) throws -> [[String: String]] {
        let text = try text(script, format: .csv)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let header = lines.lastIndex(where: { $0.isEmpty && $0 != lines.last }) else {
            return records(Array(lines))
        }
        return records(Array(lines[(header + 1)...]))
    }

    static func records(_ lines: [Substring]) -> [[String: String]] {
        let table = lines.filter { !$0.isEmpty }.map(fields)
        guard let header = table.first else { return [] }
        return table.dropFirst().map { row in
            Dictionary(uniqueKeysWithValues: zip(header, row))
        }
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields: [String] = [""]
        var quoted = false
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    static func numbers(_ script: String) throws -> [Double] {
        try rows(script).compactMap { $0["value"].flatMap(Double.init) }
    }

    /// The values in order, rounded to the two decimals at most that a reader compares.
    static func values(_ script: String) throws -> String {
        try numbers(script).map { value in
            NumberText.full(ExactDecimal(value).rounded(to: 2).doubleValue)
        }.joined(separator: " ")
    }
}

/// The board paper's own table, as the project ships it.
@MainActor
enum PrintedBoard {
    /// Every row of the paper in its order, by column.
    static func rows() throws -> [[String: String]] {
        guard let file = BuiltIn.sample.first(where: { $0.name.hasSuffix("dorset-2023-09.csv") })
        else { throw Answers.Refusal(description: "the board paper is not in the sample") }
        return Answers.records(
            String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline))
    }

    /// Printed name and printed direction of travel, in the paper's order.
    static func directions() throws -> [(name: String, direction: String)] {
        try rows().map { ($0["indicator"] ?? "", $0["direction_of_travel"] ?? "") }
    }
}
