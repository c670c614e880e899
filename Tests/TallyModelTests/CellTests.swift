import TallyModel
import Testing

struct CellTests {
    @Test func theStrongestReasonBeatsTheOthers() {
        let order: [Reason] = [
            .suppressed, .low, .unreliable, .notAvailable, .notApplicable, .due, .missing,
        ]
        #expect(Reason.allCases.shuffled().sorted() == order)
        #expect(min(Reason.notApplicable, .suppressed) == .suppressed)
    }

    @Test(arguments: [
        (Reason.suppressed, "c", "suppressed"), (.low, "low", "rounds to zero"),
        (.unreliable, "u", "unreliable"), (.notAvailable, "x", "not available"),
        (.notApplicable, "z", "not applicable"), (.due, "due", "not yet due"),
        (.missing, "_", "no value"),
    ])
    func symbols(_ reason: Reason, _ symbol: String, _ words: String) {
        #expect(reason.symbol == symbol)
        #expect(reason.words == words)
        #expect(Reason(symbol: symbol) == reason)
    }

    @Test func olderAndUnknownSymbols() {
        #expect(Reason(symbol: "k") == .low)
        for text in ["", "C", "cc", "0", "-", ":", "~", "..", "LOW"] {
            #expect(Reason(symbol: text) == nil)
        }
    }

    @Test func aCellIsAValueOrAReason() {
        #expect(Cell.value(0).value == 0)
        #expect(Cell.value(0).reason == nil)
        #expect(Cell.none(.due).value == nil)
        #expect(Cell.none(.due).reason == .due)
    }

    @Test(
        arguments: [
            (464.0, 473.0, Polarity.low, Direction.worsening), (464, 473, .high, .improving),
            (473, 464, .low, .improving), (473, 464, .high, .worsening), (473, 473, .low, .same),
            (473, 473, .high, .same), (464, 473, .neither, nil), (473, 473, .neither, nil),
            (59.085, 59.086, .low, .worsening), (-0.0, 0, .low, .same),
        ] as [(Double, Double, Polarity, Direction?)])
    func direction(_ before: Double, _ now: Double, _ good: Polarity, _ expected: Direction?) {
        #expect(Direction(from: before, to: now, good: good) == expected)
    }

    @Test(
        arguments: [
            (Polarity.low, "low is good"), (.high, "high is good"), (.neither, nil),
        ] as [(Polarity, String?)])
    func polarity(_ polarity: Polarity, _ words: String?) {
        #expect(polarity.words == words)
    }
}
