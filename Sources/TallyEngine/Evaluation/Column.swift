import TallyModel

/// The periods for which an expression is evaluated, all of one grain, in order.
package struct Axis: Sendable, Hashable {
    package let periods: [Period]
    /// What a function over the window reads; where `nil`, each period is a window of its own.
    package let window: Period?

    package init(_ periods: [Period], window: Period? = nil) {
        self.periods = periods
        self.window = window
    }

    package var count: Int { periods.count }

    /// For what numbers alone come to, whatever the period.
    static let timeless = Axis([.day(Day(2000, 1, 1))])
}

/// One cell for each period of an axis, with what must be said of some of them.
package struct Column: Sendable {
    package var cells: [Cell]
    /// Digits behind the point for people, one for each cell.
    package var decimals: [Int]
    /// Notes by row.
    package var notes: [(row: Int, note: ResultTable.Note)] = []
    /// Of rows that are the sum of what they are in finer periods, which of those have a figure.
    var summed: [Int: Summed] = [:]

    package init(cells: [Cell], decimals: [Int]) {
        self.cells = cells
        self.decimals = decimals
    }

    package init(repeating cell: Cell, decimals: Int, count: Int) {
        cells = Array(repeating: cell, count: count)
        self.decimals = Array(repeating: decimals, count: count)
    }
}

/// Of what finer periods a figure is the sum.
struct Summed: Sendable, Hashable {
    let grain: Grain
    /// Of the finer periods within it, from 0.
    let parts: [Int]
}

extension Cell {
    /// The decimals of the difference of two figures, whichever comes first.
    static func decimals(
        between a: (cell: Cell, decimals: Int), and b: (cell: Cell, decimals: Int)
    ) -> Int {
        let decimals = max(a.decimals, b.decimals)
        let step = Cell.combine(b.cell, a.cell, ExactDecimal.difference)
        return decimals + step.moreDecimals(from: a.cell, to: b.cell, decimals)
    }

    /// How many decimals more a difference is shown with than the two figures it is of: none, but
    /// where whole numbers would contradict each other, as a change of `0` or one of `1` between
    /// a 26 and a 28.
    func moreDecimals(from: Cell, to: Cell, _ decimals: Int) -> Int {
        guard decimals == 0, let step = value, let from = from.value, let to = to.value, step != 0
        else { return 0 }
        func shown(_ value: Double, _ decimals: Int) -> Double {
            ExactDecimal(value).rounded(to: decimals).doubleValue
        }
        var more = 0
        while more < 3, shown(step, more) == 0 { more += 1 }
        if more == 0, shown(to, 0) - shown(from, 0) != shown(step, 0) { more = 1 }
        return more
    }

    /// The digits of a figure beside a difference that is shown with more: as many, where it has
    /// them.
    func decimals(_ own: Int, more: Int) -> Int {
        guard more > 0, let value else { return own }
        return max(own, min(own + more, ExactDecimal(value).decimals))
    }

    /// Combines two cells: the stronger reason wins where either has none; a result that is not
    /// finite (a division by zero) is not applicable.
    package static func combine(_ a: Cell, _ b: Cell, _ operation: (Double, Double) -> Double)
        -> Cell
    {
        switch (a, b) {
        case (.value(let x), .value(let y)):
            return Cell(computed: operation(x, y))
        case (.none(let x), .none(let y)): return .none(min(x, y))
        case (.none(let x), .value), (.value, .none(let x)): return .none(x)
        }
    }
}
