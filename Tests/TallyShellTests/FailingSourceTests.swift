import Synchronization
import TallyEngine
import TallyLanguage
import TallyModel
import TallyShell
import Testing

/// A store that cannot be read any more, or a reading that is given up, is told and taken for
/// nothing else: not for a store that has no figures.
@MainActor
struct FailingSourceTests {
    /// Another source, of which only so many readings succeed.
    private final class FailingSource: FigureSource {
        private let base: any FigureSource
        private let failure: Diagnostic
        private let left: Atomic<Int>

        init(_ base: any FigureSource, after count: Int, _ failure: Diagnostic) {
            self.base = base
            self.failure = failure
            left = Atomic(count)
        }

        var hasFailed: Bool { left.load(ordering: .relaxed) < 0 }

        private func use() throws(Diagnostic) {
            if left.subtract(1, ordering: .relaxed).newValue < 0 { throw failure }
        }

        func load(_ requests: [SeriesRequest], asKnown: Day?) throws(Diagnostic)
            -> [SeriesRequest: [StoredSeries]]
        {
            try use()
            return try base.load(requests, asKnown: asKnown)
        }

        func areas(of subject: Subject, asKnown: Day?) throws(Diagnostic) -> [String] {
            try use()
            return try base.areas(of: subject, asKnown: asKnown)
        }

        func lastDay(ofSource source: String, area: String, grain: Grain, asKnown: Day?)
            throws(Diagnostic) -> Day?
        {
            try use()
            return try base.lastDay(ofSource: source, area: area, grain: grain, asKnown: asKnown)
        }

        func adopted() throws(Diagnostic) -> [AdoptedIndicator] { try base.adopted() }
        func adoptedAreas() throws(Diagnostic) -> [Area] { try base.adoptedAreas() }

        func neighbours(of area: String, asKnown: Day?) throws(Diagnostic) -> [String] {
            try use()
            return try base.neighbours(of: area, asKnown: asKnown)
        }

        func parents(asKnown: Day?) throws(Diagnostic) -> [String: AreaParent] {
            try use()
            return try base.parents(asKnown: asKnown)
        }

        func references() throws(Diagnostic) -> Set<String>? {
            try use()
            return try base.references()
        }

        func milestones(asKnown: Day?) throws(Diagnostic) -> [Milestone] {
            try use()
            return try base.milestones(asKnown: asKnown)
        }

        func origins(of keys: [OriginKey]) throws(Diagnostic) -> [Origin] {
            try use()
            return try base.origins(of: keys)
        }

        func revisions(of request: SeriesRequest, asKnown: Day?) throws(Diagnostic)
            -> [StoredRevision]
        {
            try use()
            return try base.revisions(of: request, asKnown: asKnown)
        }

        func imports(asKnown: Day?) throws(Diagnostic) -> [ImportRecord] {
            try use()
            return try base.imports(asKnown: asKnown)
        }
    }

    private nonisolated static let failures = [
        Diagnostic(.storeDamaged, "the store is damaged"),
        Diagnostic(.cancelled, "reading was cancelled"),
    ]

    @Test(
        arguments: [
            "describe cic", "describe dorset", "describe target", "cic", "compare sep23 vs target",
            "compare dorset vs worcestershire for cic, cla_rate", "trend for theme placement",
            "compare sep23 vs aug23 for uasc, cic", "cic for worcestershire",
            "cic by age for somerset", "change(cic) in 2022/23", "revisions cic",
            "rank authorities of south west by cla_rate in 2025", "list areas of south west",
            "cla_rate for authorities of inner london in 2025",
            "explain rate cic per 10k", "trend participation for dorset, worcestershire",
        ], failures)
    func whicheverReadingFailsThatIsTold(_ sentence: String, _ failure: Diagnostic) throws {
        let session = try Bench().session
        let text = SourceText(sentence)
        let (statements, problems) = Parser.statements(in: text, vocabulary: session.catalogue)
        try #require(problems.isEmpty, "\(problems)")
        guard case .query(let query) = statements[0].kind else { return }
        let whole = try Engine(catalogue: session.catalogue, source: session.engine.source)
            .answer(query, in: text)
        for count in 0..<1000 {
            let source = FailingSource(session.engine.source, after: count, failure)
            let engine = Engine(catalogue: session.catalogue, source: source)
            do throws(Diagnostic) {
                let answer = try engine.answer(query, in: text)
                // What would also be offered may be left out, and nothing else said.
                #expect(answer.rows == whole.rows, "after \(count)")
                #expect(
                    Set(answer.notes.map(\.text)).isSubset(of: whole.notes.map(\.text)),
                    "after \(count)")
            } catch {
                #expect(error.code == failure.code, "after \(count): \(error)")
            }
            if !source.hasFailed { return }
        }
        Issue.record("it reads without end")
    }
}
