import TallyEngine
import TallyLanguage
import TallyModel
import TallyShell
import Testing

/// What a refusal offers works as it stands, whatever was refused.
@MainActor
struct RandomOfferTests {
    @Test func everyOfferIsAnswered() throws {
        let session = try SamplePages.session()
        let catalogue = session.catalogue
        let engine = session.engine
        let subjects = try catalogue.indicatorOrder.compactMap { id in
            try catalogue.indicators[id].map {
                SentenceMaker.Subject(
                    indicator: $0,
                    areas: try engine.source.areas(of: Subject(.indicator, id), asKnown: nil))
            }
        }
        var maker = SentenceMaker(
            catalogue: catalogue, subjects: subjects,
            periods: ["sep23", "q2 2023/24", "2022/23", "2025", "2018/19", "mar23"],
            known: ["2023-10-05"], dice: Dice(seed: 97 + PlainRandomTests.seed))
        var offered = 0
        for _ in 0..<(500 * PlainRandomTests.times) {
            let sentence = maker.sentence()
            for offer in Self.offers(sentence, engine) {
                offered += 1
                if let error = Self.refusal(offer, engine) {
                    Issue.record("\(sentence)\n  try: \(offer)\n  \(error)")
                }
            }
        }
        #expect(offered > 5 * PlainRandomTests.times, "\(offered) sentences were offered")
    }

    private static func answer(_ sentence: String, _ engine: Engine) throws(Diagnostic) {
        let source = SourceText(sentence)
        let (statements, problems) = Parser.statements(in: source, vocabulary: engine.catalogue)
        if let first = problems.first { throw first }
        for case .query(let query) in statements.map(\.kind) {
            _ = try engine.answer(query, in: source)
        }
    }

    private static func offers(_ sentence: String, _ engine: Engine) -> [String] {
        do throws(Diagnostic) {
            try answer(sentence, engine)
            return []
        } catch { return error.offers }
    }

    private static func refusal(_ sentence: String, _ engine: Engine) -> String? {
        do throws(Diagnostic) {
            try answer(sentence, engine)
            return nil
        } catch { return "\(error.code.rawValue): \(error.message)" }
    }
}
