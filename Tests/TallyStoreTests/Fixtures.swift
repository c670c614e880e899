import GRDB
import Glibc
import TallyEngine
import TallyModel
import TallyPlugins

@testable import TallyStore

/// A folder of its own for one test, gone with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/tally-store-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure.noFolder }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    enum Failure: Error { case noFolder, noFile }

    deinit {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            unlink("\(path)/\(name)")
        }
        closedir(folder)
        rmdir(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    @discardableResult
    func write(_ bytes: some Collection<UInt8>, to name: String) throws -> String {
        let path = file(name)
        guard let file = fopen(path, "w") else { throw Failure.noFile }
        let bytes = Array(bytes)
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
        return path
    }

    func read(_ name: String) throws -> [UInt8] {
        guard let file = fopen(self.file(name), "r") else { throw Failure.noFile }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            bytes += buffer[..<count]
        }
        return bytes
    }

    func exists(_ name: String) -> Bool { access(file(name), F_OK) == 0 }
}

/// A plugin about libraries, so that nothing here depends on what is shipped.
enum Library {
    static let plugin = """
        {
          "plugin": "libraries", "version": "1.0.0", "title": "Libraries", "home": "wick",
          "sources": ["library board"],
          "areas": [
            {"id": "wick", "title": "Wick", "level": "authority", "aliases": ["wick council"]},
            {"id": "thurso", "title": "Thurso", "level": "authority"}
          ],
          "themes": [{"id": "use", "title": "Use"}],
          "references": [
            {"id": "target", "title": "Target"},
            {"id": "nation", "title": "National average", "aliases": ["national average"]}
          ],
          "dimensions": [
            {"id": "age", "title": "Age", "members": [
              {"id": "child", "title": "Children", "aliases": ["under 18"]},
              {"id": "adult", "title": "Adults"}]}
          ],
          "populations": [
            {"id": "residents", "title": "Residents", "from": ["census"], "aliases": ["people"]}
          ],
          "indicators": [
            {"id": "loans", "name": "No. of loans", "theme": "use", "unit": "number", "good": "high",
             "kind": "flow", "every": "month", "dimensions": ["age"]},
            {"id": "late_share", "name": "% returned late", "unit": "percent", "decimals": 2,
             "good": "low", "kind": "ratio of flows", "every": "month"},
            {"id": "rating", "name": "Inspection rating", "unit": "text", "kind": "stock",
             "every": "month"}
          ],
          "feeds": [
            {"format": "board", "source": "library board"},
            {"format": "population", "source": "census",
             "rows": [{"measure": "Residents", "population": "residents"}]},
            {"format": "tidy", "source": "counts", "rows": [
              {"table": "Loans", "measure": "Number", "indicator": "loans"},
              {"table": "Loans by age", "measure": "Number", "by": "age", "indicator": "loans"},
              {"table": "Adult loans", "measure": "Number", "member": "Adults",
               "indicator": "loans", "members": {"age": "adult"}},
              {"table": "Late", "measure": "Share", "unit": "percent", "indicator": "late_share"},
              {"table": "Late", "measure": "Goal", "indicator": "late_share", "reference": "target"},
              {"table": "Late", "measure": "Share", "indicator": "late_share",
               "reference": "nation", "value": "national"}
            ]}
          ]
        }
        """

    static let catalogue: Catalogue = {
        let read = PluginReader.read(SourceText(plugin, name: "libraries.json"))
        return Catalogue.build(read.plugin.map { [$0] } ?? []).catalogue
    }()

    static let board = """
        theme,indicator,unit,good_is,national_average,target,2023-04,2023-05,direction_of_travel
        Use,No. of loans,No.,High,,"1,200.00",1100.00,"1,150.00",Improving
        Use,% returned late,%,Low,7.5%,5.00,6.25,,
        Use,No. of visitors,No.,High,,,310.00,305.50,Worsening

        """

    static let tidyHeader =
        "authority,source,table,measure,dimension,member,period,period_type,unit,value\n"

    static func `import`(
        _ text: String, name: String = "file.csv", into store: Store,
        options: ImportOptions = ImportOptions()
    ) throws(Diagnostics) -> ImportReport {
        try Importer.import(
            files: [(name, Array(text.utf8))], into: store, catalogue: catalogue, options: options)
    }
}

extension Store {
    /// The stored series of an indicator; empty where there are none.
    func figures(
        _ id: String, area: String = "wick", breakdown: Breakdown = .whole, asKnown: Day? = nil
    ) throws(Diagnostic) -> [StoredSeries] {
        let request = SeriesRequest(
            Subject(.indicator, id), area: area, breakdown: breakdown)
        return try load([request], asKnown: asKnown)[request] ?? []
    }

    /// What every table holds, for comparing before and after.
    func contents() throws -> [String] {
        try queue.unsafeRead { database in
            var result: [String] = []
            for table in [
                "source_import", "stream", "file", "file_column", "subject", "area", "breakdown",
                "breakdown_member", "reference", "grain", "series", "text", "origin", "observation",
                "neighbour", "neighbour_model", "milestone", "milestone_step",
            ] {
                let rows = try RawStatement(database, "SELECT count(*) FROM \(table)").oneInteger()
                result.append("\(table) \(rows ?? -1)")
            }
            return result
        }
    }
}

extension StoredSeries {
    /// `2023-04-30 1100 .2`: day, value or symbol or text, digits printed.
    var lines: [String] {
        points.map { point in
            let said =
                point.text ?? point.cell.value.map { NumberText.full($0) }
                ?? point.cell.reason?.symbol ?? ""
            return "\(point.day.iso) \(said) .\(point.decimals)"
        }
    }

    /// `target from library board`
    var label: String { "\(reference ?? "figures") \(grain.rawValue) \(source)" }
}
