import TallyLanguage
import TallyModel

/// Answers `list areas`, `list areas of south west` and `list authorities`.
struct AreaListAnswer {
    let engine: Engine
    let checker: Checker

    /// What is listed.
    static let name = "areas"

    /// Columns: id, name, level, lies_in (what each lies in with nothing between), part_of (what else
    /// is made of it).
    func table(_ phrase: ListPhrase, _ query: Query) throws(Diagnostic) -> ResultTable {
        let catalogue = engine.catalogue
        let tree = try engine.areaTree()
        var notes = NoteCollector()
        let rows = try ids(phrase, query, tree).map { id in
            let area = catalogue.areas[id]
            let around = tree.around(id).map(catalogue.title(ofArea:))
            let others = around.dropFirst().joined(separator: ", ")
            return notes.row(
                [
                    .text(id), .text(area?.title ?? id), .text(area?.level ?? ""),
                    around.first.map { .text($0) } ?? .empty,
                    others.isEmpty ? .empty : .text(others),
                ], tree.isFormer(id) ? [(.former, ["name"])] : [])
        }
        let isPart = rows.contains { $0.values.last != .empty }
        if rows.isEmpty { notes.add(.nothing("there are no areas")) }
        var table = ResultTable(
            layout: .grid,
            columns: [
                .init("id", "Id", .text), .init("name", "Name", .text),
                .init("level", "Level", .text), .init("lies_in", "Lies in", .text),
                .init("part_of", "Part of", .text, machineOnly: !isPart),
            ], rows: rows, notes: notes.all,
            summary: rows.isEmpty ? nil : NumberText.counted(rows.count, "area"))
        table.isOrdered = true
        return table
    }

    /// Those of a level or in an area; with `for`, as with `of`, those that lie in what it names.
    private func ids(
        _ phrase: ListPhrase, _ query: Query, _ tree: AreaTree
    ) throws(Diagnostic) -> [String] {
        var found = engine.catalogue.areas.keys.sorted()
        if let set = phrase.areas {
            found = try engine.areas(of: set, with: nil, checker, withFormer: true)
        }
        for name in (phrase.within.map { [$0] } ?? []) + (query.clauses.names ?? []) {
            let id = try checker.area(name)
            let inside = Set(tree.areas(in: id))
            if inside.isEmpty {
                throw try engine.nothingWithin(nil, name, id, tree, checker.place(name.span))
            }
            found = found.filter(inside.contains)
        }
        return found
    }
}

extension ResultTable.Note {
    /// Of an area.
    fileprivate static let former = Self(
        .former, "named for earlier periods only by the file that says where it lies")
}
