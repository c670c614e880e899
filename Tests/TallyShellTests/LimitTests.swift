import Foundation
import TallyModel
import TallyShell
import Testing

/// What is too large is refused with a sentence, wherever it stands.
@MainActor
@Suite(.serialized)
struct LimitTests {
    /// A sentence of so many parts.
    struct Chain: Sendable, CustomTestStringConvertible {
        let name: String
        /// The most parts that there may be.
        let most: Int
        let text: @Sendable (Int) -> String

        var testDescription: String { name }

        /// Parts with the same between them.
        init(_ part: String, by link: String, most: Int = 200, in frame: String = "_") {
            name = link
            self.most = most
            text = { count in
                let chain = Array(repeating: part, count: count).joined(separator: " \(link) ")
                return frame.replacingOccurrences(of: "_", with: chain)
            }
        }

        /// The same so many times before a value, and behind it.
        init(_ before: String, around part: String, _ after: String, most: Int) {
            name = before + part + after
            self.most = most
            text = { count in
                String(repeating: before, count: count) + part
                    + String(repeating: after, count: count)
            }
        }
    }

    nonisolated static let chains = [
        Chain("cic", by: "+"), Chain("cic", by: "-"), Chain("1", by: "*"), Chain("cic", by: "??"),
        Chain("cic", by: "excl uasc +", most: 199),
        // A comparison and what it is in are levels too.
        Chain("cic > 3", by: "and", most: 198, in: "run(_)"),
        Chain("cic > 3", by: "or", most: 198, in: "run(_)"),
        Chain("value > 3", by: "and", in: "cic | where _"),
        Chain("value > 3", by: "or", in: "cic | where _"),
        Chain("", around: "cic", " 1 month ago", most: 199),
        Chain("previous ", around: "cic", "", most: 199),
        Chain("- ", around: "cic", "", most: 199),
        Chain("(", around: "cic", ")", most: 199), Chain("round(", around: "cic", ")", most: 199),
        Chain("(1 + ", around: "cic", ")", most: 199),
    ]

    @Test(arguments: chains, [0, 1, 300, 790])
    func sentences(_ chain: Chain, _ more: Int) throws {
        let bench = try Bench()
        let runs = bench.run(chain.text(chain.most + more), name: "-e")
        if more == 0 {
            #expect(runs, "\(bench.errors)")
        } else {
            #expect(!runs)
            #expect(bench.errors.hasPrefix("-e:1:"), "\(bench.errors)")
            #expect(bench.errors.contains("error[nested-too-deeply]"), "\(bench.errors)")
        }
    }

    @Test func aLongSumIsToldWhatToDoAndThatIsSo() throws {
        let bench = try Bench()
        let half = Array(repeating: "cic", count: 150).joined(separator: " + ")
        #expect(!bench.run("\(half) + \(half) in sep23", name: "-e"))
        // Behind two hundred parts stands the sign that is one too many.
        #expect(bench.errors.hasPrefix("-e:1:1199: error[nested-too-deeply]"))
        #expect(bench.errors.contains("put parts of it in brackets, as in (a + b) + (c + d)"))
        #expect(bench.values("(\(half)) + (\(half)) in sep23") == ["141900"])
    }

    /// Names stand for all that they are made of.
    @Test func namesCountAsWhatTheyStandFor() throws {
        let bench = try Bench()
        let sum = String(repeating: " + cic", count: 150)
        #expect(bench.run("let long = cic\(sum)"))
        for text in ["let longer = long\(sum)", "long\(sum)", "let x = long + 1\nx\(sum)"] {
            #expect(!bench.run(text))
            #expect(bench.errors.contains("at most 200 parts may be put together"))
            #expect(bench.errors.contains("what 'let' has named counts as all that it stands for"))
        }
        #expect(bench.run("(long) + (long) in sep23"), "\(bench.errors)")
        // What it stood for before does not count any more.
        #expect(bench.run("let long = cic\nlong\(sum)"), "\(bench.errors)")
    }

    /// As many names as may stand for each other, and as high a tree as there may be, at once.
    @Test func theMostOfAll() throws {
        let bench = try Bench()
        let deep =
            String(repeating: "round(", count: 100) + "cic" + String(repeating: ")", count: 100)
        #expect(bench.run("let n0 = \(deep)"), "\(bench.errors)")
        for index in 1..<99 { #expect(bench.run("let n\(index) = n\(index - 1)")) }
        #expect(bench.values("n97 + 1 in sep23") == ["474"])
        #expect(!bench.run("n97 + 1 + 1 in sep23"))
        #expect(bench.errors.contains("error[nested-too-deeply]"))
        #expect(!bench.run("let n99 = n98\nlet n100 = n99"))
        #expect(bench.errors.contains("error[nested-too-deeply]"))
    }

    @Test(arguments: [
        ("cic", " + cic", 949), ("cic", " 1 month ago", 900), ("run(cic > 3", " and cic > 3", 900),
    ])
    func aFormulaIsRefusedAndTheRestAnswers(_ first: String, _ more: String, _ count: Int) throws {
        let formula =
            first + String(repeating: more, count: count) + (first.contains("(") ? ")" : "")
        let bench = try Bench()
        try bench.write(
            """
            {"plugin": "long", "version": "1.0.0", "title": "Long", "indicators": [
              {"id": "long_sum", "name": "Long sum", "unit": "number", "kind": "stock",
               "every": "month", "good": "low", "formula": "\(formula)"}
            ]}
            """, to: "long.json")
        let other = try Bench { $0.plugins = [bench.folder.path] }
        #expect(other.session.loadProblems.map(\.code) == [.nestedTooDeeply])
        #expect(other.session.loadProblems.first?.place?.text.contains("long.json:3:") == true)
        #expect(other.values("cic in sep23") == ["473"])
    }
}
