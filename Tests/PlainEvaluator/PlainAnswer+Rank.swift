import TallyEngine
import TallyLanguage
import TallyModel

/// `rank AREAS by EXPR`: best first, ties 1 2 2 4, quartile ⌈4·rank/n⌉.
extension PlainAnswer {
    func ranking(_ set: AreaSet, _ meaning: Meaning, _ query: Query, _ shelf: Shelf) throws
        -> PlainTable
    {
        let plain = evaluator(of: meaning, shelf)
        let known = try areas(set, meaning, shelf).filter {
            try plain.known(meaning, settled: true, in: $0) != nil
        }
        // The newest that any area has.
        let period = try known.map { area in
            let moments = try plain.moments(query.clauses.window, nil, of: meaning, in: area)
            guard moments.count == 1 else { throw Refused(why: "several periods") }
            return moments[0].period
        }.max { $0.last < $1.last }
        guard let period else { throw Refused(why: "no areas") }
        // Changes over unlike spans are in no one order.
        let ends = try known.map { try plain.ends(of: meaning, over: period, in: $0) }
        let longest = (
            ends.compactMap { $0?.first }.min { $0.first < $1.first },
            ends.compactMap { $0?.last }.max { $0.last < $1.last }
        )
        var found: [(area: String, value: Double)] = []
        for (area, ends) in zip(known, ends) {
            if let ends, ends.first != longest.0 || ends.last != longest.1 { continue }
            // What has no value is left out, suppressed or for any other reason.
            let row = try row(meaning, .init(period), plain, area, nil)
            if let value = row.cell.value { found.append((area, value)) }
        }
        let good = plain.good(meaning)
        func isBetter(_ a: Double, _ b: Double) -> Bool { good == .low ? a < b : a > b }
        func title(_ area: String) -> String { catalogue.areas[area]?.title ?? area }
        found.sort { a, b in
            a.value == b.value ? title(a.area) < title(b.area) : isBetter(a.value, b.value)
        }
        var table = PlainTable()
        for one in found {
            let rank = 1 + found.count { isBetter($0.value, one.value) }
            var line = PlainTable.Line()
            line["area_id"] = .text(one.area)
            line[ColumnID.period] = .period(period)
            line[ColumnID.rank] = .cell(.value(Double(rank)))
            line[ColumnID.value] = .cell(.value(one.value))
            // Fewer than four areas fall into no quarters.
            line[ColumnID.quartile] = .cell(
                found.count < 4
                    ? .none(.missing)
                    : .value((4 * Double(rank) / Double(found.count)).rounded(.up)))
            line[ColumnID.good] = .text(good.rawValue)
            table.lines.append(line)
        }
        return table
    }

    func areas(_ set: AreaSet, _ meaning: Meaning?, _ shelf: Shelf) throws -> [String] {
        switch set.kind {
        case .listed(let names):
            var ids: [String] = []
            for id in try reader.areas(names) where !ids.contains(id) { ids.append(id) }
            return ids
        case .level(let name):
            let levels = name.ids(of: .level)
            let first = meaning.flatMap { leaves(of: $0).first }
            return try (first.map { try areas(with: $0, shelf) } ?? []).filter { id in
                catalogue.areas[id].map { levels.contains($0.level) } ?? false
            }
        case .within(let level, let name):
            return try areas(
                of: level.ids(of: .level), in: try reader.areas([name])[0],
                meaning.flatMap { leaves(of: $0).first }, shelf)
        case .neighbours(let name):
            let near = try reader.areas([name]).flatMap {
                try source.neighbours(of: $0, asKnown: shelf.asKnown)
            }
            if near.isEmpty { throw Refused(why: "no neighbours") }
            return try reader.areas([name]) + near
        }
    }

    /// The areas behind `for`, each once; `nil` where nothing is.
    func areas(named clauses: Clauses, _ meaning: Meaning?, _ shelf: Shelf) throws -> [String]? {
        guard let focus = clauses.focus else { return nil }
        var ids: [String] = []
        for item in focus {
            var found: [String] = []
            switch item {
            case .name(let name): found = try reader.areas([name])
            case .areas(let set):
                found = try areas(set, meaning, shelf).filter { !ids.contains($0) }
            case .value: break
            }
            ids += found
        }
        return ids
    }

    /// Those of some levels that lie in another: each is followed outwards until it is met.
    func areas(of levels: [String], in place: String, _ leaf: Leaf?, _ shelf: Shelf) throws
        -> [String]
    {
        let said = try source.parents(asKnown: shelf.asKnown)
        func outwards(_ id: String) -> [String] {
            let own = catalogue.areas[id]?.within ?? said[id]?.id
            let wholes = catalogue.areas.values.filter { $0.parts.contains(id) }.map(\.id)
            return (own.map { [$0] } ?? []) + wholes
        }
        func isInside(_ id: String, _ steps: Int = 0) -> Bool {
            steps < 20
                && outwards(id).contains { $0 == place || isInside($0, steps + 1) }
        }
        let having = try leaf.map { try areas(with: $0, shelf) }
        return catalogue.areas.keys.sorted().filter { id in
            guard let area = catalogue.areas[id], levels.contains(area.level), id != place,
                isInside(id)
            else { return false }
            let isGone = area.within == nil && said[id]?.isFormer == true
            return having?.contains(id) ?? false || !isGone
        }
    }
}
