import Synchronization
import TallyEngine
import TallyLanguage
import TallyModel
import Testing

@testable import TallyStore

/// What a sentence reads is of one state of the store, whatever another process writes meanwhile.
struct SnapshotTests {
    /// A store that is written to behind a sentence's back, as soon as the sentence has read
    /// something of it.
    private final class DisturbedSource: FigureSource {
        struct Counts: Equatable {
            var snapshots = 0
            var readsOutside = 0
            var reads = 0
        }

        private let base: any FigureSource
        private let disturb: @Sendable () -> Void
        private let progress = Mutex((depth: 0, counts: Counts()))

        init(_ base: any FigureSource, disturb: @escaping @Sendable () -> Void) {
            self.base = base
            self.disturb = disturb
        }

        var counts: Counts { progress.withLock { $0.counts } }

        func snapshot<Result>(_ body: () throws(Diagnostic) -> Result) throws(Diagnostic)
            -> Result
        {
            progress.withLock { state in
                if state.depth == 0 { state.counts.snapshots += 1 }
                state.depth += 1
            }
            defer { progress.withLock { $0.depth -= 1 } }
            return try base.snapshot(body)
        }

        func state() throws(Diagnostic) -> Int? { try base.state() }

        private func noted<Result>(_ result: Result) -> Result {
            let isFirst = progress.withLock { state in
                state.counts.reads += 1
                if state.depth == 0 { state.counts.readsOutside += 1 }
                return state.counts.reads == 1
            }
            if isFirst { disturb() }
            return result
        }

        func load(_ requests: [SeriesRequest], asKnown: Day?) throws(Diagnostic)
            -> [SeriesRequest: [StoredSeries]]
        {
            noted(try base.load(requests, asKnown: asKnown))
        }

        func areas(of subject: Subject, asKnown: Day?) throws(Diagnostic) -> [String] {
            noted(try base.areas(of: subject, asKnown: asKnown))
        }

        func lastDay(ofSource source: String, area: String, grain: Grain, asKnown: Day?)
            throws(Diagnostic) -> Day?
        {
            noted(
                try base.lastDay(ofSource: source, area: area, grain: grain, asKnown: asKnown))
        }

        func adopted() throws(Diagnostic) -> [AdoptedIndicator] { noted(try base.adopted()) }

        func adoptedAreas() throws(Diagnostic) -> [Area] { noted(try base.adoptedAreas()) }

        func neighbours(of area: String, asKnown: Day?) throws(Diagnostic) -> [String] {
            noted(try base.neighbours(of: area, asKnown: asKnown))
        }

        func parents(asKnown: Day?) throws(Diagnostic) -> [String: AreaParent] {
            noted(try base.parents(asKnown: asKnown))
        }

        func milestones(asKnown: Day?) throws(Diagnostic) -> [Milestone] {
            noted(try base.milestones(asKnown: asKnown))
        }

        func origins(of keys: [OriginKey]) throws(Diagnostic) -> [Origin] {
            noted(try base.origins(of: keys))
        }

        func revisions(of request: SeriesRequest, asKnown: Day?) throws(Diagnostic)
            -> [StoredRevision]
        {
            noted(try base.revisions(of: request, asKnown: asKnown))
        }

        func imports(asKnown: Day?) throws(Diagnostic) -> [ImportRecord] {
            noted(try base.imports(asKnown: asKnown))
        }
    }

    private static func board(_ wick: [Int], _ thurso: [Int]) -> String {
        var text = Library.tidyHeader
        for (area, values) in [("Wick", wick), ("Thurso", thurso)] {
            for (index, value) in values.enumerated() {
                text += "\(area),p,Loans,Number,total,all,2022-0\(index + 4),month,count,\(value)\n"
            }
        }
        return text
    }

