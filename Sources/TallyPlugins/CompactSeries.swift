import TallyModel

/// The figures of a test, written short: `3+2x3 _ c 7` is 3 5 7 9, then a missing figure, a
/// suppressed one, and 7.
///
///     series = item { " " item }
///     item   = number [ [ ( "+" | "-" ) number ] "x" count ] | "_" [ "x" count ] | symbol
///
/// `3+2x3` is a 3 and three steps of 2, `5x3` a 5 and three more, `_x3` three missing figures, as in
/// the scripts with which Prometheus tests its own language. The symbols are the published ones:
/// `c x z low u due`.
package enum CompactSeries {
    package struct Item: Sendable, Hashable {
        package let cell: Cell
        /// Digits behind the point, trailing zeros included.
        package let decimals: Int
        /// What it was read from, in the text.
        package let span: Span
    }

    /// What is wrong with one item.
    package struct Problem: Error {
        package let span: Span
        let isTooMany: Bool
    }

    static let mostItems = 10_000
    /// Of one number: the arithmetic of steps stays exact.
    private static let mostDigits = 15

    /// Every figure in order. Throws at the first item that is none, or of which there are too many.
    package static func read(_ text: String) throws(Problem) -> [Item] {
        let bytes = Array(text.utf8)
        var result: [Item] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] <= 0x20 {
                position += 1
                continue
            }
            let lower = position
            while position < bytes.count, bytes[position] > 0x20 { position += 1 }
            try add(bytes[lower..<position], to: &result)
        }
        return result
    }

    private static func add(
        _ word: ArraySlice<UInt8>, to items: inout [Item]
    ) throws(Problem) {
        let span = Span(word.startIndex, word.endIndex)
        let problem = Problem(span: span, isTooMany: false)
        var rest = word
        if let reason = Reason(symbol: String(decoding: word, as: UTF8.self)) {
            items.append(Item(cell: .none(reason), decimals: 0, span: span))
        } else if rest.first == UInt8(ascii: "_") {
            rest.removeFirst()
            guard let count = times(&rest), rest.isEmpty else { throw problem }
            for _ in 0..<count {
                items.append(Item(cell: .none(.missing), decimals: 0, span: span))
            }
        } else {
            guard let first = number(&rest) else { throw problem }
            var step = WrittenNumber(mantissa: 0, decimals: 0)
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                if sign == UInt8(ascii: "+") { rest.removeFirst() }
                guard rest.first != UInt8(ascii: "-") || sign == UInt8(ascii: "-"),
                    let read = number(&rest), !rest.isEmpty
                else { throw problem }
                step = read
            }
            let steps = rest.isEmpty ? 0 : times(&rest)
            guard let steps, rest.isEmpty else { throw problem }
            let decimals = max(first.decimals, step.decimals)
            for index in 0...steps {
                let value = ExactDecimal(
                    mantissa: first.mantissa(at: decimals) + Int128(index)
                        * step.mantissa(at: decimals),
                    exponent: -decimals)
                items.append(
                    Item(cell: .value(value.doubleValue), decimals: decimals, span: span))
            }
        }
        if items.count > mostItems { throw Problem(span: span, isTooMany: true) }
    }

    /// A number as written: 5.90 has the mantissa 590 and two decimals.
    private struct WrittenNumber {
        var mantissa: Int128
        var decimals: Int

        func mantissa(at decimals: Int) -> Int128 {
            var result = mantissa
            for _ in self.decimals..<decimals { result *= 10 }
            return result
        }
    }

    /// `number = [ "-" ] digits [ "." digits ]`
    private static func number(_ rest: inout ArraySlice<UInt8>) -> WrittenNumber? {
        var isNegative = false
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest.removeFirst()
        }
        var result = WrittenNumber(mantissa: 0, decimals: 0)
        var digits = 0
        var pointAt: Int?
        while let byte = rest.first {
            if byte == UInt8(ascii: "."), pointAt == nil, digits > 0 {
                pointAt = digits
            } else if 48...57 ~= byte {
                result.mantissa = result.mantissa * 10 + Int128(byte - 48)
                digits += 1
                if digits > mostDigits { return nil }
            } else {
                break
            }
            rest.removeFirst()
        }
        guard digits > 0, pointAt != digits else { return nil }
        result.decimals = pointAt.map { digits - $0 } ?? 0
        if isNegative { result.mantissa = -result.mantissa }
        return result
    }

    /// `"x" count`
    private static func times(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.first == UInt8(ascii: "x") else { return nil }
        let digits = rest.dropFirst().prefix { 48...57 ~= $0 }
        guard (1...9).contains(digits.count) else { return nil }
        rest = rest[digits.endIndex...]
        // More are refused by whoever counts the items.
        return min(Int(String(decoding: digits, as: UTF8.self)) ?? 0, mostItems + 1)
    }
}
