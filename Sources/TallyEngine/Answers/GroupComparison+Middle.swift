import TallyModel

/// The middle of the areas that one stands beside.
extension GroupComparison {
    /// Of fewer areas than this there is no middle to speak of.
    private static let fewest = 3

    /// The median and the mean of the other areas, each area counting alike, as rows of their own:
    /// of rates, shares and averages, since counts say how large areas are. One suppressed figure
    /// suppresses both; areas without a figure for another reason are left out and counted.
    ///
    /// - Parameter rows: of one indicator, the first area's in front.
    func middles(of rows: ArraySlice<Row>, _ notes: inout NoteCollector) -> [ResultTable.Row] {
        guard let own = rows.first, !own.expression.isCount else { return [] }
        let others = rows.dropFirst().map(\.figure)
        let values = others.compactMap(\.cell.value)
        guard values.count >= Self.fewest else { return [] }
        let isSuppressed = others.contains { $0.cell == .none(.suppressed) }
        let unit = own.expression.traits.unit
        let decimals = max(1, others.map(\.decimals).max() ?? 0)
        var marks = [notes.index(of: .eachAreaAlike)]
        if values.count < others.count {
            marks.append(notes.index(of: .areasCounted(values.count, of: others.count)))
        }
        return [("median", values.median), ("mean", values.mean)].map { name, value in
            let cell = isSuppressed ? Cell.none(.suppressed) : Cell(computed: value)
            let difference = Cell.combine(own.figure.cell, cell, ExactDecimal.difference)
            return ResultTable.Row(
                cells(
                    of: own, area: nil, title: "\(name) of the \(others.count) others",
                    .init(cell, decimals: decimals, unit: unit),
                    .number(
                        .init(difference, decimals: decimals, unit: unit.difference, signed: true))),
                notes: marks, isTotal: true)
        }
    }
}

extension ResultTable.Note {
    fileprivate static let eachAreaAlike = Self(
        .unweightedMean, "each area counts alike, whatever its size")

    fileprivate static func areasCounted(_ have: Int, of all: Int) -> Self {
        Self(.partCounted, "\(have) of \(all) areas have a figure")
    }
}
