import Foundation
import PlainEvaluator
import TallyEngine
import TallyLanguage
import TallyModel
import TallyRender
import TallyShell
import Testing

/// Whatever is typed of what there is gets an answer that every format can write, or a refusal that
/// points into the line and offers only what works.
@MainActor
struct SweepTests {
    private let engine: Engine
    /// `SWEEP=all` tries every sentence, else one in five is, of each phrase others.
    private let isWhole = ProcessInfo.processInfo.environment["SWEEP"] == "all"
    /// Where to write what came of each sentence.
    private let listing = ProcessInfo.processInfo.environment["SWEEP_LIST"]

    init() throws {
        let session = try SamplePages.session()
        _ = session.catalogue
        engine = session.engine
    }

    private func chosen(_ sentences: [String]) -> [String] {
        isWhole ? sentences : sentences.indices.filter { $0 % 5 == 0 }.map { sentences[$0] }
    }

    enum Outcome {
        case answer(ResultTable)
        case refusal(Diagnostic)
    }

    private func outcome(_ sentence: String) -> Outcome {
        let source = SourceText(sentence)
        let (statements, problems) = Parser.statements(in: source, vocabulary: engine.catalogue)
        if let first = problems.first { return .refusal(engine.mended(first, bindings: [:])) }
        do throws(Diagnostic) {
            guard case .query(let query)? = statements.first?.kind else {
                throw Diagnostic(.unexpectedWord, "no query", at: nil)
            }
            return .answer(try engine.answer(query, in: source))
        } catch {
            return .refusal(error)
        }
    }

    /// Printed and read again it is printed the same.
    private func checkPrinting(_ sentence: String) {
        let (statements, problems) = Parser.statements(
            in: SourceText(sentence), vocabulary: engine.catalogue)
        guard problems.isEmpty, let statement = statements.first else { return }
        let printed = Printer.text(statement)
        let (again, more) = Parser.statements(
            in: SourceText(printed), vocabulary: engine.catalogue)
        #expect(more.isEmpty, "\(sentence)\n\(printed)")
        #expect(again.map { Printer.text($0) } == [printed], "\(sentence)")
    }

    private func check(_ table: ResultTable, of sentence: String) {
        for row in table.rows { #expect(row.values.count == table.columns.count, "\(sentence)") }
        // Rows without a value are left out behind a bar, and then there may be none.
        #expect(
            !table.rows.isEmpty || !table.notes.isEmpty || table.summary != nil
                || sentence.contains("|"), "\(sentence)")
        for format in ResultFormat.allCases {
            let text = format.text(table, query: sentence)
            #expect(text.hasSuffix("\n") || text.isEmpty, "\(format.rawValue) \(sentence)")
            let lines =
                [.json, .vegalite].contains(format)
                ? [Substring(text)] : format == .jsonl ? text.split(separator: "\n") : []
            for line in lines {
                let read = try? JSONSerialization.jsonObject(
                    with: Data(line.utf8), options: .fragmentsAllowed)
                #expect(read != nil, "\(format.rawValue) of \(sentence) is not JSON: \(line)")
            }
        }
    }

    private func check(_ error: Diagnostic, of sentence: String) {
        #expect(!error.message.isEmpty && !error.message.hasSuffix("."), "\(sentence)")
        guard let place = error.place else {
            Issue.record("no place: \(sentence): \(error.message)")
            return
        }
        #expect(
            place.span.lower <= place.span.upper && place.span.upper <= sentence.utf8.count,
            "\(sentence): \(error.message)")
        for offer in error.offers {
            if case .refusal(let other) = outcome(offer) {
                Issue.record("\(sentence)\n  try: \(offer)\n  \(other.message)")
            }
        }
    }

    @Test func everyPhraseWithEveryClause() throws {
        var plain = PlainCheck(engine)
        var tally = Tally()
        var list = ""
        for sentence in chosen(SweepSentences.plain) {
            checkPrinting(sentence)
            switch outcome(sentence) {
            case .answer(let table):
                check(table, of: sentence)
                checkPlain(sentence, &plain, &tally)
                list += "\(sentence)\t\(ResultFormat.table.text(table))\n"
            case .refusal(let error):
                check(error, of: sentence)
                list += "\(sentence)\t\(DiagnosticText.text(error, style: .plain))\n"
            }
        }
        for one in tally.differing { Issue.record("\(one)") }
        if let listing { try list.write(toFile: listing, atomically: true, encoding: .utf8) }
        if isWhole { print(tally) }
        #expect(tally.share == 100)
        #expect(tally.agreed > 300)
    }

    /// What asks for figures is answered by the plain evaluator too.
    private func checkPlain(
        _ sentence: String, _ plain: inout PlainCheck, _ tally: inout Tally
    ) {
        let (statements, _) = Parser.statements(
            in: SourceText(sentence), vocabulary: engine.catalogue)
        guard case .query(let query)? = statements.first?.kind,
            PlainManualTests.otherwise(query) == nil
        else { return }
        PlainRandomTests.check(sentence, &plain, &tally)
    }

    @Test func everyPhraseWithStages() throws {
        var list = ""
        for sentence in chosen(SweepSentences.staged) {
            checkPrinting(sentence)
            switch outcome(sentence) {
            case .answer(let table):
                check(table, of: sentence)
                checkWhole(table, of: sentence)
                list += "\(sentence)\t\(ResultFormat.table.text(table))\n"
            case .refusal(let error):
                check(error, of: sentence)
                list += "\(sentence)\t\(DiagnosticText.text(error, style: .plain))\n"
            }
        }
        if let listing {
            try list.write(toFile: listing + ".stages", atomically: true, encoding: .utf8)
        }
    }

    /// What is said of the whole is said of all of it, whichever rows are shown.
    private func checkWhole(_ table: ResultTable, of sentence: String) {
        guard let cut = sentence.firstIndex(of: "|"),
            case .answer(let whole) = outcome(String(sentence[..<cut])),
            let summary = whole.summary
        else { return }
        #expect(
            table.summary == summary || table.summary?.contains("(of all: \(summary))") == true,
            "\(sentence)")
    }
}
