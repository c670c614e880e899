import Foundation
import PlainEvaluator
import TallyEngine
import TallyLanguage
import TallyModel
import TallyShell
import Testing

/// Sentences made at random, each answered by the planned evaluator and by the plain one.
@MainActor
struct PlainRandomTests {
    /// `PROPERTY_RUNS=50` runs so many times as many sentences, `PROPERTY_SEED` begins elsewhere.
    nonisolated static let times = number("PROPERTY_RUNS") ?? 1
    nonisolated static let seed = UInt64(number("PROPERTY_SEED") ?? 0)

    nonisolated private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init)
    }

    static func check(_ sentence: String, _ check: inout PlainCheck, _ tally: inout Tally) {
        let source = SourceText(sentence)
        let (statements, problems) = Parser.statements(
            in: source, vocabulary: check.engine.catalogue)
        guard problems.isEmpty, case .query(let query)? = statements.first?.kind else {
            tally.refused += 1
            return
        }
        switch check.verdict(on: query, in: source) {
        case .agrees(let figures):
            tally.agreed += 1
            tally.figures += figures
        case .refused: tally.refused += 1
        case .unhandled(let what): tally.unhandled[what, default: 0] += 1
        case .differs(let how): tally.differing.append("\(sentence): \(how)")
        }
    }

    static func report(_ tally: Tally) {
        for one in tally.differing.prefix(40) { Issue.record("\(one)") }
        if times > 1 || tally.share < 100 || !tally.differing.isEmpty { print(tally) }
    }

    @Test func overTheSample() throws {
        let session = try SamplePages.session()
        let catalogue = session.catalogue
        let source = session.engine.source
        let subjects = try catalogue.indicatorOrder.compactMap { id in
            try catalogue.indicators[id].map {
                SentenceMaker.Subject(
                    indicator: $0,
                    areas: try source.areas(of: Subject(.indicator, id), asKnown: nil))
            }
        }
        var maker = SentenceMaker(
            catalogue: catalogue, subjects: subjects,
            periods: [
                "sep23", "aug23", "apr22", "mar23", "2023-09-30", "q2 2023/24", "q4 2022/23",
                "2022/23", "2018/19", "2025", "cy2022", "ay2022/23", "2022-03-31", "jan19",
            ], known: ["2023-10-05", "2024-02-01"], dice: Dice(seed: 41 + Self.seed))
        var check = PlainCheck(session.engine)
        var tally = Tally()
        for _ in 0..<(1000 * Self.times) { Self.check(maker.sentence(), &check, &tally) }
        Self.report(tally)
        #expect(tally.share == 100)
        #expect(tally.answered > 300 * Self.times)
    }

    @Test func overInventedFigures() throws {
        var tally = Tally()
        for round in 0..<(20 * Self.times) {
            let seed = UInt64(round) + Self.seed
            let source = InventedSource(seed: seed)
            let catalogue = try InventedSource.catalogue()
            var maker = InventedSource.maker(catalogue, seed: seed)
            var check = PlainCheck(Engine(catalogue: catalogue, source: source))
            var own = Tally()
            for _ in 0..<50 { Self.check(maker.sentence(), &check, &own) }
            tally.agreed += own.agreed
            tally.figures += own.figures
            tally.refused += own.refused
            tally.differing += own.differing.map { "seed \(seed): \($0)" }
            tally.unhandled.merge(own.unhandled, uniquingKeysWith: +)
        }
        Self.report(tally)
        #expect(tally.share == 100)
        #expect(tally.answered > 400 * Self.times)
    }

    /// Sentences over the sample of which the two once said different things.
    @Test(arguments: [
        "(share mainstream_carers of out_of_county) ?? 0 since apr22 year to date",
        "compare permanence_sgo vs (avg(pep_termly_summary in previous))",
        "compare cic vs avg(cic in previous) in jul23", "avg(cic in previous) in jul23",
        "((cic in aug23) + 1) since jul23", "avg(cic) - (cic in aug23) last 12 months",
    ])
    func theyAgreeOn(_ sentence: String) throws {
        let session = try SamplePages.session()
        _ = session.catalogue
        var check = PlainCheck(session.engine)
        var tally = Tally()
        Self.check(sentence, &check, &tally)
        #expect(tally.agreed == 1, "\(tally) \(tally.differing)")
    }

    /// Sentences over invented figures of which the two once said different things.
    @Test(arguments: [
        (36, "((first(waiting_rate last 4 quarters)) ?? 0) 2 years ago for south in sep23"),
        (47, "compare q1 2023/24 vs a year ago"),
        (47, "compare q1 2023/24 vs a year ago for days_taken"),
        (54, "(((seen in q1 2022/23)) ?? (seen ?? sent)) a quarter ago"),
        (121, "trend for waiting_new, sent in sep23"),
    ])
    func theyAgreeOn(_ seed: UInt64, _ sentence: String) throws {
        let engine = Engine(
            catalogue: try InventedSource.catalogue(), source: InventedSource(seed: seed))
        var check = PlainCheck(engine)
        var tally = Tally()
        Self.check(sentence, &check, &tally)
        #expect(tally.agreed == 1, "\(tally.differing)")
    }
}
