import Foundation
import TallyEngine
import TallyLanguage
import TallyModel
import TallyShell
import Testing

/// Sentences as an analyst would say them, with figures looked up by hand in the papers.
@MainActor
struct NaturalSentencesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let sentence: String
        let value: String
        var testDescription: String { sentence }
    }

    /// Of every file in `Cases`, one for each plugin.
    nonisolated static let cases: [Case] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().flatMap { name in
            let text =
                (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
            return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
                let fields = line.split(separator: "\t")
                return Case(sentence: String(fields[0]), value: String(fields[fields.count - 1]))
            }
        }
    }()

    @Test func thereAreSome() { #expect(Self.cases.count >= 100) }

    @Test(arguments: cases)
    func gives(_ one: Case) throws {
        let expected = try #require(Double(one.value))
        let decimals = one.value.split(separator: ".").dropFirst().first?.count ?? 0
        let values = try Answers.numbers(one.sentence)
        #expect(values.count == 1)
        #expect(
            values.first.map { ExactDecimal($0).rounded(to: decimals) } == ExactDecimal(expected))
    }
}

/// A start reads only the plugins that a sentence names; what it answers is what it would answer
/// with all of them.
@MainActor
struct PartialLoadTests {
    nonisolated static let sentences =
        NaturalSentencesTests.cases.enumerated().filter { $0.offset.isMultiple(of: 12) }
        .map(\.element.sentence) + [
            "rate cic excl uasc per 10k from apr23 to sep23", "cic by legal status in mar23",
            "cla_rate for dorset in 2025", "compare sep23 vs target for cic, iha",
            "share uasc of cic in sep23", "cic - uasc last 3 months",
            "formal complaints in 2022/23",
            "let x = cic excl uasc\nrate x per 10k",
        ]

    @Test(arguments: sentences)
    func answersAsWithEverything(_ sentence: String) throws {
        var options = SessionOptions()
        options.environment = Answers.environment
        let session = try Session(options)
        var output = ""
        let succeeded = session.run(
            SourceText(sentence), write: { output += $0 }, report: { output += $0 })
        #expect(succeeded)
        let whole = try Answers.text(sentence)
        #expect(whole.hasSuffix(output))
        #expect(!output.isEmpty)
    }
}

/// What the plugins built in call their indicators.
@MainActor
struct AliasTests {
    /// No name of one indicator is a name of another, whichever plugin it is of.
    @Test func noneIsAmbiguous() throws {
        let session = try Session(SessionOptions())
        var meanings: [String: Set<String>] = [:]
        for entry in session.catalogue.entries(of: [.indicator]) {
            meanings[entry.name.lowercased(), default: []].insert(entry.candidate.id)
        }
        #expect(meanings.filter { $0.value.count > 1 }.isEmpty)
        #expect(meanings.count > 1000)
    }
}
