import TallyEngine
import TallyModel

/// One statistical neighbour of an area.
struct NeighbourRow {
    /// Keys of areas, as in ``Reading``.
    let area: String
    let neighbour: String
    /// From 1, closest first.
    let rank: Int
    /// `Very close`; `nil` where the file does not say.
    let closeness: String?
    /// A packed ``FilePlace``.
    let place: Int64
}

extension FileFormat {
    /// One row an authority, with two columns for each of its statistical neighbours: the code
    /// (`SN_1`) and in words how close it is (`SN_1P`).
    static let neighbours = FileFormat(
        name: "neighbours", title: "a CSV of statistical neighbours (a row an authority)",
        columns: ["old_la_code", "la_name", "SN_1", "SN_2", "SN_3"],
        lacks: { header in
            header.lacking(["old_la_code", "la_name", "SN_1"]).map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            var neighbours = NeighboursReader(context)
            reader.forEachRow(of: context.header.names.count, into: &reading) { row, reading in
                neighbours.read(row, &reading)
            }
            neighbours.finish(&reading)
            reading.neighbourModel = (context.options.source ?? context.stem, context.yearInName)
        })
}

private struct NeighboursReader {
    /// A neighbour whose row may stand further down.
    private struct Mention {
        let row: Int
        let column: Int
        let area: String
        let code: String
        let rank: Int
        let closeness: String?
    }

    private let context: ReadingContext
    private let code: Int
    private let name: Int
    /// By rank: the columns of the code and of how close it is.
    private var ranks: [(code: Int, closeness: Int?)] = []
    private var names: [String: (name: String, row: Int)] = [:]
    private var mentions: [Mention] = []

    init(_ context: ReadingContext) {
        self.context = context
        let header = context.header
        code = header.column("old_la_code") ?? 0
        name = header.column("la_name") ?? 0
        while let column = header.column("SN_\(ranks.count + 1)") {
            ranks.append((column, header.column("SN_\(ranks.count + 1)P")))
        }
    }

    mutating func read(_ row: CSVRow, _ reading: inout Reading) {
        let own = row.text(code)
        let printedName = row.text(name)
        func refuse(_ column: Int, _ expected: String) {
            let found = row.text(column)
            reading.add(
                Reading.Problem(
                    row: row.number, column: column,
                    found: found.isEmpty ? "nothing" : found.quoted,
                    expected: expected))
        }
        guard Self.isCode(own) else { return refuse(code, "the three figures of an authority") }
        guard !printedName.isEmpty else { return refuse(name, "a name") }
        if let first = names[own]?.row {
            return refuse(code, "an authority that is not in row \(first) already")
        }
        names[own] = (printedName, row.number)
        var seen: Set<String> = [own]
        var found: [Mention] = []
        for (index, columns) in ranks.enumerated() {
            let neighbour = row.text(columns.code)
            if neighbour.isEmpty { continue }
            guard Self.isCode(neighbour) else {
                return refuse(columns.code, "the three figures of an authority")
            }
            guard seen.insert(neighbour).inserted else {
                return refuse(columns.code, "another authority than in the columns before")
            }
            let closeness = row.text(columns.closeness)
            found.append(
                Mention(
                    row: row.number, column: columns.code, area: own, code: neighbour,
                    rank: index + 1, closeness: closeness.isEmpty ? nil : closeness))
        }
        mentions += found
    }

    /// Enters what was read, now that every authority of the file has its name.
    func finish(_ reading: inout Reading) {
        var keys: [String: String] = [:]
        func key(_ code: String) -> String? {
            if let known = keys[code] { return known }
            var area = AdoptedArea(title: names[code]?.name ?? "", la: code)
            if area.declared(in: context.catalogue) == nil, names[code] == nil { return nil }
            // The model is of authorities that are in being.
            area.latest = Day(9999, 12, 31)
            keys[code] = reading.area(area, in: context.catalogue)
            return keys[code]
        }
        for mention in mentions {
            guard let area = key(mention.area), let neighbour = key(mention.code) else {
                reading.add(
                    Reading.Problem(
                        row: mention.row, column: mention.column, found: mention.code.quoted,
                        expected: "an authority that a row of the file or a plugin names"))
                continue
            }
            reading.add(
                NeighbourRow(
                    area: area, neighbour: neighbour, rank: mention.rank,
                    closeness: mention.closeness,
                    place: FilePlace(row: mention.row, column: mention.column + 1).packed))
        }
    }

    private static func isCode(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }
}

extension ReadingContext {
    /// The first year that stands in the file's name: 2025 of `sn_model_2025_wide`.
    var yearInName: Int? {
        for run in stem.split(whereSeparator: { !("0"..."9").contains($0) })
        where run.utf8.count == 4 {
            if let year = Int(run), (1900...2199).contains(year) { return year }
        }
        return nil
    }
}
