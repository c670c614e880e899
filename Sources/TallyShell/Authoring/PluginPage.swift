import TallyEngine
import TallyModel
import TallyPlugins
import TallyRender
import TallyStore

/// `tally plugin docs`: a page of Markdown about the indicators of plugins.
package struct PluginPage {
    private let catalogue: Catalogue
    /// The values of references, by indicator, in the area that its plugin is at home in.
    private var references: [String: [StoredSeries]] = [:]
    /// By id, the indicators whose formulas name it.
    private var makes: [String: [String]] = [:]

    /// The pages of the plugins at some paths, one after the other. Targets are those of the store
    /// that the options name. Throws everything that is wrong with the plugins.
    package static func text(_ paths: [String], _ options: SessionOptions) throws(Diagnostics)
        -> String
    {
        let authored = AuthoredPlugins(paths, options)
        let errors = PluginCheck(authored).problems.filter { $0.severity == .error }
        if !errors.isEmpty { throw Diagnostics(errors) }
        do throws(Diagnostic) {
            let page = try PluginPage(
                authored.build().catalogue, authored.plugins,
                figures: try OpenedStore(options).figures)
            return authored.plugins.map(page.page).joined(separator: "\n")
        } catch {
            throw Diagnostics([error])
        }
    }

    private init(
        _ catalogue: Catalogue, _ plugins: [PluginDeclaration], figures: any FigureSource
    ) throws(Diagnostic) {
        self.catalogue = catalogue
        for id in catalogue.indicatorOrder {
            for part in Self.parts(of: id, catalogue) { makes[part, default: []].append(id) }
        }
        var requests: [SeriesRequest] = []
        for plugin in plugins {
            guard let home = plugin.home?.value else { continue }
            requests += plugin.indicators.map {
                SeriesRequest(Subject(.indicator, $0.id.value), area: home)
            }
        }
        for (request, series) in try figures.load(requests, asKnown: nil) {
            references[request.subject.id] = series.filter { $0.reference != nil }
        }
    }

    /// The indicators in a formula, each once, in the order in which they stand there.
    private static func parts(of id: String, _ catalogue: Catalogue) -> [String] {
        var found: [String] = []
        catalogue.checkedFormulas[id]?.forEachFigure { figure in
            if !found.contains(figure.indicator) { found.append(figure.indicator) }
        }
        return found
    }

    private func page(of plugin: PluginDeclaration) -> String {
        var blocks = ["# \(MarkdownText.cell(plugin.title ?? plugin.id.value))"]
        if let text = plugin.description { blocks.append(MarkdownText.cell(text)) }
        var said = "Plugin `\(plugin.id.value)`"
        if let version = plugin.version { said += ", version \(MarkdownText.cell(version))" }
        if let home = plugin.home?.value {
            said += ", at home in \(MarkdownText.cell(catalogue.areas[home]?.title ?? home))"
        }
        blocks.append("\(said). \(NumberText.counted(plugin.indicators.count, "indicator")).")
        var themes: [String?] = []
        for theme in plugin.indicators.map({ $0.theme?.value }) where !themes.contains(theme) {
            themes.append(theme)
        }
        for theme in themes {
            if let theme {
                blocks.append("## \(MarkdownText.cell(catalogue.themes[theme]?.title ?? theme))")
            } else if themes.count > 1 {
                blocks.append("## Without a theme")
            }
            for indicator in plugin.indicators where indicator.theme?.value == theme {
                blocks += section(on: indicator, plugin)
            }
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func section(
        on indicator: IndicatorDeclaration, _ plugin: PluginDeclaration
    ) -> [String] {
        let name = indicator.name.value
        var blocks = ["### \(MarkdownText.cell(indicator.title ?? name))"]
        blocks.append(
            "`\(indicator.id.value)`"
                + (indicator.title == nil ? "" : ", printed as \(MarkdownText.cell(name))"))
        if let text = indicator.description { blocks.append(MarkdownText.cell(text)) }
        let lines = fields(of: indicator, plugin).filter { !$0.1.isEmpty }
        blocks.append(lines.map { "- \($0.0): \($0.1)" }.joined(separator: "\n"))
        return blocks
    }

    private func fields(
        of indicator: IndicatorDeclaration, _ plugin: PluginDeclaration
    ) -> [(String, String)] {
        let id = indicator.id.value
        var time = [
            (catalogue.indicators[id]?.declaration.kind ?? indicator.kind).words,
            "every \(indicator.every.words)",
        ]
        if indicator.arrears > 0 {
            time.append("\(NumberText.counted(indicator.arrears, "month")) in arrears")
        }
        let variants = indicator.subgroups.flatMap { declared in
            [("excl", declared.excl), ("only", declared.only), ("count of", declared.count)]
                .compactMap { word, id in
                    id.map { "`\($0.value)` (\(word) \(declared.subgroup.value))" }
                }
        }
        let population = indicator.population.map {
            catalogue.populations[$0.value]?.title ?? $0.value
        }
        return [
            ("Also called", Self.words(indicator.aliases.map(\.value))),
            ("Unit", MarkdownText.cell(indicator.unit.code)),
            ("Good", indicator.good == .neither ? "neither low nor high" : indicator.good.rawValue),
            ("Time", time.joined(separator: ", ")),
            ("Formula", indicator.formula.map { Self.code($0.value) } ?? ""),
            ("Out of", MarkdownText.cell(population ?? "")),
        ] + comparisons(id, indicator, plugin) + [
            ("Status", Self.words(indicator.status ?? plugin.status)),
            ("Made of", Self.ids(Self.parts(of: id, catalogue))),
            ("Makes", Self.ids(makes[id] ?? [])),
            ("Variants", variants.joined(separator: ", ")),
            (
                "Broken down by",
                Self.words(
                    indicator.dimensions.map { catalogue.dimensions[$0.value]?.title ?? $0.value })
            ),
            (
                "Caveats",
                MarkdownText.cell(catalogue.caveats(of: indicator).joined(separator: "; "))
            ),
            ("Source", MarkdownText.cell(indicator.source ?? "")),
        ]
    }

    /// Each reference with its newest value: `420 for Dorset, from Apr 2023`.
    private func comparisons(
        _ id: String, _ indicator: IndicatorDeclaration, _ plugin: PluginDeclaration
    ) -> [(String, String)] {
        let calendar = plugin.calendar ?? Calendar()
        let area = plugin.home.map { catalogue.areas[$0.value]?.title ?? $0.value } ?? ""
        return (references[id] ?? []).compactMap { series in
            guard let reference = series.reference, let point = series.points.last,
                let value = point.cell.value
            else { return nil }
            let title = catalogue.references[reference]?.title ?? reference
            let number = NumberText.fixed(
                value, decimals: min(point.decimals, indicator.decimals), grouped: true)
            let since = calendar.period(.month, containing: point.day).title(in: calendar)
            let unit = indicator.unit == .percent ? "%" : ""
            return (
                MarkdownText.cell(title.prefix(1).uppercased() + title.dropFirst()),
                "\(number)\(unit) for \(MarkdownText.cell(area)), from \(since)"
            )
        }.sorted { $0.0 < $1.0 }
    }

    /// `green meets target, amber within 10% of target, else red`
    private static func words(_ status: StatusDeclaration?) -> String {
        guard let status else { return "" }
        let amber = status.amber.map { ", amber \(MarkdownText.cell($0.value))" } ?? ""
        return "green \(MarkdownText.cell(status.green.value))\(amber), else red"
    }

    private static func words(_ texts: [String]) -> String {
        MarkdownText.cell(texts.joined(separator: ", "))
    }

    private static func ids(_ ids: [String]) -> String {
        ids.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// Code between backticks, of which there are more than stand within.
    private static func code(_ text: String) -> String {
        text.contains("`") ? "`` \(text) ``" : "`\(text)`"
    }
}
