import Glibc
import TallyLanguage
import TallyModel
import TallyShell
import Testing

/// Every sentence of the manual as it is typed, letter by letter: what Tab offers there may stand
/// there.
///
/// `TALLY_EVERY_PREFIX=1 swift test --filter CompletionPrefixTests` tries every place, else one in
/// seven.
@MainActor
struct CompletionPrefixTests {
    private static let step = getenv("TALLY_EVERY_PREFIX") == nil ? 7 : 1

    @Test func whatIsOfferedMayStandThere() throws {
        var tried: Set<String> = []
        var offered = 0
        var place = 0
        for page in SamplePages.manual {
            let session = try SamplePages.session()
            for sentence in page {
                for end in sentence.indices {
                    place += 1
                    let typed = String(sentence[..<end])
                    guard place.isMultiple(of: Self.step), tried.insert(typed).inserted else {
                        continue
                    }
                    offered += Self.check(typed, session)
                    // With the rest of the sentence behind the cursor it is the same or less.
                    _ = session.completions(sentence, at: typed.utf8.count)
                }
                if sentence.hasPrefix("let ") {
                    _ = session.run(SourceText(sentence), write: { _ in }, report: { _ in })
                }
            }
        }
        #expect(offered > 10_000, "\(offered) candidates behind \(tried.count) texts")
    }

    /// Tries the first of the candidates, and a few of the rest; gives how many.
    private static func check(_ typed: String, _ session: Session) -> Int {
        let (span, found) = session.completions(typed, at: typed.utf8.count)
        let before = String(SourceText(typed)[Span(0, span.lower)])
        // Behind an error the rest is completed as if there were none.
        if found.isEmpty || refusal(before, session) != nil { return 0 }
        let some =
            found.prefix(20) + stride(from: 20, to: found.count, by: 97).map { found[$0] }
        for candidate in some {
            let whole = before + candidate.text
            // Of `cic 3 months` the parser tells only whole what it is.
            if let problem = refusal(whole, session), refusal(whole + " ago", session) != nil {
                Issue.record("\(typed)‸ offers \(candidate.text): \(problem)")
            }
        }
        return some.count
    }

    /// What is wrong with a text before its last word.
    private static func refusal(_ text: String, _ session: Session) -> String? {
        let vocabulary = BindingVocabulary(
            session.catalogue, bindings: session.bindings.keys.sorted() + [LastResult.name])
        let problems = Parser.statements(in: SourceText(text), vocabulary: vocabulary).diagnostics
        let end = text.utf8.count - text.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
        let first = problems.first { problem in
            // What is open may yet be closed.
            if [.unclosedBracket, .unclosedQuote].contains(problem.code) { return false }
            guard let last = problem.place?.span.upper else { return true }
            // A name behind which there is a space is whole.
            let isOfNames = [.unknownName, .unknownIndicator].contains(problem.code)
            let isWhole = isOfNames && text.hasSuffix(" ")
            return last < end || (isWhole && last == end)
        }
        return first.map { "\($0.code.rawValue): \($0.message)" }
    }
}
