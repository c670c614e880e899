import TallyModel

/// Answers `list imports`: what brought figures into the store, and what undid that.
struct ImportsAnswer {
    let engine: Engine

    /// A row for each file. Columns: import (its number), recorded, known_at, file, format,
    /// figures, standing.
    func table() throws(Diagnostic) -> ResultTable {
        let imports = try engine.source.imports(asKnown: engine.asKnown)
        let calendar = Calendar()
        var rows: [ResultTable.Row] = []
        for one in imports {
            let first: [ResultTable.Value] = [
                .count(one.number), .text(one.recordedAt),
                .period(.day(one.knownAt), in: calendar),
            ]
            let standing = ResultTable.Value.text(one.standing)
            for file in one.files {
                rows.append(
                    .init(
                        first + [
                            .text(file.name), .text(file.format), .count(file.figures), standing,
                        ]))
            }
            if one.files.isEmpty { rows.append(.init(first + [.empty, .empty, .empty, standing])) }
        }
        let count = imports.count
        var table = ResultTable(
            layout: .grid,
            columns: [
                .init("import", "Import", .number), .init("recorded", "Recorded", .text),
                .init("known_at", "Known at", .period), .init("file", "File", .text),
                .init("format", "Format", .text), .init("figures", "Figures", .number),
                .init("standing", "Standing", .text),
            ],
            rows: rows, notes: rows.isEmpty ? [.nothing("there are no imports")] : [],
            summary: rows.isEmpty ? nil : "\(NumberText.counted(count, "import"))")
        table.isOrdered = true
        return table
    }
}

extension ImportRecord {
    /// How it stands, in words.
    fileprivate var standing: String {
        if let undoneBy { return "undone by \(undoneBy)" }
        return undoes.map { "undoes \($0)" } ?? "counts"
    }
}
