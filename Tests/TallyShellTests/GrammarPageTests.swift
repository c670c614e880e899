import Foundation
import TallyLanguage
import TallyRender
import Testing

/// `examples/manual/32-grammar.md` has every production of the parser, and no other.
@Suite("The page of the grammar")
struct GrammarPageTests {
    private struct Production: Hashable, CustomStringConvertible {
        let name: String
        /// With single spaces.
        let body: String

        var description: String { "\(name) = \(body)" }

        /// The names in the body, those in quotes left out.
        var words: Set<String> {
            var words: Set<String> = []
            var word = ""
            var quote: Character?
            for character in body + " " {
                if let open = quote {
                    if character == open { quote = nil }
                } else if character == "\"" || character == "'" {
                    quote = character
                } else if character.isLetter || character == "-" && !word.isEmpty {
                    word.append(character)
                } else {
                    if !word.isEmpty { words.insert(word) }
                    word = ""
                }
            }
            return words
        }
    }

    private static let root = ManualTests.root

    private static let page: String = {
        let file = root.appending(path: "examples/manual/32-grammar.md")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }()

    /// The productions of some lines: one begins with its name and `=`, and goes on in the lines
    /// that begin with spaces and are followed by more.
    private static func productions(_ lines: [String]) -> [Production] {
        var result: [(name: String, body: [Substring])] = []
        var isOpen = false
        for line in lines {
            let words = line.split(separator: " ")
            if line.first?.isLowercase == true, words.count > 2, words[1] == "=",
                words[0].allSatisfy({ $0.isLowercase || $0 == "-" })
            {
                result.append((String(words[0]), Array(words.dropFirst(2))))
                isOpen = true
            } else if isOpen, line.hasPrefix("  "), !words.isEmpty {
                result[result.count - 1].body += words
            } else {
                isOpen = false
            }
        }
        return result.map { Production(name: $0.name, body: $0.body.joined(separator: " ")) }
    }

    /// The block of the grammar on the page.
    private static let onPage: [Production] = {
        let lines = page.components(separatedBy: "\n")
        guard let open = lines.firstIndex(of: "```grammar"),
            let close = lines[(open + 1)...].firstIndex(of: "```")
        else { return [] }
        return productions(Array(lines[(open + 1)..<close]))
    }()

    /// The productions of the parser's documentation comments.
    private static let inSources: [Production] = {
        let folder = root.appending(path: "Sources/TallyLanguage")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var result: [Production] = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift",
                let text = try? String(contentsOf: file, encoding: .utf8)
            else { continue }
            let mark = "///     "
            result += productions(
                text.components(separatedBy: "\n").map { line in
                    let trimmed = line.drop { $0 == " " }
                    return trimmed.hasPrefix(mark) ? String(trimmed.dropFirst(mark.count)) : ""
                })
        }
        return result
    }()

    /// The words that the page explains in a table.
    private static let explained: Set<String> = Set(
        page.components(separatedBy: "\n").compactMap { line in
            guard line.hasPrefix("| `") else { return nil }
            return line.dropFirst(3).split(separator: "`").first.map(String.init)
        })

    @Test func hasEveryProductionOfTheParserAndNoOther() {
        #expect(Self.inSources.count > 60)
        let (page, sources) = (Set(Self.onPage), Set(Self.inSources))
        #expect(sources.subtracting(page) == [], "in the sources and not on the page")
        #expect(page.subtracting(sources) == [], "on the page and not in the sources")
    }

    @Test func explainsEveryFormat() {
        let row = Self.page.components(separatedBy: "\n").first { $0.hasPrefix("| `format` |") }
        let quoted = (row ?? "").components(separatedBy: "`").enumerated()
            .compactMap { $0.offset % 2 == 1 ? $0.element : nil }
        #expect(quoted.dropFirst() == ArraySlice(ResultFormat.allCases.map(\.rawValue)))
    }

    @Test func definesEachNameOnce() {
        let names = Self.onPage.map(\.name)
        #expect(names.count == Set(names).count)
    }

    @Test func explainsEveryWord() {
        let known = Set(Self.onPage.map(\.name)).union(Self.explained)
        for production in Self.onPage {
            #expect(production.words.subtracting(known) == [], "in \(production)")
        }
        let used = Self.onPage.reduce(into: Set<String>()) { $0.formUnion($1.words) }
        #expect(Self.explained.subtracting(used) == [], "explained and used nowhere")
        let roots: Set<String> = ["script", "formula"]
        #expect(Set(Self.onPage.map(\.name)).subtracting(used) == roots)
    }

    @Test func showsEveryProductionAtWork() {
        for production in Self.onPage {
            let shown = Self.page.contains("\n`\(production.name)`: ")
            #expect(shown, "\(production.name) is not shown")
        }
    }

    /// Every word in quotes that is a word of the language and not a sign.
    @Test func everyKeywordStandsInTheGrammarOrIsKeptForLater() {
        let quoted = Set(
            Self.onPage.flatMap { $0.body.split(separator: " ") }.compactMap { word in
                word.hasPrefix("\"") ? word.dropFirst().dropLast() : nil
            })
        let missing = Keyword.allCases.map(\.word).filter { !quoted.contains(Substring($0)) }
        #expect(missing == ["verdict", "why", "headline", "report"])
    }
}
