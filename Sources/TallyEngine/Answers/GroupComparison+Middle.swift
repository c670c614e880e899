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
    func wholes(of rows: ArraySlice<Row>, _ notes: inout NoteCollector) -> [ResultTable.Row] {
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
        let sorted = values.sorted()
        let middles = [
            ("median", (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2),
            ("mean", values.reduce(0, +) / Double(values.count)),
        ]
        return middles.map { name, value in
            let cell = isSuppressed ? Cell.none(.suppressed) : .value(value)
            return ResultTable.Row(
                [
                    ValueAnswer(engine: engine, checker: checker).id(of: own.expression),
                    .text(ValueAnswer(engine: engine, checker: checker).title(of: own.expression)),
                    .empty, .text("\(name) of the \(others.count) others"),
                    .period(own.figure.period, in: own.evaluator.calendar),
                    unit.map { .text($0.code) } ?? .empty,
                    .number(.init(cell, decimals: decimals, unit: unit)),
                    .number(
                        .init(
                            Cell.combine(own.figure.cell, cell, ExactDecimal.difference),
                            decimals: decimals, unit: unit.difference, signed: true)),
                    .text(own.expression.traits.good.rawValue),
                ], notes: marks, isTotal: true)
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
