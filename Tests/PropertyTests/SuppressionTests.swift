import TallyEngine
import TallyLanguage
import TallyModel
import TallyRender
import Testing

/// Nothing that is printed tells what stands behind a suppressed figure.
struct SuppressionTests {
    /// What a sentence prints over a source, to the byte, refusals too.
    private func printed(_ sentence: String, _ catalogue: Catalogue, _ source: InventedSource)
        -> String
    {
        let text = SourceText(sentence)
        let (statements, problems) = Parser.statements(in: text, vocabulary: catalogue)
        guard problems.isEmpty, case .query(let query)? = statements.first?.kind else { return "" }
        do throws(Diagnostic) {
            let table = try Engine(catalogue: catalogue, source: source).answer(query, in: text)
            return [ResultFormat.table, .json, .csv].map { $0.text(table, query: sentence) }
                .joined()
        } catch {
            return DiagnosticText.text(error, style: .plain)
        }
    }

    /// Two stores that differ in what a source of lower order gives where the first one suppresses.
    @Test func theOtherSourceIsNotHeard() throws {
        let catalogue = try InventedSource.catalogue()
        var (same, told) = (0, 0)
        for seed in 500..<530 as Range<UInt64> {
            var pair = (InventedSource(seed: seed), InventedSource(seed: seed))
            pair.0.hide(adding: 28)
            pair.1.hide(adding: 33)
            #expect(pair.0.points != pair.1.points)
            var maker = InventedSource.maker(catalogue, seed: seed)
            for index in 0..<60 {
                var sentence = maker.sentence()
                if index.isMultiple(of: 4) { sentence = "explain \(sentence)" }
                if index == 1 { sentence = "compare jun23 vs target vs mar23" }
                // What each source gives by itself is then asked for, and told.
                if sentence.contains("by source") { continue }
                let (a, b) = (
                    printed(sentence, catalogue, pair.0), printed(sentence, catalogue, pair.1)
                )
                #expect(a == b, "seed \(seed): \(sentence)")
                if a == b { same += 1 }
                if a.contains("suppressed") { told += 1 }
            }
        }
        // The sentences do read suppressed figures.
        #expect(
            same > 600 && told > 10, "\(same) the same, \(told) of them tell of a suppressed one")
    }
}

extension InventedSource {
    /// How often each figure stands in it.
    fileprivate var points: [StoredPoint: Int] {
        series.values.joined().flatMap(\.points).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Where the source that is believed first suppresses a figure, another gives one: all that has
    /// no other source gets one, which agrees but for what is suppressed.
    fileprivate mutating func hide(adding value: Double) {
        for (request, all) in series where request.subject.kind == .indicator {
            series[request] = all.flatMap { one -> [StoredSeries] in
                guard one.source == "first", one.reference == nil,
                    !all.contains(where: { $0.source == "second" && $0.grain == one.grain })
                else { return [one] }
                let points = one.points.map { point in
                    point.cell != .none(.suppressed)
                        ? point
                        : StoredPoint(
                            day: point.day, first: point.first, cell: .value(value), decimals: 0,
                            text: nil, origin: point.origin)
                }
                return [
                    one,
                    StoredSeries(
                        reference: nil, grain: one.grain, source: "second", points: points),
                ]
            }
        }
    }
}
