import TallyEngine
import TallyModel
import TallyPlugins
import TallyStore

/// The rows of a board CSV as an import would make indicators of them, without any plugin.
struct BoardRows {
    struct Row {
        let indicator: AdoptedIndicator
        /// The newest figure as printed; `nil` where there is none.
        let figure: String?
    }

    /// Where the file is.
    let path: String
    let rows: [Row]
    /// Each theme of the rows, once, in their order.
    let themes: [(id: String, title: String)]
    /// What an import of the file would warn of.
    let warnings: [Diagnostic]

    /// Throws what an import of the file would, and where it is no board.
    ///
    /// - Parameter plugins: those beside which the draft will stand, whose references are columns.
    init(_ path: String, beside plugins: [PluginDeclaration]) throws(Diagnostics) {
        let store: Store
        let report: ImportReport
        var settings = ImportOptions()
        settings.area = "here"
        let bytes: [UInt8]
        do throws(Diagnostic) {
            store = try Store.inMemory()
            bytes = try Files.bytes(of: path)
        } catch {
            throw Diagnostics([error])
        }
        report = try Importer.import(
            files: [(Files.lastPart(of: path), bytes)], into: store,
            catalogue: Self.references(of: plugins),
            options: settings)
        if let format = report.files.first?.format, format != "board" {
            throw Diagnostics([.noBoard(path, format: format)])
        }
        if report.adopted.isEmpty { throw Diagnostics([.boardWithoutRows(path)]) }
        do throws(Diagnostic) {
            let requests = report.adopted.map {
                SeriesRequest(Subject(.indicator, $0.id), area: "here")
            }
            let figures = try store.load(requests, asKnown: nil)
            rows = zip(report.adopted, requests).map { indicator, request in
                let points = figures[request]?.first { $0.reference == nil }?.points ?? []
                let newest = points.last { $0.cell.value != nil }
                return Row(
                    indicator: indicator,
                    figure: newest.flatMap { point in
                        let decimals = min(point.decimals, indicator.decimals)
                        return point.cell.value.map { NumberText.fixed($0, decimals: decimals) }
                    })
            }
        } catch {
            throw Diagnostics([error])
        }
        var themes: [(id: String, title: String)] = []
        for case let title? in report.adopted.map(\.theme)
        where !themes.contains(where: { $0.title == title }) {
            var id = PluginDraft.id(like: title) ?? "theme"
            while themes.contains(where: { $0.id == id }) { id += "_2" }
            themes.append((id, title))
        }
        self.themes = themes
        self.path = path
        warnings = report.warnings
    }

    /// A catalogue of the references of plugins and of nothing else.
    private static func references(of plugins: [PluginDeclaration]) -> Catalogue {
        Catalogue.names(
            of: plugins.map { plugin in
                var result = PluginDeclaration(id: plugin.id, source: plugin.source)
                result.references = plugin.references
                return result
            })
    }
}
