/// A value, or the reason that there is none. Never a sentinel.
package enum Cell: Hashable, Sendable {
    case value(Double)
    case none(Reason)

    /// A figure that was computed: not applicable where it is not finite, as after a division by
    /// zero or where it is too large.
    @inline(__always)
    package init(computed value: Double) {
        self = value.isFinite ? .value(value) : .none(.notApplicable)
    }

    package var value: Double? {
        if case .value(let value) = self { value } else { nil }
    }

    package var reason: Reason? {
        if case .none(let reason) = self { reason } else { nil }
    }
}

/// Why a cell has no value, strongest first: arithmetic carries the strongest reason on.
///
/// Source of the symbols: Department for Education, Explore education statistics, data symbols.
package enum Reason: UInt8, CaseIterable, Comparable, Hashable, Sendable {
    /// `c`: suppressed, so that nobody can be identified.
    case suppressed = 1
    /// `low`: rounds to zero but is not zero.
    case low = 2
    /// `u`: of low reliability.
    case unreliable = 3
    /// `x`: not available.
    case notAvailable = 4
    /// `z`: not applicable.
    case notApplicable = 5
    /// Not yet due.
    case due = 6
    /// Nothing was ever recorded.
    case missing = 7

    /// `a < b` where `a` beats `b`.
    package static func < (a: Reason, b: Reason) -> Bool { a.rawValue < b.rawValue }

    /// The published symbol: `c`, `low`, `u`, `x`, `z`, `due`; for missing `_`.
    package var symbol: String {
        switch self {
        case .suppressed: "c"
        case .low: "low"
        case .unreliable: "u"
        case .notAvailable: "x"
        case .notApplicable: "z"
        case .due: "due"
        case .missing: "_"
        }
    }

    /// The reason in words: `suppressed`.
    package var words: String {
        switch self {
        case .suppressed: "suppressed"
        case .low: "rounds to zero"
        case .unreliable: "unreliable"
        case .notAvailable: "not available"
        case .notApplicable: "not applicable"
        case .due: "not yet due"
        case .missing: "no value"
        }
    }

    /// The reason that a published symbol stands for (`k` is the older spelling of `low`); `nil`
    /// where the text is no symbol.
    package init?(symbol: some StringProtocol) {
        switch symbol {
        case "c": self = .suppressed
        case "low", "k": self = .low
        case "u": self = .unreliable
        case "x": self = .notAvailable
        case "z": self = .notApplicable
        case "due": self = .due
        case "_": self = .missing
        default: return nil
        }
    }
}
