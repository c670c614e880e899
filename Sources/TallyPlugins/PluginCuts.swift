import TallyModel

/// Where the indicators of a plugin file stand in it, so that some can be read without the others, and
/// without feeds, checks and tests, which answer no sentence.
package struct PluginCuts: Sendable, Hashable {
    /// What is read in any case: what stands before the indicators and behind them.
    package let before: [Span]
    package let after: [Span]
    /// Each indicator, in declared order.
    package let indicators: [Span]

    private static let passedOver: Set<String> = ["feeds", "checks", "tests"]

    package init(before: [Span], indicators: [Span], after: [Span]) {
        self.before = before
        self.indicators = indicators
        self.after = after
    }

    /// `nil` where a file is no plugin, or one that has to be read whole: what it overrides it must
    /// declare.
    package init?(_ bytes: [UInt8]) {
        let (document, problems) = JSONParser.parse(bytes + [0])
        guard let document, problems.isEmpty, document.kind(0) == .object else { return nil }
        var pieces: [Span] = []
        var before: [Span]?
        var indicators: [Span] = []
        var start = 0
        for key in document.children(0) {
            let value = key + 1
            let node = document.nodes[value]
            let name = document.text(key)
            if name == "overrides" { return nil }
            guard name == "indicators" || Self.passedOver.contains(name), node.kind == .array else {
                continue
            }
            pieces.append(Span(start, Int(node.lower) + 1))
            start = Int(node.upper) - 1
            if name == "indicators" {
                before = pieces
                pieces = []
                indicators = document.children(value).map {
                    Span(Int(document.nodes[$0].lower), Int(document.nodes[$0].upper))
                }
            }
        }
        pieces.append(Span(start, bytes.count))
        self.init(
            before: before ?? pieces, indicators: indicators, after: before == nil ? [] : pieces)
    }

    /// The text of a plugin with its indicators, those that are left of them.
    package func text(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(
            (before + indicators + after).reduce(0) { $0 + $1.upper - $1.lower + 1 })
        func add(_ span: Span) {
            result += UnsafeBufferPointer(rebasing: bytes[span.lower..<span.upper])
        }
        before.forEach(add)
        for (index, span) in indicators.enumerated() {
            if index > 0 { result.append(UInt8(ascii: ",")) }
            add(span)
        }
        after.forEach(add)
        return result
    }
}
