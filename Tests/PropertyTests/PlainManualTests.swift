import PlainEvaluator
import TallyEngine
import TallyLanguage
import TallyModel
import TallyShell
import Testing

/// Every sentence that the project ships, answered a second time by the plain evaluator.
@MainActor
struct PlainManualTests {
    /// Answers the queries of a text both ways; the session runs everything, so that names are bound
    /// and areas set.
    static func check(_ text: String, _ session: Session, _ tally: inout Tally) {
        let source = SourceText(text)
        let catalogue = session.catalogue
        let vocabulary = BindingVocabulary(catalogue, bindings: session.bindings.keys.sorted())
        let (statements, problems) = Parser.statements(in: source, vocabulary: vocabulary)
        guard problems.isEmpty else { return }
        var bindings = session.bindings
        for statement in statements {
            switch statement.kind {
            case .binding(let name, _, let query):
                bindings[NameFolding.fold(name)] = Binding(
                    query: query, source: source, bindings: bindings)
            case .command, .alias: break
            case .assertion: tally.skipped["assert", default: 0] += 1
            case .query(let query):
                if let what = otherwise(query) {
                    tally.skipped[what, default: 0] += 1
                    continue
                }
                var check = PlainCheck(session.engine)
                switch check.verdict(on: query, in: source, bindings) {
                case .agrees(let figures):
                    tally.agreed += 1
                    tally.figures += figures
                case .refused: tally.refused += 1
                case .unhandled(let what): tally.unhandled[what, default: 0] += 1
                case .differs(let how): tally.differing.append("\(text): \(how)")
                }
            }
        }
        _ = session.run(source, write: { _ in }, report: { _ in })
    }

    /// What a statement gives besides figures: words, or what is known of something.
    static func otherwise(_ query: Query) -> String? {
        switch query.phrase {
        case .value, .trend, .compare, .rank: nil
        case .list: "list"
        case .describe: "describe"
        case .explain: "explain"
        case .lineage: "lineage"
        case .revisions: "revisions"
        case .check: "check"
        }
    }

    @Test func theManual() throws {
        var tally = Tally()
        for page in SamplePages.manual {
            let session = try SamplePages.session()
            for one in page { Self.check(one, session, &tally) }
        }
        for one in tally.differing { Issue.record("\(one)") }
        print(tally)
        #expect(tally.agreed >= 665)
        #expect(tally.figures >= 5500)
        #expect(tally.share == 100)
        // What has no figures of its own to check is little, and all of it known by name.
        #expect(tally.skipped.values.reduce(0, +) <= 125)
        #expect(
            Set(tally.skipped.keys).isSubset(of: [
                "list", "describe", "explain", "lineage", "revisions", "check", "assert",
            ]))
    }

    @Test func theCases() throws {
        var tally = Tally()
        let session = try SamplePages.session()
        for one in SamplePages.cases { Self.check(one, session, &tally) }
        for one in tally.differing { Issue.record("\(one)") }
        print(tally)
        #expect(tally.share == 100)
    }
}