    private static func answer(_ sentence: String, from source: any FigureSource) throws
        -> ResultTable
    {
        let text = SourceText(sentence)
        let (statements, problems) = Parser.statements(in: text, vocabulary: Library.catalogue)
        if let problem = problems.first { throw problem }
        guard case .query(let query) = try #require(statements.first).kind else {
            throw TemporaryFolder.Failure.noFile
        }
        return try Engine(catalogue: Library.catalogue, source: source).answer(query, in: text)
    }

    private static func loans(_ engine: Engine, _ day: String = "") throws -> String {
        let text = SourceText("loans for wick in may22\(day)")
        let (statements, _) = Parser.statements(in: text, vocabulary: Library.catalogue)
        guard case .query(let query) = try #require(statements.first).kind else {
            throw TemporaryFolder.Failure.noFile
        }
        let table = try engine.answer(query, in: text)
        let column = try #require(table.columns.firstIndex { $0.id == ColumnID.value })
        guard case .number(let number) = try #require(table.rows.first).values[column] else {
            throw TemporaryFolder.Failure.noFile
        }
        return NumberText.full(number.cell.value ?? .nan)
    }

    /// What an engine remembers ends with the next write, by whatever connection.
    @Test func whatIsRememberedIsNeverOld() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("s.db")
        let writer = try Store.openOrCreate(path: path)
        let (first, second) = (ImportOptions(knownAt: Day(2022, 6, 1)), Day(2022, 7, 1))
        _ = try Library.import(
            Self.board([10, 20], [30, 40]), name: "a.csv", into: writer, options: first)
        let reader = try Store.open(path: path, readOnly: true)
        let source = DisturbedSource(reader) {}
        let engines = [
            Engine(catalogue: Library.catalogue, source: source),
            Engine(catalogue: Library.catalogue, source: writer),
        ]
        for engine in engines { #expect(try Self.loans(engine) == "20") }
        let reads = source.counts.reads
        for engine in engines { #expect(try Self.loans(engine) == "20") }
        #expect(source.counts.reads == reads)
        _ = try Library.import(
            Self.board([11, 21], [31, 41]), name: "b.csv", into: writer,
            options: ImportOptions(knownAt: second))
        for engine in engines {
            #expect(try Self.loans(engine) == "21")
            #expect(try Self.loans(engine, " as known at 2022-06-15") == "20")
            #expect(try Self.loans(engine) == "21")
        }
        #expect(source.counts.reads > reads)
    }

    /// One of every phrase, and whether its answer would be another after the write.
    @Test(arguments: [
        ("loans in may22", true), ("loans for wick, thurso from apr22 to may22", true),
        ("loans last 2 months by area", true), ("loans by source in may22", true),
        ("loans > 20 from apr22 to may22 for wick, thurso", true), ("trend loans", true),
        ("rank authorities by loans", true), ("compare wick vs thurso for loans", true),
        ("compare apr22 vs may22 for loans", true),
        ("compare (loans for wick) vs (loans for thurso)", true), ("describe loans", true),
        ("explain loans in may22", true), ("list indicators", false), ("milestones", false),
        ("lineage loans", false), ("1 + 1", false),
        ("revisions loans in may22", true), ("revisions loans for wick, thurso", true),
        ("list imports", true),
    ])
    func aWriteIsNotHalfSeen(_ sentence: String, _ changes: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("s.db")
        let writer = try Store.openOrCreate(path: path)
        _ = try Library.import(Self.board([10, 20], [30, 40]), name: "a.csv", into: writer)
        let reader = try Store.open(path: path, readOnly: true)
        let before = try Self.answer(sentence, from: reader)
        let failed = Mutex(false)
        let source = DisturbedSource(reader) {
            let later = Self.board([11, 21, 31], [31, 41, 51])
            let report = try? Library.import(later, name: "b.csv", into: writer)
            failed.withLock { $0 = report?.figures != 6 }
        }
        #expect(try Self.answer(sentence, from: source) == before)
        #expect(failed.withLock { $0 } == false)
        #expect(source.counts.snapshots == 1)
        #expect(source.counts.readsOutside == 0)
        // The next sentence sees all of it.
        #expect(try (Self.answer(sentence, from: reader) != before) == changes)
    }
}
