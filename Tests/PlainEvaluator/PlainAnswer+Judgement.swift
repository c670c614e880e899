import TallyEngine
import TallyModel
import TallyPlugins

/// What a figure means: how it moves, how far it is from a reference, and its status.
extension PlainAnswer {
    /// The sign of the change read through polarity; none where good is neither or a figure has no
    /// value.
    static func direction(from before: Cell?, to now: Cell?, good: Polarity) -> Direction? {
        guard good != .neither, let x = before?.value, let y = now?.value else { return nil }
        if x == y { return .same }
        return (y > x) == (good == .high) ? .improving : .worsening
    }

    /// The direction since the period before. Nothing is said of an unfinished period, nor of
    /// sums with months left out; before the first figure there is none.
    static func direction(of row: Row) -> Direction? {
        if row.isChange { return direction(from: .value(0), to: row.cell, good: row.good) }
        if row.isUnfinished || row.isShort { return nil }
        return direction(from: row.before, to: row.cell, good: row.good)
    }

    /// One figure less another, in exact decimals.
    static func less(_ a: Cell, _ b: Cell) -> Cell { joined(a, b, ExactDecimal.difference) }

    /// Signed so that plus is better.
    static func gap(_ value: Cell, _ reference: Cell, good: Polarity) -> Cell {
        good == .low ? less(reference, value) : less(value, reference)
    }

    static func joined(_ a: Cell, _ b: Cell, _ operation: (Double, Double) -> Double) -> Cell {
        let order: [Reason] = [
            .suppressed, .low, .unreliable, .notAvailable, .notApplicable, .due, .missing,
        ]
        if let reason = order.first(where: { a == .none($0) || b == .none($0) }) {
            return .none(reason)
        }
        guard let x = a.value, let y = b.value else { return .none(.missing) }
        let result = operation(x, y)
        return result.isFinite ? .value(result) : .none(.notApplicable)
    }

    /// Green, amber or red by the conditions of the indicator's policy; none without a polarity or
    /// without a reference that green needs.
    func status(
        of meaning: Meaning, _ cell: Cell, _ at: PlainEvaluator.Moment, _ plain: PlainEvaluator,
        in area: String
    ) throws -> Status? {
        guard let value = cell.value, let id = plain.identity(of: meaning),
            let good = catalogue.indicators[id]?.declaration.good, good != .neither
        else { return nil }
        let policy = catalogue.policy(of: id)
        func known(_ reference: String) throws -> Double? {
            try plain.reference(reference, of: meaning, at, in: area)?.value
        }
        func holds(_ condition: StatusPolicy.Condition) throws -> Bool {
            guard let reference = try known(condition.reference) else { return false }
            let better = good == .low ? reference - value : value - reference
            if better > -1e-9 * max(1, abs(reference)) { return true }
            guard case .within(let percent, _) = condition else { return false }
            return -better * 100
                <= percent.doubleValue * abs(reference) + 1e-9 * max(1, abs(reference))
        }
        guard try policy.green.contains(where: { try known($0.reference) != nil }) else {
            return nil
        }
        if try policy.green.contains(where: holds) { return .green }
        return try policy.amber.contains(where: holds) ? .amber : .red
    }
}
