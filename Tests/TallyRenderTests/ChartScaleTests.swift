import TallyModel
import Testing

@testable import TallyRender

struct ChartScaleTests {
    struct Case: Sendable {
        let values: [Double]
        var zero = false
        var decimals = 0
        var unit: Unit?
        let expected: [String]
    }

    @Test(arguments: [
        Case(values: [397, 473, 420], expected: ["380", "400", "420", "440", "460", "480"]),
        Case(
            values: [59.09, 61.49], decimals: 2,
            expected: ["59.0", "59.5", "60.0", "60.5", "61.0", "61.5"]),
        Case(
            values: [59.1, 59.9], decimals: 2,
            expected: ["59.0", "59.2", "59.4", "59.6", "59.8", "60.0"]),
        Case(
            values: [1200, 5100], expected: ["1,000", "2,000", "3,000", "4,000", "5,000", "6,000"]),
        Case(values: [41, 70], zero: true, expected: ["0", "20", "40", "60", "80"]),
        Case(values: [-20, -3], zero: true, expected: ["−20", "−15", "−10", "−5", "0"]),
        Case(values: [0.4, 0.9], expected: ["0", "1", "2", "3"]),
        Case(values: [5, 5], expected: ["3", "4", "5", "6"]),
        Case(values: [98, 100], unit: .percent, expected: ["97%", "98%", "99%", "100%"]),
        Case(
            values: [2_000, 30_000], unit: .money("£"),
            expected: ["£0", "£10,000", "£20,000", "£30,000"]),
        Case(values: [-3e12, 9e12], expected: ["−5e12", "0", "5e12", "1e13"]),
        Case(values: [1.2e308, -1.2e308], expected: ["−2e308", "−1e308", "0", "1e308", "2e308"]),
        Case(values: [], expected: ["0", "1", "2", "3"]),
    ])
    func ticksAreRound(_ test: Case) {
        let scale = ChartScale(test.values, zero: test.zero, decimals: test.decimals)
        #expect(scale.texts(unit: test.unit) == test.expected)
    }

    @Test func fractions() {
        let scale = ChartScale([397, 473], zero: false, decimals: 0)
        #expect(scale.fraction(of: 380) == 0)
        #expect(scale.fraction(of: 430) == 0.5)
        #expect(scale.fraction(of: 480) == 1)
        #expect(scale.fraction(of: 9999) == 1)
    }
}
