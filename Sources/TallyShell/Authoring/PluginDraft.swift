import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// `tally plugin new`: a plugin to begin with, that loads and whose test passes as it stands.
package struct PluginDraft {
    /// What to make.
    package struct Request: Sendable {
        /// The plugin's id; the file is called by it.
        package var name: String
        /// A board CSV, of which each row becomes an indicator.
        package var board: String?

        package init(name: String, board: String?) {
            self.name = name
            self.board = board
        }
    }

    private let id: String
    private let catalogue: Catalogue
    /// Where the plugin is at home.
    private let home: Area
    /// Whether it declares its home itself.
    private let declaresHome: Bool

    /// Writes `NAME.json` into the folder at hand, and says what is in it. Throws everything that
    /// is in the way, and then nothing was written.
    package static func write(_ request: Request, _ options: SessionOptions)
        throws(Diagnostics) -> String
    {
        var plugins = LoadedPlugins(options, index: nil)
        plugins.loadEverything()
        let board = try request.board.map { path throws(Diagnostics) in
            try BoardRows(path, beside: plugins.declarations)
        }
        do throws(Diagnostic) {
            let draft = try PluginDraft(
                request.name, plugins.catalogue, area: options.area)
            let path = "\(draft.id).json"
            let indicators = board.map(draft.indicators) ?? [draft.example]
            try Files.write(
                Array(draft.file(indicators, themes: board?.themes ?? []).utf8), to: path,
                replacing: false)
            return draft.report(path, indicators, from: board)
        } catch {
            throw Diagnostics([error])
        }
    }

    private init(_ name: String, _ catalogue: Catalogue, area: String?) throws(Diagnostic) {
        guard Self.isID(name) else {
            throw .badPluginName(name, near: Self.id(like: name))
        }
        if catalogue.plugins.contains(where: { $0.id == name }) { throw .pluginIsThere(name) }
        let known = try area.map { name throws(Diagnostic) in try catalogue.knownOrNewArea(name) }
        switch known {
        case .known(let area): (home, declaresHome) = (area, false)
        case .new(let name):
            home = Area(id: Self.areaID(name, catalogue), title: name, level: "authority")
            declaresHome = true
        case nil:
            home = Area(id: "here", title: "Here", level: "authority")
            declaresHome = true
        }
        id = name
        self.catalogue = catalogue
    }

    // MARK: - What is in it

    /// An indicator of the draft, with the figure of its test.
    private struct Indicator {
        let id: String
        let name: String
        var title: String?
        var theme: String?
        let unit: Unit
        let decimals: Int
        let good: Polarity
        var description: String?
        /// Its newest figure, as printed.
        let figure: String?

        /// What figures of its unit mostly are: the author knows better.
        var kind: TimeKind {
            switch unit {
            case .percent, .ratio, .rate: .ratioOfStocks
            case .days, .weeks, .hours, .score: .average
            default: .stock
            }
        }
    }

    private var example: Indicator {
        Indicator(
            id: freeID("\(word)_open", []), name: "No. of cases open at end of month",
            title: "Cases open", unit: .number, decimals: 0, good: .low,
            description: "Cases that are open on the last day of the month.", figure: "14")
    }

    private func indicators(_ board: BoardRows) -> [Indicator] {
        var taken: Set<String> = []
        return board.rows.map { row in
            let free = freeID(Self.id(like: row.indicator.id) ?? word, taken)
            taken.insert(free)
            let theme = row.indicator.theme.flatMap { title in
                board.themes.first { $0.title == title }?.id
            }
            return Indicator(
                id: free, name: row.indicator.name, theme: theme, unit: row.indicator.unit,
                decimals: row.indicator.decimals, good: row.indicator.good, figure: row.figure)
        }
    }

    /// The plugin's id as the beginning of others.
    private var word: String { String(id.map { $0 == "-" ? "_" : $0 }) }

    /// An id that neither a loaded plugin nor the draft has, and that is no word of the language.
    private func freeID(_ wanted: String, _ taken: Set<String>) -> String {
        func isFree(_ id: String) -> Bool {
            catalogue.indicators[id] == nil && !taken.contains(id)
                && !Keyword.allCases.contains { $0.word == id }
        }
        if isFree(wanted) { return wanted }
        let own = "\(word)_\(wanted)"
        if isFree(own) { return own }
        var number = 2
        while !isFree("\(own)_\(number)") { number += 1 }
        return "\(own)_\(number)"
    }

    private func file(
        _ indicators: [Indicator], themes: [(id: String, title: String)]
    ) -> String {
        let title = id.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
        var fields: [(key: String, value: JSONText)] = [
            ("plugin", .text(id)), ("version", .text("0.1.0")),
            ("title", .text(title.prefix(1).uppercased() + title.dropFirst())),
            ("home", .text(home.id)), ("sources", .list([.text("board dataset")])),
        ]
        if declaresHome {
            let area: [(key: String, value: JSONText)] = [
                ("id", .text(home.id)), ("title", .text(home.title)), ("level", .text(home.level)),
            ]
            fields.append(("areas", .list([.object(area)])))
        }
        if !themes.isEmpty {
            fields.append(
                (
                    "themes",
                    .list(
                        themes.map { .object([("id", .text($0.id)), ("title", .text($0.title))]) })
                ))
        }
        fields.append(("indicators", .list(indicators.map(Self.declaration))))
        if let tested = indicators.first(where: { $0.figure != nil }), let figure = tested.figure {
            fields.append(("tests", .list([Self.test(of: tested.id, figure)])))
        }
        return JSONText.object(fields).file
    }

    private static func declaration(_ indicator: Indicator) -> JSONText {
        var fields: [(key: String, value: JSONText)] = [
            ("id", .text(indicator.id)), ("name", .text(indicator.name)),
        ]
        if let title = indicator.title { fields.append(("title", .text(title))) }
        if let theme = indicator.theme { fields.append(("theme", .text(theme))) }
        fields += [
            ("unit", .text(indicator.unit.code)), ("decimals", .number(indicator.decimals)),
            ("good", .text(indicator.good.rawValue)), ("kind", .text(indicator.kind.words)),
            ("every", .text(Grain.month.words)),
        ]
        if let text = indicator.description { fields.append(("description", .text(text))) }
        return .object(fields)
    }

    private static func test(of id: String, _ figure: String) -> JSONText {
        .object([
            ("name", .text("the newest figure is the answer")),
            ("given", .object([(id, .text(figure))])),
            (
                "expect",
                .list([.object([("query", .text(id)), ("is", .text(figure))])])
            ),
        ])
    }

    private func report(_ path: String, _ indicators: [Indicator], from board: BoardRows?) -> String
    {
        var lines = ["wrote \(path): \(NumberText.counted(indicators.count, "indicator"))"]
        if let board {
            lines[0] += " from \(board.path)"
            lines += board.warnings.map { "\($0.severity.rawValue): \($0.message)" }
            lines.append("'kind' was guessed from the unit: look at each")
        }
        if home.id == "here" {
            lines.append("its home is called 'here': say where, or give --area")
        } else if declaresHome {
            lines.append(
                "no plugin knows the area '\(home.title)': this one declares it as '\(home.id)'")
        }
        lines.append("next: tally plugin check \(path)")
        return lines.joined(separator: "\n") + "\n"
    }
}

extension PluginDraft {
    /// An id for an area of a name that no plugin gives one.
    private static func areaID(_ name: String, _ catalogue: Catalogue) -> String {
        let wanted = id(like: name) ?? "home"
        var free = wanted
        var number = 2
        while catalogue.areas[free] != nil || Keyword.allCases.contains(where: { $0.word == free })
        {
            free = "\(wanted)_\(number)"
            number += 1
        }
        return free
    }

    private static func isID(_ text: String) -> Bool {
        text.utf8.first.map { 0x61...0x7A ~= $0 } == true
            && text.utf8.allSatisfy {
                0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "-")
            }
    }

    /// What of a text an id can have: `Plugins/My Plugin.json` gives `my_plugin`. `nil` where that
    /// is nothing.
    static func id(like text: String) -> String? {
        var name = text.split(separator: "/").last.map(String.init) ?? ""
        if name.hasSuffix(".json") { name.removeLast(".json".count) }
        var result = ""
        var needsGap = false
        for byte in name.lowercased().utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"):
                if result.isEmpty, !(0x61...0x7A ~= byte) { continue }
                if needsGap { result += "_" }
                needsGap = false
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: needsGap = !result.isEmpty
            }
        }
        return result.isEmpty ? nil : result
    }
}
