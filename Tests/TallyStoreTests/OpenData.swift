import TallyEngine
import TallyModel
import TallyPlugins

@testable import TallyStore

/// A plugin that reads open data about ferries, so that nothing here depends on what is shipped.
enum OpenData {
    static let plugin = """
        {
          "plugin": "ferries", "title": "Ferries",
          "areas": [
            {"id": "wick", "title": "Wick", "level": "authority", "codes": {"la": "901"}},
            {"id": "tain", "title": "Tain", "level": "authority"},
            {"id": "caithness", "title": "Caithness", "level": "region",
             "codes": {"gss": "S12000001"}}
          ],
          "dimensions": [
            {"id": "size", "title": "Size", "members": [
              {"id": "small", "title": "Small ferries", "aliases": ["little"]},
              {"id": "large", "title": "Large ferries"}]}
          ],
          "populations": [{"id": "residents", "title": "Residents", "from": ["mid-year"]}],
          "indicators": [
            {"id": "ferries", "name": "Ferries", "kind": "stock", "every": "financial year",
             "dimensions": ["size"]},
            {"id": "late", "name": "Late ferries", "unit": "percent", "kind": "ratio of flows",
             "every": "financial year"},
            {"id": "crossings", "name": "Crossings", "kind": "flow", "every": "month"}
          ],
          "feeds": [
            {"format": "dfe", "source": "fleet", "period": "year to 31 march", "rows": [
              {"having": {"ferry_type": "All"}, "value": "ferry_count", "indicator": "ferries"},
              {"having": {"ferry_type": "All"}, "value": "late_percent", "indicator": "late"},
              {"value": "ferry_count", "by": "size", "member_column": "ferry_type",
               "indicator": "ferries"}]},
            {"format": "dfe", "source": "mid-year", "period": "mid-year", "rows": [
              {"having": {"ages": "All"}, "value": "people", "population": "residents"}]},
            {"format": "dfe", "source": "crossings", "rows": [
              {"value": "crossings", "indicator": "crossings"}]}
          ]
        }
        """

    static let declarations: [PluginDeclaration] = {
        let read = PluginReader.read(SourceText(plugin, name: "ferries.json"))
        return read.plugin.map { [$0] } ?? []
    }()

    static let catalogue = Catalogue.build(declarations).catalogue

    static let places =
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
        + "region_name,old_la_code,new_la_code,la_name"

    static let fleetHeader = places + ",ferry_type,ferry_count,late_percent\n"

    static func `import`(
        _ text: String, name: String = "ferries.csv", into store: Store,
        options: ImportOptions = ImportOptions()
    ) throws(Diagnostics) -> ImportReport {
        var catalogue = catalogue
        do throws(Diagnostic) {
            // As the shell does: what earlier imports made is known to the next.
            catalogue =
                Catalogue.build(
                    declarations, adopted: try store.adopted(), areas: try store.adoptedAreas()
                ).catalogue
        } catch {
            throw Diagnostics([error])
        }
        return try Importer.import(
            files: [(name, Array(text.utf8))], into: store, catalogue: catalogue, options: options)
    }
}
