import TallyEngine
import TallyLanguage
import TallyModel

/// `… by source`: what each source says, the one that is believed first before the others.
extension PlainAnswer {
    func bySource(
        _ leaf: Leaf, _ areas: [String]?, _ window: Window?, _ query: Query, _ shelf: Shelf
    ) throws -> PlainTable {
        let meaning = Meaning.leaf(leaf)
        let plain = evaluator(of: meaning, shelf)
        let area = try areas?.first ?? onlyArea(of: meaning, shelf)
        let believed = catalogue.indicators[leaf.indicator]?.sources ?? []
        let names = Set(
            try shelf.series(leaf, in: area).filter { $0.reference == nil }.map(\.source))
        let order =
            believed.filter(names.contains) + names.filter { !believed.contains($0) }.sorted()
        var unit: PeriodUnit?
        for case .period(let one) in (query.clauses.by ?? []).map(\.kind) { unit = one }
        var table = PlainTable()
        if order.isEmpty { return table }
        for moment in try plain.moments(window, unit, of: meaning, in: area) {
            var first: Cell?
            var place = 0
            for name in order {
                let alone = PlainEvaluator(reader, shelf.alone(leaf, name), plain.calendar)
                let cell = try alone.figure(meaning, .init(moment.period), in: area).cell
                if cell == .none(.missing) { continue }
                place += 1
                var line = PlainTable.Line()
                line[ColumnID.period] = .period(moment.period)
                line["source"] = .text(name)
                line[ColumnID.value] = .cell(cell)
                line["believed"] = .cell(.value(Double(place)))
                line["difference"] = .cell(first.map { Self.less(cell, $0) } ?? .none(.missing))
                first = first ?? cell
                table.lines.append(line)
            }
        }
        return table
    }
}
