import TallyModel

extension Evaluator {
    /// The two sides of something that is worked out, and by row the finer periods of which they are
    /// where one of them lacks some.
    struct Sides {
        var left: Column
        var right: Column
        var common: [Int: [Period]] = [:]
    }

    /// Two figures that are worked out together. Where both are sums of finer figures, and not of
    /// the same months, each is the sum of the months that both have: what was counted in three
    /// months is no share of what was counted in two.
    func alike(
        _ left: CheckedExpression, _ right: CheckedExpression, on axis: Axis
    ) throws(Diagnostic) -> Sides {
        var sides = Sides(left: try column(left, on: axis), right: try column(right, on: axis))
        // Every sum and every difference comes here, and few are of sums.
        if sides.left.summed.isEmpty || sides.right.summed.isEmpty { return sides }
        for row in axis.periods.indices {
            guard let own = sides.left.summed[row], let other = sides.right.summed[row],
                own != other
            else { continue }
            let grain = own.grain.fineness < other.grain.fineness ? other.grain : own.grain
            let parts = calendar.periods(grain, within: axis.periods[row])
            let (x, y) = (try column(left, on: Axis(parts)), try column(right, on: Axis(parts)))
            let both = parts.indices.filter {
                x.cells[$0].value != nil && y.cells[$0].value != nil
            }
            let summed = Summed(grain: grain, parts: both)
            sides.left.sum(x, summed, in: row)
            sides.right.sum(y, summed, in: row)
            sides.left.notes.append((row, .commonToBoth(both.count, of: parts.count, grain)))
            sides.common[row] = both.map { parts[$0] }
        }
        return sides
    }
}

extension Column {
    /// A row as the sum of some finer figures.
    fileprivate mutating func sum(_ finer: Column, _ summed: Summed, in row: Int) {
        let values = summed.parts.compactMap { finer.cells[$0].value }
        cells[row] = values.isEmpty ? .none(.missing) : Cell(computed: values.reduce(0, +))
        self.summed[row] = summed
        notes.removeAll { $0.row == row && $0.note.code == .partCounted }
    }
}
