import TallyModel
import Testing

struct CountedTests {
    @Test(arguments: [
        (0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1_000, "1,000 rows"),
        (1_234_567, "1,234,567 rows"),
    ])
    func countsInWords(_ count: Int, _ text: String) {
        #expect(NumberText.counted(count, "row") == text)
    }

    @Test func aPluralOfItsOwn() {
        #expect(NumberText.counted(1, "authority", plural: "authorities") == "1 authority")
        #expect(NumberText.counted(3, "authority", plural: "authorities") == "3 authorities")
    }
}

/// Exact decimals and numbers as text.
struct NumberTests {
    @Test(arguments: [
        // Halves go away from zero, judged on the decimal as it reads and not on its bits.
        (0.285, 2, "0.29"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.5, 0, "1"), (1.5, 0, "2"),
        (2.5, 0, "3"), (-0.5, 0, "-1"), (-2.675, 2, "-2.68"), (0.49, 0, "0"), (-0.49, 0, "0"),
        (-0.0, 2, "0.00"), (0, 0, "0"), (0.004, 2, "0.00"), (-0.004, 2, "0.00"),
        (61.4919, 2, "61.49"), (0.0001, 4, "0.0001"), (0.00005, 4, "0.0001"), (1e-5, 4, "0.0000"),
        (999_999_999.995, 2, "1000000000.00"), (1_234_567_890.125, 2, "1234567890.13"),
        (0.5, 9, "0.500000000"), (0.5, 10, "0.5000000000"), (473, 0, "473"), (473, 2, "473.00"),
        (9.995, 2, "10.00"),
        (99.95, 1, "100.0"), (1e-300, 2, "0.00"), (1e20, 0, "100000000000000000000"),
        (1e20, 30, "100000000000000000000." + String(repeating: "0", count: 30)),
        (0x1p53, 0, "9007199254740992"), (1e21, 0, "1e+21"), (.infinity, 1, "inf"),
        (.nan, 1, "nan"), (12.5, -1, "13"), (0.1, 5, "0.10000"),
    ])
    func fixed(_ value: Double, _ decimals: Int, _ expected: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == expected)
    }

    @Test(arguments: [
        (0.0, 0, "0"), (999, 0, "999"), (1000, 0, "1,000"), (-1000, 0, "-1,000"),
        (66_025, 0, "66,025"), (1_234_567.891, 2, "1,234,567.89"), (999.999, 1, "1,000.0"),
        (123_456, 1, "123,456.0"), (0.001, 3, "0.001"),
    ])
    func grouped(_ value: Double, _ decimals: Int, _ expected: String) {
        #expect(NumberText.fixed(value, decimals: decimals, grouped: true) == expected)
    }

    @Test(arguments: [
        (473.0, "473"), (-0.0, "0"), (0.1, "0.1"), (-11.44, "-11.44"), (61.4919, "61.4919"),
        (0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001"), (1e15, "1000000000000000"),
        (1.5e16, "15000000000000000"), (1e20, "100000000000000000000"), (1e21, "1e+21"),
        (-1e300, "-1e+300"), (.infinity, "inf"), (.nan, "nan"),
    ])
    func full(_ value: Double, _ expected: String) {
        #expect(NumberText.full(value) == expected)
    }

    @Test func fullReadsBack() {
        var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<500 {
            bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: bits)
            if value.isFinite { #expect(Double(NumberText.full(value)) == value) }
        }
    }

    /// The short way and the long one must round alike.
    @Test func allWaysRoundAlike() {
        var wrong: [Double] = []
        for whole in stride(from: 0, to: 20_000, by: 7) {
            for value in [Double(whole) / 1000, Double(whole) / 64, -Double(whole) * 12.345] {
                for decimals in 0...4 {
                    let exact = ExactDecimal(value).rounded(to: decimals)
                    let text = NumberText.fixed(value, decimals: decimals)
                    if Double(text) != exact.doubleValue { wrong.append(value) }
                }
            }
        }
        #expect(wrong == [])
    }

    @Test func theSmallestHasAllItsDigits() {
        let text = NumberText.full(Double.leastNonzeroMagnitude)
        #expect(text == "0." + String(repeating: "0", count: 323) + "5")
    }

    @Test(
        arguments: [
            (473.0, 473, 0), (0, 0, 0), (-0.0, 0, 0), (1000, 1, 3), (-11.44, -1144, -2),
            (1e-7, 1, -7), (1.5e20, 15, 19), (0.285, 285, -3), (1e-9, 1, -9), (1.5e-9, 15, -10),
            (123_456.123456789, 123_456_123_456_789, -9), (999_999.5, 9_999_995, -1),
            (0.1 + 0.2, 30_000_000_000_000_004, -17), (1_000_000.25, 100_000_025, -2),
            (-120_000, -12, 4),
        ] as [(Double, Int, Int)])
    func shortestDecimal(_ value: Double, _ mantissa: Int, _ exponent: Int) {
        let decimal = ExactDecimal(value)
        #expect(decimal.mantissa == Int128(mantissa))
        #expect(decimal.exponent == exponent)
        #expect(decimal.doubleValue == value)
    }

    @Test func equalNumbersAreEqualHoweverWritten() {
        #expect(
            ExactDecimal(mantissa: 4200, exponent: -1) == ExactDecimal(mantissa: 42, exponent: 1))
        #expect(ExactDecimal(mantissa: 0, exponent: 7) == ExactDecimal(0))
    }

    @Test(arguments: [(0.0, 0), (1000, 0), (0.5, 1), (12.34, 2), (1e-7, 7)])
    func decimals(_ value: Double, _ expected: Int) {
        #expect(ExactDecimal(value).decimals == expected)
    }

    @Test(arguments: [
        (59.09, 1, 59.1), (66.32, 0, 66), (-66.5, 0, -67), (473, 2, 473), (14.15, 1, 14.2),
        (1250, -2, 1300), (1249, -2, 1200),
    ])
    func rounded(_ value: Double, _ decimals: Int, _ expected: Double) {
        #expect(ExactDecimal(value).rounded(to: decimals) == ExactDecimal(expected))
    }

    @Test func theLargestMantissasRound() {
        let large = Int128.max  // 1.7 × 10^38
        #expect(
            ExactDecimal(mantissa: large, exponent: -38).rounded(to: 0)
                == ExactDecimal(mantissa: 2, exponent: 0))
        #expect(
            ExactDecimal(mantissa: -large, exponent: -37).rounded(to: 0)
                == ExactDecimal(mantissa: -17, exponent: 0))
        #expect(
            ExactDecimal(mantissa: large, exponent: -39).rounded(to: 0)
                == ExactDecimal(mantissa: 0, exponent: 0))
        #expect(
            ExactDecimal(mantissa: large, exponent: -1).rounded(to: 0)
                == ExactDecimal(mantissa: large / 10 + 1, exponent: 0))
    }
}
